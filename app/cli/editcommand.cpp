#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/ids.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonvalues.h"
#include "app/cli/queuerun.h"
#include "app/cli/services.h"
#include "core/agent/agentchoice.h"
#include "core/agent/editrun.h"
#include "core/agent/editsource.h"
#include "core/agent/promptdiff.h"
#include "core/providers/enteredconnection.h"
#include "ui/common/jsonvalue.h"
#include "ui/common/smartedittext.h"

#include <QEventLoop>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

// What an edit works with.
struct Edit
{
    EditSource source;
    Media media;
    FittedSource fitted;
    EditAgent agent;
};

// Reads everything that the edit needs; nothing: it said what is wrong.
std::optional<Edit> prepare(Context& context)
{
    const auto asset = findAsset(context, context.argument(0));
    if (!asset) {
        return std::nullopt;
    }
    struct Read
    {
        AssetRow row;
        QHash<AssetId, AssetKind> kinds;
        Catalog catalog;
        AgentChoice choice;
    };
    const auto read = context.read([&](const Repositories& r) -> Result<Read> {
        const auto row = r.assets.row(asset->id);
        if (!row) {
            return failure(ErrorKind::NotFound);
        }
        Read all{*row, {}, connectedCatalog(r), AgentChoice::read(r.settings)};
        for (const RequestedInput& input : EditSource::of(*row).inputs) {
            if (const auto used = r.assets.find(input.assetId)) {
                all.kinds.insert(used->id, used->kind);
            }
        }
        return all;
    });
    if (!read) {
        context.fail(read.error());
        return std::nullopt;
    }
    Edit edit{EditSource::of(read->row), read->row.media, {}, {}};
    if (!edit.source.hasPrompt()) {
        context.fail(
            Words::tr("The file of asset %1 has no prompt, so there is nothing to rewrite.")
                .arg(asset->id.tail()));
        return std::nullopt;
    }
    const QString modelId = context.value(u"--model"_s).value_or(edit.source.modelId);
    const CatalogModel* model = read->catalog.model(modelId);
    if (!model || model->manifest.produces == Produces::Text) {
        context.fail(
            modelId.isEmpty()
                ? Words::tr("It is not known which model made this; say which one shall: "
                            "--model MODEL.")
                : Words::tr("There is no model “%1” any more; say which one shall take its "
                            "place: --model MODEL.")
                      .arg(modelId));
        return std::nullopt;
    }
    edit.fitted = FittedSource::to(edit.source, model->manifest, read->kinds);
    edit.fitted.request.words = context.argument(1).trimmed();
    const QList<EditAgent> agents = agentsOf(read->catalog);
    AgentChoice choice = read->choice;
    choice.modelId = context.value(u"--agent"_s).value_or(choice.modelId);
    const auto agent = choice.chosenOf(agents);
    if (!agent || (context.has(u"--agent"_s) && agent->model.id != choice.modelId)) {
        context.fail(Words::tr("There is no agent “%1”. Agents are the models that write text: "
                               "raskadr-cli model list")
                         .arg(choice.modelId));
        return std::nullopt;
    }
    edit.agent = *agent;
    if (choice.showPicture && edit.source.kind == AssetKind::Image) {
        ServiceInput picture;
        picture.mime = edit.media.mimeType;
        picture.size = edit.media.size;
        picture.width = edit.media.width;
        picture.height = edit.media.height;
        picture.sha256 = edit.media.sha256;
        picture.name = edit.media.sha256.left(16);
        edit.fitted.request.picture =
            ServiceFile{picture, context.library().media().path(edit.media.sha256)};
    }
    return edit;
}

std::optional<EditOutcome> ask(Context& context, const Edit& edit)
{
    Services services(context);
    Interrupt interrupt;
    QEventLoop loop;
    std::optional<EditOutcome> outcome;
    EditRun run(services.sender(), context.connections(), context.store(), context.account(),
                edit.agent, edit.fitted.request);
    QObject::connect(&run, &EditRun::repairing, &loop, [&] {
        context.output().note(Words::tr("The agent's answer is of no use; it is asked once more."));
    });
    QObject::connect(&interrupt, &Interrupt::requested, &loop, &QEventLoop::quit);
    run.start([&](const EditOutcome& told) {
        outcome = told;
        loop.quit();
    });
    loop.exec();
    return outcome;
}

QJsonArray diffJson(const QString& before, const QString& after)
{
    QJsonArray parts;
    for (const DiffPart& part : promptDiff(before, after)) {
        const QString kind = part.kind == DiffKind::Kept ? u"kept"_s
            : part.kind == DiffKind::Removed             ? u"removed"_s
                                                         : u"added"_s;
        parts.append(QJsonObject{{u"kind"_s, kind}, {u"text"_s, part.text}});
    }
    return parts;
}

QJsonObject changeJson(const EditChange& change)
{
    QJsonObject json{{u"before"_s, ui::jsonValueOf(change.before)},
                     {u"after"_s, ui::jsonValueOf(change.after)}};
    if (change.kind == EditChange::Kind::Parameter) {
        json[u"field"_s] = u"parameters."_s + change.name;
        return json;
    }
    json[u"field"_s] = change.kind == EditChange::Kind::Prompt ? u"prompt"_s : u"negativePrompt"_s;
    const QString before = json[u"before"_s].toString();
    const QString after = json[u"after"_s].toString();
    json[u"diff"_s] = diffJson(before, after);
    if (const auto values = jsonPromptDiff(before, after)) {
        QJsonArray list;
        for (const JsonPromptChange& value : *values) {
            list.append(QJsonObject{{u"pointer"_s, value.pointer},
                                    {u"before"_s, value.before},
                                    {u"after"_s, value.after}});
        }
        json[u"values"_s] = list;
    }
    return json;
}

// As people draw it: [-removed-]{+added+}.
QString drawn(const QString& before, const QString& after)
{
    QString text;
    for (const DiffPart& part : promptDiff(before, after)) {
        text += part.kind == DiffKind::Kept  ? part.text
            : part.kind == DiffKind::Removed ? u"[-%1-]"_s.arg(part.text)
                                             : u"{+%1+}"_s.arg(part.text);
    }
    return text;
}

QStringList changeLines(const EditProposal& proposal)
{
    QStringList lines;
    for (const EditChange& change : proposal.changes) {
        const auto shown = [](const nlohmann::json& value) {
            return value.is_string() ? QString::fromStdString(value.get<std::string>())
                : value.is_null()    ? u"—"_s
                                     : QString::fromStdString(value.dump());
        };
        switch (change.kind) {
        case EditChange::Kind::Prompt:
            lines.append(
                Words::tr("Prompt: %1").arg(drawn(shown(change.before), shown(change.after))));
            break;
        case EditChange::Kind::NegativePrompt:
            lines.append(Words::tr("Negative prompt: %1")
                             .arg(drawn(shown(change.before), shown(change.after))));
            break;
        case EditChange::Kind::Parameter:
            lines.append(
                u"%1: %2 → %3"_s.arg(change.name, shown(change.before), shown(change.after)));
            break;
        }
    }
    return lines;
}

// Writes the generation of an edit, and runs it if that was asked for. Failed: it said why.
int generateEdit(Context& context, const Edit& edit, const EditProposal& proposal,
                 QJsonObject& json, QStringList& lines)
{
    const GenerationRequest request =
        editedGeneration(edit.source, edit.fitted, proposal, edit.fitted.request.words,
                         edit.agent.model.id, !context.has(u"--new-seed"_s));
    QList<GenerationId> ids;
    if (const int status = queueRequest(context, request, ids); status != Done) {
        return status;
    }
    const auto shown =
        context.read([&](const Repositories& r) { return shownGenerations(r, ids); });
    if (!shown) {
        return context.fail(shown.error());
    }
    QJsonArray names;
    for (const GenerationId& id : std::as_const(ids)) {
        names.append(id.toString());
    }
    json[u"generationIds"_s] = names;
    json[u"generations"_s] = shown->json;
    lines += shown->lines;
    return context.has(u"--wait"_s) && !shown->allDone ? Failed : Done;
}

int edit(Context& context)
{
    const auto prepared = prepare(context);
    if (!prepared) {
        return Failed;
    }
    const auto outcome = ask(context, *prepared);
    if (!outcome) {
        return context.fail(Words::tr("Stopped. Nothing was generated."));
    }
    if (!outcome->result) {
        return context.fail(ui::editFailureText(outcome->result.error(), {}));
    }
    const EditProposal& proposal = *outcome->result;
    const bool dryRun = context.has(u"--dry-run"_s);
    if (!proposal.notUnderstood.isEmpty() && !dryRun) {
        // Half of what was asked for is not generated unseen.
        return context.fail(ui::notUnderstoodText(proposal.notUnderstood));
    }
    QJsonArray changes;
    for (const EditChange& change : proposal.changes) {
        changes.append(changeJson(change));
    }
    QJsonArray losses;
    QStringList lines = changeLines(proposal);
    for (const EditLoss& loss : prepared->fitted.losses) {
        losses.append(ui::editLossText(loss, loss.name));
        lines.append(ui::editLossText(loss, loss.name));
    }
    if (!proposal.notUnderstood.isEmpty()) {
        lines.append(ui::notUnderstoodText(proposal.notUnderstood));
    }
    if (proposal.pictureLeftOut) {
        context.output().note(
            Words::tr("The agent did not see the picture: it takes no such files."));
    }
    QJsonObject json{
        {u"changes"_s, changes},
        {u"prompt"_s, proposal.prompt},
        {u"negativePrompt"_s, proposal.negativePrompt},
        {u"parameters"_s, ui::jsonValueOf(proposal.parameters)},
        {u"modelId"_s, prepared->fitted.request.model.id},
        {u"agentModel"_s, prepared->agent.model.id},
        {u"notUnderstood"_s, QJsonArray::fromStringList(proposal.notUnderstood)},
        {u"losses"_s, losses},
        {u"generationIds"_s, QJsonArray()},
    };
    const int status = dryRun ? Done : generateEdit(context, *prepared, proposal, json, lines);
    if (!dryRun && json[u"generationIds"_s].toArray().isEmpty()) {
        return status; // it said why
    }
    context.output().result(json, lines.join(u'\n'));
    return status == Done
        ? Done
        : context.fail(Words::tr("Not every generation is done. Why: raskadr-cli queue list"));
}

std::optional<QString> misuseOfEdit(const Invocation& invocation)
{
    if (invocation.arguments.value(1).trimmed().isEmpty()) {
        return Words::tr("Say in words what shall change.");
    }
    if (invocation.has(u"--dry-run"_s) && invocation.has(u"--wait"_s)) {
        return Words::tr("--dry-run generates nothing, so there is nothing to wait for.");
    }
    return std::nullopt;
}

} // namespace

QList<CommandSpec> editCommands()
{
    return {
        {u"edit"_s,
         u"ASSET TEXT"_s,
         Words::tr("Rewrite in human words how an asset was made, and generate it anew."),
         {{u"--agent"_s, u"MODEL"_s,
           Words::tr("Who rewrites: a model that writes text; draft.agent works offline. The one "
                     "chosen in the window unless told."),
           false},
          {u"--model"_s, u"MODEL"_s,
           Words::tr("The model that generates, if it shall not be the same."), false},
          {u"--new-seed"_s, {}, Words::tr("Draw a new seed instead of keeping it."), false},
          {u"--dry-run"_s, {}, Words::tr("Only show what would change."), false},
          {u"--wait"_s,
           {},
           Words::tr("Run it now and wait for the result; else it waits in the queue."),
           false}},
         Access::Write,
         true,
         edit,
         misuseOfEdit},
    };
}

} // namespace raskadr::cli
