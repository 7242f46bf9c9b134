#include "core/net/httpanswer.h"

#include <array>
#include <utility>

namespace raskadr {

namespace {

struct FaultRow
{
    HttpFault fault;
    const char* name;
    ErrorKind kind;
};

constexpr std::array faultRows = std::to_array<FaultRow>({
    {HttpFault::RequestInvalid, "request_invalid", ErrorKind::InvalidInput},
    {HttpFault::NotEncrypted, "not_encrypted", ErrorKind::InvalidInput},
    {HttpFault::AddressRefused, "address_refused", ErrorKind::InvalidInput},
    {HttpFault::SecretRefused, "secret_refused", ErrorKind::InvalidInput},
    {HttpFault::FileUnreadable, "file_unreadable", ErrorKind::FileUnreadable},
    {HttpFault::NameUnknown, "name_unknown", ErrorKind::Network},
    {HttpFault::Unreachable, "unreachable", ErrorKind::Network},
    {HttpFault::ConnectionRefused, "connection_refused", ErrorKind::Network},
    {HttpFault::ProxyFailed, "proxy_failed", ErrorKind::Network},
    {HttpFault::TlsFailed, "tls_failed", ErrorKind::Network},
    {HttpFault::ConnectTimeout, "connect_timeout", ErrorKind::Timeout},
    {HttpFault::AnswerTimeout, "answer_timeout", ErrorKind::Timeout},
    {HttpFault::Stalled, "stalled", ErrorKind::Timeout},
    {HttpFault::TotalTimeout, "total_timeout", ErrorKind::Timeout},
    {HttpFault::ConnectionLost, "connection_lost", ErrorKind::Network},
    {HttpFault::BadAnswer, "bad_answer", ErrorKind::BadResponse},
    {HttpFault::HeadersTooLarge, "headers_too_large", ErrorKind::BadResponse},
    {HttpFault::TooLarge, "too_large", ErrorKind::BadResponse},
    {HttpFault::MessageTooLarge, "message_too_large", ErrorKind::BadResponse},
    {HttpFault::RedirectRefused, "redirect_refused", ErrorKind::BadResponse},
    {HttpFault::DiskFull, "disk_full", ErrorKind::DiskFull},
    {HttpFault::FileFailed, "file_failed", ErrorKind::Storage},
    {HttpFault::Cancelled, "cancelled", ErrorKind::Cancelled},
    {HttpFault::Internal, "internal", ErrorKind::Internal},
});

const FaultRow& rowOf(HttpFault fault)
{
    for (const FaultRow& row : faultRows) {
        if (row.fault == fault) {
            return row;
        }
    }
    return faultRows.back();
}

} // namespace

QString httpFaultName(HttpFault fault)
{
    return QString::fromLatin1(rowOf(fault).name);
}

Error toError(const HttpFailure& failure)
{
    return {rowOf(failure.fault).kind,
            httpFaultName(failure.fault) + QStringLiteral(": ") + failure.detail,
            {},
            0};
}

} // namespace raskadr
