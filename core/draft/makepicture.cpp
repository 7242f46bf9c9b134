#include "core/draft/drafttasks.h"

#include "core/draft/cornermark.h"
#include "core/draft/scene.h"
#include "core/media/temporaryfile.h"

#include <QBuffer>
#include <QImageWriter>
#include <QJsonObject>

namespace raskadr::draft {

using namespace Qt::Literals::StringLiterals;

namespace {

// The picture's width for a height, by the names of the manifest; 0 for an unknown one.
double ratioOf(const QString& aspect)
{
    struct Named
    {
        QLatin1StringView name;
        double ratio;
    };
    static constexpr Named known[] = {{"16:9"_L1, 16.0 / 9},
                                      {"9:16"_L1, 9.0 / 16},
                                      {"1:1"_L1, 1},
                                      {"4:3"_L1, 4.0 / 3},
                                      {"2.39:1"_L1, 2.39}};
    for (const Named& named : known) {
        if (aspect == named.name) {
            return named.ratio;
        }
    }
    return 0;
}

// Even lengths, so that a film of the picture loses nothing.
Result<QSize> sizeOf(const QJsonObject& parameters)
{
    const QString aspect = parameters.value("aspect"_L1).toString(u"16:9"_s);
    const int height = parameters.value("height"_L1).toInt(720);
    const double ratio = ratioOf(aspect);
    if (ratio <= 0) {
        return failure(ErrorKind::InvalidInput, u"an unknown aspect: "_s + aspect, u"aspect"_s);
    }
    if (height < 64 || height > 2160) {
        return failure(ErrorKind::InvalidInput, u"the height has to be 64 to 2160"_s, u"height"_s);
    }
    return QSize(2 * int(std::lround(height * ratio / 2)), height & ~1);
}

} // namespace

Result<BuiltinResult> makePicture(const BuiltinRequest& request, const QJsonObject& parameters,
                                  const std::function<void(double)>& progress,
                                  const std::stop_token& stop)
{
    const auto size = sizeOf(parameters);
    if (!size) {
        return failure(size.error());
    }
    const QString prompt =
        request.prompt.isEmpty() ? parameters.value("prompt"_L1).toString() : request.prompt;
    progress(0.05);
    const auto scene = paintScene(prompt, request.seed, *size, stop);
    if (!scene) {
        return failure(ErrorKind::Cancelled);
    }
    progress(0.7);
    QImage image = scene->picture();
    if (image.isNull()) {
        return failure(ErrorKind::Internal, u"no memory for the picture"_s);
    }
    paintCornerMark(image);
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    progress(0.8);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setQuality(85); // grain hardly compresses: more effort only takes longer
    if (!writer.write(image)) {
        return failure(ErrorKind::Internal, writer.errorString());
    }
    FileRemover remover(request.outputPath);
    if (const auto written = writeBytes(request.outputPath, bytes, false); !written) {
        return failure(written.error());
    }
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    remover.keep();
    progress(1);
    return BuiltinResult{request.outputPath, AssetKind::Image};
}

} // namespace raskadr::draft
