#include "core/agent/editrequest.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

bool EditRequest::takesNegativePrompt() const
{
    return model.parameters.fieldOfWidget(u"negativePrompt"_s) != nullptr;
}

QList<ParameterField> EditRequest::openFields() const
{
    QList<ParameterField> fields;
    for (const ParameterField& field : model.parameters.fields()) {
        const bool own = field.widget == u"prompt" || field.widget == u"negativePrompt"
            || field.widget == u"seed" || field.name == model.seedParameter;
        if (!own) {
            fields.append(field);
        }
    }
    return fields;
}

QList<EditChange> changesOf(const EditRequest& request, const EditProposal& proposal)
{
    QList<EditChange> changes;
    if (request.prompt != proposal.prompt) {
        changes.append({EditChange::Kind::Prompt,
                        {},
                        request.prompt.toStdString(),
                        proposal.prompt.toStdString()});
    }
    if (request.negativePrompt != proposal.negativePrompt) {
        changes.append({EditChange::Kind::NegativePrompt,
                        {},
                        request.negativePrompt.toStdString(),
                        proposal.negativePrompt.toStdString()});
    }
    for (const ParameterField& field : request.openFields()) {
        const std::string name = field.name.toStdString();
        const auto before = request.parameters.find(name);
        const auto after = proposal.parameters.find(name);
        const json old = before == request.parameters.end() ? json() : *before;
        const json fresh = after == proposal.parameters.end() ? json() : *after;
        if (old != fresh) {
            changes.append({EditChange::Kind::Parameter, field.name, old, fresh});
        }
    }
    return changes;
}

ErrorClass EditFailure::errorClass() const
{
    switch (kind) {
    case Kind::Service:
        return service.errorClass;
    case Kind::Refusal:
        return ErrorClass::AgentRefusal;
    case Kind::Budget:
        return ErrorClass::InsufficientFunds;
    case Kind::BadAnswer:
    case Kind::NotUnderstood:
    case Kind::Unchanged:
        break;
    }
    return ErrorClass::AgentBadJson;
}

} // namespace raskadr
