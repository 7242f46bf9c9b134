#include "core/media/framereader.h"

#include "core/media/avinput.h"

#include <QTransform>

#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

struct FrameReader::Private
{
    Private(std::unique_ptr<AvInput> source, libav::Codec decoder, Scaling scaling)
        : input(std::move(source))
        , stream(input->video())
        , codec(std::move(decoder))
        , scaler(scaling == Scaling::Fast ? SWS_FAST_BILINEAR
                                          : SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT)
    {
    }

    Result<bool> decodeNext();
    Result<bool> advance();
    Result<bool> tryFirstKeyFrame(bool& delivered);
    Result<> restart(qint64 ms);
    qint64 timeOf(const AVFrame& decoded) const;
    qint64 endOf(const AVFrame& decoded) const;
    Result<VideoFrame> convert(const QSize& target);

    std::unique_ptr<AvInput> input;
    AVStream* stream;
    libav::Codec codec;
    libav::FrameScaler scaler;
    libav::Frame frame = libav::makeFrame();
    libav::Frame held = libav::makeFrame(); // the newest that was skipped by a seek
    libav::Frame upcoming = libav::makeFrame(); // decoded already, follows `frame`
    libav::Packet packet = libav::makePacket();
    libav::Packet keyPacket = libav::makePacket();
    double frameMs = 0;

    bool fresh = true; // nothing was decoded since the file was opened or a seek
    bool drained = false; // the key frame was forced out; decoding goes on behind it
    bool atEnd = false; // the decoder was told that nothing follows
    bool anyFrame = false; // the film has at least one frame
    bool pending = false; // `frame` is the answer to the last seek
    bool hasUpcoming = false;
    qint64 dropUntil = -1; // frames up to this time were delivered before the drain
    qint64 skipUntil = -1; // frames that end by this time are not wanted
    qint64 deliveredMs = -1; // time of the newest frame given out since the last seek
    qint64 lastTime = -1;
};

FrameReader::FrameReader(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

FrameReader::~FrameReader() = default;

Result<std::unique_ptr<FrameReader>> FrameReader::open(const QString& path, std::stop_token stop,
                                                       Scaling scaling)
{
    auto input = AvInput::openFilm(path, std::move(stop));
    if (!input) {
        return failure(input.error());
    }
    (*input)->readOnly((*input)->video());
    auto codec = (*input)->openDecoder((*input)->video());
    if (!codec) {
        return failure(codec.error());
    }
    auto data = std::make_unique<Private>(std::move(*input), std::move(*codec), scaling);
    const AVRational rate = data->input->frameRate();
    data->frameMs = rate.num > 0 ? 1000 / av_q2d(rate) : 40;
    return std::unique_ptr<FrameReader>(new FrameReader(std::move(data)));
}

QSize FrameReader::size() const
{
    return d->input->shownSize();
}

double FrameReader::fps() const
{
    const AVRational rate = d->input->frameRate();
    return rate.num > 0 ? av_q2d(rate) : 0;
}

qint64 FrameReader::durationMs() const
{
    return d->input->durationMs().value_or(0);
}

qint64 FrameReader::Private::timeOf(const AVFrame& decoded) const
{
    if (decoded.best_effort_timestamp == AV_NOPTS_VALUE) {
        return lastTime < 0 ? 0 : lastTime + std::llround(frameMs);
    }
    return input->toMs(decoded.best_effort_timestamp, stream);
}

qint64 FrameReader::Private::endOf(const AVFrame& decoded) const
{
    if (decoded.best_effort_timestamp == AV_NOPTS_VALUE || decoded.pkt_duration <= 0) {
        return timeOf(decoded) + std::llround(frameMs);
    }
    // Rounded the same way as the time of the frame that follows, so that the two agree.
    // Files give the length of the frame that is decoded next rather than of the one shown next, so
    // only the usual length is believed; it may be too short, never too long.
    const qint64 usual = std::llround(frameMs / 1000 / av_q2d(stream->time_base));
    return input->toMs(
        decoded.best_effort_timestamp + std::min<qint64>(decoded.pkt_duration, usual), stream);
}

// A decoder that sorts frames keeps the first one back until others follow. Told that none do, it
// gives the key frame out at once; afterwards it starts again from that frame.
Result<bool> FrameReader::Private::tryFirstKeyFrame(bool& delivered)
{
    delivered = false;
    auto more = input->readPacket(packet.get(), stream);
    if (!more || !*more) {
        return more;
    }
    if ((packet->flags & AV_PKT_FLAG_KEY) == 0) {
        avcodec_send_packet(codec.get(), packet.get());
        return true;
    }
    if (avcodec_send_packet(codec.get(), packet.get()) < 0) {
        return true;
    }
    if (avcodec_receive_frame(codec.get(), frame.get()) == 0) {
        delivered = true;
        return true;
    }
    av_packet_unref(keyPacket.get());
    av_packet_move_ref(keyPacket.get(), packet.get());
    avcodec_send_packet(codec.get(), nullptr);
    delivered = avcodec_receive_frame(codec.get(), frame.get()) == 0;
    drained = true;
    return true;
}

// The next frame of the file into `frame`; false at the end.
Result<bool> FrameReader::Private::decodeNext()
{
    if (drained) {
        drained = false;
        avcodec_flush_buffers(codec.get());
        avcodec_send_packet(codec.get(), keyPacket.get());
        dropUntil = lastTime;
    }
    if (fresh && skipUntil < 0) {
        fresh = false;
        bool delivered = false;
        auto more = tryFirstKeyFrame(delivered);
        if (!more) {
            return more;
        }
        if (delivered) {
            return true;
        }
        if (drained) { // the key frame alone was not enough for this decoder
            drained = false;
            avcodec_flush_buffers(codec.get());
            avcodec_send_packet(codec.get(), keyPacket.get());
        }
    }
    fresh = false;
    return input->decodeNext(stream, codec.get(), frame.get(), atEnd);
}

// The next frame that is wanted into `frame`; false at the end.
Result<bool> FrameReader::Private::advance()
{
    if (pending) {
        pending = false;
        return true;
    }
    if (hasUpcoming) {
        hasUpcoming = false;
        std::swap(frame, upcoming);
        lastTime = timeOf(*frame);
        return true;
    }
    bool holding = false;
    for (;;) {
        auto more = decodeNext();
        if (!more) {
            return more;
        }
        if (!*more) {
            skipUntil = -1;
            if (holding) { // the time lies behind the last frame
                std::swap(frame, held);
                lastTime = timeOf(*frame);
                return true;
            }
            if (!anyFrame) {
                return failure(ErrorKind::FileDamaged, u"no frame could be decoded"_s,
                               input->file().name());
            }
            return false;
        }
        anyFrame = true;
        const qint64 time = timeOf(*frame);
        if (dropUntil >= 0 && time <= dropUntil) {
            continue;
        }
        dropUntil = -1;
        lastTime = time;
        if (skipUntil >= 0 && endOf(*frame) <= skipUntil) {
            av_frame_unref(held.get());
            av_frame_move_ref(held.get(), frame.get());
            holding = true;
            continue;
        }
        if (holding && time > skipUntil) { // the one before is shown longer than usual
            std::swap(frame, upcoming);
            std::swap(frame, held);
            hasUpcoming = true;
            lastTime = timeOf(*frame);
        }
        skipUntil = -1;
        return true;
    }
}

Result<VideoFrame> FrameReader::Private::convert(const QSize& target)
{
    const QSize shown = input->shownSize();
    QSize size = shown;
    if (!target.isEmpty() && (target.width() < shown.width() || target.height() < shown.height())) {
        size = shown.scaled(target.boundedTo(shown), Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
    }
    const int rotation = input->rotation();
    QImage image = scaler.toImage(*frame, rotation % 180 == 0 ? size : size.transposed());
    if (image.isNull()) {
        return failure(ErrorKind::FileDamaged, u"the frame cannot be converted"_s,
                       input->file().name());
    }
    if (rotation != 0) {
        image = image.transformed(QTransform().rotate(rotation));
    }
    return VideoFrame{image, timeOf(*frame)};
}

Result<std::optional<VideoFrame>> FrameReader::next(const QSize& target)
{
    auto more = d->advance();
    if (!more) {
        return failure(more.error());
    }
    if (!*more) {
        return std::optional<VideoFrame>();
    }
    auto converted = d->convert(target);
    if (!converted) {
        return failure(converted.error());
    }
    d->deliveredMs = converted->ptsMs;
    return std::optional<VideoFrame>(std::move(*converted));
}

Result<bool> FrameReader::skip()
{
    auto more = d->advance();
    if (more && *more) {
        d->deliveredMs = d->lastTime;
    }
    return more;
}

Result<> FrameReader::Private::restart(qint64 ms)
{
    if (auto sought = input->seek(ms, stream); !sought) {
        return sought;
    }
    avcodec_flush_buffers(codec.get());
    fresh = true;
    drained = false;
    atEnd = false;
    pending = false;
    hasUpcoming = false;
    dropUntil = -1;
    skipUntil = -1;
    deliveredMs = -1;
    lastTime = -1;
    return {};
}

Result<> FrameReader::seek(qint64 ms, SeekMode mode)
{
    ms = std::max<qint64>(0, ms);
    if (mode == SeekMode::KeyFrame || ms == 0) {
        return d->restart(ms);
    }
    // Further on in the same group of pictures: going on is cheaper than starting again.
    if (d->deliveredMs >= 0 && ms > d->deliveredMs && !d->atEnd && !d->hasUpcoming) {
        const int entry = av_index_search_timestamp(d->stream, d->input->fromMs(ms + 1, d->stream),
                                                    AVSEEK_FLAG_BACKWARD);
        const AVIndexEntry* key = entry < 0 ? nullptr : avformat_index_get_entry(d->stream, entry);
        if (key && d->input->toMs(key->timestamp, d->stream) <= d->deliveredMs) {
            d->skipUntil = ms;
            return {};
        }
    }
    // Key frames are found by the time of decoding, which may lie before the time of showing: if
    // what comes out starts too late, one starts earlier.
    qint64 back = 0;
    for (;;) {
        const qint64 from = std::max<qint64>(0, ms - back);
        if (auto restarted = d->restart(from); !restarted) {
            return restarted;
        }
        d->skipUntil = ms;
        auto more = d->advance();
        if (!more) {
            return failure(more.error());
        }
        if (*more) {
            d->pending = true;
        }
        if ((*more && d->lastTime <= ms) || from == 0) {
            return {};
        }
        back = back == 0 ? 1000 : back * 4;
    }
}

} // namespace raskadr
