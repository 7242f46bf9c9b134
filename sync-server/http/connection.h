#pragma once

#include "sync-server/http/openfiles.h"
#include "sync-server/http/requestparser.h"
#include "sync-server/http/transport.h"
#include "sync-server/http/wake.h"
#include "sync-server/http/worker.h"

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>

namespace raskadr::server {

// What a handler answered, with the file that it named already open.
struct Outcome
{
    Response response;
    SharedFile file;
};

// One request and what becomes of it.
struct Exchange
{
    Request request;
    RequestHead head;
    const Route* route = nullptr;
    Outcome outcome;
    Transport::Clock::time_point started;
    bool mustClose = false; // after the answer, whatever the client wants
    bool gone = false; // nobody is there to answer to
};

// One connection from its first byte to its last; internal to this module. Lives in the thread of
// its worker, which it tells of its birth and its death.
class Connection final
{
public:
    Connection(Core& core, Worker& worker, Descriptor socket, const Address& peer);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    boost::asio::awaitable<void> run();
    void tick(Transport::Clock::time_point now) { m_transport.tick(now); }
    void drain();

private:
    using Clock = Transport::Clock;
    using Consumer =
        std::function<boost::asio::awaitable<std::optional<Response>>(std::string_view)>;

    // Reading (connection.cpp)
    boost::asio::awaitable<bool> serveOne();
    boost::asio::awaitable<bool> readHead(RequestParser& parser, Exchange& exchange);
    void describe(Exchange& exchange);
    std::optional<Response> admit(Exchange& exchange);
    std::optional<Response> refuseByRate(Exchange& exchange);
    boost::asio::awaitable<void> lingerAfterRefusal();
    void refuse(Exchange& exchange, const Refusal& refusal);

    // Bodies (body.cpp)
    boost::asio::awaitable<bool> readBody(RequestParser& parser, Exchange& exchange,
                                          const Consumer& consume);
    boost::asio::awaitable<bool> receiveBody(Exchange& exchange, std::uint64_t& windowBytes,
                                             Clock::time_point& windowStart);
    boost::asio::awaitable<void> receiveIntoSink(RequestParser& parser, Exchange& exchange);

    // Handlers (handling.cpp)
    boost::asio::awaitable<void> answer(RequestParser& parser, Exchange& exchange);
    boost::asio::awaitable<bool> passGate(Exchange& exchange);
    boost::asio::awaitable<void> callHandler(Exchange& exchange, bool withGate);
    boost::asio::awaitable<void> callOnce(Exchange& exchange, bool withGate);
    boost::asio::awaitable<void> waitAndCall(Exchange& exchange);

    // Answers (answering.cpp)
    boost::asio::awaitable<bool> respond(Exchange& exchange);
    boost::asio::awaitable<bool> respondWithFile(Exchange& exchange, bool keepAlive);
    boost::asio::awaitable<bool> respondWithStream(Exchange& exchange);
    boost::asio::awaitable<bool> sendEvents(Exchange& exchange, const EventStream& stream,
                                            bool chunked);
    boost::asio::awaitable<bool> sendChunk(std::string_view text, bool chunked);
    void giveUp(Exchange& exchange);
    void note(const Exchange& exchange, std::uint64_t sentBefore);

    Core& m_core;
    Worker& m_worker;
    const Limits& m_limits;
    const Address m_peer;
    const bool m_counted; // in the limit per address
    Transport m_transport;
    std::list<Connection*>::iterator m_place;
    std::string m_input; // read and not yet used
    std::shared_ptr<Wake> m_wake; // while it waits for an event
    std::uint64_t m_served = 0;
    bool m_idle = true;
};

// Runs what may throw, and opens the file that is answered.
Outcome outcomeOf(const Handler& handler, const Request& request);
// `kept`: those that are open already; none outside of the worker's thread.
void openFile(Outcome& outcome, const Request& request, OpenFiles* kept);
Outcome failure(const Request& request, std::string_view what);

} // namespace raskadr::server
