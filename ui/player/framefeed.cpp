#include "ui/player/framefeed.h"

namespace raskadr::ui {

namespace {

// Enough to bridge a slow frame, little enough to be dropped at a seek without regret.
constexpr size_t framesAhead = 6;

} // namespace

FrameFeed::FrameFeed(const QString& path, const QSize& target, QObject* parent)
    : QObject(parent)
    , m_target(target)
{
    m_thread = std::jthread([this, path](const std::stop_token& stop) { run(stop, path); });
}

FrameFeed::~FrameFeed()
{
    m_thread.request_stop();
    m_changed.notify_all();
    m_thread.join();
}

void FrameFeed::seek(qint64 ms)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_seekTo = ms;
        m_ready.clear();
        m_ended = false;
    }
    m_changed.notify_all();
}

void FrameFeed::setTarget(const QSize& target)
{
    const std::scoped_lock lock(m_mutex);
    m_target = target;
}

std::optional<VideoFrame> FrameFeed::takeDue(qint64 ms)
{
    std::optional<VideoFrame> due;
    {
        const std::scoped_lock lock(m_mutex);
        while (!m_ready.empty() && m_ready.front().ptsMs <= ms) {
            due = std::move(m_ready.front());
            m_ready.pop_front();
        }
    }
    if (due) {
        m_changed.notify_all();
    }
    return due;
}

std::optional<VideoFrame> FrameFeed::takeNext()
{
    std::optional<VideoFrame> next;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_ready.empty()) {
            return std::nullopt;
        }
        next = std::move(m_ready.front());
        m_ready.pop_front();
    }
    m_changed.notify_all();
    return next;
}

bool FrameFeed::isAtEnd() const
{
    const std::scoped_lock lock(m_mutex);
    return m_ended && m_ready.empty() && !m_seekTo;
}

void FrameFeed::run(const std::stop_token& stop, const QString& path)
{
    auto opened = FrameReader::open(path, stop);
    if (!opened) {
        QMetaObject::invokeMethod(this, [this, error = opened.error()] { Q_EMIT failed(error); });
        return;
    }
    const std::unique_ptr<FrameReader> reader = std::move(*opened);
    QMetaObject::invokeMethod(
        this, [this, size = reader->size(), fps = reader->fps(), duration = reader->durationMs()] {
            m_open = true;
            m_size = size;
            m_fps = fps > 0 ? fps : 25;
            m_durationMs = duration;
            Q_EMIT this->opened();
        });

    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        m_changed.wait(lock, stop,
                       [this] { return m_seekTo || (!m_ended && m_ready.size() < framesAhead); });
        if (stop.stop_requested()) {
            return;
        }
        const std::optional<qint64> seekTo = std::exchange(m_seekTo, std::nullopt);
        const QSize target = m_target;
        lock.unlock();
        std::optional<Error> error;
        if (seekTo) {
            if (auto sought = reader->seek(*seekTo); !sought) {
                error = sought.error();
            }
        }
        Result<std::optional<VideoFrame>> frame =
            error ? Result<std::optional<VideoFrame>>(failure(*error)) : reader->next(target);
        lock.lock();
        if (m_seekTo) {
            continue; // somebody wants to be elsewhere by now
        }
        if (!frame) {
            m_ended = true;
            if (frame.error().kind != ErrorKind::Cancelled) {
                QMetaObject::invokeMethod(this, [this, e = frame.error()] { Q_EMIT failed(e); });
            }
            continue;
        }
        if (!*frame) {
            m_ended = true;
            QMetaObject::invokeMethod(this, &FrameFeed::frameReady);
            continue;
        }
        m_ready.push_back(std::move(**frame));
        if (m_ready.size() == 1) {
            QMetaObject::invokeMethod(this, &FrameFeed::frameReady);
        }
    }
}

} // namespace raskadr::ui
