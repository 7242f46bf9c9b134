#pragma once

#include "sync-server/http/message.h"
#include "sync-server/http/ratelimits.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace raskadr::server {

enum class Access {
    Public,
    Loopback, // from this machine and not through a proxy; others see 404
    Producer, // a bearer token, which the gate checks
    Guest, // the link's token, which the gate checks; what changes something must be of the same
           // origin
};

enum class Work {
    Inline, // in the thread of the socket: must not block
    Database,
    Password, // Argon2 for whoever asks: two at once, then a short queue, then 429
    LinkPassword, // the same for producers, who do not wait behind strangers; then 503
};

using Handler = std::function<Response(const Request&)>;
// Looks at a request before its body is read: an answer refuses it, otherwise `context` may be set.
using Gate = std::function<std::optional<Response>(Request&)>;
// Opens the place for a body that is streamed, or refuses.
using SinkOpener = std::function<std::variant<Response, std::unique_ptr<BodySink>>(const Request&)>;

// One address that the server answers. A pattern has literal parts and parameters,
// "/s/{token}/m/{file}"; a last part "{name?}" may be absent. Literal parts come before parameters.
// HEAD is answered by GET.
struct Route
{
    std::string method;
    std::string pattern;
    Access access = Access::Public;
    Handler handler = {};
    SinkOpener sink = {}; // in place of the handler: the body is streamed
    // Asked first, in the thread of the socket and without the gate: must not block, and must check
    // itself what the gate checks. None: go the usual way.
    std::function<std::optional<Response>(const Request&)> fast = {};
    std::uint64_t maxBody = 0; // bytes; 0: a body is refused
    Work work = Work::Database;
    std::optional<Rate> rate = {}; // per address and route
    std::string cacheControl = "no-store";
    std::vector<std::string> mediaTypes = {}; // that a body may have; empty: any
};

// All routes; filled once at start, then only read, by any thread.
class Router final
{
public:
    // Parameters by name, of a path that was split.
    struct Match
    {
        const Route* route = nullptr; // none: see `allowed`
        NamedValues parameters;
        std::vector<std::string> allowed; // methods of this path; empty: no such path
    };

    void add(Route route);
    // For every route of that kind, in the pool of the route and before a body is read.
    void setGate(Access access, Gate gate);
    // May give a page in place of a problem that the server itself answers (400, 404, 429 …), in
    // the thread of the socket.
    void setRefusalPage(std::function<void(const Request&, Response&)> dress);

    Match match(const std::string& method, const std::string& path) const;
    std::span<const Route> routes() const { return m_routes; }
    const Gate& gate(Access access) const;
    void dressRefusal(const Request& request, Response& response) const;
    // One line per route: method, pattern, access; for tests that go through all of them.
    std::string list() const;

private:
    struct Part
    {
        std::string text;
        bool parameter = false;
        bool optional = false;
    };
    static std::vector<Part> parts(const std::string& pattern);

    std::vector<Route> m_routes;
    std::vector<std::vector<Part>> m_parts; // of each route
    std::vector<std::pair<Access, Gate>> m_gates;
    std::function<void(const Request&, Response&)> m_dress;
};

} // namespace raskadr::server
