#include "tests/sync-server/httpclient.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace raskadr::server {

namespace {

std::string lowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

} // namespace

RawClient::RawClient(std::uint16_t port, int receiveBuffer)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const timeval patience{10, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    if (receiveBuffer > 0) {
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof(receiveBuffer));
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

RawClient::~RawClient()
{
    if (m_socket >= 0) {
        ::close(m_socket);
    }
}

bool RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool RawClient::fill()
{
    char bytes[16384];
    const ssize_t count = ::recv(m_socket, bytes, sizeof(bytes), 0);
    if (count > 0) {
        m_buffer.append(bytes, static_cast<std::size_t>(count));
    }
    return count > 0;
}

std::string RawClient::receive(std::size_t most)
{
    if (m_buffer.empty()) {
        fill();
    }
    const std::string some = m_buffer.substr(0, most);
    m_buffer.erase(0, some.size());
    return some;
}

bool RawClient::isReadable(int milliseconds)
{
    pollfd waiting{m_socket, POLLIN, 0};
    return !m_buffer.empty() || ::poll(&waiting, 1, milliseconds) > 0;
}

bool RawClient::waitForEnd()
{
    char bytes[65536];
    ssize_t count = 0;
    while ((count = ::recv(m_socket, bytes, sizeof(bytes), 0)) > 0) { }
    return count == 0 || errno == ECONNRESET;
}

std::string RawClient::everything()
{
    while (fill()) { }
    return std::exchange(m_buffer, {});
}

RawAnswer RawClient::answer(bool toHead)
{
    RawAnswer answer;
    std::size_t end = std::string::npos;
    while ((end = m_buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) {
            return answer;
        }
    }
    const std::string head = m_buffer.substr(0, end + 2);
    m_buffer.erase(0, end + 4);
    if (!head.starts_with("HTTP/1.1 ")) {
        return answer;
    }
    answer.status = std::stoi(head.substr(9, 3));
    for (std::size_t start = head.find("\r\n") + 2; start < head.size();) {
        const std::size_t lineEnd = head.find("\r\n", start);
        const std::string line = head.substr(start, lineEnd - start);
        const std::size_t colon = line.find(": ");
        answer.fields[lowerCase(line.substr(0, colon))] = line.substr(colon + 2);
        start = lineEnd + 2;
    }
    answer.complete = true;
    if (toHead || answer.status == 100 || answer.status == 204 || answer.status == 304) {
        return answer;
    }
    if (answer.fields.contains("content-length")) {
        const std::size_t length = std::stoull(answer.fields["content-length"]);
        while (m_buffer.size() < length && fill()) { }
        answer.complete = m_buffer.size() >= length;
        answer.body = m_buffer.substr(0, length);
        m_buffer.erase(0, answer.body.size());
    }
    return answer;
}

void RawClient::finishSending()
{
    ::shutdown(m_socket, SHUT_WR);
}

void RawClient::vanish()
{
    const linger now{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    ::close(m_socket);
    m_socket = -1;
}

ServerUnderTest::ServerUnderTest(const std::function<void(Router&)>& addRoutes, Limits limits,
                                 const std::function<void(ServerSettings&)>& adjust,
                                 int logDescriptor)
    : m_log(logDescriptor)
{
    addRoutes(router);
    ServerSettings settings;
    settings.threads = 2;
    settings.limits = limits;
    if (adjust) {
        adjust(settings);
    }
    m_server = std::make_unique<Server>(settings, router, events, rates, m_log);
    if (const std::string problem = m_server->start(); !problem.empty()) {
        throw std::runtime_error(problem);
    }
}

ServerUnderTest::~ServerUnderTest() = default;

std::string ServerUnderTest::exchange(std::string_view bytes) const
{
    RawClient client(port());
    client.send(bytes);
    return client.everything();
}

RawAnswer ServerUnderTest::request(std::string_view bytes, bool toHead) const
{
    RawClient client(port());
    client.send(bytes);
    return client.answer(toHead);
}

RawAnswer ServerUnderTest::get(std::string_view path, std::string_view fields) const
{
    return request(std::string("GET ")
                       .append(path)
                       .append(" HTTP/1.1\r\nHost: x\r\n")
                       .append(fields)
                       .append("\r\n"));
}

double ServerUnderTest::metric(const std::string& name) const
{
    // Who asks may be one connection too many.
    RawAnswer answer;
    for (int i = 0; i < 1000 && answer.status != 200; ++i) {
        answer = get("/metrics");
    }
    const std::string text = "\n" + answer.body;
    const std::size_t place = text.find("\n" + name + " ");
    return place == std::string::npos ? -1 : std::stod(text.substr(place + name.size() + 2));
}

} // namespace raskadr::server
