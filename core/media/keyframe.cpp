#include "core/media/keyframe.h"

namespace raskadr {

Result<bool> decodeKeyFrame(AvInput& input, AVCodecContext* codec, AVFrame* frame)
{
    libav::Packet packet = libav::makePacket();
    for (;;) {
        auto more = input.readPacket(packet.get(), input.video());
        if (!more) {
            return failure(more.error());
        }
        if (!*more) {
            return false;
        }
        if ((packet->flags & AV_PKT_FLAG_KEY) == 0) {
            continue;
        }
        // Told that nothing follows, the decoder gives the picture at once.
        avcodec_send_packet(codec, packet.get());
        avcodec_send_packet(codec, nullptr);
        const bool decoded = avcodec_receive_frame(codec, frame) == 0;
        avcodec_flush_buffers(codec);
        if (decoded) {
            return true;
        }
    }
}

} // namespace raskadr
