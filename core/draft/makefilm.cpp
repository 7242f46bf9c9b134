#include "core/draft/drafttasks.h"

#include "core/draft/cameramove.h"
#include "core/draft/cornermark.h"
#include "core/media/arearescale.h"
#include "core/media/sniff.h"
#include "core/media/stilldecoder.h"
#include "core/media/videoencoder.h"

#include <QJsonObject>

namespace raskadr::draft {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestSide = 1280;
constexpr int framesPerSecond = 24;

Result<CameraMove> moveOf(const QJsonObject& parameters)
{
    const QString name = parameters.value("move"_L1).toString(u"push_in"_s);
    if (name == u"push_in") {
        return CameraMove::PushIn;
    }
    if (name == u"pull_out") {
        return CameraMove::PullOut;
    }
    if (name == u"pan") {
        return CameraMove::Pan;
    }
    if (name == u"rise") {
        return CameraMove::Rise;
    }
    return failure(ErrorKind::InvalidInput, u"an unknown move: "_s + name, u"move"_s);
}

Result<QImage> startPicture(const BuiltinInput& input, const std::stop_token& stop)
{
    const auto asInputError = [](const Error& error) {
        if (error.kind == ErrorKind::FileMissing || error.kind == ErrorKind::Cancelled) {
            return error;
        }
        return Error{ErrorKind::InputDamaged, errorKindName(error.kind) + u": "_s + error.detail,
                     error.subject, error.amount};
    };
    const auto format = sniffMedia(input.path);
    if (!format) {
        return failure(asInputError(format.error()));
    }
    if (kindOf(*format) != MediaKind::Picture) {
        return failure(ErrorKind::InvalidInput, u"the start is not a picture"_s, input.slot);
    }
    auto image = decodeStill(input.path, *format, longestSide, stop);
    if (!image) {
        return failure(asInputError(image.error()));
    }
    const QSize even(image->width() & ~1, image->height() & ~1);
    if (even.width() < 16 || even.height() < 16) {
        return failure(ErrorKind::InputDamaged, u"too small for a film"_s, input.slot);
    }
    return image->copy(QRect(QPoint(0, 0), even));
}

// Whether a repainted scene is what the picture shows: it was not cut, and its painter is ours.
bool looksAlike(const QImage& painted, const QImage& picture)
{
    const QSize small = fittedSize(picture.size(), 48);
    const QImage a = areaRescaled(painted, small);
    const QImage b = areaRescaled(picture, small);
    qint64 difference = 0;
    for (int y = 0; y < small.height(); ++y) {
        for (int x = 0; x < small.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            difference += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q))
                + std::abs(qBlue(p) - qBlue(q));
        }
    }
    return difference < qint64(3) * 4 * small.width() * small.height();
}

Result<CameraTake> takeOf(const BuiltinInput& input, const QImage& picture, CameraMove move,
                          double seconds, const std::stop_token& stop)
{
    if (!input.prompt.isEmpty() && input.seed) {
        auto scene = paintScene(input.prompt, *input.seed, picture.size(), stop);
        if (!scene) {
            return failure(ErrorKind::Cancelled);
        }
        if (looksAlike(scene->picture(), picture)) {
            return CameraTake(std::move(*scene), move, seconds);
        }
    }
    return CameraTake(picture, move, seconds);
}

} // namespace

Result<BuiltinResult> makeFilm(const BuiltinRequest& request, const QJsonObject& parameters,
                               const std::function<void(double)>& progress,
                               const std::stop_token& stop)
{
    const auto move = moveOf(parameters);
    if (!move) {
        return failure(move.error());
    }
    const int seconds = parameters.value("duration"_L1).toInt(4);
    if (seconds < 1 || seconds > 60) {
        return failure(ErrorKind::InvalidInput, u"the duration has to be 1 to 60 s"_s,
                       u"duration"_s);
    }
    const auto input = std::find_if(request.inputs.begin(), request.inputs.end(),
                                    [](const BuiltinInput& i) { return i.slot == u"start"; });
    if (input == request.inputs.end()) {
        return failure(ErrorKind::InvalidInput, u"there is no start picture"_s, u"start"_s);
    }
    const auto picture = startPicture(*input, stop);
    if (!picture) {
        return failure(picture.error());
    }
    progress(0.02);
    auto take = takeOf(*input, *picture, *move, seconds, stop);
    if (!take) {
        return failure(take.error());
    }
    VideoEncoderOptions options;
    options.size = picture->size();
    options.fps = framesPerSecond;
    auto encoder = VideoEncoder::create(request.outputPath, options);
    if (!encoder) {
        return failure(encoder.error());
    }
    const int frames = seconds * framesPerSecond;
    for (int i = 0; i < frames; ++i) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        QImage frame = take->frame(double(i) / (frames - 1), i);
        if (frame.isNull()) {
            return failure(ErrorKind::Internal, u"no memory for a frame"_s);
        }
        paintCornerMark(frame);
        if (const auto added = (*encoder)->addFrame(frame); !added) {
            return failure(added.error());
        }
        progress(0.1 + 0.88 * (i + 1) / frames);
    }
    if (const auto finished = (*encoder)->finish(); !finished) {
        return failure(finished.error());
    }
    progress(1);
    return BuiltinResult{request.outputPath, AssetKind::Video};
}

} // namespace raskadr::draft
