#include "core/net/curltransfer.h"
#include "core/net/requestcheck.h"

namespace raskadr {

namespace {

constexpr long bufferBytes = 64 << 10;

const char* methodName(HttpMethod method)
{
    switch (method) {
    case HttpMethod::Get:
        return "GET";
    case HttpMethod::Head:
        return "HEAD";
    case HttpMethod::Post:
        return "POST";
    case HttpMethod::Put:
        return "PUT";
    case HttpMethod::Patch:
        return "PATCH";
    case HttpMethod::Delete:
        return "DELETE";
    }
    return "GET";
}

bool isResendable(HttpMethod method)
{
    return method == HttpMethod::Get || method == HttpMethod::Head;
}

} // namespace

tl::expected<void, HttpFailure> CurlTransfer::prepareFor(const HttpUrl& url)
{
    if (const auto checked = checkTarget(m_request, url, m_proxy.has_value()); !checked) {
        return checked;
    }
    if (const auto opened = m_body.open(); !opened) {
        return tl::unexpected<HttpFailure>(
            failed(HttpFault::FileUnreadable, opened.error().subject));
    }
    const bool sameOrigin = url.origin() == m_request.url.origin();
    dropHandle();
    m_url = url;
    m_easy = curl_easy_init();
    m_sink = std::make_unique<AnswerSink>(m_request.target, m_events.message);
    setFixedOptions();
    setCallbacks();
    curl_easy_setopt(m_easy, CURLOPT_URL, url.toEncoded().constData());
    curl_easy_setopt(m_easy, CURLOPT_PROTOCOLS_STR, url.isEncrypted() ? "https" : "http");
    setProxy();
    setAuthorities(sameOrigin);
    setBody();
    setHeaders(sameOrigin);
    return {};
}

void CurlTransfer::setFixedOptions()
{
    curl_easy_setopt(m_easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_curlError);
    curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
    // A resolver that does not answer must not hold up the thread when its request is given up.
    curl_easy_setopt(m_easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(m_easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_easy, CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
    curl_easy_setopt(m_easy, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(m_easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(m_easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br");
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(m_easy, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(m_easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(m_easy, CURLOPT_BUFFERSIZE, bufferBytes);
    curl_easy_setopt(m_easy, CURLOPT_USERAGENT, m_options.userAgent.constData());
    curl_easy_setopt(m_easy, CURLOPT_CONNECTTIMEOUT_MS, long(m_request.timeouts.connect.count()));
    if (!isResendable(m_request.method)) {
        // On a kept connection that turns out to be dead curl sends again by itself.
        curl_easy_setopt(m_easy, CURLOPT_FRESH_CONNECT, 1L);
    }
    for (const QByteArray& name : m_options.testNames) {
        m_nameList = curl_slist_append(m_nameList, name.constData());
    }
    curl_easy_setopt(m_easy, CURLOPT_RESOLVE, m_nameList);
}

void CurlTransfer::setProxy()
{
    // An empty text also keeps curl from the proxies of the environment.
    curl_easy_setopt(m_easy, CURLOPT_PROXY, m_proxy ? m_proxy->address().constData() : "");
    curl_easy_setopt(m_easy, CURLOPT_NOPROXY, "");
    curl_easy_setopt(m_easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(m_easy, CURLOPT_HEADEROPT, long(CURLHEADER_SEPARATE));
    if (m_proxy && !m_proxy->name().isEmpty()) {
        curl_easy_setopt(m_easy, CURLOPT_PROXYUSERNAME, m_proxy->name().constData());
        curl_easy_setopt(m_easy, CURLOPT_PROXYPASSWORD, m_proxy->password().reveal().constData());
    }
}

void CurlTransfer::setAuthorities(bool sameOrigin)
{
    QByteArray authorities = m_options.testAuthorities;
    if (sameOrigin) {
        authorities += m_request.extraAuthorities;
    }
    if (!authorities.isEmpty()) {
        // They stand in for the system's file, its folder of authorities stays.
        curl_blob blob{authorities.data(), size_t(authorities.size()), CURL_BLOB_COPY};
        curl_easy_setopt(m_easy, CURLOPT_CAINFO_BLOB, &blob);
    }
}

void CurlTransfer::setBody()
{
    const HttpMethod method = m_request.method;
    if (method == HttpMethod::Head) {
        curl_easy_setopt(m_easy, CURLOPT_NOBODY, 1L);
        return;
    }
    const bool sends = m_body.hasBody() || method == HttpMethod::Post || method == HttpMethod::Put
        || method == HttpMethod::Patch;
    if (sends) {
        curl_easy_setopt(m_easy, CURLOPT_POST, 1L);
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(m_body.length()));
        if (m_body.length() == 0) {
            curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, "");
        }
    }
    if (method != HttpMethod::Get && method != HttpMethod::Post) {
        curl_easy_setopt(m_easy, CURLOPT_CUSTOMREQUEST, methodName(method));
    }
}

void CurlTransfer::setHeaders(bool sameOrigin)
{
    m_headerList = curl_slist_append(m_headerList, "Expect:");
    if (m_body.hasBody() && !m_body.contentType().isEmpty()) {
        addHeader("Content-Type", m_body.contentType());
    } else {
        m_headerList = curl_slist_append(m_headerList, "Content-Type:");
    }
    // What a request says to its service is nobody else's business, secret or not.
    for (const HttpHeader& header : m_request.headers) {
        if (sameOrigin || header.name.compare("accept", Qt::CaseInsensitive) == 0) {
            addHeader(header.name, header.value);
        }
    }
    for (const SecretHeader& header : m_request.secretHeaders) {
        if (header.origins.contains(m_url.origin())) {
            addHeader(header.name, header.value.reveal());
        }
    }
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headerList);
}

void CurlTransfer::addHeader(const QByteArray& name, const QByteArray& value)
{
    QByteArray line = value.isEmpty() ? name + ';' : name + ": " + value;
    m_headerList = curl_slist_append(m_headerList, line.constData());
    wipe(line.data(), size_t(line.size()));
}

void CurlTransfer::dropHandle()
{
    curl_easy_cleanup(m_easy);
    m_easy = nullptr;
    for (curl_slist* header = m_headerList; header; header = header->next) {
        wipe(header->data, qstrlen(header->data));
    }
    curl_slist_free_all(m_headerList);
    m_headerList = nullptr;
    curl_slist_free_all(m_nameList);
    m_nameList = nullptr;
}

} // namespace raskadr
