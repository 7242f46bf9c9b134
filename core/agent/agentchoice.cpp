#include "core/agent/agentchoice.h"

#include "core/providers/jsonlimits.h"

#include <algorithm>

namespace raskadr {

using nlohmann::json;

AgentChoice AgentChoice::of(const QString& modelId, const QString& settings, bool showPicture)
{
    AgentChoice choice;
    choice.modelId = modelId;
    choice.showPicture = showPicture;
    if (const auto read = parseLimitedJson(settings.toUtf8()); read && read->is_object()) {
        choice.parameters = *read;
    }
    return choice;
}

EditAgent AgentChoice::withSettings(EditAgent agent) const
{
    const auto kept = parameters.find(agent.model.id.toStdString());
    if (kept == parameters.end() || !kept->is_object()) {
        return agent;
    }
    for (const ParameterField& field : agent.settings()) {
        const std::string name = field.name.toStdString();
        const auto value = kept->find(name);
        if (value == kept->end()) {
            continue;
        }
        const QList<Violation> violations = agent.model.parameters.check(json{{name, *value}});
        if (std::none_of(violations.begin(), violations.end(), [&](const Violation& violation) {
                return violation.parameter == field.name;
            })) {
            agent.parameters[name] = *value;
        }
    }
    return agent;
}

std::optional<EditAgent> AgentChoice::chosenOf(const QList<EditAgent>& agents) const
{
    if (agents.isEmpty()) {
        return std::nullopt;
    }
    const auto chosen = std::find_if(agents.begin(), agents.end(), [&](const EditAgent& agent) {
        return agent.model.id == modelId;
    });
    return withSettings(chosen == agents.end() ? agents.first() : *chosen);
}

} // namespace raskadr
