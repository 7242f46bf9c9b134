#pragma once

// Files under a temporary name that become final by renaming.

#include "core/base/result.h"
#include "core/base/storageerror.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace raskadr {

// A name in `folder` that nobody else uses: ".part-<tag of this process>-<number>".
QString temporaryPathIn(const QString& folder);
// The name of a file, without folders, as temporaryPathIn() gives them in any process.
bool isTemporaryName(const QString& name);
// The names in `folder` that temporaryPathIn() gave in processes before this one.
QStringList abandonedTemporaries(const QString& folder);

// Makes the folders of `relative` below `root`, which exists. Returns those in which one was made:
// they are to be synced if it has to last.
Result<QStringList> makeFolders(const QString& root, const QString& relative);
Result<> syncFolder(const QString& folder);
// Syncs all that was written to the file system of the folder: one wait for many files.
Result<> syncFileSystem(const QString& folder);
// Puts the bytes into a file that is readable by its owner only.
Result<> writeBytes(const QString& path, const QByteArray& bytes, bool durable);
Result<> renameOver(const QString& from, const QString& to);

// Something that can be made again at any time: written whole, not synced.
Result<> writeCacheFile(const QString& cacheFolder, const QString& relativePath,
                        const QByteArray& bytes);

// Removes a file when it goes out of scope unless it was kept.
class FileRemover
{
public:
    explicit FileRemover(QString path)
        : m_path(std::move(path))
    {
    }
    FileRemover(const FileRemover&) = delete;
    FileRemover& operator=(const FileRemover&) = delete;
    ~FileRemover();
    void keep() { m_path.clear(); }
    const QString& path() const { return m_path; }

private:
    QString m_path;
};

} // namespace raskadr
