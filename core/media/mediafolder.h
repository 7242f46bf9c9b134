#pragma once

#include "core/base/result.h"
#include "core/media/mediacopy.h"
#include "core/model/media.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <utility>

namespace raskadr {

struct StoredMedia
{
    QString sha256;
    qint64 size = 0;
    bool alreadyThere = false; // the same content was in the folder before
    // While a copy of this lives, takeOut() leaves the content alone. To be kept until the write of
    // its row is queued: before that nothing else shows that the content is wanted.
    std::shared_ptr<const void> hold = nullptr;
};

// Everything that a walk through the media folder meets. Paths are absolute.
struct MediaListing
{
    struct File
    {
        QString sha256; // from its name; the content is not looked at
        qint64 size = 0;
    };
    QList<File> files;
    QStringList sidecarsAlone; // SHA-256 of sidecars without their medium
    QStringList strangers; // files that the library did not put there
    QStringList leftovers; // temporary files of processes that ended early
};

// The originals of a library: `media/ab/cd/<sha256>`, read-only, each content once, each with a
// sidecar `<sha256>.json` beside it. A file under its final name is always whole: it is written
// under a temporary name on the same disk, synced, renamed, and its folder synced before settle(),
// ingest() and adopt() return. Holds a path and, shared with its copies, what is on its way to a
// row; any number of threads may use one object.
class MediaFolder
{
public:
    // Makes the folder `media` in this library if it is not there yet; the errors come on first
    // use.
    explicit MediaFolder(const QString& libraryPath);

    // Copies a file onto the library's disk, reading it once. Errors: those of opening a source
    // (see sniffMedia), DiskFull with the bytes needed, FileUnreadable if the source changed
    // meanwhile, Cancelled.
    Result<MediaCopy> copy(const QString& sourcePath, std::stop_token stop = {},
                           const ByteProgress& progress = {}) const;
    // Names copies, in the same order, durably. Many at once cost the disk little more than one. On
    // an error some may have their names already; the others go with their copies.
    Result<QList<StoredMedia>> settle(std::span<MediaCopy> copies) const;
    // Both for one file.
    Result<StoredMedia> ingest(const QString& sourcePath, std::stop_token stop = {},
                               const ByteProgress& progress = {}) const;
    // Takes over a finished file, as a job leaves it under temporaryPath(): hashes, syncs and
    // renames it (from another disk: copies it). On success it is gone from where it was; on
    // failure it stays.
    Result<StoredMedia> adopt(const QString& temporaryPath, std::stop_token stop = {}) const;

    // Where the original is or would be; empty if the text is no SHA-256 in lower-case hex.
    QString path(const QString& sha256) const;
    QString sidecarPath(const QString& sha256) const;
    bool contains(const QString& sha256) const;
    // A fresh name on the same disk for a file that adopt() gets later.
    QString temporaryPath() const;
    // Where the temporary file of this name lies, which an earlier process may have left; empty if
    // it is not there.
    QString temporaryPath(const QString& name) const;

    Result<> writeSidecar(const QString& sha256, const QByteArray& bytes) const;
    // Many at once, durable with two syncs in all. Stops between files.
    Result<> writeSidecars(const QList<std::pair<QString, QByteArray>>& sidecars,
                           std::stop_token stop = {}) const;
    Result<QByteArray> readSidecar(const QString& sha256) const;

    // Renames an original that no row tells of to a path on the same disk, over what lies there,
    // and removes its sidecar. False, and nothing changed: it is held, not there or cannot be
    // moved.
    bool takeOut(const QString& sha256, const QString& to) const;

    // Hashes the stored original again.
    Result<MediaState> verify(const QString& sha256, std::stop_token stop = {}) const;
    // Removes an original and its sidecar; not being there is no error.
    Result<> remove(const QString& sha256) const;

    Result<MediaListing> list(std::stop_token stop = {}) const;
    // Removes the temporary files of earlier processes but those whose names are wanted; call it
    // under the library's lock. Returns how many there were.
    int removeLeftovers(const std::function<bool(const QString& name)>& isWanted = {}) const;

private:
    class Holds;

    bool isThere(const MediaCopy& copy) const;

    QString m_root;
    std::shared_ptr<Holds> m_holds;
};

} // namespace raskadr
