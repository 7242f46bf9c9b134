#pragma once

// What went wrong on a disk that the program writes to.

#include "core/base/error.h"

class QFileDevice;

namespace raskadr {

// A failed system call: DiskFull (a quota that is used up is one, too) with the bytes that were
// needed, LibraryReadOnly, Storage.
Error storageError(int code, const QString& what, const QString& subject, qint64 bytesNeeded = 0);

// A failed call of a Qt file. Qt itself tells only part of this apart, so that errno decides: to be
// asked at once after the call that failed.
Error storageError(const QFileDevice& file, const QString& subject = {}, qint64 bytesNeeded = 0);

} // namespace raskadr
