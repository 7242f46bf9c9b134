#include "core/wire/json.h"

#include "core/wire/limits.h"

#include <nlohmann/json.hpp>

#include <set>
#include <vector>

namespace raskadr::wire {

namespace {

struct Stop
{
    const char* reason;
};

// Watches the parser at work, so that a hostile document is given up at its first offence.
class Watch
{
public:
    bool operator()(int /*depth*/, nlohmann::json::parse_event_t event, nlohmann::json& parsed)
    {
        using Event = nlohmann::json::parse_event_t;
        switch (event) {
        case Event::object_start:
        case Event::array_start:
            m_keys.emplace_back();
            if (m_keys.size() > limits::depth)
                throw Stop{"nested too deeply"};
            break;
        case Event::object_end:
        case Event::array_end:
            m_keys.pop_back();
            break;
        case Event::key:
            if (!m_keys.back().insert(parsed.get_ref<const std::string&>()).second)
                throw Stop{"a key appears twice"};
            break;
        case Event::value:
            break;
        }
        return true;
    }

private:
    std::vector<std::set<std::string>> m_keys;
};

} // namespace

Result<nlohmann::json> parseMessage(std::string_view text, std::size_t maxBytes)
{
    if (text.size() > maxBytes)
        return tl::unexpected(Refusal{{}, "too long"});
    try {
        Watch watch;
        return nlohmann::json::parse(text, std::ref(watch));
    } catch (const Stop& stop) {
        return tl::unexpected(Refusal{{}, stop.reason});
    } catch (const nlohmann::json::exception&) {
        return tl::unexpected(Refusal{{}, "not JSON"});
    }
}

} // namespace raskadr::wire
