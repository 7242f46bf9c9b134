#include "core/providers/schemaimport.h"

#include "core/providers/jsonlimits.h"
#include "core/providers/pricemerge.h"
#include "core/providers/requestbuilder.h"
#include "core/providers/schemamerge.h"
#include "core/providers/schemashapes.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const json nothing = json::object();
const QList<PlannedInput> noInputs;

const json* schemaSourceOf(const json& record)
{
    const auto found = record.find("schemaSource");
    return found != record.end() && found->is_object() ? &*found : nullptr;
}

const json* priceSourceOf(const json& record)
{
    const auto price = record.find("price");
    if (price == record.end() || !price->is_object()) {
        return nullptr;
    }
    const auto source = price->find("source");
    return source != price->end() && source->is_object() ? &*source : nullptr;
}

Checked<> take(json& record, const SchemaAnswer& answer, const QString& day)
{
    switch (answer.question.about) {
    case SchemaQuestion::About::Parameters: {
        const json& source = *schemaSourceOf(record);
        const auto published = publishedSchema(source, answer.document);
        if (!published) {
            return refused(published.error());
        }
        return mergeParameters(record, *published, source["format"] == "model_list",
                               QString::fromStdString(source.value("pointer", std::string())));
    }
    case SchemaQuestion::About::Choices: {
        const std::string name = answer.question.parameter.toStdString();
        const json& from = record["params"]["properties"][name]["x-enumFrom"];
        const auto choices = publishedChoices(
            QString::fromStdString(from["pointer"].get<std::string>()), answer.document);
        return choices ? mergeChoices(record, answer.question.parameter, *choices)
                       : refused(choices.error());
    }
    case SchemaQuestion::About::Price:
        return mergePrice(record, answer.document, day);
    }
    return {};
}

Checked<json> parsed(const QByteArray& record)
{
    auto document = parseLimitedJson(record);
    if (!document || !document->is_object()) {
        return refused({}, ManifestFault::NotAnObject);
    }
    return std::move(*document);
}

} // namespace

bool publishesSchema(const ModelManifest& model)
{
    if (!model.document) {
        return false;
    }
    if (schemaSourceOf(*model.document) || priceSourceOf(*model.document)) {
        return true;
    }
    const auto& fields = model.parameters.fields();
    return std::any_of(fields.begin(), fields.end(),
                       [](const ParameterField& field) { return !field.choicesUrl.isEmpty(); });
}

QList<SchemaQuestion> schemaQuestions(const ServiceModel& model, const RunMoment& moment)
{
    QList<SchemaQuestion> questions;
    const auto ask = [&](SchemaQuestion::About about, const QString& parameter,
                         const std::string& url, bool auth) {
        const json step{{"method", "GET"}, {"url", url}, {"auth", auth}};
        const Surroundings at{model, nothing, noInputs, nothing, moment};
        if (auto request = requestFor(step, u"schema"_s, at)) {
            questions.append({about, parameter, std::move(*request)});
        }
    };
    using About = SchemaQuestion::About;
    const json& record = *model.manifest().document;
    if (const json* source = schemaSourceOf(record)) {
        ask(About::Parameters, {}, (*source)["url"], source->value("auth", true));
    }
    for (const ParameterField& field : model.manifest().parameters.fields()) {
        if (!field.choicesUrl.isEmpty()) {
            ask(About::Choices, field.name, field.choicesUrl.toStdString(), true);
        }
    }
    if (const json* source = priceSourceOf(record)) {
        ask(About::Price, {}, (*source)["url"], true);
    }
    return questions;
}

Checked<QByteArray> refreshedModel(const QByteArray& provider, const QByteArray& model,
                                   const QList<SchemaAnswer>& answers, const QString& day)
{
    auto service = parsed(provider);
    auto record = parsed(model);
    if (!service || !record) {
        return refused(service ? record.error() : service.error());
    }
    const json before = *record;
    for (const SchemaAnswer& answer : answers) {
        // A price in a unit of its own is no reason to go without the parameters.
        const bool matters =
            answer.question.about != SchemaQuestion::About::Price || answers.size() == 1;
        if (auto done = take(*record, answer, day); !done && matters) {
            return refused(done.error());
        }
    }
    if (*record == before) {
        return model;
    }
    (*record)["refreshed"] = day.toStdString();
    const json file{{"manifestVersion", 1}, {"provider", *service}, {"model", *record}};
    if (auto problem = manifestProblem(QByteArray::fromStdString(file.dump()))) {
        return refused(std::move(*problem));
    }
    return QByteArray::fromStdString(record->dump());
}

} // namespace raskadr
