#include "core/media/publishcopywriter.h"

#include <QFile>

#include <algorithm>
#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int soundBitRate = 128'000;
// Longer silences are an error of the file's clock, not a pause.
constexpr qint64 maxSilence = 600LL * AudioReader::sampleRate;

} // namespace

Result<std::unique_ptr<CleanFilmWriter>>
CleanFilmWriter::create(const QString& path, const H264Writer::Options& options, bool sound)
{
    libav::routeMessages();
    std::unique_ptr<CleanFilmWriter> writer(new CleanFilmWriter);
    if (auto opened = writer->open(path, options, sound); !opened) {
        return failure(opened.error());
    }
    return writer;
}

CleanFilmWriter::~CleanFilmWriter()
{
    av_bsf_free(&m_picture.filter);
    if (m_container) {
        avio_closep(&m_container->pb);
        avformat_free_context(m_container);
    }
    if (!m_finished && !m_path.isEmpty()) {
        QFile::remove(m_path);
    }
}

Result<> CleanFilmWriter::open(const QString& path, const H264Writer::Options& options, bool sound)
{
    m_url = "file:" + QFile::encodeName(path);
    if (avformat_alloc_output_context2(&m_container, nullptr, "mp4", m_url.constData()) < 0) {
        return failure(ErrorKind::Internal, u"no memory for the film"_s);
    }
    m_container->flags |= AVFMT_FLAG_BITEXACT;
    if (auto opened = openPictureTrack(options); !opened) {
        return opened;
    }
    if (sound) {
        if (auto opened = openSoundTrack(); !opened) {
            return opened;
        }
    }
    m_path = path;
    int code = avio_open(&m_container->pb, m_url.constData(), AVIO_FLAG_WRITE);
    if (code < 0) {
        m_path.clear(); // nothing of ours to remove
        return failure(libav::writeError(code));
    }
    code = avformat_write_header(m_container, nullptr);
    if (code < 0) {
        return failure(libav::writeError(code));
    }
    return {};
}

Result<> CleanFilmWriter::openPictureTrack(const H264Writer::Options& options)
{
    auto codec = openH264Encoder(options);
    if (!codec) {
        return failure(codec.error());
    }
    m_picture.codec = std::move(*codec);
    AVStream* stream = avformat_new_stream(m_container, nullptr);
    // x264 signs its work, and says more about the pictures than they need.
    const AVBitStreamFilter* units = av_bsf_get_by_name("filter_units");
    if (!stream || !units || av_bsf_alloc(units, &m_picture.filter) < 0) {
        return failure(ErrorKind::NotClean, u"libavcodec was built without filter_units"_s);
    }
    AVBSFContext* filter = m_picture.filter;
    avcodec_parameters_from_context(filter->par_in, m_picture.codec.get());
    filter->time_base_in = m_picture.codec->time_base;
    av_opt_set(filter->priv_data, "pass_types", "1-5", 0);
    if (const int code = av_bsf_init(filter); code < 0) {
        return failure(ErrorKind::NotClean, u"filter_units: "_s + libav::errorText(code));
    }
    avcodec_parameters_from_context(stream->codecpar, m_picture.codec.get());
    stream->time_base = m_picture.codec->time_base;
    stream->avg_frame_rate = options.frameRate;
    stream->sample_aspect_ratio = m_picture.codec->sample_aspect_ratio;
    m_picture.stream = stream;
    return {};
}

Result<> CleanFilmWriter::openSoundTrack()
{
    const AVCodec* encoder = avcodec_find_encoder(AV_CODEC_ID_AAC);
    AVStream* stream = avformat_new_stream(m_container, nullptr);
    m_sound.codec.reset(encoder ? avcodec_alloc_context3(encoder) : nullptr);
    AVCodecContext* codec = m_sound.codec.get();
    if (!codec || !stream) {
        return failure(ErrorKind::Internal, u"libavcodec was built without AAC"_s);
    }
    codec->sample_fmt = AV_SAMPLE_FMT_FLTP;
    codec->sample_rate = AudioReader::sampleRate;
    av_channel_layout_default(&codec->ch_layout, AudioReader::channelCount);
    codec->bit_rate = soundBitRate;
    codec->time_base = {1, AudioReader::sampleRate};
    // Without the second, the encoder writes its name and version into the sound.
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    if (const int code = avcodec_open2(codec, encoder, nullptr); code < 0) {
        return failure(ErrorKind::Internal, u"AAC: "_s + libav::errorText(code));
    }
    avcodec_parameters_from_context(stream->codecpar, codec);
    stream->time_base = codec->time_base;
    m_sound.stream = stream;
    return {};
}

Result<AVFrame*> CleanFilmWriter::blankFrame()
{
    return raskadr::blankFrame(m_picture.frame, m_picture.codec);
}

Result<> CleanFilmWriter::writePicture(qint64 pts)
{
    AVFrame* frame = m_picture.frame.get();
    frame->pts = pts;
    frame->pict_type = AV_PICTURE_TYPE_NONE;
    return encode(m_picture, frame);
}

Result<> CleanFilmWriter::writeSound(const AudioBlock& block)
{
    constexpr int channels = AudioReader::channelCount;
    qint64 start = block.startFrame;
    auto from = block.samples.begin();
    if (start < m_soundEnd) {
        const qint64 early = std::min(m_soundEnd - start, qint64(block.samples.size()) / channels);
        from += early * channels;
        start += early;
    } else if (start - m_soundEnd <= maxSilence) {
        m_samples.resize(m_samples.size() + size_t(start - m_soundEnd) * channels, 0.0F);
        m_soundEnd = start;
    }
    m_samples.insert(m_samples.end(), from, block.samples.end());
    m_soundEnd += (block.samples.end() - from) / channels;
    return encodeSound(false);
}

Result<> CleanFilmWriter::encodeSound(bool last)
{
    constexpr int channels = AudioReader::channelCount;
    AVCodecContext* codec = m_sound.codec.get();
    AVFrame* frame = m_sound.frame.get();
    const size_t whole = size_t(codec->frame_size) * channels;
    size_t done = 0;
    while (m_samples.size() - done >= whole || (last && done < m_samples.size())) {
        const size_t taken = std::min(whole, m_samples.size() - done);
        av_frame_unref(frame);
        frame->format = codec->sample_fmt;
        frame->sample_rate = codec->sample_rate;
        frame->nb_samples = int(taken / channels);
        av_channel_layout_copy(&frame->ch_layout, &codec->ch_layout);
        if (av_frame_get_buffer(frame, 0) < 0) {
            return failure(ErrorKind::Internal, u"no memory for a frame"_s);
        }
        for (int channel = 0; channel < channels; ++channel) {
            auto* plane = reinterpret_cast<float*>(frame->data[channel]);
            for (int i = 0; i < frame->nb_samples; ++i) {
                const float sample = m_samples[done + size_t(i) * channels + size_t(channel)];
                plane[i] = std::isfinite(sample) ? std::clamp(sample, -1.0F, 1.0F) : 0.0F;
            }
        }
        frame->pts = m_soundEnd - qint64(m_samples.size() - done) / channels;
        if (auto encoded = encode(m_sound, frame); !encoded) {
            return encoded;
        }
        done += taken;
    }
    m_samples.erase(m_samples.begin(), m_samples.begin() + qsizetype(done));
    return {};
}

Result<> CleanFilmWriter::encode(Track& track, const AVFrame* frame)
{
    if (const int code = avcodec_send_frame(track.codec.get(), frame); code < 0) {
        return failure(libav::writeError(code));
    }
    for (;;) {
        int code = avcodec_receive_packet(track.codec.get(), m_packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
            return {};
        }
        if (code < 0) {
            return failure(libav::writeError(code));
        }
        if (track.filter) {
            if (code = av_bsf_send_packet(track.filter, m_packet.get()); code >= 0) {
                code = av_bsf_receive_packet(track.filter, m_packet.get());
            }
            if (code < 0) {
                return failure(ErrorKind::NotClean, u"filter_units: "_s + libav::errorText(code));
            }
        }
        if (auto written = writePacket(track); !written) {
            return written;
        }
    }
}

Result<> CleanFilmWriter::writePacket(Track& track)
{
    AVPacket* packet = m_packet.get();
    packet->stream_index = track.stream->index;
    if (packet->duration <= 0 && track.codec->framerate.num > 0) {
        packet->duration =
            av_rescale_q(1, av_inv_q(track.codec->framerate), track.codec->time_base);
    }
    av_packet_free_side_data(packet);
    av_packet_rescale_ts(packet, track.codec->time_base, track.stream->time_base);
    if (const int code = av_interleaved_write_frame(m_container, packet); code < 0) {
        return failure(libav::writeError(code));
    }
    return {};
}

Result<> CleanFilmWriter::finish()
{
    if (auto flushed = encode(m_picture, nullptr); !flushed) {
        return flushed;
    }
    if (m_sound.stream) {
        if (auto rest = encodeSound(true); !rest) {
            return rest;
        }
        if (auto flushed = encode(m_sound, nullptr); !flushed) {
            return flushed;
        }
    }
    int code = av_write_trailer(m_container);
    const int closed = avio_closep(&m_container->pb);
    if (code >= 0) {
        code = closed;
    }
    if (code < 0) {
        return failure(libav::writeError(code));
    }
    if (auto sealed = sealFilm(m_path); !sealed) {
        return sealed;
    }
    m_finished = true;
    return {};
}

} // namespace raskadr
