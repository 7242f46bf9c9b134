#include "core/media/avallowed.h"

#include <algorithm>
#include <array>

namespace raskadr {

namespace {

constexpr std::array videoCodecs{
    AV_CODEC_ID_H264,   AV_CODEC_ID_HEVC,     AV_CODEC_ID_VP8,        AV_CODEC_ID_VP9,
    AV_CODEC_ID_AV1,    AV_CODEC_ID_MPEG4,    AV_CODEC_ID_MPEG2VIDEO, AV_CODEC_ID_MPEG1VIDEO,
    AV_CODEC_ID_PRORES, AV_CODEC_ID_DNXHD,    AV_CODEC_ID_MJPEG,      AV_CODEC_ID_PNG,
    AV_CODEC_ID_QTRLE,  AV_CODEC_ID_RAWVIDEO, AV_CODEC_ID_V210,       AV_CODEC_ID_FFV1,
    AV_CODEC_ID_CFHD,   AV_CODEC_ID_H263,     AV_CODEC_ID_HAP,        AV_CODEC_ID_THEORA,
    AV_CODEC_ID_VC1,    AV_CODEC_ID_WMV3,     AV_CODEC_ID_DVVIDEO,    AV_CODEC_ID_UTVIDEO,
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

} // namespace

bool isPictureDecoded(AVCodecID id)
{
    return isListed(videoCodecs, id);
}

bool isSoundDecoded(AVCodecID id)
{
    return isListed(audioCodecs, id);
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

} // namespace raskadr
