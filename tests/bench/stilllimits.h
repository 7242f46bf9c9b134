#pragma once

#include <QString>

namespace raskadr::bench {

// What the codecs' own libraries can do without anything around them: a picture read, made 480
// pixels long and written as JPEG of quality 80. False if it failed. Any thread.
bool jpegLimit(const QString& path, const QString& jpegPath); // decodes at an eighth of the size
bool pngLimit(const QString& path, const QString& jpegPath); // 8-bit RGB only
bool webpLimit(const QString& path, const QString& jpegPath);

// The peer: libvips in this process.
bool vipsThumbnail(const QString& path, const QString& jpegPath);

} // namespace raskadr::bench
