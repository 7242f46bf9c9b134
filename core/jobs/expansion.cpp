#include "core/jobs/expansion.h"

#include "core/providers/jsonlimits.h"

#include <algorithm>
#include <limits>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

struct SeedRange
{
    quint64 smallest = 0;
    quint64 largest = std::numeric_limits<quint32>::max();
};

SeedRange seedRangeOf(const ModelManifest& model)
{
    SeedRange range;
    const ParameterField* field = model.parameters.field(model.seedParameter);
    if (field && field->minimum && field->minimum->is_number_unsigned()) {
        range.smallest = field->minimum->get<quint64>();
    }
    if (field && field->maximum && field->maximum->is_number_unsigned()) {
        range.largest = field->maximum->get<quint64>();
    }
    return range;
}

quint64 drawSeed(const SeedRange& range, const SeedSource& seeds)
{
    const quint64 drawn = seeds();
    const quint64 span = range.largest - range.smallest;
    return range.smallest
        + (span >= std::numeric_limits<quint32>::max() ? drawn : drawn % (span + 1));
}

quint64 seedAfter(const SeedRange& range, quint64 first, quint64 steps)
{
    const quint64 left = range.largest - first;
    return steps <= left ? first + steps : range.smallest + (steps - left - 1);
}

QString reasonName(ViolationReason reason)
{
    switch (reason) {
    case ViolationReason::Missing:
        return u"is missing"_s;
    case ViolationReason::Unknown:
        return u"is no parameter of this model"_s;
    case ViolationReason::WrongType:
        return u"has the wrong type"_s;
    case ViolationReason::NotInChoices:
        return u"is none of the choices"_s;
    case ViolationReason::TooSmall:
        return u"is too small"_s;
    case ViolationReason::TooLarge:
        return u"is too large"_s;
    case ViolationReason::NotAMultiple:
        return u"is not a multiple of what it has to be"_s;
    case ViolationReason::TooShort:
        return u"is too short"_s;
    case ViolationReason::TooLong:
        return u"is too long"_s;
    case ViolationReason::NoMatch:
        return u"does not match the pattern"_s;
    case ViolationReason::TooFew:
        return u"has too few values"_s;
    case ViolationReason::TooMany:
        return u"has too many values"_s;
    }
    return u"does not fit"_s;
}

// Takes a value that has a column of its own out of the parameters; `typed` goes before it.
QString takeText(json& values, const ParameterField* field, const QString& typed)
{
    if (!field) {
        return typed;
    }
    const std::string name = field->name.toStdString();
    QString text = typed;
    if (const auto value = values.find(name); value != values.end()) {
        if (text.isEmpty() && value->is_string()) {
            text = QString::fromStdString(value->get<std::string>());
        }
        values.erase(value);
    }
    return text;
}

Result<> checkInputs(const ModelManifest& model, const QList<ResolvedInput>& inputs)
{
    QHash<QString, int> used;
    for (const ResolvedInput& input : inputs) {
        const auto slot = std::find_if(model.inputs.begin(), model.inputs.end(),
                                       [&](const auto& s) { return s.name == input.input.slot; });
        if (slot == model.inputs.end()) {
            return failure(ErrorKind::InvalidInput, u"the model has no such slot"_s,
                           input.input.slot);
        }
        if (slot->media != input.kind) {
            return failure(ErrorKind::InvalidInput, u"the slot takes another kind of file"_s,
                           slot->name);
        }
        ++used[slot->name];
    }
    for (const InputSlotDescription& slot : model.inputs) {
        const int count = used.value(slot.name);
        if (count < slot.min || count > slot.max) {
            return failure(ErrorKind::InvalidInput,
                           u"the slot takes %1 to %2 files"_s.arg(slot.min).arg(slot.max),
                           slot.name, count);
        }
    }
    return {};
}

} // namespace

quint64 drawnSeed(const ModelManifest& model, const SeedSource& seeds)
{
    return drawSeed(seedRangeOf(model), seeds);
}

Result<QList<Generation>> expand(const CatalogModel& model, const GenerationRequest& request,
                                 const QList<ResolvedInput>& inputs, const SeedSource& seeds,
                                 qint64 nowMs)
{
    const ModelManifest& manifest = model.manifest;
    if (request.variants < 1 || request.variants > maxVariants) {
        return failure(ErrorKind::InvalidInput, u"1 to %1 variants"_s.arg(maxVariants),
                       u"variants"_s, request.variants);
    }
    if (manifest.produces == Produces::Text) {
        return failure(ErrorKind::InvalidInput, u"the model writes text"_s, manifest.id);
    }
    auto parsed = request.parameters.isEmpty() ? Result<json>(json::object())
                                               : parseLimitedJson(request.parameters);
    if (!parsed || !parsed->is_object()) {
        return failure(ErrorKind::InvalidInput, u"the parameters are no JSON object"_s,
                       u"parameters"_s);
    }
    json values = *parsed;

    const ParameterField* promptField = manifest.parameters.fieldOfWidget(u"prompt"_s);
    const ParameterField* negativeField = manifest.parameters.fieldOfWidget(u"negativePrompt"_s);
    const QString prompt = takeText(values, promptField, request.prompt);
    const QString negativePrompt = takeText(values, negativeField, request.negativePrompt);
    values = manifest.parameters.withDefaults(values);

    // Checked as the model gets them, kept without what has a column of its own.
    json checked = values;
    const std::string seedName = manifest.seedParameter.toStdString();
    if (promptField && !prompt.isEmpty()) {
        checked[promptField->name.toStdString()] = prompt.toStdString();
    }
    if (negativeField && !negativePrompt.isEmpty()) {
        checked[negativeField->name.toStdString()] = negativePrompt.toStdString();
    }
    if (request.seed) {
        if (seedName.empty()) {
            return failure(ErrorKind::InvalidInput, u"the model takes no seed"_s, u"seed"_s);
        }
        checked[seedName] = *request.seed;
    }
    const QList<Violation> violations = manifest.parameters.check(checked);
    if (!violations.isEmpty()) {
        const Violation& first = violations.first();
        QString detail = reasonName(first.reason);
        if (!first.expected.isEmpty()) {
            detail += u", expected: "_s + first.expected;
        }
        return failure(ErrorKind::InvalidInput, detail, first.parameter);
    }
    if (auto fits = checkInputs(manifest, inputs); !fits) {
        return failure(fits.error());
    }

    std::optional<quint64> typed;
    if (!seedName.empty()) {
        if (const auto seed = checked.find(seedName);
            seed != checked.end() && seed->is_number_unsigned()) {
            typed = seed->get<quint64>();
        }
        values.erase(seedName);
    }
    const SeedRange range = seedRangeOf(manifest);
    Generation common;
    common.shotId = request.shotId;
    common.providerId = manifest.providerId;
    common.modelId = manifest.id;
    common.modelRevision = model.revision;
    common.prompt = prompt;
    common.negativePrompt = negativePrompt;
    common.parameters = QByteArray::fromStdString(values.dump());
    for (const ResolvedInput& input : inputs) {
        common.inputs.append(input.input);
    }
    common.editRequest = request.editRequest;
    common.agentModel = request.agentModel;
    common.parentId = request.parentId;
    common.createdMs = nowMs;
    QList<Generation> generations;
    for (int i = 0; i < request.variants; ++i) {
        Generation generation = common;
        generation.id = GenerationId::create();
        if (!seedName.empty()) {
            generation.seedSent =
                typed ? seedAfter(range, *typed, quint64(i)) : drawSeed(range, seeds);
        }
        generations.append(generation);
    }
    return generations;
}

} // namespace raskadr
