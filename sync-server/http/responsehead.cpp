#include "sync-server/http/responsehead.h"

#include "sync-server/http/status.h"

#include <algorithm>
#include <ctime>

namespace raskadr::server {

namespace {

constexpr std::string_view securityFields = "Content-Security-Policy: default-src 'none'; "
                                            "script-src 'self'; style-src 'self'; img-src 'self'; "
                                            "media-src 'self'; connect-src 'self'; frame-ancestors "
                                            "'none'; base-uri 'none'; form-action 'self'\r\n"
                                            "X-Content-Type-Options: nosniff\r\n"
                                            "Referrer-Policy: same-origin\r\n"
                                            "X-Robots-Tag: noindex, nofollow\r\n"
                                            "Cross-Origin-Resource-Policy: same-origin\r\n"
                                            "Cross-Origin-Opener-Policy: same-origin\r\n";

void addField(std::string& head, std::string_view name, std::string_view value)
{
    const bool sound =
        std::ranges::none_of(value, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (!value.empty() && sound) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}

} // namespace

std::string httpDate(std::int64_t unixSeconds)
{
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto time = static_cast<std::time_t>(unixSeconds);
    std::tm utc{};
    ::gmtime_r(&time, &utc);
    char clock[32] = {};
    std::strftime(clock, sizeof(clock), "%Y %H:%M:%S GMT", &utc);
    const std::string day = (utc.tm_mday < 10 ? "0" : "") + std::to_string(utc.tm_mday);
    return std::string(days[utc.tm_wday]) + ", " + day + " " + months[utc.tm_mon] + " " + clock;
}

std::string responseHead(const Response& response, const Framing& framing)
{
    std::string head;
    head.reserve(1024);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reasonPhrase(response.status)).append("\r\n");
    addField(head, "Date", framing.date);
    if (framing.length || framing.chunked || (framing.close && !framing.http11)) {
        addField(head, "Content-Type", response.contentType);
    }
    if (framing.length) {
        addField(head, "Content-Length", std::to_string(*framing.length));
    } else if (framing.chunked) {
        addField(head, "Transfer-Encoding", "chunked");
    }
    if (framing.close) {
        addField(head, "Connection", "close");
    } else if (!framing.http11) {
        addField(head, "Connection", "keep-alive");
    }
    addField(head, "Cache-Control",
             response.cacheControl.empty() ? framing.cacheControl
                                           : std::string_view(response.cacheControl));
    if (!response.etag.empty()) {
        addField(head, "ETag", "\"" + response.etag + "\"");
    }
    if (std::holds_alternative<FileBody>(response.body)) {
        addField(head, "Accept-Ranges", "bytes");
    }
    addField(head, "Content-Range", framing.contentRange);
    addField(head, "X-Request-Id", framing.requestId);
    for (const auto& [name, value] : response.headers) {
        addField(head, name, value);
    }
    head.append(securityFields).append("\r\n");
    return head;
}

} // namespace raskadr::server
