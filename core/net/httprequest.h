#pragma once

// What an HTTP client is asked for, as values. Names of headers are compared without case.

#include "core/net/httpproxy.h"
#include "core/net/httpurl.h"
#include "core/net/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <chrono>
#include <optional>
#include <variant>

namespace raskadr {

enum class HttpMethod { Get, Head, Post, Put, Patch, Delete };

struct HttpHeader
{
    QByteArray name;
    QByteArray value;

    bool operator==(const HttpHeader&) const = default;
};
using HttpHeaders = QList<HttpHeader>;

// The value of the first header of this name.
std::optional<QByteArray> headerValue(const HttpHeaders& headers, const QByteArray& name);

// A header whose value goes to these origins and nowhere else: a request to another one is refused
// before it is sent, a redirect to another one goes on without it.
struct SecretHeader
{
    QByteArray name;
    Secret value;
    QList<Origin> origins;
};

// One piece of a body; files are read while they are sent.
struct BodyPiece
{
    enum class Kind { Bytes, File, FileAsBase64 };

    Kind kind = Kind::Bytes;
    QByteArray bytes;
    QString path;
};

// A body of known length. No pieces: no body.
struct HttpBody
{
    QByteArray contentType;
    QList<BodyPiece> pieces;
};

HttpBody bytesBody(const QByteArray& bytes, const QByteArray& contentType);
HttpBody fileBody(const QString& path, const QByteArray& contentType);

// A field of a multipart form: a value, or a file if there is a path.
struct FormPart
{
    QByteArray name;
    QByteArray value;
    QString path;
    QByteArray fileName;
    QByteArray contentType;
};

HttpBody multipartBody(const QList<FormPart>& parts);

struct HttpTimeouts
{
    std::chrono::milliseconds connect{15'000};
    // From the last byte of the request to the first one of the answer.
    std::chrono::milliseconds answer{60'000};
    // While something moves: at least `idleBytes` in each such time.
    std::chrono::milliseconds idle{30'000};
    qint64 idleBytes = 1024;
    // All of it, redirects included.
    std::chrono::milliseconds total{600'000};
};

enum class ProxyUse {
    Global, // as the client is set; never for the local host
    Direct,
    Own,
};

// Where the body of a 2xx answer goes. That of another status always goes to memory. Limits count
// bytes after decompression; more than that is TooLarge.
struct ToMemory
{
    qint64 limit = 8 << 20;
};
// To a new file, readable by its owner only; nothing may be there yet. It is removed again when the
// call fails.
struct ToFile
{
    QString path;
    qint64 limit = qint64(4) << 30;
};
// Cut into messages, each told as it comes (HttpEvents::message).
struct ToMessages
{
    enum class Format { Sse, Ndjson };

    Format format = Format::Sse;
    qint64 messageLimit = 1 << 20;
    qint64 limit = qint64(1) << 30;
};
using HttpTarget = std::variant<ToMemory, ToFile, ToMessages>;

struct HttpRequest
{
    explicit HttpRequest(HttpUrl to, HttpMethod by = HttpMethod::Get)
        : url(std::move(to))
        , method(by)
    {
    }

    HttpUrl url;
    HttpMethod method;
    HttpHeaders headers;
    QList<SecretHeader> secretHeaders;
    HttpBody body;
    HttpTarget target = ToMemory{};
    HttpTimeouts timeouts;

    // For downloads alone (GET and HEAD); each is checked like a first request. 0: a redirect is a
    // failure.
    int maxRedirects = 0;
    // The host, as HttpUrl has it, of a provider that the user marked local. There, on any port,
    // plain http and addresses of the own network are allowed.
    QByteArray localHost;
    ProxyUse proxyUse = ProxyUse::Global;
    std::optional<HttpProxy> proxy; // with ProxyUse::Own
    // Authorities (PEM) that count beside those of the system at the first origin, for services
    // with a chain of their own.
    QByteArray extraAuthorities;
};

} // namespace raskadr
