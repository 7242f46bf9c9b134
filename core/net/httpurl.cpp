#include "core/net/httpurl.h"

#include <algorithm>
#include <curl/curl.h>
#include <memory>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestUrl = 16 << 10;
constexpr qsizetype longestHost = 253;
constexpr unsigned parseFlags = CURLU_DISALLOW_USER | CURLU_URLENCODE | CURLU_ALLOW_SPACE;

struct UrlCleanup
{
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, UrlCleanup>;

std::optional<QByteArray> partOf(CURLU* url, CURLUPart part, unsigned flags = 0)
{
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK) {
        return std::nullopt;
    }
    const QByteArray result(text);
    curl_free(text);
    return result;
}

QByteArray withoutFinalDots(QByteArray host)
{
    while (host.endsWith('.')) {
        host.chop(1);
    }
    return host;
}

bool isHostName(const QByteArray& host)
{
    return !host.isEmpty() && host.size() <= longestHost
        && std::all_of(host.begin(), host.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
                   || c == '_';
           });
}

auto refusedUrl(const QString& why)
{
    return failure(ErrorKind::InvalidInput, u"Not an address of http or https: "_s + why);
}

// Sets the host to its one spelling. What it then is (a number after all?) only another parsing
// says.
Result<bool> settleHost(CURLU* url)
{
    const auto host = partOf(url, CURLUPART_HOST);
    const auto ascii = partOf(url, CURLUPART_HOST, CURLU_PUNYCODE);
    if (!host || !ascii) {
        return refusedUrl(u"no readable host"_s);
    }
    const QByteArray settled = withoutFinalDots(ascii->toLower());
    if (settled == *host) {
        return false;
    }
    if (curl_url_set(url, CURLUPART_HOST, settled.constData(), 0) != CURLUE_OK) {
        return refusedUrl(u"no readable host"_s);
    }
    return true;
}

Result<UrlHandle> settled(const QByteArray& text, const QByteArray* base)
{
    if (text.size() > longestUrl || text.contains('\0')) {
        return refusedUrl(u"too long, or a NUL in it"_s);
    }
    UrlHandle url(curl_url());
    if (base
        && curl_url_set(url.get(), CURLUPART_URL, base->constData(), parseFlags) != CURLUE_OK) {
        return refusedUrl(u"no base"_s);
    }
    if (const CURLUcode code =
            curl_url_set(url.get(), CURLUPART_URL, text.constData(), parseFlags)) {
        return refusedUrl(QString::fromLatin1(curl_url_strerror(code)));
    }
    for (int round = 0; round < 4; ++round) {
        const auto changed = settleHost(url.get());
        if (!changed) {
            return failure(changed.error());
        }
        if (!*changed) {
            return url;
        }
        const auto again = partOf(url.get(), CURLUPART_URL);
        url.reset(curl_url());
        if (!again
            || curl_url_set(url.get(), CURLUPART_URL, again->constData(), parseFlags)
                != CURLUE_OK) {
            return refusedUrl(u"no readable host"_s);
        }
    }
    return refusedUrl(u"a host of many spellings"_s);
}

} // namespace

QByteArray Origin::toText() const
{
    const int usual = scheme == "https" ? 443 : 80;
    return scheme + "://" + host + (port == usual ? QByteArray() : ':' + QByteArray::number(port));
}

Result<HttpUrl> HttpUrl::parse(const QByteArray& text)
{
    static const HttpUrl nowhere{};
    return nowhere.resolved(text);
}

Result<HttpUrl> HttpUrl::resolved(const QByteArray& location) const
{
    const auto url = settled(location, m_encoded.isEmpty() ? nullptr : &m_encoded);
    if (!url) {
        return failure(url.error());
    }
    CURLU* handle = url->get();
    HttpUrl result;
    result.m_origin.scheme = partOf(handle, CURLUPART_SCHEME).value_or(QByteArray()).toLower();
    if (result.m_origin.scheme != "https" && result.m_origin.scheme != "http") {
        return refusedUrl(u"another scheme"_s);
    }
    result.m_origin.host = partOf(handle, CURLUPART_HOST).value_or(QByteArray());
    const QByteArray& host = result.m_origin.host;
    if (host.startsWith('[')) {
        if (partOf(handle, CURLUPART_ZONEID)) {
            return refusedUrl(u"a zone in the host"_s);
        }
        result.m_hostAddress = IpAddress::fromText(host.mid(1, host.size() - 2));
        if (!result.m_hostAddress) {
            return refusedUrl(u"no readable host"_s);
        }
        result.m_origin.host = '[' + result.m_hostAddress->toText() + ']';
        curl_url_set(handle, CURLUPART_HOST, result.m_origin.host.constData(), 0);
    } else if (isHostName(host)) {
        result.m_hostAddress = IpAddress::fromText(host);
    } else {
        return refusedUrl(u"no readable host"_s);
    }
    result.m_origin.port = partOf(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT).value_or("0").toInt();
    if (result.m_origin.port == 0) {
        return refusedUrl(u"no port"_s);
    }
    curl_url_set(handle, CURLUPART_FRAGMENT, nullptr, 0);
    result.m_path = partOf(handle, CURLUPART_PATH).value_or("/");
    result.m_encoded = partOf(handle, CURLUPART_URL).value_or(QByteArray());
    return result;
}

QString HttpUrl::toDisplay() const
{
    return QString::fromUtf8(m_origin.toText() + m_path);
}

} // namespace raskadr
