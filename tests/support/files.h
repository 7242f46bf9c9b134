#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace raskadr {

// Everything below a folder: relative paths with permissions and contents, those of links their
// target. Two equal trees are the same to the byte.
QMap<QString, QByteArray> treeOf(const QString& folder);

// Changes one bit of a file, also of one that is read-only.
bool flipBit(const QString& path, qint64 offset, int bit = 0);
// Overwrites bytes in the middle of a file, also of one that is read-only.
bool overwrite(const QString& path, qint64 offset, const QByteArray& bytes);

QByteArray contentsOf(const QString& path);

} // namespace raskadr
