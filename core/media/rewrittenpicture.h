#pragma once

#include "core/base/result.h"
#include "core/media/mediaformat.h"

#include <QColor>
#include <QString>
#include <optional>
#include <stop_token>

namespace raskadr {

// How a picture is written anew: as PNG or as JPEG.
struct PictureRewriting
{
    MediaFormat format = MediaFormat::Png;
    int quality = 90; // of a JPEG
    std::optional<QColor> background; // of what is transparent; without one it stays so in a PNG
};

// What lies in the other file.
struct RewrittenPicture
{
    qint64 size = 0; // bytes
    int width = 0;
    int height = 0;
    QString sha256;
};

// Writes the pixels of a picture to another file: upright, in sRGB, and nothing else that the first
// file knows. The same picture gives the same bytes. Errors: those of probing, FormatUnsupported
// for a film, FileDamaged, DiskFull, Storage, Cancelled; then there is no file. Any thread; blocks.
Result<RewrittenPicture> rewritePicture(const QString& from, const QString& to,
                                        const PictureRewriting& how, const std::stop_token& stop);

} // namespace raskadr
