#pragma once

#include <QByteArray>
#include <QString>

namespace raskadr {

// A fresh random id that may be shown to strangers: 32 hexadecimal digits of the system's random
// numbers, which tell nothing about what it names.
QByteArray randomWireId();

// What of a text may stand on a page: at most so many characters, without control characters and
// what turns the direction of writing; line ends stay only where there may be many lines.
QString plainText(const QString& text, int maxCharacters, bool manyLines = false);

} // namespace raskadr
