#include "core/agent/editsource.h"

#include "core/providers/jsonlimits.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

bool fitsField(const ParameterSchema& schema, const QString& name, const json& value)
{
    if (!schema.field(name)) {
        return false;
    }
    const QList<Violation> violations = schema.check(json{{name.toStdString(), value}});
    return std::none_of(violations.begin(), violations.end(),
                        [&](const Violation& violation) { return violation.parameter == name; });
}

void fitParameters(const EditSource& source, const ModelManifest& model, FittedSource& fitted)
{
    json kept = json::object();
    const QList<ParameterField> open = fitted.request.openFields();
    for (const auto& [key, value] : source.parameters.items()) {
        const QString name = QString::fromStdString(key);
        const bool isOpen = std::any_of(open.begin(), open.end(), [&](const ParameterField& field) {
            return field.name == name;
        });
        if (isOpen && fitsField(model.parameters, name, value)) {
            kept[key] = value;
        } else if (!value.is_null() && name != model.seedParameter) {
            fitted.losses.append({EditLoss::Kind::Parameter, name, value});
        }
    }
    json complete = model.parameters.withDefaults(kept);
    for (auto value = complete.begin(); value != complete.end();) {
        const QString name = QString::fromStdString(value.key());
        const bool isOpen = std::any_of(open.begin(), open.end(), [&](const ParameterField& field) {
            return field.name == name;
        });
        value = isOpen ? std::next(value) : complete.erase(value);
    }
    fitted.request.parameters = complete;
}

void fitInputs(const EditSource& source, const ModelManifest& model,
               const QHash<AssetId, AssetKind>& kinds, FittedSource& fitted)
{
    QHash<QString, int> used;
    const auto roomIn = [&](const InputSlotDescription& slot, AssetKind kind) {
        return slot.media == kind && used.value(slot.name) < slot.max;
    };
    for (const RequestedInput& input : source.inputs) {
        const AssetKind kind = kinds.value(input.assetId, AssetKind::Image);
        const auto begin = model.inputs.begin();
        auto slot =
            std::find_if(begin, model.inputs.end(), [&](const InputSlotDescription& candidate) {
                return candidate.name == input.slot && roomIn(candidate, kind);
            });
        if (slot == model.inputs.end()) {
            slot =
                std::find_if(begin, model.inputs.end(), [&](const InputSlotDescription& candidate) {
                    return roomIn(candidate, kind);
                });
        }
        if (slot == model.inputs.end()) {
            fitted.losses.append({EditLoss::Kind::Input, input.slot, nullptr});
            continue;
        }
        ++used[slot->name];
        fitted.inputs.append({slot->name, input.assetId});
    }
    for (const InputSlotDescription& slot : model.inputs) {
        if (used.value(slot.name) < slot.min && roomIn(slot, source.kind)) {
            fitted.inputs.append({slot.name, source.assetId});
            ++used[slot.name];
        }
    }
}

} // namespace

EditSource EditSource::of(const AssetRow& row)
{
    EditSource source;
    source.assetId = row.asset.id;
    source.shotId = row.asset.shotId;
    source.kind = row.asset.kind;
    source.sha256 = row.asset.sha256;
    if (const auto& generation = row.generation) {
        source.generationId = generation->id;
        source.modelId = generation->modelId;
        source.prompt = generation->prompt;
        source.negativePrompt = generation->negativePrompt;
        if (const auto values = parseLimitedJson(generation->parameters);
            values && values->is_object()) {
            source.parameters = *values;
        }
        for (const GenerationInput& input : generation->inputs) {
            source.inputs.append({input.slot, input.assetId});
        }
        source.seed =
            row.job && row.job->seedReturned ? row.job->seedReturned : generation->seedSent;
        return source;
    }
    const Provenance& known = row.asset.provenance;
    source.prompt = known.prompt ? known.prompt->value : QString();
    source.negativePrompt = known.negativePrompt ? known.negativePrompt->value : QString();
    if (known.seed) {
        bool isNumber = false;
        const quint64 seed = known.seed->value.toULongLong(&isNumber);
        source.seed = isNumber ? std::optional(seed) : std::nullopt;
    }
    return source;
}

FittedSource FittedSource::to(const EditSource& source, const ModelManifest& model,
                              const QHash<AssetId, AssetKind>& kinds)
{
    FittedSource fitted;
    fitted.request.shotId = source.shotId;
    fitted.request.model = model;
    fitted.request.prompt = source.prompt;
    if (fitted.request.takesNegativePrompt()) {
        fitted.request.negativePrompt = source.negativePrompt;
    } else if (!source.negativePrompt.isEmpty()) {
        fitted.losses.append(
            {EditLoss::Kind::NegativePrompt, {}, source.negativePrompt.toStdString()});
    }
    fitParameters(source, model, fitted);
    fitInputs(source, model, kinds, fitted);
    if (source.seed) {
        if (!model.seedParameter.isEmpty()
            && fitsField(model.parameters, model.seedParameter, json(*source.seed))) {
            fitted.seed = source.seed;
        } else {
            fitted.losses.append({EditLoss::Kind::Seed, model.seedParameter, *source.seed});
        }
    }
    return fitted;
}

bool isPictureEditor(const ModelManifest& model)
{
    const bool takesPicture =
        std::any_of(model.inputs.begin(), model.inputs.end(), [](const InputSlotDescription& slot) {
            return slot.media == AssetKind::Image && slot.max > 0;
        });
    return model.produces == Produces::Image && takesPicture
        && model.parameters.fieldOfWidget(u"prompt"_s) != nullptr;
}

GenerationRequest editedGeneration(const EditSource& source, const FittedSource& fitted,
                                   const EditProposal& proposal, const QString& words,
                                   const QString& agentModel, bool keepSeed)
{
    GenerationRequest request;
    request.shotId = source.shotId;
    request.modelId = fitted.request.model.id;
    request.prompt = proposal.prompt;
    request.negativePrompt = proposal.negativePrompt;
    request.parameters = QByteArray::fromStdString(
        proposal.parameters.dump(-1, ' ', false, json::error_handler_t::replace));
    request.inputs = fitted.inputs;
    request.seed = keepSeed ? fitted.seed : std::nullopt;
    request.parentId = source.generationId;
    request.editRequest = words;
    request.agentModel = agentModel;
    return request;
}

} // namespace raskadr
