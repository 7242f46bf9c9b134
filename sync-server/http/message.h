#pragma once

#include <any>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace raskadr::server {

// A request and its answer as values, free of the library that carries them. Values move between
// the threads of the sockets and those of the handlers; nothing here is shared.

// Without the blanks around it, as values of header fields are read.
std::string_view trimmed(std::string_view text);

using NamedValues = std::vector<std::pair<std::string, std::string>>;

// A request whose head was found sound. Names of header fields are in lower case; path parameters,
// query and cookies are decoded, valid UTF-8 and without control characters.
struct Request
{
    std::string id; // random; stands in the log and in every problem that is answered
    std::string method;
    std::string path; // as it was sent, without the query
    NamedValues parameters;
    NamedValues query;
    NamedValues headers;
    std::string client; // the address, after trusted proxies
    std::string clientNetwork; // the same, of IPv6 only the /64: what rates are counted by
    std::optional<std::uint64_t> contentLength; // none for a chunked body
    std::string body; // empty where the route takes a stream
    bool mayWait = true; // false: the time is up, a `Wait` is no answer any more
    std::any context; // what the gate found out, for the handler

    // Empty where there is none.
    std::string parameter(std::string_view name) const;
    std::optional<std::string> queryValue(std::string_view name) const;
    std::optional<std::string> header(std::string_view lowerCaseName) const;
    std::optional<std::string> cookie(std::string_view name) const;
    // What stands after `Authorization: Bearer`.
    std::optional<std::string> bearerToken() const;
    // Whether a comma separated field names a word ("accept", "text/html"; "accept-encoding",
    // "gzip").
    bool lists(std::string_view lowerCaseName, std::string_view word) const;
};

// A file of the disk; ranges and conditions are the server's business.
struct FileBody
{
    std::filesystem::path path;
};

// What is sent on a stream of server-sent events.
struct Event
{
    std::string id; // the cursor after this event
    std::string name; // empty: "message"
    std::string data;
};

struct EventBatch
{
    std::vector<Event> events;
    bool end = false; // the stream is over: revoked, logged out
    std::optional<std::chrono::milliseconds> askAgainIn = {}; // though nothing may be published
};

// An answer that goes on. `after` is asked with the cursor at first and then whenever one of the
// keys is published or the time has come that it named last; it runs in the pool of the database.
// The server sends a comment every 15 s and ends the stream after 10 minutes; the client then comes
// again with Last-Event-ID.
struct EventStream
{
    std::vector<std::string> keys;
    std::function<EventBatch(const std::string& cursor)> after;
    std::string cursor; // where to begin; a Last-Event-ID is taken by the handler
    std::string group; // whose streams are counted together, for example an account
    std::size_t groupLimit = 5; // more of one group are answered with 429
};

// "Not yet": the handler is called again, with the same request, when one of the keys is published
// and when the time is up (then with `mayWait` false). No thread is held meanwhile.
struct Wait
{
    std::vector<std::string> keys;
    std::chrono::milliseconds timeout{25'000};
};

struct Response
{
    int status = 200;
    std::string contentType = "application/json; charset=utf-8";
    // The shared string is for what many answers have in common.
    std::variant<std::string, std::shared_ptr<const std::string>, FileBody, EventStream, Wait> body;
    std::string etag; // without quotes; answers If-None-Match, and If-Range of files
    std::string cacheControl; // empty: that of the route
    NamedValues headers; // beyond those that every answer has
    bool unknownLink = false; // counted for the address, so that links cannot be guessed
};

Response json(int status, const nlohmann::json& document);
Response text(int status, std::string contentType, std::string body);
Response file(std::filesystem::path path, std::string contentType, std::string etag);
Response noContent();
Response seeOther(std::string location); // 303

// application/problem+json (RFC 9457). `code` is stable and for machines, `detail` an English
// sentence; nothing that a client sent is repeated. `members` are further ones, for example
// `missing`.
Response problem(const Request& request, int status, std::string_view code,
                 std::string_view detail = {});
Response problem(const Request& request, int status, std::string_view code, std::string_view detail,
                 const nlohmann::json& members);
// 429 or 503 with Retry-After.
Response problemLater(const Request& request, int status, std::string_view code,
                      std::chrono::seconds retryAfter);

// Where a body goes that is not kept in memory. Made, written and destroyed in the pool of the
// disk, by one thread at a time. Destroyed without `finish` when the client is gone or was refused:
// what has arrived may be kept.
class BodySink
{
public:
    virtual ~BodySink() = default;
    // An answer ends the upload early.
    virtual std::optional<Response> write(std::string_view bytes) = 0;
    virtual Response finish() = 0;
};

// "a=1&b=2" with percent and plus decoding; none if it is malformed or has more than 100 fields.
// Values may have lines and tabs.
std::optional<NamedValues> parseForm(std::string_view text);
// Percent decoding of one part; none for malformed escapes, invalid UTF-8 and control characters.
std::optional<std::string> decodePercent(std::string_view text, bool plusIsSpace = false,
                                         bool allowLines = false);
bool isValidUtf8(std::string_view text);
std::optional<std::string> valueOf(const NamedValues& values, std::string_view name);

} // namespace raskadr::server
