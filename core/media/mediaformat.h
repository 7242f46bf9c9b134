#pragma once

#include <QByteArray>
#include <QString>

namespace raskadr {

// Every kind of file that a library takes in; anything else is refused by sniffMedia().
enum class MediaFormat { Png, Jpeg, WebP, Gif, Tiff, Mp4, QuickTime, Matroska, WebM };

enum class MediaKind { Picture, Video };

MediaKind kindOf(MediaFormat format);
QString mimeTypeOf(MediaFormat format);
// The usual ending of a file's name, without the dot.
QString extensionOf(MediaFormat format);
// The name under which QImageReader knows a picture's format; empty for a video.
QByteArray imageFormatOf(MediaFormat format);

} // namespace raskadr
