#include "sync-server/http/connection.h"

#include <cerrno>
#include <iostream>

namespace raskadr::server {

namespace {

namespace asio = boost::asio;

Pool& poolOf(Core& core, Work work)
{
    switch (work) {
    case Work::Password:
        return core.password;
    case Work::LinkPassword:
        return core.linkPassword;
    case Work::Inline:
    case Work::Database:
        break;
    }
    return core.database;
}

} // namespace

void openFile(Outcome& outcome, const Request& request, OpenFiles* kept)
{
    const auto* body = std::get_if<FileBody>(&outcome.response.body);
    if (body == nullptr) {
        return;
    }
    outcome.file = kept != nullptr ? kept->open(body->path, OpenFiles::Clock::now())
                                   : openRegularFile(body->path);
    if (outcome.file) {
        return;
    }
    if (errno == EMFILE || errno == ENFILE) {
        outcome.response = problemLater(request, 503, "busy", std::chrono::seconds(2));
        return;
    }
    std::cerr << "request " << request.id << ": a medium is missing on disk\n";
    outcome.response = problem(request, 404, "not_found");
}

Outcome failure(const Request& request, std::string_view what)
{
    std::cerr << "request " << request.id << ": " << what << "\n";
    Outcome outcome;
    outcome.response = problem(request, 500, "internal");
    return outcome;
}

Outcome outcomeOf(const Handler& handler, const Request& request)
{
    try {
        Outcome outcome;
        outcome.response = handler(request);
        openFile(outcome, request, nullptr);
        return outcome;
    } catch (const std::exception& error) {
        return failure(request, error.what());
    }
}

asio::awaitable<void> Connection::answer(RequestParser& parser, Exchange& exchange)
{
    const Route& route = *exchange.route;
    const bool hasGate = static_cast<bool>(m_core.router.gate(route.access));
    const bool hasBody = exchange.head.hasBody();
    m_transport.setDeadline(Clock::time_point::max());
    // Without a body the gate is passed on the way to the handler.
    const bool gateOnTheWay = hasGate && !hasBody && !route.sink && route.work == Work::Database;
    if (hasGate && !gateOnTheWay && !co_await passGate(exchange)) {
        exchange.mustClose = hasBody;
        co_return;
    }
    if (route.sink) {
        co_await receiveIntoSink(parser, exchange);
        co_return;
    }
    if (hasBody) {
        std::string& body = exchange.request.body;
        const Consumer keep =
            [&body](std::string_view bytes) -> asio::awaitable<std::optional<Response>> {
            body.append(bytes);
            co_return std::nullopt;
        };
        if (!co_await readBody(parser, exchange, keep)) {
            co_return;
        }
    }
    m_transport.setDeadline(Clock::time_point::max());
    co_await callOnce(exchange, gateOnTheWay);
    if (std::holds_alternative<Wait>(exchange.outcome.response.body)) {
        co_await waitAndCall(exchange);
    }
}

asio::awaitable<bool> Connection::passGate(Exchange& exchange)
{
    if (!m_core.database.admit()) {
        exchange.outcome.response =
            problemLater(exchange.request, 503, "busy", std::chrono::seconds(2));
        co_return false;
    }
    const Gate& gate = m_core.router.gate(exchange.route->access);
    std::optional<Response> refusal =
        co_await m_core.database.run([&]() -> std::optional<Response> {
            try {
                return gate(exchange.request);
            } catch (const std::exception& error) {
                return failure(exchange.request, error.what()).response;
            }
        });
    if (refusal) {
        exchange.outcome.response = std::move(*refusal);
    }
    co_return !refusal;
}

asio::awaitable<void> Connection::callOnce(Exchange& exchange, bool withGate)
{
    const Route& route = *exchange.route;
    Request& request = exchange.request;
    if (route.work == Work::Inline) {
        exchange.outcome = outcomeOf(route.handler, request);
        co_return;
    }
    Pool& pool = poolOf(m_core, route.work);
    if (!pool.admit()) {
        exchange.outcome = {};
        exchange.outcome.response = problemLater(request, route.work == Work::Password ? 429 : 503,
                                                 "busy", std::chrono::seconds(2));
        m_core.router.dressRefusal(request, exchange.outcome.response);
        co_return;
    }
    exchange.outcome = co_await pool.run([&, withGate]() -> Outcome {
        const Handler both = [&](const Request&) -> Response {
            if (std::optional<Response> refusal = m_core.router.gate(route.access)(request)) {
                return std::move(*refusal);
            }
            return route.handler(request);
        };
        return outcomeOf(withGate ? both : route.handler, request);
    });
}

// The gate is asked every time: who was let in may have been shut out meanwhile.
asio::awaitable<void> Connection::waitAndCall(Exchange& exchange)
{
    const Wait wait = std::get<Wait>(exchange.outcome.response.body);
    const Clock::time_point end = Clock::now() + std::min(wait.timeout, m_limits.longPoll);
    const bool withGate = static_cast<bool>(m_core.router.gate(exchange.route->access));
    m_wake = std::make_shared<Wake>(m_transport.executor());
    const EventHub::Subscription subscription =
        m_core.events.subscribe(wait.keys, [wake = m_wake.get()] { wake->ring(); });
    m_transport.watchForEnd([wake = m_wake] { wake->leave(); });
    // At least once more: something may have come before the subscription.
    while (std::holds_alternative<Wait>(exchange.outcome.response.body) && !m_wake->isGone()) {
        m_wake->takeRing();
        exchange.request.mayWait = Clock::now() < end && !m_core.draining;
        co_await callOnce(exchange, withGate);
        if (!std::holds_alternative<Wait>(exchange.outcome.response.body)) {
            break;
        }
        if (!exchange.request.mayWait) {
            exchange.outcome = failure(exchange.request, "a handler waits for longer than it may");
            break;
        }
        if (!m_core.draining) {
            co_await m_wake->until(end);
        }
    }
    exchange.gone = m_wake->isGone();
    m_transport.endWatch();
    m_wake.reset();
}

} // namespace raskadr::server
