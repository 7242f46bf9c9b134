#include "sync-server/http/requestparser.h"

#include <algorithm>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <charconv>

namespace raskadr::server {

namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

Refusal malformed(std::string_view detail)
{
    return {400, "bad_request", detail};
}

std::string lowerCase(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
    return result;
}

bool isHostCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || std::string_view("-._:[]%").find(c) != std::string_view::npos;
}

// What decides where the request ends and whom it is for, so that nobody in front understands it
// differently.
std::optional<Refusal> checkFraming(RequestHead& head)
{
    int hosts = 0;
    int lengths = 0;
    int encodings = 0;
    for (const auto& [name, value] : head.headers) {
        if (name == "host") {
            ++hosts;
            if (value.empty() || !std::ranges::all_of(value, isHostCharacter)) {
                return malformed("Host is no host.");
            }
        } else if (name == "content-length") {
            ++lengths;
            std::uint64_t length = 0;
            const char* last = value.data() + value.size();
            const auto [end, error] = std::from_chars(value.data(), last, length);
            if (error != std::errc() || end != last || value.size() > 18) {
                return malformed("Content-Length is no number.");
            }
            head.contentLength = length;
        } else if (name == "transfer-encoding") {
            ++encodings;
            if (lowerCase(value) != "chunked") {
                return Refusal{501, "transfer_encoding",
                               "Only the transfer encoding chunked is known."};
            }
            head.chunked = true;
        } else if (name == "expect") {
            if (lowerCase(value) != "100-continue") {
                return Refusal{417, "expectation", "Only 100-continue can be expected."};
            }
            head.expectsContinue = head.http11;
        }
    }
    if (hosts > 1 || (hosts == 0 && head.http11)) {
        return malformed("A request names one Host.");
    }
    if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0)
        || (encodings > 0 && !head.http11)) {
        return malformed("The length of the body is ambiguous.");
    }
    if (head.hasBody() && (head.method == "GET" || head.method == "HEAD")) {
        return malformed("A request that reads has no body.");
    }
    return std::nullopt;
}

} // namespace

std::variant<std::optional<std::size_t>, Refusal> HeadScanner::scan(std::string_view bytes,
                                                                    const Limits& limits)
{
    for (; m_seen < bytes.size(); ++m_seen) {
        if (m_seen >= limits.headerBytes) {
            return m_fields == 0
                ? Refusal{414, "uri_too_long", "The address is too long."}
                : Refusal{431, "headers_too_large", "The header fields are too large."};
        }
        const char c = bytes[m_seen];
        if (c == '\n') {
            if (m_seen == 0 || bytes[m_seen - 1] != '\r') {
                return malformed("A line ends without a carriage return.");
            }
            if (m_seen - m_lineStart == 1) {
                ++m_seen;
                return std::optional(m_seen);
            }
            m_lineStart = m_seen + 1;
            if (++m_fields > limits.headerFields + 1) {
                return Refusal{431, "headers_too_large", "There are too many header fields."};
            }
            continue;
        }
        if (m_seen > 0 && bytes[m_seen - 1] == '\r') {
            return malformed("A carriage return is not the end of a line.");
        }
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\r' && c != '\t') || byte == 0x7f) {
            return malformed("There are control characters in the head.");
        }
        if (m_seen == m_lineStart && (c == ' ' || c == '\t')) {
            return malformed("A header field goes on in the next line.");
        }
    }
    return std::optional<std::size_t>();
}

class RequestParser::Implementation
{
public:
    http::request_parser<http::buffer_body> parser;
};

RequestParser::RequestParser()
    : m_implementation(std::make_unique<Implementation>())
{
}

RequestParser::~RequestParser() = default;

std::variant<RequestHead, Refusal> RequestParser::head(std::string_view bytes)
{
    auto& parser = m_implementation->parser;
    parser.header_limit(static_cast<std::uint32_t>(bytes.size() + 1));
    parser.body_limit(boost::none);
    beast::error_code error;
    parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    if (error == http::error::bad_version) {
        return Refusal{505, "http_version", "Only HTTP/1.0 and HTTP/1.1 are spoken."};
    }
    if ((error && error != http::error::need_buffer) || !parser.is_header_done()) {
        return malformed("The request is malformed.");
    }
    const auto& message = parser.get();
    RequestHead head;
    head.method = message.method_string();
    head.target = message.target();
    head.http11 = message.version() >= 11;
    head.keepAlive = message.keep_alive();
    for (const auto& field : message) {
        head.headers.emplace_back(lowerCase(field.name_string()), field.value());
    }
    if (std::optional<Refusal> refusal = checkFraming(head)) {
        return *refusal;
    }
    return head;
}

RequestParser::BodyStep RequestParser::body(std::string_view bytes, std::span<char> room)
{
    auto& parser = m_implementation->parser;
    auto& target = parser.get().body();
    target.data = room.data();
    target.size = room.size();
    target.more = true;
    BodyStep step;
    beast::error_code error;
    step.consumed = parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    step.produced = room.size() - target.size;
    target.data = nullptr;
    target.size = 0;
    if (error && error != http::error::need_buffer && error != http::error::need_more) {
        step.refusal = malformed("The body is malformed.");
    }
    step.done = parser.is_done();
    return step;
}

bool RequestParser::bodyDone() const
{
    return m_implementation->parser.is_done();
}

std::optional<Target> parseTarget(std::string_view target)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.starts_with(scheme)) {
            const std::size_t path = target.find('/', scheme.size());
            target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
            break;
        }
    }
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos) {
        return std::nullopt;
    }
    Target result;
    const std::size_t question = target.find('?');
    result.path = target.substr(0, question);
    if (question != std::string_view::npos) {
        std::optional<NamedValues> query = parseForm(target.substr(question + 1));
        if (!query) {
            return std::nullopt;
        }
        result.query = std::move(*query);
    }
    return result;
}

} // namespace raskadr::server
