#pragma once

#include "core/base/runasync.h"
#include "core/net/httpanswer.h"
#include "core/net/streammessage.h"

#include <functional>
#include <stop_token>

namespace raskadr {

struct HttpProgress
{
    qint64 sent = 0;
    qint64 sendTotal = 0;
    qint64 received = 0;
    std::optional<qint64> receiveTotal; // as far as the service says
};

// What becomes of a request, told in the client's thread, which must not be held up. `finished`
// comes once and last, whatever happens, also when the client goes.
struct HttpEvents
{
    std::function<void(HttpResult)> finished;
    std::function<void(const HttpProgress&)> progress; // at most some ten times a second
    std::function<void(const StreamMessage&)> message; // with ToMessages
};

// The one way of the product into the network. Implementations: CurlClient, fakes of tests.
class HttpClient
{
public:
    virtual ~HttpClient() = default;
    // Any thread, at any time; returns at once. A token that is stopped ends it with Cancelled.
    virtual void start(HttpRequest request, HttpEvents events, std::stop_token stop = {}) = 0;
};

// Sends, and tells the events in the thread of the context, unless the handle or the context is
// gone by then. Destroying the handle ends the request.
AsyncHandle sendAsync(HttpClient& client, HttpRequest request, QObject* context, HttpEvents events);

// Sends and waits: for work in a pool, never for the main thread or the client's own. `finished` is
// not called; the rest is told in the client's thread.
HttpResult sendAndWait(HttpClient& client, HttpRequest request, std::stop_token stop = {},
                       HttpEvents events = {});

} // namespace raskadr
