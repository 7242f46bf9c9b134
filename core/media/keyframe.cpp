#include "core/media/keyframe.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

extern "C" {
#include <libavutil/imgutils.h>
}

namespace raskadr {

namespace {

constexpr int frameAlignment = 64;

// The next packet with a key frame of the film; false at the end.
Result<bool> readKeyPacket(AvInput& input, AVPacket* packet)
{
    for (;;) {
        auto more = input.readPacket(packet, input.video());
        if (!more || !*more || (packet->flags & AV_PKT_FLAG_KEY) != 0) {
            return more;
        }
    }
}

// Told that nothing follows, the decoder gives the picture at once.
bool decodeAlone(AVCodecContext* codec, const AVPacket* packet, AVFrame* frame)
{
    avcodec_send_packet(codec, packet);
    avcodec_send_packet(codec, nullptr);
    const bool decoded = avcodec_receive_frame(codec, frame) == 0;
    avcodec_flush_buffers(codec);
    return decoded;
}

// Of a packet of H.264 as MP4 and Matroska keep it, what leads to the picture and the beginning of
// its first slice. Null if it is none.
libav::Packet withFirstRows(const AVPacket& packet, const AVCodecContext& codec)
{
    constexpr int rowHeight = 16;
    constexpr int rows = 3; // one may take more bytes than its share
    constexpr int leastSlice = 4096;
    constexpr int avcHeader = 7;
    if (codec.codec_id != AV_CODEC_ID_H264 || codec.extradata_size < avcHeader
        || codec.extradata[0] != 1) {
        return nullptr;
    }
    const int part = std::max(1, codec.height / rowHeight / rows); // of the slice
    const int prefix = (codec.extradata[4] & 3) + 1; // bytes of a unit's length
    for (int at = 0; at + prefix < packet.size;) {
        quint32 length = 0;
        for (int i = 0; i < prefix; ++i) {
            length = length << 8 | packet.data[at + i];
        }
        const int unit = at + prefix;
        if (length == 0 || length > quint32(packet.size - unit)) {
            return nullptr;
        }
        const int type = packet.data[unit] & 31;
        if (type != 1 && type != 5) { // what a slice needs first
            at = unit + int(length);
            continue;
        }
        const int kept = std::min(int(length), std::max(leastSlice, int(length) / part));
        libav::Packet cut = libav::makePacket();
        if (!cut || av_new_packet(cut.get(), unit + kept) < 0
            || av_packet_copy_props(cut.get(), &packet) < 0) {
            return nullptr;
        }
        std::memcpy(cut->data, packet.data, size_t(unit + kept));
        for (int i = 0; i < prefix; ++i) {
            cut->data[at + i] = uint8_t(quint32(kept) >> (8 * (prefix - 1 - i)));
        }
        return cut;
    }
    return nullptr;
}

// A frame of which nobody sees the rows that are not decoded: libav's own would fill all of it
// first.
int takeEmptyFrame(AVCodecContext* codec, AVFrame* frame, int)
{
    int width = frame->width;
    int height = frame->height;
    int alignments[AV_NUM_DATA_POINTERS] = {};
    avcodec_align_dimensions2(codec, &width, &height, alignments);
    const auto format = AVPixelFormat(frame->format);
    int code = av_image_fill_linesizes(frame->linesize, format, width);
    ptrdiff_t strides[4] = {};
    for (int i = 0; i < 4; ++i) {
        frame->linesize[i] = FFALIGN(frame->linesize[i], std::max(alignments[i], frameAlignment));
        strides[i] = frame->linesize[i];
    }
    size_t sizes[4] = {};
    if (code >= 0) {
        code = av_image_fill_plane_sizes(sizes, format, height, strides);
    }
    for (int i = 0; code >= 0 && i < 4 && sizes[i] > 0; ++i) {
        frame->buf[i] = av_buffer_alloc(sizes[i] + 2 * frameAlignment);
        if (!frame->buf[i]) {
            code = AVERROR(ENOMEM);
            break;
        }
        frame->data[i] = frame->buf[i]->data;
    }
    frame->extended_data = frame->data;
    return code;
}

void noteRows(AVCodecContext* codec, const AVFrame*, int*, int, int, int height)
{
    if (height > 0) {
        *static_cast<bool*>(codec->opaque) = true;
    }
}

} // namespace

Result<bool> decodeKeyFrame(AvInput& input, AVCodecContext* codec, AVFrame* frame)
{
    libav::Packet packet = libav::makePacket();
    for (;;) {
        auto more = readKeyPacket(input, packet.get());
        if (!more || !*more || decodeAlone(codec, packet.get(), frame)) {
            return more;
        }
    }
}

Result<bool> beginKeyFrame(AvInput& input, AVCodecContext* codec)
{
    libav::Packet packet = libav::makePacket();
    libav::Frame frame = libav::makeFrame();
    const auto more = readKeyPacket(input, packet.get());
    if (!more || !*more) {
        return more;
    }
    if (const libav::Packet beginning = withFirstRows(*packet, *codec)) {
        bool rows = false;
        codec->opaque = &rows;
        codec->draw_horiz_band = noteRows;
        codec->get_buffer2 = takeEmptyFrame;
        codec->error_concealment = 0; // for the rows that are not there
        (void)decodeAlone(codec, beginning.get(), frame.get());
        codec->draw_horiz_band = nullptr;
        codec->get_buffer2 = avcodec_default_get_buffer2;
        codec->opaque = nullptr;
        codec->error_concealment = FF_EC_GUESS_MVS | FF_EC_DEBLOCK;
        if (rows) {
            return true;
        }
    }
    return decodeAlone(codec, packet.get(), frame.get())
        ? Result<bool>(true)
        : decodeKeyFrame(input, codec, frame.get());
}

} // namespace raskadr
