#include "sync-server/http/connection.h"

#include <algorithm>
#include <cerrno>

namespace raskadr::server {

namespace {

namespace asio = boost::asio;

constexpr std::size_t firstRoomBytes = 4 * 1024; // who sends slowly gets no more
constexpr std::size_t roomBytes = 128 * 1024;
constexpr std::size_t longestChunkHead = 16 * 1024;

} // namespace

// Bytes into m_input. Besides coming at all they have to come at a least rate: a byte now and then
// would keep a connection for hours. False: refused or gone.
asio::awaitable<bool> Connection::receiveBody(Exchange& exchange, std::uint64_t& windowBytes,
                                              Clock::time_point& windowStart)
{
    const std::uint64_t enough =
        m_limits.bodyRate * static_cast<std::uint64_t>(m_limits.bodyWindow.count()) / 1000;
    const Clock::time_point windowEnd = windowStart + m_limits.bodyWindow;
    const Clock::time_point now = Clock::now();
    m_transport.setDeadline(windowBytes < enough ? std::min(now + m_limits.bodyRead, windowEnd)
                                                 : now + m_limits.bodyRead);
    while (true) {
        const ssize_t count =
            m_transport.receiveNow(m_worker.scratch().data(), m_worker.scratch().size());
        if (count > 0) {
            m_input.append(m_worker.scratch().data(), static_cast<std::size_t>(count));
            windowBytes += static_cast<std::uint64_t>(count);
            if (Clock::now() >= windowEnd && windowBytes >= enough) {
                windowStart = Clock::now();
                windowBytes = 0;
            }
            co_return true;
        }
        const bool nothingYet = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (nothingYet && co_await m_transport.untilReadable()) {
            continue;
        }
        if (nothingYet && m_transport.isExpired()) {
            ++m_core.metrics.timeouts;
            refuse(exchange, {408, "timeout", "The body came too slowly."});
        } else {
            exchange.gone = true;
        }
        co_return false;
    }
}

// False: there is an answer already, or nobody to answer to.
asio::awaitable<bool> Connection::readBody(RequestParser& parser, Exchange& exchange,
                                           const Consumer& consume)
{
    const std::uint64_t most = exchange.route->maxBody;
    const std::uint64_t expected = exchange.request.contentLength.value_or(firstRoomBytes);
    std::string room(std::min<std::uint64_t>(expected, firstRoomBytes), '\0');
    std::size_t filled = 0;
    // Of m_input; dropped at once, since the parser takes a step for each of thousands of chunks.
    std::size_t taken = 0;
    std::uint64_t total = 0;
    std::uint64_t windowBytes = m_input.size();
    Clock::time_point windowStart = Clock::now();
    if (exchange.head.expectsContinue && m_input.empty()
        && !co_await m_transport.send("HTTP/1.1 100 Continue\r\n\r\n", {})) {
        exchange.gone = true;
        co_return false;
    }
    while (true) {
        const auto step =
            parser.body(std::string_view(m_input).substr(taken), std::span(room).subspan(filled));
        taken += step.consumed;
        filled += step.produced;
        total += step.produced;
        if (step.refusal) {
            refuse(exchange, *step.refusal);
            co_return false;
        }
        if (total > most) {
            refuse(exchange, {413, "too_large", "The body is too large."});
            co_return false;
        }
        const bool stuck = step.consumed == 0 && step.produced == 0 && !step.done;
        if (stuck || step.done) {
            m_input.erase(0, taken);
            taken = 0;
        }
        // What has arrived is kept before more is waited for.
        if (filled > 0 && (step.done || filled == room.size() || (stuck && m_input.empty()))) {
            const Clock::time_point before = Clock::now();
            m_transport.setDeadline(Clock::time_point::max());
            std::optional<Response> early =
                co_await consume(std::string_view(room).substr(0, filled));
            if (filled == room.size()) {
                room.resize(std::min(room.size() * 4, roomBytes));
            }
            filled = 0;
            windowStart += Clock::now() - before; // our disk is not the client's fault
            if (early) {
                exchange.outcome.response = std::move(*early);
                exchange.mustClose = !step.done;
                co_return false;
            }
        }
        if (step.done) {
            co_return true;
        }
        if (!stuck) {
            continue;
        }
        if (m_input.size() > longestChunkHead) {
            refuse(exchange, {400, "bad_request", "The body is malformed."});
            co_return false;
        }
        if (!co_await receiveBody(exchange, windowBytes, windowStart)) {
            co_return false;
        }
    }
}

asio::awaitable<void> Connection::receiveIntoSink(RequestParser& parser, Exchange& exchange)
{
    using Opened = std::variant<Response, std::unique_ptr<BodySink>>;
    const Request& request = exchange.request;
    const Route& route = *exchange.route;
    Pool& disk = m_core.disk;
    if (!disk.admit()) {
        exchange.outcome.response = problemLater(request, 503, "busy", std::chrono::seconds(2));
        exchange.mustClose = exchange.head.hasBody();
        co_return;
    }
    Opened opened = co_await disk.run([&]() -> Opened {
        try {
            return route.sink(request);
        } catch (const std::exception& error) {
            return failure(request, error.what()).response;
        }
    });
    if (auto* refusal = std::get_if<Response>(&opened)) {
        exchange.outcome.response = std::move(*refusal);
        exchange.mustClose = exchange.head.hasBody();
        co_return;
    }
    std::shared_ptr<BodySink> sink(std::move(std::get<1>(opened)));
    const Consumer write = [&](std::string_view bytes) -> asio::awaitable<std::optional<Response>> {
        disk.admitAnyway();
        co_return co_await disk.run([&, bytes]() -> std::optional<Response> {
            try {
                return sink->write(bytes);
            } catch (const std::exception& error) {
                return failure(request, error.what()).response;
            }
        });
    };
    const bool complete = !exchange.head.hasBody() || co_await readBody(parser, exchange, write);
    m_transport.setDeadline(Clock::time_point::max());
    disk.admitAnyway();
    Response refusal = std::move(exchange.outcome.response);
    exchange.outcome = co_await disk.run([&]() -> Outcome {
        Outcome outcome;
        if (complete) {
            outcome = outcomeOf([&](const Request&) { return sink->finish(); }, request);
        } else {
            outcome.response = std::move(refusal);
        }
        sink.reset();
        return outcome;
    });
}

} // namespace raskadr::server
