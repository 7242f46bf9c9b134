#include "sync-server/http/message.h"

#include "sync-server/http/status.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr std::size_t maxFormFields = 100;

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(
        a, b, {}, [](unsigned char c) { return std::tolower(c); },
        [](unsigned char c) { return std::tolower(c); });
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

std::optional<std::string> valueOf(const NamedValues& values, std::string_view name)
{
    const auto found = std::ranges::find(values, name, &NamedValues::value_type::first);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

std::string Request::parameter(std::string_view name) const
{
    return valueOf(parameters, name).value_or(std::string());
}

std::optional<std::string> Request::queryValue(std::string_view name) const
{
    return valueOf(query, name);
}

std::optional<std::string> Request::header(std::string_view lowerCaseName) const
{
    return valueOf(headers, lowerCaseName);
}

std::optional<std::string> Request::cookie(std::string_view name) const
{
    for (const auto& [field, value] : headers) {
        if (field != "cookie") {
            continue;
        }
        std::string_view rest = value;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            const std::string_view pair = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
                return std::string(pair.substr(name.size() + 1));
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> Request::bearerToken() const
{
    const std::optional<std::string> value = header("authorization");
    constexpr std::string_view scheme = "Bearer ";
    if (!value || value->size() <= scheme.size()
        || !equalsIgnoringCase(std::string_view(*value).substr(0, scheme.size()), scheme)) {
        return std::nullopt;
    }
    return std::string(trimmed(std::string_view(*value).substr(scheme.size())));
}

bool Request::lists(std::string_view lowerCaseName, std::string_view word) const
{
    const std::string value = header(lowerCaseName).value_or(std::string());
    std::string_view rest = value;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        std::string_view item = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t options = item.find(';');
        const bool refused = options != std::string_view::npos
            && (item.substr(options).ends_with("q=0") || item.substr(options).ends_with("q=0.0"));
        if (!refused && equalsIgnoringCase(trimmed(item.substr(0, options)), word)) {
            return true;
        }
    }
    return false;
}

Response json(int status, const nlohmann::json& document)
{
    Response response;
    response.status = status;
    response.body = document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

Response text(int status, std::string contentType, std::string body)
{
    Response response;
    response.status = status;
    response.contentType = std::move(contentType);
    response.body = std::move(body);
    return response;
}

Response file(std::filesystem::path path, std::string contentType, std::string etag)
{
    Response response;
    response.contentType = std::move(contentType);
    response.etag = std::move(etag);
    response.body = FileBody{std::move(path)};
    return response;
}

Response noContent()
{
    Response response;
    response.status = 204;
    return response;
}

Response seeOther(std::string location)
{
    Response response;
    response.status = 303;
    response.contentType.clear();
    response.headers.emplace_back("Location", std::move(location));
    return response;
}

Response problem(const Request& request, int status, std::string_view code, std::string_view detail)
{
    return problem(request, status, code, detail, nlohmann::json::object());
}

Response problem(const Request& request, int status, std::string_view code, std::string_view detail,
                 const nlohmann::json& members)
{
    nlohmann::json document = members;
    document["type"] = "about:blank";
    document["title"] = reasonPhrase(status);
    document["status"] = status;
    if (!detail.empty()) {
        document["detail"] = detail;
    }
    document["instance"] = "urn:raskadr:request:" + request.id;
    document["code"] = code;
    document["requestId"] = request.id;
    Response response = json(status, document);
    response.contentType = "application/problem+json; charset=utf-8";
    return response;
}

Response problemLater(const Request& request, int status, std::string_view code,
                      std::chrono::seconds retryAfter)
{
    const auto seconds = std::max<std::chrono::seconds::rep>(retryAfter.count(), 1);
    Response response = problem(request, status, code, {}, {{"retryAfter", seconds}});
    response.headers.emplace_back("Retry-After", std::to_string(seconds));
    return response;
}

bool isValidUtf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80 ? 1
            : first >> 5 == 6                   ? 2
            : first >> 4 == 14                  ? 3
            : first >> 3 == 30                  ? 4
                                                : 0;
        if (length == 0 || i + length > text.size()) {
            return false;
        }
        std::uint32_t point = length == 1 ? first : first & (0x7fU >> length);
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if (next >> 6 != 2) {
                return false;
            }
            point = point << 6 | (next & 0x3fU);
        }
        constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
        if (point < smallest[length] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) {
            return false;
        }
        i += length;
    }
    return true;
}

std::optional<std::string> decodePercent(std::string_view text, bool plusIsSpace, bool allowLines)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
            const int low = high < 0 ? -1 : hexValue(text[i + 2]);
            if (low < 0) {
                return std::nullopt;
            }
            c = static_cast<char>(high << 4 | low);
            i += 2;
        } else if (c == '+' && plusIsSpace) {
            c = ' ';
        }
        const auto byte = static_cast<unsigned char>(c);
        const bool line = c == '\n' || c == '\r' || c == '\t';
        if ((byte < 0x20 && !(allowLines && line)) || byte == 0x7f) {
            return std::nullopt;
        }
        decoded.push_back(c);
    }
    if (!isValidUtf8(decoded)) {
        return std::nullopt;
    }
    return decoded;
}

std::optional<NamedValues> parseForm(std::string_view text)
{
    NamedValues values;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view field = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (field.empty()) {
            continue;
        }
        const std::size_t equals = std::min(field.find('='), field.size());
        const auto name = decodePercent(field.substr(0, equals), true);
        const auto value =
            decodePercent(field.substr(std::min(equals + 1, field.size())), true, true);
        if (!name || !value || values.size() == maxFormFields) {
            return std::nullopt;
        }
        values.emplace_back(*name, *value);
    }
    return values;
}

} // namespace raskadr::server
