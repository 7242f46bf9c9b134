#include "core/media/avinput.h"

#include "core/media/sniff.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int ioBufferSize = 64 * 1024;

constexpr std::array videoCodecs{
    AV_CODEC_ID_H264,    AV_CODEC_ID_HEVC,       AV_CODEC_ID_VP8,        AV_CODEC_ID_VP9,
    AV_CODEC_ID_AV1,     AV_CODEC_ID_MPEG4,      AV_CODEC_ID_MPEG2VIDEO, AV_CODEC_ID_MPEG1VIDEO,
    AV_CODEC_ID_PRORES,  AV_CODEC_ID_DNXHD,      AV_CODEC_ID_MJPEG,      AV_CODEC_ID_PNG,
    AV_CODEC_ID_QTRLE,   AV_CODEC_ID_RAWVIDEO,   AV_CODEC_ID_V210,       AV_CODEC_ID_FFV1,
    AV_CODEC_ID_CFHD,    AV_CODEC_ID_H263,       AV_CODEC_ID_HAP,        AV_CODEC_ID_THEORA,
    AV_CODEC_ID_VC1,     AV_CODEC_ID_WMV3,       AV_CODEC_ID_DVVIDEO,    AV_CODEC_ID_UTVIDEO,
};

constexpr std::array audioCodecs{
    AV_CODEC_ID_AAC,       AV_CODEC_ID_MP3,       AV_CODEC_ID_OPUS,      AV_CODEC_ID_VORBIS,
    AV_CODEC_ID_FLAC,      AV_CODEC_ID_ALAC,      AV_CODEC_ID_AC3,       AV_CODEC_ID_EAC3,
    AV_CODEC_ID_MP2,       AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_S16BE, AV_CODEC_ID_PCM_S24LE,
    AV_CODEC_ID_PCM_S24BE, AV_CODEC_ID_PCM_S32LE, AV_CODEC_ID_PCM_S32BE, AV_CODEC_ID_PCM_F32LE,
    AV_CODEC_ID_PCM_F32BE, AV_CODEC_ID_PCM_F64LE, AV_CODEC_ID_PCM_U8,    AV_CODEC_ID_PCM_S8,
    AV_CODEC_ID_PCM_ALAW,  AV_CODEC_ID_PCM_MULAW,
};

template <size_t count>
bool isListed(const std::array<AVCodecID, count>& list, AVCodecID id)
{
    return std::find(list.begin(), list.end(), id) != list.end();
}

const char* demuxerOf(MediaFormat format)
{
    switch (format) {
    case MediaFormat::Mp4:
    case MediaFormat::QuickTime:
        return "mov";
    case MediaFormat::Matroska:
    case MediaFormat::WebM:
        return "matroska";
    default:
        return nullptr;
    }
}

// Sound files by their first bytes; films are found by sniffMedia().
const char* soundDemuxer(const SourceFile& file)
{
    const QByteArray head = file.bytesAt(0, 16);
    if (head.startsWith("RIFF") && head.mid(8, 4) == "WAVE") {
        return "wav";
    }
    if (head.startsWith("fLaC")) {
        return "flac";
    }
    if (head.startsWith("OggS")) {
        return "ogg";
    }
    if (head.startsWith("FORM") && head.mid(8, 3) == "AIF") {
        return "aiff";
    }
    const int first = head.isEmpty() ? 0 : quint8(head[0]);
    const int second = head.size() < 2 ? 0 : quint8(head[1]);
    if (first == 0xFF && (second & 0xF6) == 0xF0) { // layer 0: AAC's own framing
        return "aac";
    }
    if (head.startsWith("ID3") || (first == 0xFF && (second & 0xE0) == 0xE0)) {
        return "mp3";
    }
    return nullptr;
}

int refuseToOpen(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**)
{
    return AVERROR(EPERM);
}

} // namespace

AvInput::AvInput(SourceFile file, std::stop_token stop)
    : m_file(std::move(file))
    , m_stop(std::move(stop))
{
}

AvInput::~AvInput()
{
    avformat_close_input(&m_context);
    if (m_io) {
        av_freep(&m_io->buffer);
        avio_context_free(&m_io);
    }
}

int AvInput::readBytes(void* opaque, uint8_t* target, int length)
{
    auto* self = static_cast<AvInput*>(opaque);
    if (self->m_stop.stop_requested()) {
        return AVERROR_EXIT;
    }
    const qint64 count = self->m_file.readAt(self->m_position, target, length);
    if (count < 0) {
        return AVERROR(EIO);
    }
    self->m_position += count;
    return count == 0 ? AVERROR_EOF : int(count);
}

int64_t AvInput::seekBytes(void* opaque, int64_t offset, int whence)
{
    auto* self = static_cast<AvInput*>(opaque);
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return self->m_file.size();
    case SEEK_SET:
        break;
    case SEEK_CUR:
        offset += self->m_position;
        break;
    case SEEK_END:
        offset += self->m_file.size();
        break;
    default:
        return AVERROR(EINVAL);
    }
    if (offset < 0) {
        return AVERROR(EINVAL);
    }
    self->m_position = offset;
    return offset;
}

int AvInput::interrupted(void* opaque)
{
    return static_cast<AvInput*>(opaque)->m_stop.stop_requested() ? 1 : 0;
}

Error AvInput::error(int code, const QString& what) const
{
    const QString detail = what + u": "_s + libav::errorText(code);
    if (m_stop.stop_requested()) {
        return Error{ErrorKind::Cancelled, {}, {}};
    }
    switch (code) {
    case AVERROR(EIO):
        return Error{ErrorKind::FileUnreadable, detail, m_file.name()};
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_PATCHWELCOME:
        return Error{ErrorKind::FormatUnsupported, detail, m_file.name()};
    default:
        return Error{ErrorKind::FileDamaged, detail, m_file.name()};
    }
}

Result<> AvInput::open(const char* demuxer)
{
    libav::routeMessages();
    const AVInputFormat* format = av_find_input_format(demuxer);
    m_context = avformat_alloc_context();
    auto* buffer = static_cast<unsigned char*>(av_malloc(ioBufferSize));
    if (!format || !m_context || !buffer) {
        av_free(buffer);
        return failure(ErrorKind::Internal, u"no demuxer"_s, m_file.name());
    }
    m_io = avio_alloc_context(buffer, ioBufferSize, 0, this, readBytes, nullptr, seekBytes);
    if (!m_io) {
        av_free(buffer);
        return failure(ErrorKind::Internal, u"no memory for reading"_s, m_file.name());
    }
    m_context->pb = m_io;
    m_context->flags |= AVFMT_FLAG_CUSTOM_IO;
    m_context->interrupt_callback = {interrupted, this};
    m_context->io_open = refuseToOpen;
    m_context->max_streams = 64;
    AVDictionary* options = nullptr;
    av_dict_set(&options, "format_whitelist", format->name, 0);
    av_dict_set(&options, "protocol_whitelist", "none", 0);
    // On failure this frees the context.
    const int code = avformat_open_input(&m_context, "", format, &options);
    av_dict_free(&options);
    if (code < 0) {
        return failure(error(code, u"opening"_s));
    }
    chooseStreams();
    return {};
}

void AvInput::chooseStreams()
{
    m_video = nullptr;
    m_audio = nullptr;
    for (unsigned i = 0; i < m_context->nb_streams; ++i) {
        AVStream* stream = m_context->streams[i];
        const AVCodecParameters* parameters = stream->codecpar;
        if (parameters->codec_type == AVMEDIA_TYPE_VIDEO) {
            const bool cover = (stream->disposition
                                & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS))
                               != 0;
            if (!m_video && !cover && isListed(videoCodecs, parameters->codec_id)) {
                m_video = stream;
            }
        } else if (parameters->codec_type == AVMEDIA_TYPE_AUDIO) {
            if (!m_audio && isListed(audioCodecs, parameters->codec_id)) {
                m_audio = stream;
            }
        }
    }
    readRotation();
}

void AvInput::readRotation()
{
    m_rotation = 0;
    if (!m_video) {
        return;
    }
    size_t size = 0;
    const uint8_t* matrix = av_stream_get_side_data(m_video, AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (matrix && size >= 9 * sizeof(int32_t)) {
        // libav counts against the clock.
        const double angle = av_display_rotation_get(reinterpret_cast<const int32_t*>(matrix));
        if (!std::isnan(angle)) {
            m_rotation = ((int(std::lround(-angle / 90)) % 4 + 4) % 4) * 90;
        }
    }
}

Result<> AvInput::findStreamInfo()
{
    m_context->probesize = 8 * 1024 * 1024;
    m_context->max_analyze_duration = 5 * AV_TIME_BASE;
    const int code = avformat_find_stream_info(m_context, nullptr);
    if (code < 0) {
        return failure(error(code, u"probing"_s));
    }
    chooseStreams();
    return {};
}

Result<std::unique_ptr<AvInput>> AvInput::openFilm(const QString& path, std::stop_token stop)
{
    auto file = SourceFile::open(path);
    if (!file) {
        return failure(file.error());
    }
    auto format = sniffMedia(*file);
    if (!format) {
        return failure(format.error());
    }
    return openFilm(std::move(*file), *format, std::move(stop));
}

Result<std::unique_ptr<AvInput>> AvInput::openFilm(SourceFile file, MediaFormat format,
                                                   std::stop_token stop)
{
    const char* demuxer = demuxerOf(format);
    if (!demuxer) {
        return failure(ErrorKind::InvalidInput, u"not a film"_s, file.name());
    }
    std::unique_ptr<AvInput> input(new AvInput(std::move(file), std::move(stop)));
    if (auto opened = input->open(demuxer); !opened) {
        return failure(opened.error());
    }
    // The index of MP4 and the headers of Matroska nearly always say all that is needed. Asking libav
    // to probe costs as much as decoding a second of film.
    const AVStream* video = input->m_video;
    if (!video || video->codecpar->width <= 0 || video->codecpar->height <= 0
        || input->frameRate().num <= 0) {
        if (auto found = input->findStreamInfo(); !found) {
            return failure(found.error());
        }
        video = input->m_video;
    }
    const QString& name = input->m_file.name();
    if (!video) {
        return failure(ErrorKind::FormatUnsupported, u"no picture track that can be decoded"_s, name);
    }
    const qint64 pixels = qint64(video->codecpar->width) * video->codecpar->height;
    if (video->codecpar->width <= 0 || video->codecpar->height <= 0) {
        return failure(ErrorKind::FileDamaged, u"a film without a size"_s, name);
    }
    if (pixels > maxFilmPixels) {
        return failure(ErrorKind::PictureTooLarge, u"the film's pictures are too large"_s, name,
                       pixels);
    }
    if (auto found = input->findOrigin(); !found) {
        return failure(found.error());
    }
    return input;
}

// The time of the first picture. Where the headers do not say, the first packet does; it is kept for
// the first reader.
Result<> AvInput::findOrigin()
{
    qint64 start = m_video->start_time;
    if (start == AV_NOPTS_VALUE) {
        readOnly(m_video);
        libav::Packet packet = libav::makePacket();
        auto read = readPacket(packet.get(), m_video);
        if (!read) {
            return failure(read.error());
        }
        if (!*read) {
            return failure(ErrorKind::FileDamaged, u"a film without pictures"_s, m_file.name());
        }
        start = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
        m_first = std::move(packet);
    }
    m_origin = start == AV_NOPTS_VALUE
                   ? 0
                   : av_rescale_q(start, m_video->time_base, {1, AV_TIME_BASE});
    return {};
}

Result<> AvInput::seek(qint64 ms, const AVStream* stream)
{
    m_first.reset();
    // Rounding may not carry the wanted picture's own time behind it.
    const qint64 target = stream == m_video ? ms + 1 : ms;
    int code = av_seek_frame(m_context, stream->index, fromMs(target, stream), AVSEEK_FLAG_BACKWARD);
    // Matroska often has an index of its pictures only.
    if (code < 0 && m_video && stream != m_video) {
        code = av_seek_frame(m_context, m_video->index, fromMs(target, m_video),
                             AVSEEK_FLAG_BACKWARD);
    }
    if (code < 0) {
        code = av_seek_frame(m_context, stream->index, fromMs(0, stream), 0);
    }
    if (code < 0) {
        return failure(error(code, u"seeking"_s));
    }
    return {};
}

Result<std::unique_ptr<AvInput>> AvInput::openSound(const QString& path, std::stop_token stop)
{
    auto file = SourceFile::open(path);
    if (!file) {
        return failure(file.error());
    }
    const char* demuxer = nullptr;
    if (auto format = sniffMedia(*file); format) {
        demuxer = demuxerOf(*format);
    } else {
        demuxer = soundDemuxer(*file);
        if (!demuxer) {
            return failure(format.error());
        }
    }
    const QString name = file->name();
    if (!demuxer) {
        return failure(ErrorKind::FormatUnsupported, u"not a sound file"_s, name);
    }
    std::unique_ptr<AvInput> input(new AvInput(std::move(*file), std::move(stop)));
    if (auto opened = input->open(demuxer); !opened) {
        return failure(opened.error());
    }
    const AVStream* audio = input->m_audio;
    if (!audio || audio->codecpar->sample_rate <= 0 || audio->codecpar->ch_layout.nb_channels <= 0) {
        if (auto found = input->findStreamInfo(); !found) {
            return failure(found.error());
        }
    }
    if (!input->m_audio) {
        return failure(ErrorKind::FormatUnsupported, u"no sound that can be decoded"_s, name);
    }
    if (input->m_video) {
        // Sound keeps its distance from the first picture.
        if (auto found = input->findOrigin(); !found) {
            return failure(found.error());
        }
        if (auto back = input->seek(0, input->m_audio); !back) {
            return failure(back.error());
        }
    }
    return input;
}

void AvInput::readOnly(const AVStream* stream)
{
    for (unsigned i = 0; i < m_context->nb_streams; ++i) {
        AVStream* other = m_context->streams[i];
        other->discard = other == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
}

Result<libav::Codec> AvInput::openDecoder(const AVStream* stream, AVDiscard skipFrames,
                                          AVDiscard skipLoopFilter) const
{
    const AVCodec* decoder = avcodec_find_decoder(stream->codecpar->codec_id);
    if (!decoder) {
        return failure(error(AVERROR_DECODER_NOT_FOUND, u"decoder"_s));
    }
    libav::Codec codec(avcodec_alloc_context3(decoder));
    if (!codec) {
        return failure(ErrorKind::Internal, u"no memory for the decoder"_s, m_file.name());
    }
    int code = avcodec_parameters_to_context(codec.get(), stream->codecpar);
    codec->pkt_timebase = stream->time_base;
    codec->thread_count = 1;
    codec->thread_type = 0;
    codec->max_pixels = maxFilmPixels;
    codec->skip_frame = skipFrames;
    codec->skip_loop_filter = skipLoopFilter;
    if (code >= 0) {
        code = avcodec_open2(codec.get(), decoder, nullptr);
    }
    if (code < 0) {
        return failure(error(code, u"decoder"_s));
    }
    return codec;
}

Result<bool> AvInput::readPacket(AVPacket* packet, const AVStream* stream)
{
    for (;;) {
        av_packet_unref(packet);
        if (m_stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        // A file that breaks off in the middle ends there.
        if (m_first) {
            av_packet_move_ref(packet, m_first.get());
            m_first.reset();
        } else if (av_read_frame(m_context, packet) < 0) {
            if (m_stop.stop_requested()) {
                return failure(ErrorKind::Cancelled);
            }
            return false;
        }
        if (packet->stream_index == stream->index) {
            return true;
        }
    }
}

Result<bool> AvInput::decodeNext(const AVStream* stream, AVCodecContext* codec, AVFrame* frame,
                                 bool& atEnd)
{
    for (;;) {
        const int code = avcodec_receive_frame(codec, frame);
        if (code == 0) {
            return true;
        }
        if (code == AVERROR_EOF || atEnd) {
            return false;
        }
        auto more = readPacket(m_packet.get(), stream);
        if (!more) {
            return more;
        }
        atEnd = !*more;
        // A damaged packet costs its own frames and no others.
        avcodec_send_packet(codec, atEnd ? nullptr : m_packet.get());
    }
}

QSize AvInput::codedSize() const
{
    const AVCodecParameters* parameters = m_video->codecpar;
    AVRational pixel = m_video->sample_aspect_ratio.num > 0 ? m_video->sample_aspect_ratio
                                                            : parameters->sample_aspect_ratio;
    QSize size(parameters->width, parameters->height);
    const double aspect = pixel.num > 0 && pixel.den > 0 ? av_q2d(pixel) : 1;
    if (aspect != 1 && aspect > 0.1 && aspect < 10) {
        size.setWidth(std::max(1, int(std::lround(size.width() * aspect))));
    }
    return size;
}

QSize AvInput::shownSize() const
{
    return m_rotation % 180 == 0 ? codedSize() : codedSize().transposed();
}

AVRational AvInput::frameRate() const
{
    if (!m_video) {
        return {0, 1};
    }
    const AVRational rate = m_video->avg_frame_rate;
    if (rate.num > 0 && rate.den > 0 && av_q2d(rate) <= 1000) {
        return rate;
    }
    // MP4 with pictures of unequal length: their mean.
    if (m_video->nb_frames > 1 && m_video->duration > 0) {
        AVRational mean = {0, 1};
        av_reduce(&mean.num, &mean.den, m_video->nb_frames * m_video->time_base.den,
                  m_video->duration * m_video->time_base.num, 1'000'000);
        if (mean.num > 0 && av_q2d(mean) <= 1000) {
            return mean;
        }
    }
    const AVRational guess = m_video->r_frame_rate;
    return guess.num > 0 && guess.den > 0 && av_q2d(guess) <= 1000 ? guess : AVRational{0, 1};
}

std::optional<qint64> AvInput::durationMs() const
{
    const AVStream* stream = m_video ? m_video : m_audio;
    if (stream && stream->duration > 0) {
        return av_rescale_q(stream->duration, stream->time_base, {1, 1000});
    }
    if (m_context->duration > 0) {
        return av_rescale_q(m_context->duration, {1, AV_TIME_BASE}, {1, 1000});
    }
    return std::nullopt;
}

qint64 AvInput::frameCount() const
{
    if (m_video->nb_frames > 0) {
        return m_video->nb_frames;
    }
    const AVRational rate = frameRate();
    const auto duration = durationMs();
    return duration && rate.num > 0 ? std::llround(double(*duration) / 1000 * av_q2d(rate)) : 0;
}

qint64 AvInput::toMs(qint64 timestamp, const AVStream* stream) const
{
    const qint64 time = av_rescale_q(timestamp, stream->time_base, {1, AV_TIME_BASE}) - m_origin;
    return av_rescale_rnd(time, 1000, AV_TIME_BASE, AV_ROUND_NEAR_INF);
}

qint64 AvInput::fromMs(qint64 ms, const AVStream* stream) const
{
    return av_rescale_q(ms * (AV_TIME_BASE / 1000) + m_origin, {1, AV_TIME_BASE},
                        stream->time_base);
}

} // namespace raskadr
