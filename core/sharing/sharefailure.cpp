#include "core/sharing/sharefailure.h"

#include <array>
#include <utility>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array faultNames = std::to_array<std::pair<ShareFault, const char*>>({
    {ShareFault::Cancelled, "cancelled"},
    {ShareFault::AddressInvalid, "addressInvalid"},
    {ShareFault::NotEncrypted, "notEncrypted"},
    {ShareFault::LocalUnconfirmed, "localUnconfirmed"},
    {ShareFault::LoginNeeded, "loginNeeded"},
    {ShareFault::AccountLocked, "accountLocked"},
    {ShareFault::InvalidInput, "invalidInput"},
    {ShareFault::NothingToShow, "nothingToShow"},
    {ShareFault::LinkGone, "linkGone"},
    {ShareFault::Offline, "offline"},
    {ShareFault::Timeout, "timeout"},
    {ShareFault::TlsFailed, "tlsFailed"},
    {ShareFault::NotAShareServer, "notAShareServer"},
    {ShareFault::WrongLogin, "wrongLogin"},
    {ShareFault::TooManyAttempts, "tooManyAttempts"},
    {ShareFault::Conflict, "conflict"},
    {ShareFault::TooLarge, "tooLarge"},
    {ShareFault::ServerFull, "serverFull"},
    {ShareFault::ServerFailed, "serverFailed"},
    {ShareFault::Refused, "refused"},
    {ShareFault::BadAnswer, "badAnswer"},
    {ShareFault::NotClean, "notClean"},
    {ShareFault::MediaMissing, "mediaMissing"},
    {ShareFault::FolderTaken, "folderTaken"},
    {ShareFault::ProgramMissing, "programMissing"},
    {ShareFault::NoNetwork, "noNetwork"},
    {ShareFault::PortTaken, "portTaken"},
    {ShareFault::Failed, "failed"},
});

ShareFault faultOf(HttpFault fault)
{
    switch (fault) {
    case HttpFault::Cancelled:
        return ShareFault::Cancelled;
    case HttpFault::RequestInvalid:
    case HttpFault::SecretRefused:
        return ShareFault::AddressInvalid;
    case HttpFault::NotEncrypted:
        return ShareFault::NotEncrypted;
    case HttpFault::AddressRefused:
        return ShareFault::LocalUnconfirmed;
    case HttpFault::TlsFailed:
        return ShareFault::TlsFailed;
    case HttpFault::ConnectTimeout:
    case HttpFault::AnswerTimeout:
    case HttpFault::Stalled:
    case HttpFault::TotalTimeout:
        return ShareFault::Timeout;
    case HttpFault::NameUnknown:
    case HttpFault::Unreachable:
    case HttpFault::ConnectionRefused:
    case HttpFault::ProxyFailed:
    case HttpFault::ConnectionLost:
        return ShareFault::Offline;
    case HttpFault::BadAnswer:
    case HttpFault::HeadersTooLarge:
    case HttpFault::TooLarge:
    case HttpFault::MessageTooLarge:
    case HttpFault::RedirectRefused:
        return ShareFault::BadAnswer;
    case HttpFault::FileUnreadable:
    case HttpFault::DiskFull:
    case HttpFault::FileFailed:
    case HttpFault::Internal:
        return ShareFault::Failed;
    }
    return ShareFault::Failed;
}

} // namespace

QString nameOf(ShareFault fault)
{
    for (const auto& [candidate, name] : faultNames) {
        if (candidate == fault) {
            return QString::fromLatin1(name);
        }
    }
    return u"failed"_s;
}

ShareFault shareFaultFromName(const QString& name)
{
    for (const auto& [fault, candidate] : faultNames) {
        if (name == QLatin1String(candidate)) {
            return fault;
        }
    }
    return ShareFault::Failed;
}

tl::unexpected<ShareFailure> shareFailure(const Error& error)
{
    ShareFailure failure{ShareFault::Failed, error.detail, error.subject, error.amount, error};
    if (error.kind == ErrorKind::Cancelled) {
        failure.fault = ShareFault::Cancelled;
    } else if (error.kind == ErrorKind::AccountLocked) {
        failure.fault = ShareFault::AccountLocked;
    }
    return tl::unexpected<ShareFailure>(std::move(failure));
}

tl::unexpected<ShareFailure> shareFailure(const HttpFailure& failure)
{
    const ShareFault fault = faultOf(failure.fault);
    ShareFailure result{
        fault, httpFaultName(failure.fault) + u": "_s + failure.detail, {}, 0, std::nullopt};
    if (fault == ShareFault::Failed) {
        result.error = toError(failure);
    }
    return tl::unexpected<ShareFailure>(std::move(result));
}

Error toError(const ShareFailure& failure)
{
    if (failure.error) {
        return *failure.error;
    }
    ErrorKind kind = ErrorKind::Internal;
    switch (failure.fault) {
    case ShareFault::Cancelled:
        kind = ErrorKind::Cancelled;
        break;
    case ShareFault::Offline:
    case ShareFault::TlsFailed:
    case ShareFault::NoNetwork:
        kind = ErrorKind::Network;
        break;
    case ShareFault::Timeout:
        kind = ErrorKind::Timeout;
        break;
    case ShareFault::LoginNeeded:
    case ShareFault::WrongLogin:
        kind = ErrorKind::Unauthorized;
        break;
    case ShareFault::AccountLocked:
        kind = ErrorKind::AccountLocked;
        break;
    case ShareFault::TooManyAttempts:
        kind = ErrorKind::RateLimited;
        break;
    case ShareFault::AddressInvalid:
    case ShareFault::NotEncrypted:
    case ShareFault::LocalUnconfirmed:
    case ShareFault::InvalidInput:
    case ShareFault::NothingToShow:
        kind = ErrorKind::InvalidInput;
        break;
    case ShareFault::LinkGone:
        kind = ErrorKind::NotFound;
        break;
    case ShareFault::ServerFull:
        kind = ErrorKind::QuotaExceeded;
        break;
    case ShareFault::NotClean:
        kind = ErrorKind::NotClean;
        break;
    case ShareFault::MediaMissing:
        kind = ErrorKind::FileMissing;
        break;
    case ShareFault::NotAShareServer:
    case ShareFault::BadAnswer:
    case ShareFault::ServerFailed:
    case ShareFault::Refused:
    case ShareFault::Conflict:
    case ShareFault::TooLarge:
        kind = ErrorKind::BadResponse;
        break;
    case ShareFault::FolderTaken:
        kind = ErrorKind::AlreadyExists;
        break;
    case ShareFault::ProgramMissing:
    case ShareFault::PortTaken:
    case ShareFault::Failed:
        break;
    }
    return {kind, nameOf(failure.fault) + u": "_s + failure.detail, failure.subject,
            failure.amount};
}

bool passesByItself(ShareFault fault)
{
    return fault == ShareFault::Offline || fault == ShareFault::Timeout
        || fault == ShareFault::TooManyAttempts || fault == ShareFault::ServerFailed;
}

} // namespace raskadr
