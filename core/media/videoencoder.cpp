#include "core/media/videoencoder.h"

#include "core/media/h264writer.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

struct VideoEncoder::Private
{
    std::unique_ptr<H264Writer> writer;
    libav::Scaler scaler;
    QSize sourceSize;
    int frames = 0;
};

VideoEncoder::VideoEncoder(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

VideoEncoder::~VideoEncoder() = default;

Result<std::unique_ptr<VideoEncoder>> VideoEncoder::create(const QString& path,
                                                           const VideoEncoderOptions& options)
{
    if (options.fps < 1 || options.fps > 240) {
        return failure(ErrorKind::InvalidInput, u"fps has to be 1 to 240"_s);
    }
    H264Writer::Options writing;
    writing.size = QSize(options.size.width() & ~1, options.size.height() & ~1);
    writing.timeBase = {1, options.fps};
    writing.frameRate = {options.fps, 1};
    writing.crf = options.crf;
    writing.preset = options.preset;
    writing.gop = options.gop;
    writing.fastDecode = options.fastDecode;
    writing.maxBFrames = options.maxBFrames;
    writing.threads = options.threads;
    auto writer = H264Writer::create(path, writing);
    if (!writer) {
        return failure(writer.error());
    }
    auto data = std::make_unique<Private>();
    data->writer = std::move(*writer);
    return std::unique_ptr<VideoEncoder>(new VideoEncoder(std::move(data)));
}

Result<> VideoEncoder::addFrame(const QImage& image)
{
    if (image.isNull()) {
        return failure(ErrorKind::InvalidInput, u"an empty picture"_s);
    }
    const bool direct =
        image.format() == QImage::Format_RGB32 || image.format() == QImage::Format_ARGB32;
    const QImage rgb = direct ? image : image.convertToFormat(QImage::Format_RGB32);
    auto target = d->writer->blankFrame();
    if (!target) {
        return failure(target.error());
    }
    AVFrame* frame = *target;
    if (!d->scaler || d->sourceSize != rgb.size()) {
        const bool sameSize = rgb.width() == frame->width && rgb.height() == frame->height;
        const int flags =
            (sameSize ? SWS_BILINEAR : SWS_AREA) | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP;
        d->scaler.reset(sws_getContext(rgb.width(), rgb.height(), AV_PIX_FMT_0RGB32, frame->width,
                                       frame->height, AV_PIX_FMT_YUV420P, flags, nullptr, nullptr,
                                       nullptr));
        if (!d->scaler) {
            return failure(ErrorKind::Internal, u"no scaler for this picture"_s);
        }
        const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
        sws_setColorspaceDetails(d->scaler.get(), bt709, 1, bt709, 0, 0, 1 << 16, 1 << 16);
        d->sourceSize = rgb.size();
    }
    const uint8_t* lines[1] = {rgb.constBits()};
    const int strides[1] = {int(rgb.bytesPerLine())};
    sws_scale(d->scaler.get(), lines, strides, 0, rgb.height(), frame->data, frame->linesize);
    if (auto written = d->writer->write(d->frames); !written) {
        return written;
    }
    ++d->frames;
    return {};
}

Result<> VideoEncoder::finish()
{
    if (d->frames == 0) {
        return failure(ErrorKind::InvalidInput, u"a film without pictures"_s);
    }
    return d->writer->finish();
}

int VideoEncoder::frameCount() const
{
    return d->frames;
}

} // namespace raskadr
