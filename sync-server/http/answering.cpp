#include "sync-server/http/connection.h"
#include "sync-server/http/range.h"
#include "sync-server/http/responsehead.h"

#include <algorithm>
#include <charconv>
#include <ctime>

namespace raskadr::server {

namespace {

namespace asio = boost::asio;

std::string_view contentOf(const Response& response)
{
    if (const auto* own = std::get_if<std::string>(&response.body)) {
        return *own;
    }
    const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body);
    return shared != nullptr && *shared ? std::string_view(**shared) : std::string_view();
}

bool hasNoBody(int status)
{
    return status == 204 || status == 304 || status < 200;
}

std::string timestamp()
{
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    char text[32] = {};
    std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

bool isMethod(const std::string& method)
{
    static constexpr const char* known[] = {"GET",   "HEAD",   "POST",   "PUT",
                                            "PATCH", "DELETE", "OPTIONS"};
    return std::ranges::find(known, method) != std::end(known);
}

// One event as the standard has it: a line break inside would end the line.
std::string eventText(const Event& event)
{
    std::string text;
    const auto oneLine = [](std::string value) {
        std::erase_if(value, [](char c) { return c == '\n' || c == '\r' || c == '\0'; });
        return value;
    };
    if (!event.id.empty()) {
        text.append("id: ").append(oneLine(event.id)).append("\n");
    }
    if (!event.name.empty()) {
        text.append("event: ").append(oneLine(event.name)).append("\n");
    }
    std::string_view rest = event.data;
    do {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string line(rest.substr(0, end));
        std::erase(line, '\r');
        text.append("data: ").append(line).append("\n");
        rest.remove_prefix(std::min(end + 1, rest.size()));
    } while (!rest.empty());
    return text.append("\n");
}

} // namespace

asio::awaitable<bool> Connection::respond(Exchange& exchange)
{
    Response& response = exchange.outcome.response;
    const Request& request = exchange.request;
    if (response.unknownLink) {
        m_core.rates.take("guess:" + request.clientNetwork, guessRate);
    }
    if (std::holds_alternative<EventStream>(response.body)) {
        co_return co_await respondWithStream(exchange);
    }
    const bool reads = request.method == "GET" || request.method == "HEAD";
    const std::optional<std::string> known =
        reads && response.status == 200 ? request.header("if-none-match") : std::nullopt;
    if (known && matchesEtag(*known, response.etag)) {
        response.status = 304;
        response.body = std::string();
    }
    const bool keepAlive = exchange.head.keepAlive && !exchange.mustClose && !m_core.draining;
    if (exchange.outcome.file && response.status != 304) {
        co_return co_await respondWithFile(exchange, keepAlive);
    }
    const std::string_view content = contentOf(response);
    Framing framing;
    framing.close = !keepAlive;
    framing.http11 = exchange.head.http11;
    framing.cacheControl = exchange.route && response.status < 400
        ? std::string_view(exchange.route->cacheControl)
        : "no-store";
    framing.requestId = request.id;
    framing.date = m_worker.date();
    if (!hasNoBody(response.status)) {
        framing.length = content.size();
    }
    const bool withBody = framing.length && request.method != "HEAD";
    const std::string head = responseHead(response, framing);
    const bool sent = co_await m_transport.send(head, withBody ? content : std::string_view());
    if (!sent) {
        giveUp(exchange);
    }
    co_return sent&& keepAlive;
}

// What is still in the queue of the socket would keep memory for a client that does not read.
void Connection::giveUp(Exchange& exchange)
{
    m_core.metrics.timeouts += m_transport.isExpired() ? 1 : 0;
    m_transport.reset();
    exchange.gone = true;
}

asio::awaitable<bool> Connection::respondWithFile(Exchange& exchange, bool keepAlive)
{
    Response& response = exchange.outcome.response;
    const Request& request = exchange.request;
    const std::uint64_t size = exchange.outcome.file->size;
    Range range{Range::Kind::Whole, 0, size};
    const std::optional<std::string> wanted = request.header("range");
    const std::optional<std::string> condition = request.header("if-range");
    const bool stillTheSame =
        !condition || (!response.etag.empty() && *condition == "\"" + response.etag + "\"");
    if (wanted && stillTheSame && response.status == 200 && request.method == "GET") {
        range = parseRange(*wanted, size);
    }
    Framing framing;
    framing.close = !keepAlive;
    framing.http11 = exchange.head.http11;
    framing.cacheControl = exchange.route->cacheControl;
    framing.requestId = request.id;
    framing.date = m_worker.date();
    if (range.kind == Range::Kind::Part) {
        response.status = 206;
        framing.contentRange = "bytes " + std::to_string(range.first) + "-"
            + std::to_string(range.first + range.length - 1) + "/" + std::to_string(size);
    } else if (range.kind == Range::Kind::Unsatisfiable) {
        response.status = 416;
        framing.contentRange = "bytes */" + std::to_string(size);
    }
    framing.length = range.length;
    const std::string head = responseHead(response, framing);
    const bool withBody = range.length > 0 && request.method != "HEAD";
    const bool sent = co_await m_transport.send(head, {}, withBody)
        && (!withBody
            || co_await m_transport.sendFile(exchange.outcome.file->descriptor.number(),
                                             range.first, range.length));
    if (!sent) {
        giveUp(exchange);
    }
    co_return sent&& keepAlive;
}

asio::awaitable<bool> Connection::respondWithStream(Exchange& exchange)
{
    Response& response = exchange.outcome.response;
    const EventStream stream = std::get<EventStream>(std::move(response.body));
    response.body = std::string();
    if (m_core.draining) {
        response = problemLater(exchange.request, 503, "busy", std::chrono::seconds(1));
        co_return co_await respond(exchange);
    }
    if (!m_core.streams.enter(stream.group, stream.groupLimit, m_core.limits.streams)) {
        response =
            problemLater(exchange.request, 429, "too_many_streams", std::chrono::seconds(30));
        co_return co_await respond(exchange);
    }
    const bool chunked = exchange.head.http11;
    response.contentType = "text/event-stream; charset=utf-8";
    response.headers.emplace_back("X-Accel-Buffering", "no");
    Framing framing;
    framing.chunked = chunked;
    framing.close = true;
    framing.http11 = exchange.head.http11;
    framing.cacheControl = "no-store";
    framing.requestId = exchange.request.id;
    framing.date = m_worker.date();
    const std::string head = responseHead(response, framing);
    bool sent = co_await m_transport.send(head, {});
    if (sent && exchange.request.method != "HEAD") {
        m_transport.setLatest(Clock::time_point::max());
        sent = co_await sendEvents(exchange, stream, chunked);
    }
    m_core.streams.leave(stream.group);
    if (!sent) {
        giveUp(exchange);
    }
    exchange.gone = true;
    co_return false;
}

// What the client has not read within the time of a piece ends the stream; nothing is piled up.
asio::awaitable<bool> Connection::sendEvents(Exchange& exchange, const EventStream& stream,
                                             bool chunked)
{
    const Clock::time_point end = Clock::now() + m_limits.streamLife;
    std::string cursor = stream.cursor;
    m_wake = std::make_shared<Wake>(m_transport.executor());
    const std::shared_ptr<Wake> wake = m_wake;
    const EventHub::Subscription subscription =
        m_core.events.subscribe(stream.keys, [bell = wake.get()] { bell->ring(); });
    m_transport.watchForEnd([wake] { wake->leave(); });
    bool sent = co_await sendChunk("retry: 2000\n\n", chunked);
    bool ask = true;
    Clock::time_point askAgain = end;
    while (sent && !wake->isGone() && !m_core.draining && Clock::now() < end) {
        if (ask) {
            m_core.database.admitAnyway();
            const EventBatch batch = co_await m_core.database.run([&]() -> EventBatch {
                try {
                    return stream.after(cursor);
                } catch (const std::exception& error) {
                    failure(exchange.request, error.what());
                    return {{}, true};
                }
            });
            askAgain = batch.askAgainIn && *batch.askAgainIn < end - Clock::now()
                ? Clock::now() + *batch.askAgainIn
                : end;
            std::string text;
            for (const Event& event : batch.events) {
                text += eventText(event);
                cursor = event.id.empty() ? cursor : event.id;
            }
            sent = text.empty() || co_await sendChunk(text, chunked);
            if (batch.end) {
                break;
            }
        } else {
            sent = co_await sendChunk(":\n\n", chunked);
        }
        m_transport.setDeadline(Clock::time_point::max());
        if (sent && !m_core.draining) {
            co_await wake->until(std::min(askAgain, Clock::now() + m_limits.heartbeat));
        }
        ask = wake->takeRing() || Clock::now() >= askAgain;
    }
    m_wake.reset();
    if (sent && !wake->isGone() && chunked) {
        sent = co_await m_transport.send("0\r\n\r\n", {});
    }
    m_transport.endWatch();
    co_return sent;
}

asio::awaitable<bool> Connection::sendChunk(std::string_view text, bool chunked)
{
    if (!chunked) {
        co_return co_await m_transport.send(text, {});
    }
    char size[20] = {};
    char* const last = std::to_chars(size, size + sizeof(size) - 2, text.size(), 16).ptr;
    *last = '\r';
    *(last + 1) = '\n';
    const std::string framed = std::string(size, last + 2).append(text).append("\r\n");
    co_return co_await m_transport.send(framed, {});
}

void Connection::note(const Exchange& exchange, std::uint64_t sentBefore)
{
    const int status = exchange.outcome.response.status;
    const std::uint64_t bytes = m_transport.sent() - sentBefore;
    const auto took =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - exchange.started);
    Metrics& metrics = m_core.metrics;
    ++metrics.requests[std::clamp(status / 100, 1, 5)];
    metrics.sentBytes += bytes;
    metrics.microseconds += static_cast<std::uint64_t>(took.count());
    metrics.limited += status == 429 ? 1 : 0;
    if (!m_core.log.isOn()) {
        return;
    }
    const Request& request = exchange.request;
    std::string line = timestamp();
    line.append(" ").append(request.client.empty() ? m_peer.text() : request.client);
    line.append(" ").append(isMethod(request.method) ? request.method : "-");
    line.append(" ").append(request.path.empty() ? "-" : redactedPath(request.path));
    line.append(" ").append(std::to_string(status)).append(" ").append(std::to_string(bytes));
    line.append(" ").append(std::to_string(took.count() / 1000)).append("ms ").append(request.id);
    m_core.log.write(line);
}

} // namespace raskadr::server
