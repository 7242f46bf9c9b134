#pragma once

#include "core/base/result.h"

#include <QString>
#include <memory>
#include <optional>

namespace raskadr {

// Who works in a library, as its lock file says.
struct LockHolder
{
    QString host;
    QString program;
    qint64 pid = 0;
    qint64 sinceMs = 0;

    bool operator==(const LockHolder&) const = default;
};

// The right to write into a library: one process at a time. The system itself keeps the lock on the
// open file `library.lock`, so that it ends with the process however that ends; what stands in the
// file only says who it is. Given back when the object goes.
class LibraryLock
{
public:
    // Tries for `waitMs`, blocking; 0: once. Errors: LibraryOpenElsewhere (subject: the holder's
    // host, amount: since when), LibraryReadOnly, LibraryMissing.
    static Result<LibraryLock> acquire(const QString& libraryPath, int waitMs);
    // Who was the last to take the lock and did not give it back; perhaps a process that is gone.
    static std::optional<LockHolder> holder(const QString& libraryPath);
    // Whether that is a process of this computer that still runs.
    static bool isHeldHere(const QString& libraryPath);

    LibraryLock(LibraryLock&& other) noexcept;
    LibraryLock& operator=(LibraryLock&& other) noexcept;
    ~LibraryLock();

private:
    explicit LibraryLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    int m_descriptor = -1;
};

} // namespace raskadr
