#pragma once

// Pictures and films with the texts that other programs leave in them, for tests.

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <utility>

namespace raskadr::tagged {

using Texts = QList<std::pair<QString, QString>>;

// As Pillow writes them: what is Latin-1 into tEXt, everything else into iTXt.
QByteArray png(const Texts& texts, const QByteArray& picture = {});
// EXIF in little endian: ASCII tags of the first directory by number, and the comment as eight
// bytes of encoding and UTF-16.
QByteArray exif(const QMap<quint16, QByteArray>& tags, const QString& userComment = {},
                bool bigEndianText = true);
QByteArray jpeg(const QByteArray& exifBlock);
QByteArray webp(const QByteArray& exifBlock);
QByteArray pngWithXmp(const QString& properties); // the inside of rdf:Description's parent rdf:RDF
// A PNG with alpha whose lowest bits spell the text, column by column, packed by gzip.
QByteArray pngWithHiddenText(const QByteArray& text, int width = 120, int height = 90);
// A film of a few frames with these tags; the ending of the name decides its container. Nothing on
// success, else what went wrong.
QString film(const QString& path, const Texts& tags);

} // namespace raskadr::tagged
