#pragma once

// What comes of a request, as values: an answer of whatever status, or why there is none.

#include "core/base/result.h"
#include "core/net/httprequest.h"

#include <tl/expected.hpp>

namespace raskadr {

// The answer as the service gave it, after decompression.
struct HttpAnswer
{
    int status = 0;
    HttpHeaders headers;
    QByteArray body; // of what went to memory
    qint64 size = 0; // of the body, wherever it went
    HttpUrl url; // of the last redirect

    std::optional<QByteArray> header(const QByteArray& name) const
    {
        return headerValue(headers, name);
    }
    bool isSuccess() const { return status >= 200 && status < 300; }
};

// Why there is no answer. What the service itself says (401, 429, 500) is an answer and none of
// these.
enum class HttpFault {
    // refused by us, nothing was sent
    RequestInvalid,
    NotEncrypted, // plain http to another host than the local one
    AddressRefused, // an address of the own network, without the user's word for it
    SecretRefused, // a secret would have gone to an origin that is not its own
    FileUnreadable, // a file of the body
    // no connection
    NameUnknown,
    Unreachable,
    ConnectionRefused,
    ProxyFailed,
    TlsFailed,
    ConnectTimeout,
    // no whole answer
    AnswerTimeout, // nothing came
    Stalled, // it went on too slowly
    TotalTimeout,
    ConnectionLost,
    BadAnswer, // no HTTP, or a broken coding
    HeadersTooLarge,
    TooLarge,
    MessageTooLarge,
    RedirectRefused, // not allowed here, too many, or to somewhere that is not allowed
    // at home
    DiskFull,
    FileFailed, // of the file that the answer goes to
    Cancelled,
    Internal,
};

// "connection_refused": as in manifests, in JSON and in the log.
QString httpFaultName(HttpFault fault);

struct HttpFailure
{
    HttpFault fault = HttpFault::Internal;
    // English, without secrets and queries: for the log and «Подробности».
    QString detail;
    // Some of the request may have reached the service: if it orders something, only the user may
    // send it again.
    bool sent = false;
    int status = 0; // if the answer had begun
};

// In the terms of the rest of the house.
Error toError(const HttpFailure& failure);

class [[nodiscard]] HttpResult : public tl::expected<HttpAnswer, HttpFailure>
{
public:
    using tl::expected<HttpAnswer, HttpFailure>::expected;
};

} // namespace raskadr
