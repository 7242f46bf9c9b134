#include "core/providers/jobstatus.h"

#include "core/providers/money.h"

#include <algorithm>
#include <cmath>

namespace raskadr {

using nlohmann::json;

namespace {

constexpr qint64 longestQueue = 1'000'000;

std::optional<double> numberAt(const json& pointer, const Surroundings& at)
{
    const auto value = sourced(pointer, at);
    if (!value) {
        return std::nullopt;
    }
    bool isNumber = value->is_number();
    double number = isNumber ? value->get<double>() : 0;
    if (value->is_string()) {
        QString text = QString::fromStdString(value->get<std::string>()).trimmed();
        if (text.endsWith(u'%')) {
            text.chop(1);
        }
        number = text.toDouble(&isNumber);
    }
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<JobStatus::State> stateNamed(const std::string& name)
{
    using State = JobStatus::State;
    static constexpr std::pair<const char*, State> states[]{
        {"queued", State::Queued}, {"running", State::Running},   {"done", State::Done},
        {"failed", State::Failed}, {"canceled", State::Canceled}, {"expired", State::Expired},
    };
    for (const auto& [candidate, state] : states) {
        if (name == candidate) {
            return state;
        }
    }
    return std::nullopt;
}

std::optional<double> progressIn(const json& directive, const Surroundings& at)
{
    std::optional<double> share;
    if (directive.is_array()) {
        const auto value = numberAt(directive[0], at);
        const auto whole = numberAt(directive[1], at);
        share = value && whole && *whole > 0 ? std::optional(*value / *whole) : std::nullopt;
    } else if (directive.is_object()) {
        const auto value = numberAt(directive["pointer"], at);
        share = value ? std::optional(*value * directive.value("scale", 1.0)) : std::nullopt;
    } else {
        share = numberAt(directive, at);
    }
    return share ? std::optional(std::clamp(*share, 0.0, 1.0)) : std::nullopt;
}

std::optional<JobStatus> statusIn(const json& directive, const Surroundings& at)
{
    JobStatus status;
    std::optional<JobStatus::State> state;
    if (directive.contains("rules")) {
        for (const json& rule : directive["rules"]) {
            if (holds(rule["when"], at)) {
                state = stateNamed(rule["is"].get<std::string>());
                break;
            }
        }
    }
    if (!state && directive.contains("pointer")) {
        const auto value = sourced(directive["pointer"], at);
        const auto name = value ? plainText(*value) : std::nullopt;
        if (name) {
            const auto mapped = directive["map"].find(name->toStdString());
            // A word that is not in the map is one that the service added; the job goes on.
            state = mapped != directive["map"].end() ? stateNamed(mapped->get<std::string>())
                                                     : JobStatus::State::Running;
        }
    }
    if (!state && directive.contains("default")) {
        state = stateNamed(directive["default"].get<std::string>());
    }
    if (!state) {
        return std::nullopt;
    }
    status.state = *state;
    if (directive.contains("progress")) {
        status.progress = progressIn(directive["progress"], at);
    }
    if (directive.contains("queuePosition")) {
        const auto position = numberAt(directive["queuePosition"], at);
        status.queuePosition = position && *position >= 0 && *position <= double(longestQueue)
            ? std::optional(static_cast<qint64>(*position))
            : std::nullopt;
    }
    return status;
}

std::optional<Charge> chargeIn(const json& price, const char* key, const Surroundings& at)
{
    if (!price.contains(key)) {
        return std::nullopt;
    }
    const auto amount = numberAt(price[key], at);
    return amount ? chargeOf(price, *amount * price.value("scale", 1.0)) : std::nullopt;
}

std::optional<Charge> chargeOfAnswer(const Surroundings& at)
{
    const json* price = at.model.directive("price");
    if (!price) {
        return std::nullopt;
    }
    if (auto told = chargeIn(*price, "actual", at)) {
        return told;
    }
    const json* usage = at.model.directive("usage");
    const auto counted = [&](const char* field) -> std::optional<double> {
        if (!usage || !(*usage)["fields"].contains(field)) {
            return std::nullopt;
        }
        const auto number = numberAt((*usage)["fields"][field], at);
        return number && *number >= 0 ? number : std::nullopt;
    };
    return chargeOfTokens(at.model, at.parameters,
                          {counted("inputTokens"), counted("outputTokens"), counted("tokens")});
}

} // namespace raskadr
