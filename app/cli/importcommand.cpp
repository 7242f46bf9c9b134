#include "app/cli/background.h"
#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/ids.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonvalues.h"
#include "core/ingest/importrunner.h"
#include "core/model/names.h"
#include "ui/common/errortext.h"
#include "ui/common/format.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList absolutePaths(const QStringList& words)
{
    QStringList paths;
    for (const QString& word : words) {
        paths.append(QDir::cleanPath(QFileInfo(word).absoluteFilePath()));
    }
    return paths;
}

// What one call of the command did: of one import, or of one that was interrupted and of what has
// come into its folders since.
struct Taken
{
    ImportReport report;
    Walk walk;

    void add(const ImportReport& next)
    {
        report.run = next.run;
        report.shots += next.shots;
        report.assets += next.assets;
        report.skipped += next.skipped;
        report.waiting += next.waiting;
        report.refused += next.refused;
        report.stoppedBy = next.stoppedBy;
    }
};

class ImportJob
{
public:
    ImportJob(Context& context, ImportRun run, std::stop_token stop)
        : m_context(context)
        , m_place{context.store(), context.library().media(), context.clock()}
        , m_run(std::move(run))
        , m_stop(std::move(stop))
    {
    }

    // In a thread of its own.
    Result<Taken> work()
    {
        Taken taken;
        auto walk = walkPaths(m_run.paths, m_stop);
        if (!walk) {
            return failure(walk.error());
        }
        taken.walk = *walk;
        const auto interrupted = interruptedRun();
        if (!interrupted) {
            return failure(interrupted.error());
        }
        if (*interrupted) {
            auto resumed = goOn(**interrupted);
            if (!resumed) {
                return failure(resumed.error());
            }
            taken.add(*resumed);
            removeKnown(*walk, resumed->run.id);
            if (resumed->stoppedBy || (walk->candidates.isEmpty() && walk->unreadable.isEmpty())) {
                return taken;
            }
        }
        const auto confirmed =
            confirmImport(m_place.store, m_run, *walk, m_context.clock().nowMs());
        if (!confirmed) {
            return failure(confirmed.error());
        }
        auto report = goOn(*confirmed);
        if (!report) {
            return failure(report.error());
        }
        taken.add(*report);
        return taken;
    }

private:
    // The same import, begun earlier by a process that did not get to its end.
    Result<std::optional<ImportRun>> interruptedRun() const
    {
        return m_place.store.read(
            m_run.accountId, [this](const Repositories& r) -> std::optional<ImportRun> {
                for (const ImportRun& run : r.imports.unfinished()) {
                    if (run.projectId == m_run.projectId && run.paths == m_run.paths
                        && run.grouping == m_run.grouping && run.intoShotId == m_run.intoShotId
                        && run.makeHeadliners == m_run.makeHeadliners
                        && run.addAgain == m_run.addAgain) {
                        return run;
                    }
                }
                return std::nullopt;
            });
    }

    void removeKnown(Walk& walk, const ImportRunId& run) const
    {
        const auto items = m_place.store.read(
            m_run.accountId, [&](const Repositories& r) { return r.imports.items(run); });
        QSet<QString> known;
        for (const ImportItem& item : items.value_or(QList<ImportItem>())) {
            known.insert(item.path);
        }
        walk.candidates.removeIf(
            [&](const Candidate& candidate) { return known.contains(candidate.path); });
        walk.unreadable.removeIf([&](const Error& error) { return known.contains(error.subject); });
    }

    Result<ImportReport> goOn(const ImportRun& run) const
    {
        return runImport(m_place, run.accountId, run.id, m_stop, [this](const ImportProgress& at) {
            const double fraction =
                at.bytesTotal > 0 ? double(at.bytesDone) / double(at.bytesTotal) : 1;
            QMetaObject::invokeMethod(qApp, [&output = m_context.output(), fraction] {
                output.progress(Words::tr("Importing"), fraction);
            });
        });
    }

    Context& m_context;
    const ImportPlace m_place;
    const ImportRun m_run;
    const std::stop_token m_stop;
};

Result<QJsonArray> shotsJson(Context& context, const QList<ShotId>& ids)
{
    return context.read([&](const Repositories& r) {
        QJsonArray json;
        for (const ShotId& id : ids) {
            if (const auto shot = r.shots.find(id)) {
                json.append(numbered(*shot));
            }
        }
        return json;
    });
}

Result<QJsonArray> assetsJson(Context& context, const QList<AssetId>& ids)
{
    return context.read([&](const Repositories& r) {
        QJsonArray json;
        for (const AssetId& id : ids) {
            if (const auto row = r.assets.row(id)) {
                json.append(toJson(*row, r.shots.find(row->asset.shotId).value_or(Shot())));
            }
        }
        return json;
    });
}

QString reasonOf(const ImportReport::Refused& refused)
{
    return ui::errorText(refused.error);
}

QString stopSentence(const Error& error)
{
    return error.kind == ErrorKind::Cancelled
        ? Words::tr("The import was stopped. What is in stays in.")
        : ui::errorText(error);
}

QString textOf(const Taken& taken)
{
    const ImportReport& report = taken.report;
    QStringList lines;
    const int added = static_cast<int>(report.assets.size());
    lines.append(added == 0 ? Words::tr("Nothing was imported.")
                            : Words::tr("%n file(s) imported.", nullptr, added));
    if (!report.shots.isEmpty()) {
        lines.append(Words::tr("%n new shot(s).", nullptr, static_cast<int>(report.shots.size())));
    }
    if (!report.skipped.isEmpty()) {
        lines.append(Words::tr("%n file(s) skipped: they are in the project already.", nullptr,
                               static_cast<int>(report.skipped.size())));
    }
    if (taken.walk.sidecars > 0) {
        lines.append(Words::tr("%n text(s) with data read together with the file beside it.",
                               nullptr, taken.walk.sidecars));
    }
    if (taken.walk.links > 0) {
        lines.append(Words::tr("%n link(s) not followed.", nullptr, taken.walk.links));
    }
    if (taken.walk.specials > 0) {
        lines.append(Words::tr("%n pipe(s), device(s) or socket(s) left out.", nullptr,
                               taken.walk.specials));
    }
    if (!report.refused.isEmpty()) {
        lines.append(
            Words::tr("%n file(s) refused:", nullptr, static_cast<int>(report.refused.size())));
        for (const ImportReport::Refused& refused : report.refused) {
            lines.append(u"  %1\n    %2"_s.arg(refused.path, reasonOf(refused)));
        }
    }
    return lines.join(u'\n');
}

int printReport(Context& context, const Taken& taken)
{
    const ImportReport& report = taken.report;
    const auto shots = shotsJson(context, report.shots);
    const auto assets = assetsJson(context, report.assets);
    if (!shots || !assets) {
        return context.fail(shots ? assets.error() : shots.error());
    }
    QJsonArray refused;
    for (const ImportReport::Refused& file : report.refused) {
        refused.append(QJsonObject{{u"path"_s, file.path},
                                   {u"kind"_s, errorKindName(file.error.kind)},
                                   {u"reason"_s, reasonOf(file)}});
    }
    QJsonObject json{{u"id"_s, report.run.id.toString()},
                     {u"shots"_s, *shots},
                     {u"assets"_s, *assets},
                     {u"skipped"_s, report.skipped.size()},
                     {u"refused"_s, refused},
                     {u"waiting"_s, report.waiting},
                     {u"links"_s, taken.walk.links},
                     {u"notFiles"_s, taken.walk.specials},
                     {u"hidden"_s, taken.walk.hidden},
                     {u"sidecars"_s, taken.walk.sidecars}};
    if (report.stoppedBy) {
        json[u"stoppedBy"_s] = QJsonObject{{u"kind"_s, errorKindName(report.stoppedBy->kind)},
                                           {u"reason"_s, stopSentence(*report.stoppedBy)},
                                           {u"bytesNeeded"_s, report.stoppedBy->amount}};
    }
    context.output().result(json, textOf(taken));
    if (report.stoppedBy) {
        return context.fail(stopSentence(*report.stoppedBy));
    }
    if (!report.refused.isEmpty()) {
        return context.fail(Words::tr("%n file(s) could not be imported.", nullptr,
                                      static_cast<int>(report.refused.size())));
    }
    return Done;
}

std::optional<ImportGrouping> groupingOf(const Invocation& invocation)
{
    const auto given = invocation.value(u"--by"_s);
    return given ? fromName<ImportGrouping>(*given) : ImportGrouping::File;
}

std::optional<QString> misuseOfImport(const Invocation& invocation)
{
    if (!groupingOf(invocation)) {
        return Words::tr("--by takes file, folder, number or one.");
    }
    if (invocation.has(u"--into"_s) && invocation.has(u"--by"_s)) {
        return Words::tr("--into and --by do not go together.");
    }
    return std::nullopt;
}

int importFiles(Context& context)
{
    const auto project = findProject(context, context.argument(0));
    if (!project) {
        return Failed;
    }
    ImportRun run;
    run.accountId = context.account();
    run.projectId = project->id;
    run.paths = absolutePaths(context.arguments().mid(1));
    run.grouping = groupingOf(context.invocation()).value_or(ImportGrouping::File);
    run.makeHeadliners = !context.has(u"--no-headliner"_s);
    run.addAgain = context.has(u"--again"_s);
    if (const auto into = context.value(u"--into"_s)) {
        const auto shot = findShot(context, *into);
        if (!shot) {
            return Failed;
        }
        if (shot->projectId != project->id) {
            return context.fail(Words::tr("The shot “%1” belongs to another project.").arg(*into));
        }
        run.intoShotId = shot->id;
    }
    Interrupt interrupt;
    const auto taken =
        inBackground([&] { return ImportJob(context, run, interrupt.token()).work(); });
    if (!taken) {
        return context.fail(taken.error());
    }
    if (interrupt.isByUser() && taken->report.stoppedBy) {
        // Whoever presses Ctrl+C does not want the rest; after any other end it goes on later.
        if (auto ended = endImport(context.store(), context.account(), taken->report.run.id);
            !ended) {
            return context.fail(ended.error());
        }
    }
    return printReport(context, *taken);
}

} // namespace

QList<CommandSpec> importCommands()
{
    return {
        {u"import"_s,
         u"PROJECT PATH..."_s,
         Words::tr("Take files and folders into a project; an interrupted import goes on."),
         {{u"--into"_s, u"SHOT"_s, Words::tr("Into this shot instead of new ones."), false},
          {u"--by"_s, u"file|folder|number|one"_s,
           Words::tr(
               "What becomes a shot: each file, each folder, each number in the names, or all "
               "files together."),
           false},
          {u"--no-headliner"_s, {}, Words::tr("Leave the new shots without a headliner."), false},
          {u"--again"_s, {}, Words::tr("Add files that are in the project already, too."), false}},
         Access::Write,
         true,
         importFiles,
         misuseOfImport},
    };
}

} // namespace raskadr::cli
