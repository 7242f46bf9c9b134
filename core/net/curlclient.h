#pragma once

#include "core/net/httpclient.h"

#include <memory>

namespace raskadr {

struct CurlClientOptions
{
    QByteArray userAgent = "raskadr";
    std::optional<HttpProxy> proxy;

    // For tests alone: nothing of the product fills them.
    QByteArray testAuthorities; // PEM, trusted beside the system's
    QList<QByteArray> testNames; // "name:port:address": what these names mean
    QList<IpAddress> testPublicAddresses; // count as public
};

// HTTP through libcurl, in one thread of its own. What it holds to is fixed: certificates are
// always verified, the addresses of sockets are checked when they open and again before each
// request on one that is kept, nothing is redirected, and nothing is sent twice, by curl itself.
// The proxies and password files of the environment mean nothing. Destroying it ends all requests
// with Cancelled and waits for no network.
class CurlClient final : public HttpClient
{
public:
    explicit CurlClient(CurlClientOptions options = {});
    ~CurlClient() override;

    void start(HttpRequest request, HttpEvents events, std::stop_token stop = {}) override;

    // For what starts from now on. Any thread.
    void setProxy(const std::optional<HttpProxy>& proxy);

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace raskadr
