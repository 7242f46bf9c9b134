#pragma once

#include "sync-server/http/limits.h"
#include "sync-server/http/message.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace raskadr::server {

// What is wrong with a request; the connection ends after it is said.
struct Refusal
{
    int status = 400;
    std::string_view code;
    std::string_view detail;
};

struct RequestHead
{
    std::string method;
    std::string target;
    NamedValues headers; // names in lower case
    bool http11 = true;
    bool keepAlive = true;
    bool chunked = false;
    bool expectsContinue = false;
    std::optional<std::uint64_t> contentLength;

    bool hasBody() const { return chunked || contentLength.value_or(0) > 0; }
};

// Where the head of a request ends. Looks at bytes once; refuses what no request has (bare line
// breaks, control characters, folded lines), so that two programs cannot read it differently.
class HeadScanner final
{
public:
    // With all bytes so far: none, if the end has not come yet; else the length of the head.
    std::variant<std::optional<std::size_t>, Refusal> scan(std::string_view bytes,
                                                           const Limits& limits);

private:
    std::size_t m_seen = 0;
    std::size_t m_fields = 0;
    std::size_t m_lineStart = 0;
};

// Reads one request: its head in one piece, then its body as it comes.
class RequestParser final
{
public:
    RequestParser();
    ~RequestParser();

    std::variant<RequestHead, Refusal> head(std::string_view bytes);

    struct BodyStep
    {
        std::size_t consumed = 0;
        std::size_t produced = 0;
        bool done = false;
        std::optional<Refusal> refusal;
    };
    // Takes bytes and gives those of the body; nothing consumed or produced: more bytes are needed.
    BodyStep body(std::string_view bytes, std::span<char> room);
    bool bodyDone() const;

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

// The path and the query of a target, without scheme and host if it names them; none if it is none.
struct Target
{
    std::string path;
    NamedValues query;
};
std::optional<Target> parseTarget(std::string_view target);

} // namespace raskadr::server
