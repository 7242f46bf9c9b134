#include "core/jobs/remotetask.h"

#include "core/net/redactor.h"
#include "core/providers/jsonlimits.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int hashShown = 16;

QString reasonName(InputProblem::Reason reason)
{
    switch (reason) {
    case InputProblem::Reason::NoSuchSlot:
        return u"no such slot"_s;
    case InputProblem::Reason::TooFew:
        return u"too few files"_s;
    case InputProblem::Reason::TooMany:
        return u"too many files"_s;
    case InputProblem::Reason::WrongFormat:
        return u"another format is needed"_s;
    case InputProblem::Reason::TooLarge:
        return u"too large"_s;
    case InputProblem::Reason::SideTooSmall:
        return u"a side is too small"_s;
    case InputProblem::Reason::SideTooLarge:
        return u"a side is too large"_s;
    case InputProblem::Reason::WrongRatio:
        return u"another ratio of the sides is needed"_s;
    case InputProblem::Reason::NeedsAddress:
        return u"a public address is needed"_s;
    }
    return u"does not fit"_s;
}

QString extensionOf(const QString& mime)
{
    const QString subtype = mime.section(u'/', 1);
    return subtype == u"quicktime"_s ? u"mov"_s : subtype == u"jpeg"_s ? u"jpg"_s : subtype;
}

void addSecrets(const ServiceRoute& route, QList<Secret>& secrets)
{
    for (const QString& name : route.access.connection.secrets) {
        const auto value = route.access.secrets
            ? route.access.secrets({SecretText::Kind::Secret, name})
            : std::nullopt;
        if (value && !value->isEmpty()) {
            secrets.append(Secret(*value));
        }
    }
}

QList<Secret> secretsOf(const ServiceTask& task)
{
    QList<Secret> secrets;
    addSecrets(task.route, secrets);
    if (task.relay) {
        addSecrets(*task.relay, secrets);
    }
    return secrets;
}

QString wordsOf(const ServiceFailure& failure)
{
    QStringList words;
    if (failure.status > 0) {
        words.append(u"HTTP %1"_s.arg(failure.status));
    }
    if (!failure.code.isEmpty()) {
        words.append(failure.code);
    }
    if (!failure.message.isEmpty()) {
        words.append(failure.message);
    }
    if (!failure.missing.isEmpty()) {
        words.append(u"missing key: %1"_s.arg(failure.missing));
    }
    if (!failure.parameter.isEmpty()) {
        words.append(u"parameter: %1"_s.arg(failure.parameter));
    }
    if (failure.input) {
        words.append(u"%1: %2 (%3)"_s.arg(failure.input->slot, reasonName(failure.input->reason),
                                          failure.input->expected));
    }
    if (!failure.requestId.isEmpty()) {
        words.append(u"request %1"_s.arg(failure.requestId));
    }
    if (!failure.step.isEmpty()) {
        words.append(u"step %1"_s.arg(failure.step));
    }
    return words.join(u" · "_s);
}

} // namespace

json callParameters(const ModelManifest& model, const Generation& generation)
{
    const auto parsed = parseLimitedJson(generation.parameters);
    json values = parsed && parsed->is_object() ? *parsed : json::object();
    const auto put = [&](const ParameterField* field, const QString& text) {
        if (field && !text.isEmpty()) {
            values[field->name.toStdString()] = text.toStdString();
        }
    };
    put(model.parameters.fieldOfWidget(u"prompt"_s), generation.prompt);
    put(model.parameters.fieldOfWidget(u"negativePrompt"_s), generation.negativePrompt);
    if (!model.seedParameter.isEmpty() && generation.seedSent) {
        values[model.seedParameter.toStdString()] = *generation.seedSent;
    }
    return values;
}

QList<ServiceFile> filesOf(const Repositories& repositories, const Generation& generation,
                           const MediaFolder& media)
{
    QList<ServiceFile> files;
    for (const GenerationInput& given : generation.inputs) {
        ServiceFile file;
        file.path = media.path(given.sha256);
        file.input.slot = given.slot;
        file.input.sha256 = given.sha256;
        if (const auto row = repositories.media.find(given.sha256)) {
            file.input.mime = row->mimeType;
            file.input.size = row->size;
            file.input.width = row->width;
            file.input.height = row->height;
        }
        file.input.name = given.sha256.left(hashShown) + u'.' + extensionOf(file.input.mime);
        files.append(file);
    }
    return files;
}

RunFailure runFailureOf(const ServiceFailure& failure, const ServiceTask& task,
                        const QString& costUnit)
{
    RunFailure why;
    why.errorClass = errorClassName(failure.errorClass);
    why.detail = Redactor(secretsOf(task)).redacted(wordsOf(failure));
    why.parameter = failure.input ? failure.input->slot : failure.parameter;
    why.retryAfterMs = failure.retryAfterMs;
    why.isOfDisk = failure.isOfDisk;
    why.costCharged = chargeIn(costUnit, failure.charge);
    return why;
}

std::optional<ServiceRoute> relayOf(const Repositories& repositories, const ServiceRoute& route,
                                    const Connections& connections)
{
    const QString id = route.model.setting(u"relay"_s);
    if (id.isEmpty()) {
        return std::nullopt;
    }
    for (const ManifestRecord& record : repositories.catalog.providers()) {
        const auto provider = record.id == id
            ? parseProvider(record.manifest)
            : Result<ProviderManifest>(failure(ErrorKind::NotFound));
        if (!provider || !provider->document->contains("relay")) {
            continue;
        }
        if (const auto access = connections.access(route.account, id)) {
            return ServiceRoute::of(route.account, *provider, ModelManifest(), *access);
        }
    }
    return std::nullopt;
}

std::optional<double> chargeIn(const QString& unit, const std::optional<Charge>& charge)
{
    if (!charge) {
        return std::nullopt;
    }
    if (unit.isEmpty() || charge->unit == unit) {
        return double(charge->micros) / 1e6;
    }
    return unit == u"usd"_s && charge->usdMicros ? std::optional(double(*charge->usdMicros) / 1e6)
                                                 : std::nullopt;
}

} // namespace raskadr
