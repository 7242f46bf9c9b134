#pragma once

// Real pictures and films for tests, made where they are needed.

#include "core/media/videoencoder.h"

#include <QByteArray>
#include <QColor>
#include <QImage>
#include <QString>
#include <QStringList>

namespace raskadr::samples {

// A picture without two equal neighbourhoods: colours run, with a pattern over them.
QImage picture(int width, int height, int seed = 0);
// A picture whose four quarters are red, green, blue and white, clockwise from the top left.
QImage quarters(int width, int height);
// The quarter that a colour of `quarters` means after compression: 'r', 'g', 'b', 'w' or '?'.
char quarterAt(const QImage& image, double x, double y);

QByteArray encoded(const QImage& image, const char* format, int quality = -1);
bool write(const QString& path, const QByteArray& bytes);
QByteArray read(const QString& path);
bool save(const QString& path, const QImage& image, const char* format, int quality = -1);

// A picture that carries a number as black and white bars, and the number again.
QImage numbered(int number, int width = 320, int height = 180);
int numberOf(const QImage& image);
// A film of numbered pictures: 0, 1, 2, … Nothing on success, else what went wrong.
QString film(const QString& path, int frames, int fps = 24, const QSize& size = QSize(320, 180),
             int gop = 24, int maxBFrames = 2);

// Runs the ffmpeg program; false if it is missing or fails.
bool ffmpeg(const QStringList& arguments);

// An EXIF block (TIFF inside) that says this orientation and nothing else.
QByteArray exifBlock(int orientation);
// A JPEG with a segment put behind its start marker.
QByteArray withJpegSegment(const QByteArray& jpeg, quint8 marker, const QByteArray& contents);
// A PNG with a chunk put behind its header; the checksum is right.
QByteArray withPngChunk(const QByteArray& png, const QByteArray& type, const QByteArray& contents);
quint32 crc32(const QByteArray& bytes);
QByteArray big32(quint32 value);
QByteArray little32(quint32 value);

} // namespace raskadr::samples
