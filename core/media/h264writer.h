#pragma once

#include "core/media/libav.h"

#include <QSize>
#include <QString>

namespace raskadr {

// Writes yuv420p frames as H.264 into an MP4 whose index comes first. The file at `path` is removed
// if finish() was not reached. One thread at a time.
class H264Writer
{
public:
    struct Options
    {
        QSize size; // even
        AVRational timeBase = {1, 24}; // unit of the frames' pts
        AVRational frameRate = {24, 1};
        int crf = 20;
        QString preset;
        int gop = 24;
        bool fastDecode = false;
        int maxBFrames = 3;
        // Off, a third of the work is spared: frames are weighed by themselves, blocks stay whole
        // and a cut gets no key frame of its own. For short groups of small pictures.
        bool lookAhead = true;
        int threads = 2;
        int rotation = 0; // clockwise degrees by which players turn the pictures
        int maxBitRate = 0; // bits a second that no second exceeds; 0: as the pictures need
    };

    static Result<std::unique_ptr<H264Writer>> create(const QString& path, const Options& options);
    ~H264Writer();
    H264Writer(const H264Writer&) = delete;
    H264Writer& operator=(const H264Writer&) = delete;

    // A writable yuv420p frame of the right size, to be filled and given to write().
    Result<AVFrame*> blankFrame();
    // Encodes the frame of blankFrame() at this time, which has to grow from call to call.
    Result<> write(qint64 pts);
    Result<> finish();

private:
    H264Writer() = default;
    Result<> open(const QString& path, const Options& options);
    Result<> drain();
    Error writeError(int code) const;

    QByteArray m_url;
    QString m_path;
    AVFormatContext* m_container = nullptr;
    AVStream* m_stream = nullptr;
    libav::Codec m_codec;
    libav::Frame m_frame;
    libav::Packet m_packet;
    bool m_finished = false;
};

// The encoder alone, for who writes its packets into a container by himself.
Result<libav::Codec> openH264Encoder(const H264Writer::Options& options);
// Gives `frame` the encoder's size and colours and makes it writable; the same one serves for every
// picture.
Result<AVFrame*> blankFrame(const libav::Frame& frame, const libav::Codec& encoder);

} // namespace raskadr
