#include "core/media/avinput.h"

#include "core/media/avallowed.h"
#include "core/media/sniff.h"

#include <cmath>
#include <cstdio>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int ioBufferSize = 64 * 1024;

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
            if (!m_video && !cover && isPictureDecoded(parameters->codec_id)) {
                m_video = stream;
            }
        } else if (parameters->codec_type == AVMEDIA_TYPE_AUDIO) {
            if (!m_audio && isSoundDecoded(parameters->codec_id)) {
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
    // The index of MP4 and the headers of Matroska nearly always say all that is needed. Asking
    // libav to probe costs as much as decoding a second of film.
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
        return failure(ErrorKind::FormatUnsupported, u"no picture track that can be decoded"_s,
                       name);
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

// The time of the first picture. Where the headers do not say, the first packet does; it is kept
// for the first reader.
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
    m_origin =
        start == AV_NOPTS_VALUE ? 0 : av_rescale_q(start, m_video->time_base, {1, AV_TIME_BASE});
    return {};
}

Result<> AvInput::seek(qint64 ms, const AVStream* stream)
{
    m_first.reset();
    // Rounding may not carry the wanted picture's own time behind it.
    const qint64 target = stream == m_video ? ms + 1 : ms;
    int code =
        av_seek_frame(m_context, stream->index, fromMs(target, stream), AVSEEK_FLAG_BACKWARD);
    // Matroska often has an index of its pictures only.
    if (code < 0 && m_video && stream != m_video) {
        code =
            av_seek_frame(m_context, m_video->index, fromMs(target, m_video), AVSEEK_FLAG_BACKWARD);
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
    if (!audio || audio->codecpar->sample_rate <= 0
        || audio->codecpar->ch_layout.nb_channels <= 0) {
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

} // namespace raskadr
