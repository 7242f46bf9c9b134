#include "tests/bench/filmlimits.h"

#include <algorithm>
#include <memory>
#include <vector>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/imgutils.h>
#include <libswscale/swscale.h>
}

namespace raskadr::bench {

namespace {

class Film
{
public:
    ~Film()
    {
        sws_freeContext(m_scaler);
        avcodec_free_context(&m_decoder);
        avformat_close_input(&m_input);
        av_packet_free(&m_packet);
        av_frame_free(&m_frame);
    }

    bool open(const QString& path)
    {
        if (avformat_open_input(&m_input, path.toUtf8().constData(), nullptr, nullptr) < 0) {
            return false;
        }
        m_stream = av_find_best_stream(m_input, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
        if (m_stream < 0) {
            return false;
        }
        const AVCodecParameters* parameters = m_input->streams[m_stream]->codecpar;
        const AVCodec* codec = avcodec_find_decoder(parameters->codec_id);
        m_decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(m_decoder, parameters);
        m_decoder->thread_count = 1;
        return avcodec_open2(m_decoder, codec, nullptr) >= 0;
    }
    // The first key packet alone, so that no reordering delays its picture.
    bool first()
    {
        while (av_read_frame(m_input, m_packet) >= 0) {
            const bool key =
                m_packet->stream_index == m_stream && (m_packet->flags & AV_PKT_FLAG_KEY) != 0;
            if (key) {
                avcodec_send_packet(m_decoder, m_packet);
                avcodec_send_packet(m_decoder, nullptr);
            }
            av_packet_unref(m_packet);
            if (key) {
                return avcodec_receive_frame(m_decoder, m_frame) == 0;
            }
        }
        return false;
    }
    bool next()
    {
        for (;;) {
            const int answer = avcodec_receive_frame(m_decoder, m_frame);
            if (answer != AVERROR(EAGAIN)) {
                return answer == 0;
            }
            if (av_read_frame(m_input, m_packet) < 0) {
                avcodec_send_packet(m_decoder, nullptr);
                continue;
            }
            if (m_packet->stream_index == m_stream) {
                avcodec_send_packet(m_decoder, m_packet);
            }
            av_packet_unref(m_packet);
        }
    }
    void scale(AVPixelFormat format)
    {
        const double factor = std::min(1.0, 480.0 / std::max(m_frame->width, m_frame->height));
        const int width = int(m_frame->width * factor + 0.5) & ~1;
        const int height = int(m_frame->height * factor + 0.5) & ~1;
        m_scaler = sws_getCachedContext(m_scaler, m_frame->width, m_frame->height,
                                        AVPixelFormat(m_frame->format), width, height, format,
                                        SWS_FAST_BILINEAR, nullptr, nullptr, nullptr);
        m_pixels.resize(size_t(av_image_get_buffer_size(format, width, height, 32)) + 64);
        uint8_t* planes[4];
        int strides[4];
        av_image_fill_arrays(planes, strides, m_pixels.data(), format, width, height, 32);
        sws_scale(m_scaler, m_frame->data, m_frame->linesize, 0, m_frame->height, planes, strides);
    }

private:
    AVFormatContext* m_input = nullptr;
    AVCodecContext* m_decoder = nullptr;
    SwsContext* m_scaler = nullptr;
    AVPacket* m_packet = av_packet_alloc();
    AVFrame* m_frame = av_frame_alloc();
    int m_stream = -1;
    std::vector<uint8_t> m_pixels;
};

} // namespace

bool rawFirstPicture(const QString& path)
{
    Film film;
    if (!film.open(path) || !film.first()) {
        return false;
    }
    film.scale(AV_PIX_FMT_BGRA);
    return true;
}

bool rawDecodeAndScale(const QString& path)
{
    Film film;
    if (!film.open(path)) {
        return false;
    }
    bool any = false;
    while (film.next()) {
        film.scale(AV_PIX_FMT_YUV420P);
        any = true;
    }
    return any;
}

} // namespace raskadr::bench
