#include "sync-server/http/connection.h"

#include "sync-server/http/origin.h"

#include <algorithm>
#include <cerrno>

namespace raskadr::server {

namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds newcomersTimeAtTheEnd(1);
constexpr int clientGone = 499; // in the log alone, as nginx writes it
constexpr std::size_t lingerBytes = 16 * 1024 * 1024;
constexpr const char* forwardingFields[] = {"x-forwarded-for", "forwarded", "x-real-ip", "via"};

// Proxies may write several fields or one with commas.
std::string forwardedFor(const Request& request)
{
    std::string all;
    for (const auto& [name, value] : request.headers) {
        if (name == "x-forwarded-for") {
            all.append(all.empty() ? "" : ",").append(value);
        }
    }
    return all;
}

bool isForwarded(const Request& request)
{
    return std::ranges::any_of(forwardingFields,
                               [&](const char* name) { return request.header(name).has_value(); });
}

std::string mediaType(const Request& request)
{
    std::string type = request.header("content-type").value_or(std::string());
    type.resize(std::min(type.find_first_of("; \t"), type.size()));
    std::ranges::transform(type, type.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return type;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        text.append(text.empty() ? "" : ", ").append(word);
    }
    return text;
}

} // namespace

Connection::Connection(Core& core, Worker& worker, Descriptor socket, const Address& peer)
    : m_core(core)
    , m_worker(worker)
    , m_limits(core.limits)
    , m_peer(peer)
    , m_counted(!core.proxies.contains(peer))
    , m_transport(worker.context(), std::move(socket))
    , m_place(worker.m_connections.insert(worker.m_connections.end(), this))
{
    m_transport.setPieceTime(m_limits.write);
    if (core.draining) {
        drain();
    }
}

Connection::~Connection()
{
    m_worker.m_connections.erase(m_place);
    --m_worker.m_load;
    --m_core.metrics.connections;
    if (m_counted) {
        m_core.peers.leave(m_peer.network());
    }
}

asio::awaitable<void> Connection::run()
{
    bool goesOn = true;
    while (goesOn) {
        goesOn = co_await serveOne();
    }
}

void Connection::drain()
{
    if (m_wake) {
        m_wake->ring();
    }
    if (!m_idle) {
        return;
    }
    if (m_served > 0) {
        m_transport.interrupt();
    } else {
        // Its first request may be on the way.
        m_transport.setDeadline(
            std::min(m_transport.deadline(), Clock::now() + newcomersTimeAtTheEnd));
    }
}

asio::awaitable<bool> Connection::serveOne()
{
    if (m_input.empty()) {
        m_input.shrink_to_fit();
        m_transport.setLatest(Clock::time_point::max());
        if (m_core.draining) {
            if (m_served > 0) {
                co_return false;
            }
            m_transport.setDeadline(Clock::now() + newcomersTimeAtTheEnd);
        } else {
            m_transport.setDeadline(Clock::now() + m_limits.idle);
        }
        m_idle = true;
        const bool readable = co_await m_transport.untilReadable();
        m_idle = false;
        if (!readable) {
            co_return false;
        }
    }
    Exchange exchange;
    exchange.started = Clock::now();
    exchange.request.id = m_worker.newRequestId();
    m_transport.setLatest(exchange.started + m_limits.request);
    m_transport.setDeadline(exchange.started + m_limits.header);
    const std::uint64_t sentBefore = m_transport.sent();

    RequestParser parser;
    const bool sound = co_await readHead(parser, exchange);
    if (exchange.gone) {
        co_return false;
    }
    if (sound) {
        if (std::optional<Response> response = admit(exchange)) {
            exchange.outcome.response = std::move(*response);
            openFile(exchange.outcome, exchange.request, &m_worker.files());
            exchange.mustClose = exchange.mustClose || exchange.head.hasBody();
        } else {
            co_await answer(parser, exchange);
        }
    }
    bool goesOn = false;
    if (exchange.gone) {
        exchange.outcome.response.status = clientGone;
    } else {
        goesOn = co_await respond(exchange);
    }
    ++m_served;
    note(exchange, sentBefore);
    if (!goesOn && exchange.mustClose && !exchange.gone) {
        co_await lingerAfterRefusal();
    }
    co_return goesOn;
}

asio::awaitable<bool> Connection::readHead(RequestParser& parser, Exchange& exchange)
{
    HeadScanner scanner;
    bool first = true;
    while (true) {
        // A line's end more after a body, as old programs sent it.
        if (first && m_input.size() >= 2) {
            first = false;
            m_input.erase(0, m_input.starts_with("\r\n") ? 2 : 0);
        }
        const auto scanned = scanner.scan(m_input, m_limits);
        if (const auto* refusal = std::get_if<Refusal>(&scanned)) {
            refuse(exchange, *refusal);
            co_return false;
        }
        if (const auto length = std::get<0>(scanned)) {
            auto parsed = parser.head(std::string_view(m_input).substr(0, *length));
            m_input.erase(0, *length);
            if (const auto* refusal = std::get_if<Refusal>(&parsed)) {
                refuse(exchange, *refusal);
                co_return false;
            }
            exchange.head = std::move(std::get<RequestHead>(parsed));
            describe(exchange);
            co_return exchange.outcome.response.status == 200;
        }
        const ssize_t count =
            m_transport.receiveNow(m_worker.scratch().data(), m_worker.scratch().size());
        if (count > 0) {
            m_input.append(m_worker.scratch().data(), static_cast<std::size_t>(count));
            continue;
        }
        const bool nothingYet = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (nothingYet && co_await m_transport.untilReadable()) {
            continue;
        }
        if (nothingYet && m_transport.isExpired() && !m_input.empty()) {
            ++m_core.metrics.timeouts;
            refuse(exchange, {408, "timeout", "The request took too long."});
        } else {
            exchange.gone = true;
        }
        co_return false;
    }
}

// The head as a request, from here on free of how it came.
void Connection::describe(Exchange& exchange)
{
    Request& request = exchange.request;
    RequestHead& head = exchange.head;
    request.method = head.method;
    request.headers = std::move(head.headers);
    request.contentLength =
        head.chunked ? std::nullopt : std::optional(head.contentLength.value_or(0));
    const Address client = m_core.proxies.client(m_peer, forwardedFor(request));
    request.client = client.text();
    request.clientNetwork = client.network();
    std::optional<Target> target = parseTarget(head.target);
    if (!target) {
        refuse(exchange, {400, "bad_request", "The address is malformed."});
        return;
    }
    request.path = std::move(target->path);
    request.query = std::move(target->query);
}

// Everything that can be said before the body is read and without asking anyone.
std::optional<Response> Connection::admit(Exchange& exchange)
{
    Request& request = exchange.request;
    const RequestHead& head = exchange.head;
    Router::Match match = m_core.router.match(request.method, request.path);
    const bool here = m_peer.isLoopback() && !isForwarded(request);
    if (!match.route && !match.allowed.empty()) {
        Response refusal = problem(request, 405, "method_not_allowed");
        refusal.headers.emplace_back("Allow", joined(match.allowed));
        m_core.router.dressRefusal(request, refusal);
        return refusal;
    }
    const auto refusal = [&](int status, std::string_view code, std::string_view detail = {}) {
        Response response = problem(request, status, code, detail);
        m_core.router.dressRefusal(request, response);
        return response;
    };
    if (!match.route || (match.route->access == Access::Loopback && !here)) {
        return refusal(404, "not_found");
    }
    exchange.route = match.route;
    const Route& route = *match.route;
    request.parameters = std::move(match.parameters);
    if (std::optional<Response> limited = refuseByRate(exchange)) {
        return limited;
    }
    const bool reads =
        request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
    if (route.access == Access::Guest && !reads
        && !isSameOrigin(request, m_core.settings.publicUrl)) {
        return refusal(403, "cross_site", "The request does not come from the page of the link.");
    }
    if (head.hasBody()) {
        if (route.maxBody == 0) {
            return refusal(400, "body_not_allowed", "This address takes no body.");
        }
        if (head.contentLength.value_or(0) > route.maxBody) {
            return refusal(413, "too_large", "The body is too large.");
        }
        if (!route.mediaTypes.empty()
            && !std::ranges::count(route.mediaTypes, mediaType(request))) {
            return refusal(415, "unsupported_media_type");
        }
    }
    return route.fast ? route.fast(request) : std::nullopt;
}

std::optional<Response> Connection::refuseByRate(Exchange& exchange)
{
    const Request& request = exchange.request;
    const Route& route = *exchange.route;
    std::optional<std::chrono::seconds> wait;
    if (route.access == Access::Guest) {
        wait = m_core.rates.peek("guess:" + request.clientNetwork, guessRate);
    }
    if (!wait && route.rate) {
        wait = m_core.rates.take(route.method + route.pattern + ":" + request.clientNetwork,
                                 *route.rate);
    }
    if (!wait) {
        return std::nullopt;
    }
    Response response = problemLater(request, 429, "too_many_requests", *wait);
    m_core.router.dressRefusal(request, response);
    return response;
}

void Connection::refuse(Exchange& exchange, const Refusal& refusal)
{
    exchange.outcome.response =
        problem(exchange.request, refusal.status, refusal.code, refusal.detail);
    m_core.router.dressRefusal(exchange.request, exchange.outcome.response);
    exchange.mustClose = true;
}

// A socket closed with unread bytes in it makes the client's system throw the answer away.
asio::awaitable<void> Connection::lingerAfterRefusal()
{
    m_transport.finishSending();
    m_transport.setDeadline(Clock::now() + m_limits.linger);
    std::size_t left = lingerBytes;
    while (true) {
        const ssize_t count =
            m_transport.receiveNow(m_worker.scratch().data(), m_worker.scratch().size());
        if (count == 0 || static_cast<std::size_t>(std::max<ssize_t>(count, 0)) > left) {
            co_return;
        }
        if (count > 0) {
            left -= static_cast<std::size_t>(count);
        } else if ((errno != EAGAIN && errno != EWOULDBLOCK)
                   || !co_await m_transport.untilReadable()) {
            co_return;
        }
    }
}

} // namespace raskadr::server
