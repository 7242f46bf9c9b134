#include "core/agent/editagent.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

const InputSlotDescription* EditAgent::pictureSlot() const
{
    const auto slot =
        std::find_if(model.inputs.begin(), model.inputs.end(), [](const auto& candidate) {
            return candidate.media == AssetKind::Image && candidate.max > 0;
        });
    return slot == model.inputs.end() ? nullptr : &*slot;
}

QList<ParameterField> EditAgent::settings() const
{
    QList<ParameterField> fields;
    for (const ParameterField& field : model.parameters.fields()) {
        if (field.widget != u"prompt" && field.widget != u"seed"
            && field.name != agentInstructionParameter) {
            fields.append(field);
        }
    }
    return fields;
}

bool EditAgent::isComplete() const
{
    const QList<Violation> violations =
        model.parameters.check(model.parameters.withDefaults(parameters));
    const ParameterField* prompt = model.parameters.fieldOfWidget(u"prompt"_s);
    return std::all_of(violations.begin(), violations.end(), [&](const Violation& violation) {
        return prompt && violation.parameter == prompt->name;
    });
}

QList<EditAgent> agentsOf(const Catalog& catalog)
{
    QList<EditAgent> agents;
    for (const CatalogModel& entry : catalog.models()) {
        const ProviderManifest* provider = catalog.provider(entry.manifest.providerId);
        if (entry.manifest.produces == Produces::Text && provider) {
            agents.append({*provider, entry.manifest});
        }
    }
    std::stable_sort(agents.begin(), agents.end(), [](const EditAgent& a, const EditAgent& b) {
        return a.isOffline() && !b.isOffline();
    });
    return agents;
}

} // namespace raskadr
