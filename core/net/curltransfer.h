#pragma once

// A part of the client, internal to this module.

#include "core/net/answersink.h"
#include "core/net/bodyreader.h"
#include "core/net/curlclient.h"

#include <chrono>
#include <curl/curl.h>

namespace raskadr {

// A request on its way: one easy handle after the other, as redirects go, their callbacks and what
// became of them. Lives in the client's thread.
class CurlTransfer
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    // The options outlive it; the proxy is the one that holds for all requests now.
    CurlTransfer(HttpRequest request, HttpEvents events, const CurlClientOptions& options,
                 const std::optional<HttpProxy>& globalProxy);
    ~CurlTransfer();
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    // Checks the request and makes the handle ready.
    tl::expected<void, HttpFailure> prepare();
    CURL* handle() const { return m_easy; }

    // When it has to be looked at again, and why it must end if that is now.
    TimePoint nextDeadline() const;
    std::optional<HttpFailure> overdue(TimePoint now);

    // curl is done. Nothing if the transfer goes on elsewhere: prepare() was called anew.
    std::optional<HttpResult> conclude(CURLcode code);
    void finish(HttpResult result);
    HttpFailure failed(HttpFault fault, const QString& why) const;

private:
    enum class Phase { Connecting, Sending, Waiting, Receiving };

    tl::expected<void, HttpFailure> prepareFor(const HttpUrl& url);
    void setFixedOptions();
    void setCallbacks();
    void setTarget(const HttpUrl& url);
    void setProxy();
    void setAuthorities(bool sameOrigin);
    void setBody();
    void setHeaders(bool sameOrigin);
    void addHeader(const QByteArray& name, const QByteArray& value);
    void dropHandle();

    std::optional<HttpResult> followRedirect();
    HttpFailure faultOf(CURLcode code) const;
    bool allows(const IpAddress& address) const;
    bool keep(const tl::expected<void, HttpFailure>& outcome);
    void enter(Phase phase);
    void moved(qint64 bytes);
    void reportProgress(bool atOnce);

    curl_socket_t openSocket(const curl_sockaddr& address);
    bool beforeRequest(const char* address);
    bool takeHeaderLine(const QByteArray& line);
    bool endHead();
    size_t takeBytes(const char* bytes, size_t size);
    size_t giveBytes(char* into, size_t most);

    HttpRequest m_request;
    HttpEvents m_events;
    const CurlClientOptions& m_options;
    std::optional<HttpProxy> m_proxy;
    HttpUrl m_url;
    int m_redirects = 0;

    CURL* m_easy = nullptr;
    curl_slist* m_headerList = nullptr;
    curl_slist* m_nameList = nullptr;
    char m_curlError[CURL_ERROR_SIZE] = "";
    BodyReader m_body;
    std::unique_ptr<AnswerSink> m_sink;

    HttpHeaders m_headers;
    qsizetype m_headerBytes = 0;
    std::optional<qint64> m_announced;
    int m_status = 0;
    bool m_headDone = false;
    bool m_sent = false;
    std::optional<HttpFailure> m_stopped; // by one of the callbacks
    QByteArray m_refusedAddress;
    bool m_socketOpened = false;

    Phase m_phase = Phase::Connecting;
    TimePoint m_begun;
    TimePoint m_phaseBegun; // or the present window of idle time
    TimePoint m_reported;
    qint64 m_movedInWindow = 0;
};

} // namespace raskadr
