#include "scriptedengine.h"

#include "core/media/videoencoder.h"

#include <QColor>
#include <QFile>
#include <QImage>
#include <algorithm>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

Result<BuiltinResult> ScriptedEngine::run(const BuiltinRequest& request,
                                          const std::function<void(double)>& progress,
                                          std::stop_token stop)
{
    {
        std::unique_lock lock(m_mutex);
        m_requests.append(request);
        ++m_running;
        m_most = std::max(m_most, m_running);
        m_changed.wait(lock, stop, [this] { return m_open; });
        --m_running;
    }
    if (stop.stop_requested()) {
        ++stopped;
        return failure(ErrorKind::Cancelled);
    }
    for (const auto& [at, fraction] : report) {
        clock->now = at;
        progress(fraction);
    }
    if (request.prompt.contains(u"damaged"_s)) {
        return failure(ErrorKind::InputDamaged, u"broken"_s);
    }
    if (request.prompt.contains(u"large"_s) && full) {
        return failure(ErrorKind::DiskFull, u"no room"_s);
    }
    if (request.prompt.contains(u"internal"_s)) {
        return failure(ErrorKind::Internal, u"bug"_s);
    }
    if (request.prompt.contains(u"garbage"_s)) {
        QFile file(request.outputPath);
        if (!file.open(QIODevice::WriteOnly) || file.write("no picture at all") < 0) {
            return failure(ErrorKind::Internal);
        }
        return BuiltinResult{request.outputPath, AssetKind::Image};
    }
    QImage picture(16, 10, QImage::Format_RGB32);
    picture.fill(QColor::fromRgb(QRgb(request.seed * 2654435761u)));
    if (request.modelId == u"test.video"_s && !request.prompt.contains(u"picture"_s)) {
        auto film = VideoEncoder::create(request.outputPath, {QSize(16, 10)});
        for (int i = 0; i < 12; ++i) {
            if (auto added = (*film)->addFrame(picture); !added) {
                return failure(added.error());
            }
        }
        if (auto finished = (*film)->finish(); !finished) {
            return failure(finished.error());
        }
        return BuiltinResult{request.outputPath, AssetKind::Video};
    }
    return picture.save(request.outputPath, "PNG")
        ? Result<BuiltinResult>(BuiltinResult{request.outputPath, AssetKind::Image})
        : Result<BuiltinResult>(failure(ErrorKind::Internal, u"not saved"_s));
}

QList<BuiltinRequest> ScriptedEngine::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

int ScriptedEngine::running() const
{
    const std::scoped_lock lock(m_mutex);
    return m_running;
}

int ScriptedEngine::mostAtOnce() const
{
    const std::scoped_lock lock(m_mutex);
    return m_most;
}

void ScriptedEngine::setOpen(bool open)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_open = open;
    }
    m_changed.notify_all();
}
