#pragma once

#include <QString>

namespace raskadr {

// The name that a file of a shot gets outside of the library: "014_мост_03.png". Number and index
// start at one. Whatever a title holds, the result is one harmless path component of at most 120
// bytes that every common file system takes.
QString readableFileName(int shotNumber, const QString& title, int index, const QString& suffix);
// The same in two steps, for many files of a shot: what they have in common, then each.
QString readableStem(int shotNumber, const QString& title);
QString readableFileName(const QString& stem, int index, const QString& suffix);

// The file suffix of a MIME type, without the dot; "bin" for an unknown one.
QString suffixOfMimeType(const QString& mimeType);

} // namespace raskadr
