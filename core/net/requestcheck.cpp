#include "core/net/requestcheck.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestHeader = 16 << 10;

tl::unexpected<HttpFailure> refused(HttpFault fault, const QString& detail)
{
    return tl::unexpected<HttpFailure>(HttpFailure{fault, detail, false, 0});
}

// RFC 9110 5.6.2.
bool isToken(const QByteArray& name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isFieldValue(const QByteArray& value)
{
    return std::none_of(value.begin(), value.end(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

// Those that the client sets by itself, and those that would change how the message is read.
bool isReserved(const QByteArray& name)
{
    static const QList<QByteArray> names{"accept-encoding",
                                         "connection",
                                         "content-encoding",
                                         "content-length",
                                         "content-type",
                                         "expect",
                                         "host",
                                         "keep-alive",
                                         "te",
                                         "trailer",
                                         "transfer-encoding",
                                         "upgrade",
                                         "user-agent"};
    const QByteArray lower = name.toLower();
    return names.contains(lower) || lower.startsWith("proxy-");
}

Checked checkHeader(const QByteArray& name, const QByteArray& value)
{
    if (!isToken(name) || isReserved(name)) {
        return refused(HttpFault::RequestInvalid,
                       u"no header of a request: %1"_s.arg(QString::fromLatin1(name.left(64))));
    }
    if (!isFieldValue(value) || value.size() > longestHeader) {
        return refused(HttpFault::RequestInvalid,
                       u"no value of a header: %1"_s.arg(QString::fromLatin1(name)));
    }
    return {};
}

} // namespace

Checked checkForm(const HttpRequest& request)
{
    for (const HttpHeader& header : request.headers) {
        if (const auto checked = checkHeader(header.name, header.value); !checked) {
            return checked;
        }
    }
    for (const SecretHeader& header : request.secretHeaders) {
        if (const auto checked = checkHeader(header.name, header.value.reveal()); !checked) {
            return checked;
        }
    }
    if (!isFieldValue(request.body.contentType)) {
        return refused(HttpFault::RequestInvalid, u"no content type"_s);
    }
    const bool download = request.method == HttpMethod::Get || request.method == HttpMethod::Head;
    if (request.maxRedirects > 0 && !download) {
        return refused(HttpFault::RequestInvalid, u"redirects are for downloads"_s);
    }
    if (download && !request.body.pieces.isEmpty()) {
        return refused(HttpFault::RequestInvalid, u"a download has no body"_s);
    }
    if (request.proxyUse == ProxyUse::Own && !request.proxy) {
        return refused(HttpFault::RequestInvalid, u"no proxy is given"_s);
    }
    return {};
}

Checked checkTarget(const HttpRequest& request, const HttpUrl& url, bool viaProxy)
{
    const bool local = isLocalTarget(request, url);
    if (!url.isEncrypted() && !local) {
        return refused(HttpFault::NotEncrypted, url.toDisplay());
    }
    if (url.hostAddress() && !mayConnect(*url.hostAddress(), local)) {
        return refused(HttpFault::AddressRefused, url.toDisplay());
    }
    // What a name means behind the proxy is not to be seen from here.
    if (viaProxy && !local && !url.hostAddress() && isInsideName(url.host())) {
        return refused(HttpFault::AddressRefused, url.toDisplay());
    }
    return {};
}

Checked checkSecrets(const HttpRequest& request, const HttpUrl& url)
{
    for (const SecretHeader& header : request.secretHeaders) {
        if (!header.origins.contains(url.origin())) {
            return refused(HttpFault::SecretRefused,
                           u"%1 does not belong to %2"_s.arg(QString::fromLatin1(header.name),
                                                             url.toDisplay()));
        }
    }
    return {};
}

bool isLocalTarget(const HttpRequest& request, const HttpUrl& url)
{
    return !request.localHost.isEmpty() && request.localHost == url.host();
}

bool mayConnect(const IpAddress& address, bool local)
{
    const AddressKind kind = addressKind(address);
    return kind == AddressKind::Public || (kind == AddressKind::Inside && local);
}

} // namespace raskadr
