#pragma once

// Owners for what libav hands out by raw pointer, and its errors as ours. Only for the .cpp files
// of this module: no public header includes it. Any thread.

#include "core/base/result.h"

#include <QImage>
#include <QSize>
#include <QString>
#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/cpu.h>
#include <libavutil/display.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

namespace raskadr::libav {

struct CodecDeleter
{
    void operator()(AVCodecContext* p) const { avcodec_free_context(&p); }
};
struct FrameDeleter
{
    void operator()(AVFrame* p) const { av_frame_free(&p); }
};
struct PacketDeleter
{
    void operator()(AVPacket* p) const { av_packet_free(&p); }
};
struct ScalerDeleter
{
    void operator()(SwsContext* p) const { sws_freeContext(p); }
};
struct ResamplerDeleter
{
    void operator()(SwrContext* p) const { swr_free(&p); }
};

using Codec = std::unique_ptr<AVCodecContext, CodecDeleter>;
using Frame = std::unique_ptr<AVFrame, FrameDeleter>;
using Packet = std::unique_ptr<AVPacket, PacketDeleter>;
using Scaler = std::unique_ptr<SwsContext, ScalerDeleter>;
using Resampler = std::unique_ptr<SwrContext, ResamplerDeleter>;

inline Frame makeFrame()
{
    return Frame(av_frame_alloc());
}

inline Packet makePacket()
{
    return Packet(av_packet_alloc());
}

// libav's own words for one of its error numbers.
QString errorText(int code);
// What went wrong while a film was written: DiskFull or Storage.
Error writeError(int code, const QString& subject = {});

// Sends libav's messages to logMedia instead of the terminal; the first call counts.
void routeMessages();

// Scales and converts decoded frames; keeps its tables for as long as the frames look alike. A
// frame that names no YUV colours is taken for BT.709 from 720 lines on and for BT.601 below, as
// players do. One thread at a time.
class FrameScaler
{
public:
    explicit FrameScaler(int flags)
        : m_flags(flags)
    {
    }

    // Into planes of the caller's; their colours are BT.709 of limited range if the format is YUV.
    bool scale(const AVFrame& source, uint8_t* const planes[], const int strides[], int width,
               int height, AVPixelFormat format);
    // As RGB32 of this size; a null image if that fails.
    QImage toImage(const AVFrame& source, const QSize& size);

private:
    struct Key
    {
        int width = 0;
        int height = 0;
        int format = 0;
        int colours = 0;
        int range = 0;
        int toWidth = 0;
        int toHeight = 0;
        int toFormat = 0;
        bool operator==(const Key&) const = default;
    };
    int m_flags;
    Key m_key;
    Scaler m_scaler;
};

} // namespace raskadr::libav
