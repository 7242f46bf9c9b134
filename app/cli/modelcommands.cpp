#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/jsonvalues.h"
#include "app/words/localname.h"
#include "app/cli/table.h"
#include "core/providers/catalog.h"
#include "ui/common/labels.h"

#include <QJsonDocument>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString shownValue(const nlohmann::json& value)
{
    if (value.is_null()) {
        return {};
    }
    return value.is_string() ? QString::fromStdString(value.get<std::string>())
                             : QString::fromStdString(value.dump());
}

QString rangeOf(const ParameterField& field)
{
    if (!field.choices.isEmpty()) {
        QStringList choices;
        for (const nlohmann::json& choice : field.choices) {
            choices.append(shownValue(choice));
        }
        return choices.join(u" | "_s);
    }
    const auto lowest = field.minimum ? field.minimum : field.exclusiveMinimum;
    const auto highest = field.maximum ? field.maximum : field.exclusiveMaximum;
    if (!lowest && !highest) {
        return {};
    }
    return (lowest ? shownValue(*lowest) : QString()) + u" … "_s
        + (highest ? shownValue(*highest) : QString());
}

QString productOf(const ModelManifest& model)
{
    if (model.produces == Produces::Text) {
        return Words::tr("Text");
    }
    return ui::kindText(model.produces == Produces::Video ? AssetKind::Video : AssetKind::Image);
}

struct Records
{
    QList<ManifestRecord> providers;
    QList<ManifestRecord> models;
};

Result<Records> readRecords(Context& context)
{
    return context.read([](const Repositories& r) {
        return Records{r.catalog.providers(), r.catalog.models()};
    });
}

Result<Catalog> readCatalog(Context& context)
{
    const auto records = readRecords(context);
    if (!records) {
        return failure(records.error());
    }
    return Catalog::fromRecords(records->providers, records->models);
}

int noModel(Context& context)
{
    return context.fail(Words::tr("There is no model “%1”. All models: raskadr-cli model list")
                            .arg(context.argument(0)));
}

int listProviders(Context& context)
{
    const auto records = readRecords(context);
    if (!records) {
        return context.fail(records.error());
    }
    QJsonArray json;
    Table table({Words::tr("Id"), Words::tr("Name"), Words::tr("At once")});
    for (const ManifestRecord& record : records->providers) {
        if (const auto provider = parseProvider(record.manifest)) {
            json.append(toJson(*provider));
            table.add(
                {provider->id, shownName(provider->name), QString::number(provider->concurrency)});
        }
    }
    context.output().result(
        json, table.isEmpty() ? Words::tr("There are no providers yet.") : table.toText());
    return Done;
}

int listModels(Context& context)
{
    const auto catalog = readCatalog(context);
    if (!catalog) {
        return context.fail(catalog.error());
    }
    QJsonArray json;
    Table table({Words::tr("Id"), Words::tr("Name"), Words::tr("Makes")});
    for (const CatalogModel& model : catalog->models()) {
        json.append(toJson(model.manifest, model.revision));
        table.add({model.manifest.id, shownName(model.manifest.name), productOf(model.manifest)});
    }
    context.output().result(
        json, table.isEmpty() ? Words::tr("There are no models yet.") : table.toText());
    return Done;
}

int exportModel(Context& context)
{
    const auto records = readRecords(context);
    if (!records) {
        return context.fail(records.error());
    }
    for (const ManifestRecord& record : records->models) {
        if (record.id != context.argument(0)) {
            continue;
        }
        QJsonObject model = QJsonDocument::fromJson(record.manifest).object();
        model.remove(u"provider"_s); // it stands beside the model in a file
        QJsonObject provider;
        for (const ManifestRecord& candidate : records->providers) {
            if (candidate.id == record.providerId) {
                provider = QJsonDocument::fromJson(candidate.manifest).object();
            }
        }
        const QJsonObject manifest{
            {u"manifestVersion"_s, 1}, {u"provider"_s, provider}, {u"model"_s, model}};
        context.output().result(manifest, QString::fromUtf8(QJsonDocument(manifest).toJson()));
        return Done;
    }
    return noModel(context);
}

int showParameters(Context& context)
{
    const auto catalog = readCatalog(context);
    if (!catalog) {
        return context.fail(catalog.error());
    }
    const CatalogModel* model = catalog->model(context.argument(0));
    if (!model) {
        return noModel(context);
    }
    QJsonArray json;
    Table table(
        {Words::tr("Parameter"), Words::tr("Title"), Words::tr("Default"), Words::tr("Values")});
    for (const ParameterField& field : model->manifest.parameters.fields()) {
        json.append(toJson(field));
        table.add({field.name, shownName({field.title, field.titleRu}), shownValue(field.initial),
                   rangeOf(field)});
    }
    QString text = table.toText();
    if (!model->manifest.inputs.isEmpty()) {
        Table slotTable({Words::tr("Input"), Words::tr("Title"), Words::tr("Files")});
        for (const InputSlotDescription& slot : model->manifest.inputs) {
            slotTable.add({slot.name, shownName(slot.title),
                           slot.min == slot.max ? QString::number(slot.min)
                                                : u"%1 … %2"_s.arg(slot.min).arg(slot.max)});
        }
        text += u'\n' + slotTable.toText();
    }
    context.output().result(json, text);
    return Done;
}

} // namespace

QList<CommandSpec> modelCommands()
{
    return {
        {u"provider list"_s,
         {},
         Words::tr("Show who runs models."),
         {},
         Access::Read,
         true,
         listProviders},
        {u"model list"_s,
         {},
         Words::tr("Show the models that can be called."),
         {},
         Access::Read,
         true,
         listModels},
        {u"model export"_s,
         u"MODEL"_s,
         Words::tr("Print the manifest of a model, which is JSON."),
         {},
         Access::Read,
         true,
         exportModel},
        {u"model params"_s,
         u"MODEL"_s,
         Words::tr("Show the parameters and inputs of a model."),
         {},
         Access::Read,
         true,
         showParameters},
    };
}

} // namespace raskadr::cli
