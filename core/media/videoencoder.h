#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QSize>
#include <QString>
#include <memory>

namespace raskadr {

struct VideoEncoderOptions
{
    QSize size; // in pixels; odd lengths lose their last pixel
    int fps = 24;
    int crf = 20; // x264's quality: lower is better, 0 is lossless
    QString preset = QStringLiteral("veryfast");
    int gop = 24; // frames from one key frame to the next, at most: cuts begin with one
    bool fastDecode = false;
    int maxBFrames = 2;
    int threads = 2;
};

// Writes pictures one after another as a silent H.264 film (4:2:0, BT.709, MP4 with its index in
// front). The same pictures and options give the same bytes. Owns the file at its path and removes
// it if finish() was not reached. One thread at a time.
class VideoEncoder
{
public:
    static Result<std::unique_ptr<VideoEncoder>> create(const QString& path,
                                                        const VideoEncoderOptions& options);
    ~VideoEncoder();
    VideoEncoder(const VideoEncoder&) = delete;
    VideoEncoder& operator=(const VideoEncoder&) = delete;

    // The next picture, shown for 1/fps s. It is scaled to the film's size; alpha is dropped.
    Result<> addFrame(const QImage& image);
    // Writes what is still buffered and the index. Fails if no picture was added.
    Result<> finish();
    int frameCount() const;

private:
    struct Private;
    explicit VideoEncoder(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace raskadr
