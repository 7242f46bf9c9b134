#pragma once

#include "sync-server/http/server.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace raskadr::server {

// What came back for one request. Names of fields are in lower case.
struct RawAnswer
{
    int status = 0; // 0: none came
    std::map<std::string, std::string> fields;
    std::string body; // without the framing of chunks
    bool complete = false; // as long as it said
};

// A client that sends exactly the bytes it is told, over a blocking socket. Nothing takes longer
// than ten seconds: a server that should have said something has failed by then.
class RawClient final
{
public:
    explicit RawClient(std::uint16_t port, int receiveBuffer = 0);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool isConnected() const { return m_socket >= 0; }
    bool send(std::string_view bytes); // false: the server has closed
    std::string receive(std::size_t most); // some bytes, none at the end
    bool isReadable(int milliseconds); // something came, or the end
    bool waitForEnd(); // reads on and throws away; false: it never ended
    RawAnswer answer(bool toHead = false); // the next one
    std::string everything(); // until the server closes
    void finishSending();
    void vanish(); // closes with a reset

private:
    bool fill();

    int m_socket = -1;
    std::string m_buffer;
};

// A server inside the test, on a free port of loopback.
class ServerUnderTest final
{
public:
    explicit ServerUnderTest(const std::function<void(Router&)>& addRoutes, Limits limits = {},
                             const std::function<void(ServerSettings&)>& adjust = {},
                             int logDescriptor = -1);
    ~ServerUnderTest();

    std::uint16_t port() const { return m_server->port(); }
    // Sends, and reads until the server closes.
    std::string exchange(std::string_view bytes) const;
    RawAnswer get(std::string_view path, std::string_view fields = {}) const;
    RawAnswer request(std::string_view bytes, bool toHead = false) const;
    double metric(const std::string& name) const;

    EventHub events;
    RateLimits rates;
    Router router;
    Server& server() { return *m_server; }

private:
    AccessLog m_log;
    std::unique_ptr<Server> m_server;
};

} // namespace raskadr::server
