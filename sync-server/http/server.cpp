#include "sync-server/http/server.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <csignal>
#include <set>

namespace raskadr::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

constexpr std::uint32_t maxHeaderBytes = 16 * 1024;
constexpr std::uint64_t maxBodyBytes = 64 * 1024;
constexpr auto noThrow = asio::as_tuple(asio::use_awaitable);

http::response<http::string_body> toBeast(const Response& answer, const http::request<http::string_body>& request,
                                          bool keepAlive)
{
    http::response<http::string_body> response(static_cast<http::status>(answer.status), request.version());
    response.set(http::field::content_type, answer.contentType);
    response.set(http::field::cache_control, "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "same-origin");
    response.set("Content-Security-Policy", "default-src 'none'");
    if (!answer.allow.empty()) {
        response.set(http::field::allow, answer.allow);
    }
    response.keep_alive(keepAlive);
    response.body() = answer.body;
    response.prepare_payload();
    if (request.method() == http::verb::head) {
        response.body().clear(); // the length of what GET would send stays
    }
    return response;
}

// All connections that are open, so that the end of the program can ask the idle ones to go.
struct Connections
{
    std::set<beast::tcp_stream*> idle;
    bool draining = false;
};

asio::awaitable<void> serveConnection(beast::tcp_stream stream, const Options& options,
                                      const RequestHandler& handler, Connections& connections)
{
    beast::flat_buffer buffer(maxHeaderBytes + maxBodyBytes);
    while (true) {
        http::request_parser<http::string_body> parser;
        parser.header_limit(maxHeaderBytes);
        parser.body_limit(maxBodyBytes);
        stream.expires_after(options.requestTimeout);
        connections.idle.insert(&stream);
        const auto [error, bytes] = co_await http::async_read(stream, buffer, parser, noThrow);
        connections.idle.erase(&stream);
        if (error == http::error::end_of_stream || error == beast::error::timeout
            || error == asio::error::operation_aborted || error == asio::error::connection_reset
            || error == http::error::partial_message) {
            break;
        }
        stream.expires_after(options.requestTimeout);
        Response answer;
        bool keepAlive = false;
        if (error == http::error::header_limit || error == http::error::buffer_overflow) {
            answer = jsonError(431, "headers_too_large");
        } else if (error == http::error::body_limit) {
            answer = jsonError(413, "body_too_large");
        } else if (error) {
            answer = jsonError(400, "bad_request");
        } else {
            const auto& message = parser.get();
            const std::string target(message.target());
            answer = handler({std::string(message.method_string()), target.substr(0, target.find('?'))});
            keepAlive = message.keep_alive() && !connections.draining;
        }
        auto response = toBeast(answer, parser.get(), keepAlive);
        http::response_serializer<http::string_body> serializer(response);
        const bool headOnly = parser.get().method() == http::verb::head;
        const auto [writeError, written] = headOnly
            ? co_await http::async_write_header(stream, serializer, noThrow)
            : co_await http::async_write(stream, serializer, noThrow);
        if (writeError || !keepAlive) {
            break;
        }
    }
    beast::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> acceptConnections(tcp::acceptor& acceptor, const Options& options,
                                        const RequestHandler& handler, Connections& connections)
{
    while (true) {
        auto [error, socket] = co_await acceptor.async_accept(noThrow);
        if (error == asio::error::operation_aborted || !acceptor.is_open()) {
            co_return;
        }
        if (!error) {
            asio::co_spawn(acceptor.get_executor(),
                           serveConnection(beast::tcp_stream(std::move(socket)), options, handler, connections),
                           asio::detached);
        }
    }
}

} // namespace

std::string serve(const Options& options, const RequestHandler& handler,
                  const std::function<void(const std::string&, std::uint16_t)>& listening)
{
    asio::io_context context(1);
    beast::error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) {
        return options.address + " is no address";
    }
    tcp::acceptor acceptor(context);
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error) {
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    }
    if (!error) {
        acceptor.bind(endpoint, error);
    }
    if (!error) {
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    }
    if (error) {
        return "cannot listen on " + options.address + ":" + std::to_string(options.port) + ": " + error.message();
    }

    Connections connections;
    asio::signal_set signals(context, SIGTERM, SIGINT);
    signals.async_wait([&](const beast::error_code& signalError, int) {
        if (signalError) {
            return;
        }
        connections.draining = true;
        beast::error_code ignored;
        acceptor.close(ignored);
        for (beast::tcp_stream* stream : connections.idle) {
            stream->cancel();
        }
    });
    asio::co_spawn(context, acceptConnections(acceptor, options, handler, connections), asio::detached);
    listening(options.address, acceptor.local_endpoint().port());
    context.run();
    return {};
}

} // namespace raskadr::server
