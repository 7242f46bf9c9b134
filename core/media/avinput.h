#pragma once

// A film or a sound file opened by libav through one descriptor of ours; internal to this module.

#include "core/base/result.h"
#include "core/media/libav.h"
#include "core/media/mediaformat.h"
#include "core/media/sourcefile.h"

#include <QSize>
#include <optional>
#include <stop_token>

namespace raskadr {

// Demuxer of the format that sniffing found, and of no other: no playlist, no second file, no
// network. Nothing is decoded on opening. One thread at a time; a requested stop ends every read.
class AvInput
{
public:
    // A film. FormatUnsupported if it has no picture track that we decode.
    static Result<std::unique_ptr<AvInput>> openFilm(const QString& path,
                                                     std::stop_token stop = {});
    static Result<std::unique_ptr<AvInput>> openFilm(SourceFile file, MediaFormat format,
                                                     std::stop_token stop);
    // A film or a sound file of which only the sound is wanted.
    static Result<std::unique_ptr<AvInput>> openSound(const QString& path,
                                                      std::stop_token stop = {});
    ~AvInput();
    AvInput(const AvInput&) = delete;
    AvInput& operator=(const AvInput&) = delete;

    AVFormatContext* context() { return m_context; }
    AVStream* video() const { return m_video; }
    AVStream* audio() const { return m_audio; }
    const SourceFile& file() const { return m_file; }

    // Tells the demuxer to skip every stream but this one.
    void readOnly(const AVStream* stream);
    // A decoder with one thread for this stream.
    Result<libav::Codec> openDecoder(const AVStream* stream,
                                     AVDiscard skipFrames = AVDISCARD_DEFAULT,
                                     AVDiscard skipLoopFilter = AVDISCARD_DEFAULT) const;
    // The next packet of `stream`: false at the end of the file, an error only for Cancelled.
    Result<bool> readPacket(AVPacket* packet, const AVStream* stream);
    // The next frame that the decoder of `stream` gives: false behind the last. `atEnd` is set once
    // the decoder was told that nothing follows; a seek has to clear it.
    Result<bool> decodeNext(const AVStream* stream, AVCodecContext* codec, AVFrame* frame,
                            bool& atEnd);
    // Goes to the key frame at or before this time; the decoder has to be flushed.
    Result<> seek(qint64 ms, const AVStream* stream);

    // As stored, with square pixels; and as shown, after the rotation that the file asks for.
    QSize codedSize() const;
    QSize shownSize() const;
    // Clockwise, in degrees: 0, 90, 180 or 270.
    int rotation() const { return m_rotation; }
    // Pictures per second; 0 if the file does not say.
    AVRational frameRate() const;
    // The length of the picture track, or of the sound if there is none; nothing if unknown.
    std::optional<qint64> durationMs() const;
    qint64 frameCount() const;

    // Times of the film count from its first picture. In ms, rounded to the nearest.
    qint64 toMs(qint64 timestamp, const AVStream* stream) const;
    qint64 fromMs(qint64 ms, const AVStream* stream) const;
    bool stopRequested() const { return m_stop.stop_requested(); }
    // An error of libav as ours, about this file.
    Error error(int code, const QString& what) const;

private:
    AvInput(SourceFile file, std::stop_token stop);
    Result<> open(const char* demuxer);
    Result<> findStreamInfo();
    void chooseStreams();
    void readRotation();
    Result<> findOrigin();

    SourceFile m_file;
    std::stop_token m_stop;
    AVFormatContext* m_context = nullptr;
    AVIOContext* m_io = nullptr;
    AVStream* m_video = nullptr;
    AVStream* m_audio = nullptr;
    qint64 m_position = 0;
    qint64 m_origin = 0; // µs of the file's clock at the film's first picture
    libav::Packet m_first;
    libav::Packet m_packet = libav::makePacket();
    int m_rotation = 0;

    static int readBytes(void* opaque, uint8_t* target, int length);
    static int64_t seekBytes(void* opaque, int64_t offset, int whence);
    static int interrupted(void* opaque);
};

// What a film holds as one picture: the biggest that is decoded.
inline constexpr qint64 maxFilmPixels = 8192LL * 8192;

} // namespace raskadr
