#include "core/net/curltransfer.h"

#include "core/net/curlfault.h"
#include "core/net/requestcheck.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr qsizetype mostHeaders = 256;
constexpr qsizetype mostHeaderBytes = 64 << 10;
constexpr milliseconds progressEvery{100};

std::optional<HttpProxy> proxyOf(const HttpRequest& request, const std::optional<HttpProxy>& global)
{
    switch (request.proxyUse) {
    case ProxyUse::Direct:
        return std::nullopt;
    case ProxyUse::Own:
        return request.proxy;
    case ProxyUse::Global:
        break;
    }
    return isLocalTarget(request, request.url) ? std::nullopt : global;
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

CurlTransfer::CurlTransfer(HttpRequest request, HttpEvents events, const CurlClientOptions& options,
                           const std::optional<HttpProxy>& globalProxy)
    : m_request(std::move(request))
    , m_events(std::move(events))
    , m_options(options)
    , m_proxy(proxyOf(m_request, globalProxy))
    , m_url(m_request.url)
    , m_body(m_request.body)
    , m_begun(steady_clock::now())
    , m_phaseBegun(m_begun)
    , m_reported(m_begun)
{
}

CurlTransfer::~CurlTransfer()
{
    dropHandle();
}

tl::expected<void, HttpFailure> CurlTransfer::prepare()
{
    if (const auto checked = checkForm(m_request); !checked) {
        return checked;
    }
    if (const auto checked = checkSecrets(m_request, m_url); !checked) {
        return checked;
    }
    if (std::holds_alternative<ToMessages>(m_request.target) && !m_events.message) {
        return tl::unexpected<HttpFailure>(
            failed(HttpFault::RequestInvalid, u"nobody listens to the messages"_s));
    }
    return prepareFor(m_url);
}

void CurlTransfer::setCallbacks()
{
    curl_easy_setopt(m_easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(
        m_easy, CURLOPT_OPENSOCKETFUNCTION, +[](void* self, curlsocktype, curl_sockaddr* address) {
            return static_cast<CurlTransfer*>(self)->openSocket(*address);
        });
    curl_easy_setopt(m_easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(
        m_easy, CURLOPT_PREREQFUNCTION, +[](void* self, char* address, char*, int, int) {
            return static_cast<CurlTransfer*>(self)->beforeRequest(address) ? CURL_PREREQFUNC_OK
                                                                            : CURL_PREREQFUNC_ABORT;
        });
    curl_easy_setopt(m_easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(
        m_easy, CURLOPT_HEADERFUNCTION,
        +[](char* bytes, size_t size, size_t count, void* self) -> size_t {
            const bool taken = static_cast<CurlTransfer*>(self)->takeHeaderLine(
                QByteArray(bytes, qsizetype(size * count)));
            return taken ? size * count : 0;
        });
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(
        m_easy, CURLOPT_WRITEFUNCTION, +[](char* bytes, size_t size, size_t count, void* self) {
            return static_cast<CurlTransfer*>(self)->takeBytes(bytes, size * count);
        });
    curl_easy_setopt(m_easy, CURLOPT_READDATA, this);
    curl_easy_setopt(
        m_easy, CURLOPT_READFUNCTION, +[](char* into, size_t size, size_t count, void* self) {
            return static_cast<CurlTransfer*>(self)->giveBytes(into, size * count);
        });
    curl_easy_setopt(m_easy, CURLOPT_SEEKDATA, this);
    curl_easy_setopt(
        m_easy, CURLOPT_SEEKFUNCTION, +[](void* self, curl_off_t offset, int origin) {
            const bool done =
                origin == SEEK_SET && static_cast<CurlTransfer*>(self)->m_body.seek(offset);
            return done ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
        });
}

// --- while it runs

bool CurlTransfer::allows(const IpAddress& address) const
{
    // The way to a proxy is the user's own choice.
    return m_proxy || m_options.testPublicAddresses.contains(address)
        || mayConnect(address, isLocalTarget(m_request, m_url));
}

curl_socket_t CurlTransfer::openSocket(const curl_sockaddr& address)
{
    const auto known = IpAddress::fromSocket(&address.addr);
    if (!known || !allows(*known)) {
        m_refusedAddress = known ? known->toText() : QByteArray("another family");
        return CURL_SOCKET_BAD;
    }
    m_socketOpened = true;
#ifdef SOCK_CLOEXEC
    return ::socket(address.family, address.socktype | SOCK_CLOEXEC, address.protocol);
#else
    return ::socket(address.family, address.socktype, address.protocol);
#endif
}

bool CurlTransfer::beforeRequest(const char* address)
{
    const auto known = IpAddress::fromText(address);
    if (!known || !allows(*known)) {
        m_refusedAddress = address;
        m_stopped = failed(HttpFault::AddressRefused, QString::fromLatin1(address));
        return false;
    }
    m_sent = true;
    enter(m_body.length() > 0 ? Phase::Sending : Phase::Waiting);
    return true;
}

bool CurlTransfer::takeHeaderLine(const QByteArray& line)
{
    if (m_phase != Phase::Receiving) {
        enter(Phase::Receiving);
    }
    moved(line.size());
    m_headerBytes += line.size();
    if (m_headerBytes > mostHeaderBytes || m_headers.size() > mostHeaders) {
        m_stopped = failed(
            HttpFault::HeadersTooLarge,
            u"more than %1 headers or %2 bytes of them"_s.arg(mostHeaders).arg(mostHeaderBytes));
        return false;
    }
    if (m_headDone) {
        return true; // trailers mean nothing here
    }
    const QByteArray text = line.trimmed();
    if (text.isEmpty()) {
        return endHead();
    }
    if (text.startsWith("HTTP/")) {
        m_headers.clear();
        return true;
    }
    const qsizetype colon = text.indexOf(':');
    if (colon > 0) {
        m_headers += {text.left(colon).trimmed(), text.mid(colon + 1).trimmed()};
    }
    return true;
}

bool CurlTransfer::endHead()
{
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    if (status < 200) {
        enter(Phase::Waiting); // an interim answer
        return true;
    }
    m_status = int(status);
    m_headDone = true;
    curl_off_t announced = -1;
    curl_easy_getinfo(m_easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced);
    m_announced.reset();
    if (announced >= 0 && m_request.method != HttpMethod::Head) {
        m_announced = announced;
    }
    return keep(m_sink->begin(m_status, m_announced));
}

size_t CurlTransfer::takeBytes(const char* bytes, size_t size)
{
    moved(qint64(size));
    if (!keep(m_sink->take(QByteArrayView(bytes, qsizetype(size))))) {
        return 0;
    }
    reportProgress(false);
    return size;
}

size_t CurlTransfer::giveBytes(char* into, size_t most)
{
    const qint64 given = m_body.read(into, qint64(most));
    if (given < 0) {
        m_stopped = failed(HttpFault::FileUnreadable, u"a file of the body changed meanwhile"_s);
        return CURL_READFUNC_ABORT;
    }
    moved(given);
    if (m_body.position() == m_body.length() && m_phase == Phase::Sending) {
        enter(Phase::Waiting);
    }
    reportProgress(false);
    return size_t(given);
}

bool CurlTransfer::keep(const tl::expected<void, HttpFailure>& outcome)
{
    if (!outcome) {
        m_stopped = failed(outcome.error().fault, outcome.error().detail);
    }
    return outcome.has_value();
}

void CurlTransfer::reportProgress(bool atOnce)
{
    const TimePoint now = steady_clock::now();
    if (!m_events.progress || (!atOnce && now - m_reported < progressEvery)) {
        return;
    }
    m_reported = now;
    const bool plain = !headerValue(m_headers, "content-encoding");
    m_events.progress(
        {m_body.position(), m_body.length(), m_sink->size(), plain ? m_announced : std::nullopt});
}

// --- time

void CurlTransfer::enter(Phase phase)
{
    m_phase = phase;
    m_phaseBegun = steady_clock::now();
    m_movedInWindow = 0;
}

void CurlTransfer::moved(qint64 bytes)
{
    m_movedInWindow += bytes;
}

CurlTransfer::TimePoint CurlTransfer::nextDeadline() const
{
    const TimePoint end = m_begun + m_request.timeouts.total;
    switch (m_phase) {
    case Phase::Connecting:
        return end; // curl looks after that
    case Phase::Waiting:
        return std::min(end, m_phaseBegun + m_request.timeouts.answer);
    case Phase::Sending:
    case Phase::Receiving:
        return std::min(end, m_phaseBegun + m_request.timeouts.idle);
    }
    return end;
}

std::optional<HttpFailure> CurlTransfer::overdue(TimePoint now)
{
    if (now < nextDeadline()) {
        return std::nullopt;
    }
    if (now >= m_begun + m_request.timeouts.total) {
        return failed(HttpFault::TotalTimeout, u"not done in time"_s);
    }
    if (m_phase == Phase::Waiting) {
        return failed(HttpFault::AnswerTimeout, u"no answer"_s);
    }
    const bool streamed = std::holds_alternative<ToMessages>(m_request.target);
    if (m_movedInWindow < (streamed ? 1 : m_request.timeouts.idleBytes)) {
        return failed(
            HttpFault::Stalled,
            u"%1 bytes in %2 ms"_s.arg(m_movedInWindow).arg(m_request.timeouts.idle.count()));
    }
    enter(m_phase);
    return std::nullopt;
}

// --- the end

std::optional<HttpResult> CurlTransfer::conclude(CURLcode code)
{
    if (m_stopped) {
        return HttpResult(tl::unexpected<HttpFailure>(*m_stopped));
    }
    if (code != CURLE_OK) {
        return HttpResult(tl::unexpected<HttpFailure>(faultOf(code)));
    }
    if (!m_headDone) {
        return HttpResult(tl::unexpected<HttpFailure>(
            failed(HttpFault::ConnectionLost, u"the head is not whole"_s)));
    }
    if (isRedirect(m_status) && headerValue(m_headers, "location")) {
        return followRedirect();
    }
    if (!keep(m_sink->finish())) {
        return HttpResult(tl::unexpected<HttpFailure>(*m_stopped));
    }
    reportProgress(true);
    const qint64 size = m_sink->size();
    return HttpResult(HttpAnswer{m_status, m_headers, m_sink->takeBody(), size, m_url});
}

std::optional<HttpResult> CurlTransfer::followRedirect()
{
    const auto refuse = [this](const QString& why) {
        return HttpResult(tl::unexpected<HttpFailure>(failed(HttpFault::RedirectRefused, why)));
    };
    if (m_redirects == m_request.maxRedirects) {
        return refuse(m_redirects == 0 ? u"no redirect is allowed here"_s
                                       : u"too many redirects"_s);
    }
    const auto next = m_url.resolved(*headerValue(m_headers, "location"));
    if (!next) {
        return refuse(next.error().detail);
    }
    ++m_redirects;
    m_headers.clear();
    m_headerBytes = 0;
    m_headDone = false;
    m_socketOpened = false;
    m_refusedAddress.clear();
    enter(Phase::Connecting);
    if (const auto prepared = prepareFor(*next); !prepared) {
        return refuse(httpFaultName(prepared.error().fault) + u": "_s + prepared.error().detail);
    }
    return std::nullopt;
}

void CurlTransfer::finish(HttpResult result)
{
    m_sink.reset(); // an unfinished file goes before the news
    if (m_events.finished) {
        m_events.finished(std::move(result));
    }
}

HttpFailure CurlTransfer::faultOf(CURLcode code) const
{
    const QString why = QString::fromLatin1(*m_curlError ? m_curlError : curl_easy_strerror(code));
    if (!m_refusedAddress.isEmpty() && !m_socketOpened && code == CURLE_COULDNT_CONNECT) {
        return failed(HttpFault::AddressRefused, QString::fromLatin1(m_refusedAddress));
    }
    return failed(curlFault(code, m_easy, m_proxy.has_value(), m_headDone), why);
}

HttpFailure CurlTransfer::failed(HttpFault fault, const QString& why) const
{
    return {fault, m_url.toDisplay() + u": "_s + why, m_sent, m_status};
}

} // namespace raskadr
