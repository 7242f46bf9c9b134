#pragma once

// Where clean copies are kept between publications, and the gate that they pass before.

#include "core/base/result.h"
#include "core/media/publishcopy.h"

#include <QDir>

#include <optional>

namespace raskadr {

// How copies are made; whoever changes what comes out gives it another name.
inline const QString copiesRecipe = QStringLiteral("1");
inline const QString cardRecipe = QStringLiteral("card-1");

// The copies of one original below `published/<sha256>/<recipe>`, with `files.json` that says what
// they are. A folder under its final name is whole. Holds paths only; any thread.
class PublishedCopies
{
public:
    PublishedCopies(const CacheFolder& cache, const QString& sha256, const QString& recipe);

    // The copies, if all of them are there and have the contents that they were given. Error:
    // Cancelled.
    Result<std::optional<QList<PublishedFile>>> load(const std::stop_token& stop) const;

    // A new folder to make them in; the caller removes it if store() was not reached.
    Result<QString> beginFolder() const;
    // Checks each of the files, notes hash and size, and gives the folder its final name. What
    // another thread has stored meanwhile stays. Errors: NotClean, DiskFull, Storage, Cancelled.
    Result<QList<PublishedFile>> store(const QString& folder, QList<PublishedFile> files,
                                       const std::stop_token& stop) const;

private:
    QString m_cache;
    QString m_folder; // the final one
};

// Removes a folder with everything in it, unless it got another name meanwhile.
class FolderRemover
{
public:
    explicit FolderRemover(QString path)
        : m_path(std::move(path))
    {
    }
    FolderRemover(const FolderRemover&) = delete;
    FolderRemover& operator=(const FolderRemover&) = delete;
    ~FolderRemover() { QDir(m_path).removeRecursively(); }

private:
    QString m_path;
};

// Whether the file holds nothing but what its type needs. Error: NotClean.
Result<> checkClean(const QString& path, const QString& mime);

} // namespace raskadr
