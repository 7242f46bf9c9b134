#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QSize>
#include <QString>
#include <memory>
#include <optional>
#include <stop_token>

namespace raskadr {

struct VideoFrame
{
    QImage image; // RGB32, upright
    qint64 ptsMs = 0;
};

// Decodes one film to pictures, in order, for the hover, the player, the animatic and frames taken
// out. Times are milliseconds from the film's first picture. Decodes in the calling thread and in
// no other; used by one thread at a time. Owns the file's descriptor and the decoder.
class FrameReader
{
public:
    // Fast is for moving pictures, Fine for one that is looked at.
    enum class Scaling { Fast, Fine };
    // Exact finds the frame that is shown at this time; KeyFrame the one before it that costs
    // least.
    enum class SeekMode { Exact, KeyFrame };

    // Errors: those of probing a film. A requested stop ends open() and every later call with
    // Cancelled.
    static Result<std::unique_ptr<FrameReader>> open(const QString& path, std::stop_token stop = {},
                                                     Scaling scaling = Scaling::Fast);
    ~FrameReader();
    FrameReader(const FrameReader&) = delete;
    FrameReader& operator=(const FrameReader&) = delete;

    // The film's own size, upright, with square pixels.
    QSize size() const;
    double fps() const; // 0: unknown
    qint64 durationMs() const; // 0: unknown

    // The next frame, made smaller to fit into `target` (never larger; an empty target keeps the
    // film's size). Nothing at the end. FileDamaged if the film has no frame at all.
    Result<std::optional<VideoFrame>> next(const QSize& target = {});
    // Skips the next frame without converting it: false at the end.
    Result<bool> skip();
    // What next() returns afterwards. An exact seek behind the last frame gives the last frame.
    Result<> seek(qint64 ms, SeekMode mode = SeekMode::Exact);

private:
    struct Private;
    explicit FrameReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace raskadr
