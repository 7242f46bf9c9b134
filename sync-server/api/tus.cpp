#include "sync-server/api/tus.h"

#include "core/wire/limits.h"
#include "sync-server/api/answers.h"
#include "sync-server/secrets/secrets.h"

#include <ctime>

namespace raskadr::server::tus {

namespace {

constexpr std::int64_t anyLength = std::int64_t(1) << 53;

std::optional<std::int64_t> number(const Request& request, const char* field)
{
    const auto text = request.header(field);
    return text ? wholeNumber(*text, anyLength) : std::nullopt;
}

} // namespace

Response withVersion(Response response)
{
    response.headers.emplace_back("Tus-Resumable", version);
    return response;
}

std::optional<Response> wrongVersion(const Request& request)
{
    if (request.header("tus-resumable") == version) {
        return std::nullopt;
    }
    Response response = problem(request, 412, "tus_version", "this server speaks tus 1.0.0");
    response.headers.emplace_back("Tus-Version", version);
    return withVersion(std::move(response));
}

std::optional<std::int64_t> length(const Request& request)
{
    return number(request, "upload-length");
}

std::optional<std::int64_t> offset(const Request& request)
{
    return number(request, "upload-offset");
}

std::optional<std::string> metadata(const Request& request, std::string_view key)
{
    const std::string field = request.header("upload-metadata").value_or(std::string());
    std::string_view rest = field;
    while (!rest.empty()) {
        std::string_view pair = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        while (pair.starts_with(' ')) {
            pair.remove_prefix(1);
        }
        const size_t space = pair.find(' ');
        if (space != std::string_view::npos && pair.substr(0, space) == key) {
            return fromBase64(pair.substr(space + 1));
        }
    }
    return std::nullopt;
}

std::string httpDate(std::int64_t millis)
{
    const std::time_t seconds = millis / 1000;
    std::tm utc = {};
    ::gmtime_r(&seconds, &utc);
    char text[40] = {};
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc);
    return text;
}

} // namespace raskadr::server::tus
