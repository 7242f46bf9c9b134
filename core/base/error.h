#pragma once

#include <QString>

namespace raskadr {

// What went wrong, in the terms that a caller or the user acts on. ui/common/errortext turns a kind
// into a sentence; Cancelled is never shown.
enum class ErrorKind {
    Cancelled,
    NotFound,
    InvalidInput,
    AlreadyExists,
    // accounts
    WrongPassword,
    Unauthorized,
    AccountLocked,
    // files that come from outside
    FileMissing,
    FileUnreadable,
    FileEmpty,
    FileDamaged,
    FormatUnsupported,
    PlaylistRefused,
    SvgRefused,
    HeicRefused,
    PictureTooLarge, // amount: pixels
    VideoTooLong, // amount: milliseconds
    NotAFile,
    InputDamaged,
    NotClean, // a copy for publishing holds more than its picture or film
    // the library and its disk
    DiskFull, // amount: bytes that are needed
    NewerVersion,
    LibraryMissing,
    LibraryDamaged,
    LibraryOpenElsewhere,
    LibraryReadOnly,
    Storage,
    // services
    QuotaExceeded,
    RateLimited,
    ContentRejected,
    Network,
    Timeout,
    BadResponse,
    ModelGone,
    Internal,
};

// A failure as a value. `subject` names the thing concerned (a file name, a field, a login) and may
// be shown; `detail` is English, for the log and for «Подробности»; `amount` is a number whose unit
// the kind gives.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString detail;
    QString subject;
    qint64 amount = 0;

    bool operator==(const Error&) const = default;
};

// The kind's stable English name, as in the log, in JSON and in the database.
QString errorKindName(ErrorKind kind);
// The kind with this name, or Internal.
ErrorKind errorKindFromName(const QString& name);

} // namespace raskadr
