#include "sync-server/http/router.h"

#include <algorithm>
#include <stdexcept>

namespace raskadr::server {

namespace {

constexpr std::size_t maxPathParts = 16;

std::vector<std::string_view> split(std::string_view path)
{
    std::vector<std::string_view> parts;
    path.remove_prefix(1);
    while (parts.size() <= maxPathParts) {
        const std::size_t slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) {
            break;
        }
        path.remove_prefix(slash + 1);
    }
    return parts;
}

// A parameter is one part of a path, whatever it is percent-encoded as.
bool isPlain(const std::string& part)
{
    return part != "." && part != ".." && part.find_first_of("/\\") == std::string::npos;
}

std::string_view accessName(Access access)
{
    switch (access) {
    case Access::Public:
        return "public";
    case Access::Loopback:
        return "loopback";
    case Access::Producer:
        return "producer";
    case Access::Guest:
        return "guest";
    }
    return {};
}

} // namespace

std::vector<Router::Part> Router::parts(const std::string& pattern)
{
    std::vector<Part> result;
    for (const std::string_view text : split(pattern)) {
        Part part;
        if (text.starts_with('{') && text.ends_with('}')) {
            part.parameter = true;
            part.optional = text.ends_with("?}");
            part.text = text.substr(1, text.size() - (part.optional ? 3 : 2));
        } else {
            part.text = text;
        }
        result.push_back(std::move(part));
    }
    return result;
}

void Router::add(Route route)
{
    if (!route.pattern.starts_with('/') || !route.handler == !route.sink) {
        throw std::logic_error("a route needs a pattern and either a handler or a sink: "
                               + route.pattern);
    }
    std::vector<Part> patternParts = parts(route.pattern);
    // Those with more literal parts at the front are looked at first.
    const auto key = [](const std::vector<Part>& list) {
        std::string text;
        for (const Part& part : list) {
            text += part.parameter ? 'b' : 'a';
        }
        return text;
    };
    const auto place = std::ranges::find_if(
        m_parts, [&](const std::vector<Part>& other) { return key(patternParts) < key(other); });
    const auto index = place - m_parts.begin();
    m_parts.insert(place, std::move(patternParts));
    m_routes.insert(m_routes.begin() + index, std::move(route));
}

void Router::setGate(Access access, Gate gate)
{
    m_gates.emplace_back(access, std::move(gate));
}

void Router::setRefusalPage(std::function<void(const Request&, Response&)> dress)
{
    m_dress = std::move(dress);
}

const Gate& Router::gate(Access access) const
{
    static const Gate open;
    const auto found = std::ranges::find(m_gates, access, &std::pair<Access, Gate>::first);
    return found == m_gates.end() ? open : found->second;
}

void Router::dressRefusal(const Request& request, Response& response) const
{
    if (m_dress) {
        m_dress(request, response);
    }
}

Router::Match Router::match(const std::string& method, const std::string& path) const
{
    Match match;
    if (!path.starts_with('/')) {
        return match;
    }
    const std::vector<std::string_view> given = split(path);
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        const std::vector<Part>& wanted = m_parts[i];
        const bool without = wanted.back().optional && given.size() + 1 == wanted.size();
        if (given.size() != wanted.size() && !without) {
            continue;
        }
        // Most routes are told apart by what they say literally.
        bool fits = true;
        for (std::size_t k = 0; k < given.size() && fits; ++k) {
            fits = wanted[k].parameter || given[k] == wanted[k].text;
        }
        NamedValues parameters;
        for (std::size_t k = 0; k < given.size() && fits; ++k) {
            if (!wanted[k].parameter) {
                continue;
            }
            std::optional<std::string> value = decodePercent(given[k]);
            fits = value && isPlain(*value) && (!value->empty() || wanted[k].optional);
            if (fits) {
                parameters.emplace_back(wanted[k].text, std::move(*value));
            }
        }
        if (!fits) {
            continue;
        }
        const Route& route = m_routes[i];
        if (route.method == method || (route.method == "GET" && method == "HEAD")) {
            match.route = &route;
            match.parameters = std::move(parameters);
            return match;
        }
        match.allowed.push_back(route.method);
        if (route.method == "GET") {
            match.allowed.emplace_back("HEAD");
        }
    }
    return match;
}

std::string Router::list() const
{
    std::string text;
    for (const Route& route : m_routes) {
        text.append(route.method).append(" ").append(route.pattern).append(" ");
        text.append(accessName(route.access)).append("\n");
    }
    return text;
}

} // namespace raskadr::server
