#include "core/media/h264writer.h"

#include <QByteArrayList>
#include <QFile>
#include <QFileInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

Result<std::unique_ptr<H264Writer>> H264Writer::create(const QString& path, const Options& options)
{
    libav::routeMessages();
    std::unique_ptr<H264Writer> writer(new H264Writer);
    if (auto opened = writer->open(path, options); !opened) {
        return failure(opened.error());
    }
    return writer;
}

H264Writer::~H264Writer()
{
    if (m_container) {
        avio_closep(&m_container->pb);
        avformat_free_context(m_container);
    }
    if (!m_finished && !m_path.isEmpty()) {
        QFile::remove(m_path);
    }
}

Error H264Writer::writeError(int code) const
{
    return libav::writeError(code, QFileInfo(m_path).fileName());
}

Result<libav::Codec> openH264Encoder(const H264Writer::Options& options)
{
    const QSize size = options.size;
    if (size.width() < 2 || size.height() < 2 || size.width() > 16384 || size.height() > 16384
        || size.width() % 2 || size.height() % 2) {
        return failure(ErrorKind::InvalidInput, u"video size has to be even and at most 16384"_s);
    }
    const AVCodec* encoder = avcodec_find_encoder_by_name("libx264");
    if (!encoder) {
        return failure(ErrorKind::Internal, u"libavcodec was built without libx264"_s);
    }
    libav::Codec opened(avcodec_alloc_context3(encoder));
    if (!opened) {
        return failure(ErrorKind::Internal, u"no memory for the encoder"_s);
    }
    AVCodecContext* codec = opened.get();
    codec->width = size.width();
    codec->height = size.height();
    codec->pix_fmt = AV_PIX_FMT_YUV420P;
    codec->time_base = options.timeBase;
    codec->framerate = options.frameRate;
    codec->sample_aspect_ratio = {1, 1};
    codec->gop_size = options.gop;
    codec->max_b_frames = options.maxBFrames;
    codec->thread_count = options.threads;
    codec->color_range = AVCOL_RANGE_MPEG;
    codec->colorspace = AVCOL_SPC_BT709;
    codec->color_primaries = AVCOL_PRI_BT709;
    codec->color_trc = AVCOL_TRC_BT709;
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (options.maxBitRate > 0) {
        codec->rc_max_rate = options.maxBitRate;
        codec->rc_buffer_size = options.maxBitRate;
        // A film of a few seconds may not spend a full buffer beside its rate.
        codec->rc_initial_buffer_occupancy = options.maxBitRate / 5;
    }
    AVDictionary* settings = nullptr;
    av_dict_set(&settings, "preset", options.preset.toUtf8().constData(), 0);
    av_dict_set(&settings, "crf", QByteArray::number(options.crf).constData(), 0);
    if (options.fastDecode) {
        av_dict_set(&settings, "tune", "fastdecode", 0);
    }
    QByteArrayList parameters;
    if (!options.lookAhead) {
        parameters.append("rc-lookahead=0:mbtree=0:scenecut=0:partitions=none:me=dia");
    }
    // The AVX-512 code of x264 (build 164) reads memory that nobody wrote, so that the same
    // pictures do not give the same bytes.
    if (av_get_cpu_flags() & AV_CPU_FLAG_AVX512) {
        parameters.append("asm=avx2");
    }
    av_dict_set(&settings, "x264-params", parameters.join(':').constData(), 0);
    const int code = avcodec_open2(codec, encoder, &settings);
    av_dict_free(&settings);
    if (code < 0) {
        return failure(ErrorKind::InvalidInput, u"x264: "_s + libav::errorText(code));
    }
    return opened;
}

Result<AVFrame*> blankFrame(const libav::Frame& frame, const libav::Codec& encoder)
{
    if (!frame->buf[0]) {
        frame->width = encoder->width;
        frame->height = encoder->height;
        frame->format = encoder->pix_fmt;
        frame->color_range = encoder->color_range;
        frame->colorspace = encoder->colorspace;
        frame->color_primaries = encoder->color_primaries;
        frame->color_trc = encoder->color_trc;
        if (av_frame_get_buffer(frame.get(), 0) < 0) {
            return failure(ErrorKind::Internal, u"no memory for a frame"_s);
        }
    }
    // The encoder may still read what it was given last.
    if (av_frame_make_writable(frame.get()) < 0) {
        return failure(ErrorKind::Internal, u"no memory for a frame"_s);
    }
    return frame.get();
}

Result<> H264Writer::open(const QString& path, const Options& options)
{
    auto opened = openH264Encoder(options);
    if (!opened) {
        return failure(opened.error());
    }
    m_codec = std::move(*opened);
    m_url = "file:" + QFile::encodeName(path);
    m_frame = libav::makeFrame();
    m_packet = libav::makePacket();
    if (avformat_alloc_output_context2(&m_container, nullptr, "mp4", m_url.constData()) < 0
        || !m_frame || !m_packet) {
        return failure(ErrorKind::Internal, u"no memory for the encoder"_s);
    }
    m_container->flags |= AVFMT_FLAG_BITEXACT;
    m_stream = avformat_new_stream(m_container, nullptr);
    if (!m_stream) {
        return failure(ErrorKind::Internal, u"no memory for the encoder"_s);
    }
    AVCodecContext* codec = m_codec.get();
    avcodec_parameters_from_context(m_stream->codecpar, codec);
    m_stream->time_base = codec->time_base;
    m_stream->avg_frame_rate = options.frameRate;
    m_stream->sample_aspect_ratio = codec->sample_aspect_ratio;

    if (options.rotation != 0) {
        uint8_t* matrix =
            av_stream_new_side_data(m_stream, AV_PKT_DATA_DISPLAYMATRIX, 9 * sizeof(int32_t));
        if (!matrix) {
            return failure(ErrorKind::Internal, u"no memory for the encoder"_s);
        }
        av_display_rotation_set(reinterpret_cast<int32_t*>(matrix), -options.rotation);
    }

    m_path = path;
    int code = avio_open(&m_container->pb, m_url.constData(), AVIO_FLAG_WRITE);
    if (code < 0) {
        const Error error = writeError(code);
        m_path.clear(); // nothing of ours to remove
        return failure(error);
    }
    AVDictionary* muxing = nullptr;
    av_dict_set(&muxing, "movflags", "+faststart", 0);
    code = avformat_write_header(m_container, &muxing);
    av_dict_free(&muxing);
    if (code < 0) {
        return failure(writeError(code));
    }
    return {};
}

Result<AVFrame*> H264Writer::blankFrame()
{
    return raskadr::blankFrame(m_frame, m_codec);
}

Result<> H264Writer::write(qint64 pts)
{
    m_frame->pts = pts;
    m_frame->pict_type = AV_PICTURE_TYPE_NONE;
    if (const int code = avcodec_send_frame(m_codec.get(), m_frame.get()); code < 0) {
        return failure(writeError(code));
    }
    return drain();
}

Result<> H264Writer::drain()
{
    for (;;) {
        int code = avcodec_receive_packet(m_codec.get(), m_packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
            return {};
        }
        if (code < 0) {
            return failure(writeError(code));
        }
        m_packet->stream_index = m_stream->index;
        if (m_packet->duration <= 0) {
            m_packet->duration = av_rescale_q(1, av_inv_q(m_codec->framerate), m_codec->time_base);
        }
        av_packet_rescale_ts(m_packet.get(), m_codec->time_base, m_stream->time_base);
        code = av_interleaved_write_frame(m_container, m_packet.get());
        if (code < 0) {
            return failure(writeError(code));
        }
    }
}

Result<> H264Writer::finish()
{
    if (m_finished) {
        return failure(ErrorKind::Internal, u"the video is finished already"_s);
    }
    if (const int code = avcodec_send_frame(m_codec.get(), nullptr); code < 0) {
        return failure(writeError(code));
    }
    if (auto drained = drain(); !drained) {
        return drained;
    }
    int code = av_write_trailer(m_container);
    const int closed = avio_closep(&m_container->pb);
    if (code >= 0) {
        code = closed;
    }
    if (code < 0) {
        return failure(writeError(code));
    }
    m_finished = true;
    return {};
}

} // namespace raskadr
