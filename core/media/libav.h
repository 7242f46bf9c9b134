#pragma once

// Owners for what libav hands out by raw pointer, and its errors as ours. Only for the .cpp files of
// this module: no public header includes it. Any thread.

#include "core/base/result.h"

#include <QImage>
#include <QString>
#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
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

// Sends libav's messages to logMedia instead of the terminal; the first call counts.
void routeMessages();

// Tells a scaler which of the two ends are which YUV colours. A frame that names none is taken for
// BT.709 from 720 lines on and for BT.601 below, as players do.
void setColours(SwsContext* scaler, const AVFrame& source, AVColorSpace target, bool fullRange);

// The scaler that turns `source` into this size and format, made again only if something changed.
Scaler reuseScaler(Scaler scaler, const AVFrame& source, int width, int height,
                   AVPixelFormat format, int flags);

} // namespace raskadr::libav
