#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonvalues.h"
#include "app/cli/removals.h"
#include "app/cli/services.h"
#include "app/cli/table.h"
#include "app/words/localname.h"
#include "core/library/manifestremoval.h"
#include "core/library/ownmanifests.h"
#include "core/library/schemarefresh.h"
#include "core/providers/enteredconnection.h"
#include "ui/common/labels.h"
#include "ui/common/manifestproblemtext.h"

#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 largestManifest = 4 << 20;

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

// Also those that cannot be called: they can be looked at before somebody pays for a key.
Result<Catalog> readCatalog(Context& context)
{
    return context.read([](const Repositories& r) {
        return Catalog::ofAll(r.catalog.providers(), r.catalog.models());
    });
}

int noModel(Context& context)
{
    return context.fail(Words::tr("There is no model “%1”. All models: raskadr-cli model list")
                            .arg(context.argument(0)));
}

int listModels(Context& context)
{
    struct Offer
    {
        Catalog all;
        Catalog connected;
    };
    const auto offer = context.read([](const Repositories& r) {
        return Offer{Catalog::ofAll(r.catalog.providers(), r.catalog.models()),
                     connectedCatalog(r)};
    });
    if (!offer) {
        return context.fail(offer.error());
    }
    const bool all = context.has(u"--all"_s);
    QJsonArray json;
    Table table({Words::tr("Id"), Words::tr("Name"), Words::tr("Makes")});
    for (const CatalogModel& model : (all ? offer->all : offer->connected).models()) {
        QJsonObject object = toJson(model.manifest, model.revision);
        object[u"connected"_s] = offer->connected.model(model.manifest.id) != nullptr;
        json.append(object);
        table.add({model.manifest.id, shownName(model.manifest.name), productOf(model.manifest)});
    }
    context.output().result(
        json, table.isEmpty() ? Words::tr("There are no models yet.") : table.toText());
    return Done;
}

int exportModel(Context& context)
{
    const auto manifest = context.read(
        [&](const Repositories& r) { return exportedManifest(r, context.argument(0)); });
    if (!manifest) {
        return manifest.error().kind == ErrorKind::NotFound ? noModel(context)
                                                            : context.fail(manifest.error());
    }
    context.output().result(QJsonDocument::fromJson(*manifest).object(),
                            QString::fromUtf8(*manifest));
    return Done;
}

// Why a manifest is not taken: where, and the reason.
int refuseManifest(Context& context, const ManifestProblem& problem)
{
    const QString reason = ui::manifestProblemSentence(problem);
    return context.fail(
        problem.place.isEmpty()
            ? Words::tr("The manifest “%1” is refused. %2").arg(context.argument(0), reason)
            : Words::tr("The manifest “%1” is refused at %2. %3")
                  .arg(context.argument(0), problem.place, reason));
}

Result<QByteArray> readFile(const QString& path)
{
    QFile file(path);
    if (!file.exists()) {
        return failure(ErrorKind::FileMissing, file.errorString(), path);
    }
    if (!QFileInfo(path).isFile()) {
        return failure(ErrorKind::NotAFile, {}, path);
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorKind::FileUnreadable, file.errorString(), path);
    }
    // One byte more than is read by anybody: whoever reads says that it is too much.
    return file.read(largestManifest + 1);
}

QJsonArray modelsJson(const Catalog& catalog, const AddedManifest& added)
{
    QJsonArray models;
    for (const QString& id : added.modelIds) {
        if (const CatalogModel* model = catalog.model(id)) {
            models.append(toJson(model->manifest, model->revision));
        }
    }
    return models;
}

int addModel(Context& context)
{
    const auto bytes = readFile(context.argument(0));
    if (!bytes) {
        return context.fail(bytes.error());
    }
    if (const auto problem = manifestProblem(*bytes)) {
        return refuseManifest(context, *problem);
    }
    const auto added =
        putManifest(context.store(), context.account(), *bytes, context.values(u"--new-address"_s))
            .wait();
    if (!added && added.error().kind == ErrorKind::Unauthorized) {
        return context.fail(
            Words::tr("The file wants the keys of a provider that is known already to go to other "
                      "addresses: %1. If you trust them, say so: --new-address ADDRESS for each.")
                .arg(QString(added.error().subject).replace(u'\n', u", "_s)));
    }
    if (!added && added.error().kind == ErrorKind::InvalidInput) {
        return context.fail(Words::tr("The manifest “%1” is refused at %2. %3")
                                .arg(context.argument(0), added.error().subject,
                                     Words::tr("The program has no such engine of its own.")));
    }
    if (!added) {
        return context.fail(added.error());
    }
    const auto catalog = readCatalog(context);
    const auto state = context.connections().state(context.account(), added->providerId);
    if (!catalog || !state) {
        return context.fail(catalog ? state.error() : catalog.error());
    }
    const QJsonArray models = modelsJson(*catalog, *added);
    const QStringList ids =
        added->modelIds.isEmpty() ? QStringList{added->providerId} : added->modelIds;
    context.output().result(models.size() == 1 ? QJsonValue(models.first().toObject())
                                               : QJsonValue(models),
                            Words::tr("Added: %1.").arg(ids.join(u", "_s)));
    if (!state->gaps.keys.isEmpty()) {
        context.output().note(
            Words::tr("The provider still needs its key: raskadr-cli provider key %1 %2")
                .arg(added->providerId, state->gaps.keys.first()));
    }
    return Done;
}

int tellRefreshed(Context& context, const SchemaRefresh& refresh)
{
    const QString id = context.argument(0);
    if (!refresh.asked) {
        return context.fail(
            Words::tr("The service publishes nothing about the parameters of “%1”.").arg(id));
    }
    if (refresh.refused) {
        return context.fail(
            Words::tr("What the service published about “%1” is refused at %2, and "
                      "everything stays as it was. %3")
                .arg(id, refresh.refused->place, ui::manifestProblemSentence(*refresh.refused)));
    }
    const QJsonObject json{
        {u"id"_s, id}, {u"changed"_s, refresh.changed}, {u"revision"_s, refresh.revision}};
    context.output().result(
        json,
        refresh.changed ? Words::tr("“%1” is as its service describes it now, in revision %2.")
                              .arg(id)
                              .arg(refresh.revision)
                        : Words::tr("“%1” was up to date.").arg(id));
    return Done;
}

int refreshModel(Context& context)
{
    const auto catalog = readCatalog(context);
    if (!catalog) {
        return context.fail(catalog.error());
    }
    const CatalogModel* model = catalog->model(context.argument(0));
    if (!model) {
        return noModel(context);
    }
    if (model->manifest.flow == Flow::Builtin) {
        return tellRefreshed(context, {});
    }
    Interrupt interrupt;
    const QString provider = model->manifest.providerId;
    if (!waitForKeys(context, provider, interrupt)) {
        return Failed;
    }
    Services services(context);
    QEventLoop loop;
    std::optional<tl::expected<SchemaRefresh, ServiceFailure>> found;
    QObject::connect(&interrupt, &Interrupt::requested, &loop, &QEventLoop::quit);
    auto refreshing =
        refreshSchema(services.sender(), context.store(), context.connections(), context.clock(),
                      context.account(), context.argument(0), &loop, [&](const auto& result) {
                          found = result;
                          loop.quit();
                      });
    loop.exec();
    refreshing.reset();
    if (!found) {
        return Failed;
    }
    return *found ? tellRefreshed(context, **found)
                  : tellServiceFailure(context, provider, found->error());
}

int removeModel(Context& context)
{
    const QString id = context.argument(0);
    const auto removal = raskadr::removeModel(context.store(), context.account(), id).wait();
    if (!removal && removal.error().kind == ErrorKind::NotFound) {
        return context.fail(
            Words::tr(
                "“%1” is no model that you added or changed. Models: raskadr-cli model list --all")
                .arg(id));
    }
    if (!removal) {
        return refuseRemoval(context, removal.error());
    }
    return tellRemoved(context, *removal);
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
        {u"model list"_s,
         {},
         Words::tr("Show the models that can be called."),
         {{u"--all"_s, {}, Words::tr("Also those whose provider is not connected."), false}},
         Access::Read,
         true,
         listModels},
        {u"model add"_s,
         u"FILE"_s,
         Words::tr("Take a manifest into your catalogue. A local provider may be called at its "
                   "address then."),
         {{u"--new-address"_s, u"ADDRESS"_s,
           Words::tr("Keys of a provider that is known already may go there, too."), true}},
         Access::Write,
         true,
         addModel},
        {u"model export"_s,
         u"MODEL"_s,
         Words::tr("Print the manifest of a model, which is JSON."),
         {},
         Access::Read,
         true,
         exportModel},
        {u"model refresh"_s,
         u"MODEL"_s,
         Words::tr("Ask the service of a model for its parameters, choices and prices."),
         {},
         Access::Write,
         true,
         refreshModel},
        {u"model remove"_s,
         u"MODEL"_s,
         Words::tr("Take a model that you added out of the catalogue, or give one that you changed "
                   "its original back."),
         {},
         Access::Write,
         true,
         removeModel},
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
