#include "tests/support/samples.h"

#include <QBuffer>
#include <QFile>
#include <QImageWriter>
#include <QPainter>
#include <QProcess>
#include <QtEndian>

namespace raskadr::samples {

using namespace Qt::Literals::StringLiterals;

QImage picture(int width, int height, int seed)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const int wave = ((x * 7 + y * 13 + seed * 29) ^ (x * y / 16)) & 31;
            line[x] = qRgb(x * 223 / width + wave, y * 223 / height + wave,
                           (seed * 37 + (x + y) * 127 / (width + height)) & 255);
        }
    }
    return image;
}

QImage quarters(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const bool left = x < width / 2;
            const bool top = y < height / 2;
            image.setPixel(x, y,
                           top ? (left ? qRgb(255, 0, 0) : qRgb(0, 255, 0))
                               : (left ? qRgb(255, 255, 255) : qRgb(0, 0, 255)));
        }
    }
    return image;
}

char quarterAt(const QImage& image, double x, double y)
{
    const QColor color = image.pixelColor(int(x * image.width()), int(y * image.height()));
    const bool red = color.red() > 150;
    const bool green = color.green() > 150;
    const bool blue = color.blue() > 150;
    if (red && green && blue) {
        return 'w';
    }
    return red && !green && !blue ? 'r' : green && !red && !blue ? 'g' : blue && !red ? 'b' : '?';
}

QByteArray encoded(const QImage& image, const char* format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    return writer.write(image) ? bytes : QByteArray();
}

bool write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        && file.write(bytes) == bytes.size();
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool save(const QString& path, const QImage& image, const char* format, int quality)
{
    const QByteArray bytes = encoded(image, format, quality);
    return !bytes.isEmpty() && write(path, bytes);
}

QImage numbered(int number, int width, int height)
{
    // The picture behind stands still and the bars are low: nothing here looks like a cut, at which
    // the encoder would put a key frame of its own.
    QImage image = picture(width, height);
    QPainter painter(&image);
    for (int bit = 0; bit < 10; ++bit) {
        painter.fillRect(width * bit / 10, height * 7 / 16, width / 10, height / 8,
                         number >> bit & 1 ? Qt::white : Qt::black);
    }
    return image;
}

int numberOf(const QImage& image)
{
    int number = 0;
    for (int bit = 0; bit < 10; ++bit) {
        const int x = image.width() * (2 * bit + 1) / 20;
        number |= (qGray(image.pixel(x, image.height() / 2)) > 128 ? 1 : 0) << bit;
    }
    return number;
}

QString film(const QString& path, int frames, int fps, const QSize& size, int gop, int maxBFrames)
{
    VideoEncoderOptions options;
    options.size = size;
    options.fps = fps;
    options.gop = gop;
    options.maxBFrames = maxBFrames;
    auto encoder = VideoEncoder::create(path, options);
    if (!encoder) {
        return encoder.error().detail;
    }
    for (int i = 0; i < frames; ++i) {
        if (auto added = (*encoder)->addFrame(numbered(i, size.width(), size.height())); !added) {
            return added.error().detail;
        }
    }
    if (auto finished = (*encoder)->finish(); !finished) {
        return finished.error().detail;
    }
    return {};
}

bool ffmpeg(const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"ffmpeg"_s,
                  QStringList{u"-v"_s, u"error"_s, u"-nostdin"_s, u"-y"_s} + arguments);
    return process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0;
}

QByteArray big32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray little32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray exifBlock(int orientation)
{
    QByteArray block("MM\0*\0\0\0\x08", 8);
    block += QByteArray("\0\x01", 2); // one entry
    block += QByteArray("\x01\x12\0\x03\0\0\0\x01", 8); // orientation, a short
    block += QByteArray(1, '\0') + char(orientation) + QByteArray(2, '\0');
    block += QByteArray(4, '\0');
    return block;
}

QByteArray withJpegSegment(const QByteArray& jpeg, quint8 marker, const QByteArray& contents)
{
    QByteArray segment;
    segment += '\xFF';
    segment += char(marker);
    const auto length = quint16(contents.size() + 2);
    segment += char(length >> 8);
    segment += char(length & 255);
    return jpeg.left(2) + segment + contents + jpeg.mid(2);
}

quint32 crc32(const QByteArray& bytes)
{
    quint32 crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int i = 0; i < 8; ++i) {
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
    }
    return ~crc;
}

QByteArray withPngChunk(const QByteArray& png, const QByteArray& type, const QByteArray& contents)
{
    const QByteArray chunk =
        big32(quint32(contents.size())) + type + contents + big32(crc32(type + contents));
    return png.left(33) + chunk + png.mid(33);
}

} // namespace raskadr::samples
