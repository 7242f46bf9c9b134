#pragma once

#include "core/base/result.h"
#include "core/library/library.h"
#include "core/library/records.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <functional>
#include <stop_token>

namespace raskadr {

struct CheckOptions
{
    bool verifyHashes = true; // read every original whole; without, only sizes are compared
};

struct CheckProgress
{
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;
};

// What is wrong with a library, and what lies about in it.
struct CheckReport
{
    struct File
    {
        QString name; // SHA-256 of an original, else a path
        qint64 size = 0;

        bool operator==(const File&) const = default;
    };

    QList<File> missing; // sizes as they should be
    QList<File> altered; // likewise
    QStringList unreadable; // SHA-256: the disk fails, or the permissions do not allow it
    QStringList brokenRows; // in English, for those who look after the library
    RecordLag lag;
    QList<File> unreferenced; // originals that no row knows, and files that are not ours
    QStringList leftovers; // temporary files of processes that ended early
    int originals = 0; // rows of media
    qint64 bytes = 0;
    bool hashesVerified = false;

    // Every file that the database counts on is there and unchanged, and the database is sound.
    bool ok() const
    {
        return missing.isEmpty() && altered.isEmpty() && unreadable.isEmpty()
            && brokenRows.isEmpty();
    }
    QJsonObject toJson() const;
    bool operator==(const CheckReport&) const = default;
};

// Looks at everything in the library; deletes and repairs nothing. If the library is open for
// writing, the states of media (present, missing, altered) are brought up to date. Blocks, for a
// pool thread; progress is called there. Errors: Cancelled, those of reading the store.
Result<CheckReport> checkLibrary(Library& library, const CheckOptions& options = {},
                                 const std::function<void(const CheckProgress&)>& progress = {},
                                 std::stop_token stop = {});

} // namespace raskadr
