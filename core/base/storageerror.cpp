#include "core/base/storageerror.h"

#include <QFileDevice>

#include <cerrno>
#include <cstring>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

ErrorKind kindOf(int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return ErrorKind::DiskFull;
    case EROFS:
    case EACCES:
    case EPERM:
        return ErrorKind::LibraryReadOnly;
    default:
        return ErrorKind::Storage;
    }
}

Error errorOfKind(ErrorKind kind, const QString& detail, const QString& subject, qint64 bytesNeeded)
{
    return {kind, detail, subject, kind == ErrorKind::DiskFull ? bytesNeeded : 0};
}

} // namespace

Error storageError(int code, const QString& what, const QString& subject, qint64 bytesNeeded)
{
    return errorOfKind(kindOf(code), what + u": "_s + QString::fromLocal8Bit(std::strerror(code)),
                       subject, bytesNeeded);
}

Error storageError(const QFileDevice& file, const QString& subject, qint64 bytesNeeded)
{
    const int code = errno;
    const bool isOfFile = file.error() != QFileDevice::NoError;
    return errorOfKind(isOfFile ? kindOf(code) : ErrorKind::Storage, file.errorString(), subject,
                       bytesNeeded);
}

} // namespace raskadr
