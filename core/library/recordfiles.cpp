#include "core/library/recordfiles.h"

#include "core/media/temporaryfile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString newEnding = u".new"_s;

} // namespace

Result<> writeRecordFiles(const QString& folder, const QList<RecordFile>& files)
{
    for (const RecordFile& file : files) {
        if (file.bytes.isEmpty()) {
            continue;
        }
        const QString path = folder + u'/' + file.path;
        const QString parent = QFileInfo(path).path();
        if (!QFileInfo(parent).isDir()) {
            QDir().mkpath(parent);
            QFile::setPermissions(parent, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        if (auto written = writeBytes(path + newEnding, file.bytes, false); !written) {
            return written;
        }
    }
    if (auto synced = syncFileSystem(folder); !synced) {
        return synced;
    }
    for (const RecordFile& file : files) {
        const QString path = folder + u'/' + file.path;
        if (file.bytes.isEmpty()) {
            QFile::remove(path);
        } else if (auto renamed = renameOver(path + newEnding, path); !renamed) {
            return renamed;
        }
    }
    return {};
}

QStringList recordsIn(const QString& folder)
{
    QStringList files;
    QDirIterator walk(folder, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        files.append(walk.next().mid(folder.size() + 1));
    }
    return files;
}

QStringList unfinishedRecords(const QString& folder)
{
    QStringList files;
    QDirIterator walk(folder, {u"*"_s + newEnding}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        files.append(walk.next());
    }
    return files;
}

void removeUnfinishedRecords(const QString& folder)
{
    for (const QString& file : unfinishedRecords(folder)) {
        QFile::remove(file);
    }
}

bool recordIsCurrent(const QString& folder, const RecordFile& file)
{
    QFile current(folder + u'/' + file.path);
    if (file.bytes.isEmpty()) {
        return !current.exists();
    }
    return current.size() == file.bytes.size() && current.open(QIODevice::ReadOnly)
        && current.readAll() == file.bytes;
}

} // namespace raskadr
