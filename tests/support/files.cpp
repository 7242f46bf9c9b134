#include "tests/support/files.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

QMap<QString, QByteArray> treeOf(const QString& folder)
{
    QMap<QString, QByteArray> tree;
    QDirIterator walk(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        walk.next();
        const QFileInfo info = walk.fileInfo();
        const QByteArray mode = QByteArray::number(int(info.permissions()), 16) + ' ';
        tree.insert(walk.filePath().mid(folder.size() + 1),
                    info.isSymLink()   ? "-> " + info.symLinkTarget().toUtf8()
                        : info.isDir() ? mode + "folder"
                                       : mode + contentsOf(walk.filePath()));
    }
    return tree;
}

bool flipBit(const QString& path, qint64 offset, int bit)
{
    QFile file(path);
    char byte = 0;
    if (!file.open(QIODevice::ReadOnly) || !file.seek(offset) || !file.getChar(&byte)) {
        return false;
    }
    return overwrite(path, offset, QByteArray(1, char(byte ^ (1 << bit))));
}

bool overwrite(const QString& path, qint64 offset, const QByteArray& bytes)
{
    const QFile::Permissions before = QFile::permissions(path);
    QFile::setPermissions(path, before | QFile::WriteOwner);
    QFile file(path);
    const bool done = file.open(QIODevice::ReadWrite) && file.seek(offset)
        && file.write(bytes) == bytes.size() && file.flush();
    file.close();
    QFile::setPermissions(path, before);
    return done;
}

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace raskadr
