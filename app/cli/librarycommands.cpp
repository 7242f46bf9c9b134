#include "app/cli/background.h"
#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/interrupt.h"
#include "core/library/check.h"
#include "core/library/databasefile.h"
#include "ui/common/format.h"

#include <QDir>
#include <QJsonObject>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

int initLibrary(Context& context)
{
    const QString path = context.library().path();
    context.output().result(
        QJsonObject{{u"path"_s, path}, {u"version"_s, 1}},
        Words::tr("The library is ready: %1").arg(QDir::toNativeSeparators(path)));
    return Done;
}

// A line for each thing found, under a sentence that counts them.
void addFindings(QStringList& lines, const QString& sentence, const QStringList& found)
{
    if (!found.isEmpty()) {
        lines.append(sentence);
        for (const QString& name : found) {
            lines.append(u"  "_s + name);
        }
    }
}

QStringList namesOf(const QList<CheckReport::File>& files)
{
    QStringList names;
    for (const CheckReport::File& file : files) {
        names.append(u"%1  %2"_s.arg(file.name, ui::bytesText(file.size)));
    }
    return names;
}

QString textOf(const CheckReport& report)
{
    QStringList lines;
    lines.append(Words::tr("%n original(s) checked.", nullptr, report.originals));
    lines.append(report.ok() ? Words::tr("Everything is in place.")
                             : Words::tr("The library is not in order."));
    const auto count = [](const auto& list) { return static_cast<int>(list.size()); };
    addFindings(lines, Words::tr("%n file(s) missing:", nullptr, count(report.missing)),
                namesOf(report.missing));
    addFindings(lines, Words::tr("%n file(s) altered:", nullptr, count(report.altered)),
                namesOf(report.altered));
    addFindings(lines, Words::tr("%n file(s) unreadable:", nullptr, count(report.unreadable)),
                report.unreadable);
    addFindings(lines, Words::tr("%n broken row(s):", nullptr, count(report.brokenRows)),
                report.brokenRows);
    addFindings(lines,
                Words::tr("%n record(s) lag behind and will be written with the next change:",
                          nullptr, count(report.lag.records)),
                report.lag.records);
    addFindings(lines,
                Words::tr("%n sidecar(s) lag behind and will be written with the next change:",
                          nullptr, count(report.lag.sidecars)),
                report.lag.sidecars);
    addFindings(
        lines, Words::tr("%n file(s) that nothing refers to:", nullptr, count(report.unreferenced)),
        namesOf(report.unreferenced));
    addFindings(lines,
                Words::tr("%n leftover(s) of interrupted work:", nullptr, count(report.leftovers)),
                report.leftovers);
    return lines.join(u'\n');
}

int checkTheLibrary(Context& context)
{
    Interrupt interrupt;
    const auto progress = [&](const CheckProgress& at) {
        const double fraction =
            at.bytesTotal > 0 ? double(at.bytesDone) / double(at.bytesTotal) : 1;
        QMetaObject::invokeMethod(qApp, [&context, fraction] {
            context.output().progress(Words::tr("Checking"), fraction);
        });
    };
    Library& library = context.library();
    auto report =
        inBackground([&] { return checkLibrary(library, {}, progress, interrupt.token()); });
    if (!report) {
        return context.fail(report.error());
    }
    if (library.isSalvaged()) {
        // What is open is the sound copy of what was still to be read; the faults are in the
        // original.
        const auto faults = inBackground(
            [&] { return databaseFaults(library.path() + u"/library.db"_s, interrupt.token()); });
        report->brokenRows = faults ? *faults + report->brokenRows : report->brokenRows;
        if (report->brokenRows.isEmpty()) {
            report->brokenRows.append(u"the database cannot be opened"_s);
        }
    }
    context.output().result(report->toJson(), textOf(*report));
    return report->ok() ? Done : Failed;
}

struct Counts
{
    int projects = 0;
    int shots = 0;
    int assets = 0;
    int generations = 0;
    qint64 originals = 0;
    qint64 originalBytes = 0;
};

Counts count(const Repositories& r)
{
    Counts counts;
    for (const ProjectSummary& summary : r.projects.summaries()) {
        if (summary.project.trashedMs != 0) {
            continue;
        }
        ++counts.projects;
        for (const BoardRow& row : r.shots.board(summary.project.id)) {
            ++counts.shots;
            counts.assets += row.assets;
            counts.generations += static_cast<int>(r.generations.ofShot(row.shot.id).size());
        }
    }
    for (const Media& media : r.media.all()) {
        ++counts.originals;
        counts.originalBytes += media.size;
    }
    return counts;
}

int showStats(Context& context)
{
    const auto counts = context.read(count);
    if (!counts) {
        return context.fail(counts.error());
    }
    Interrupt interrupt;
    const auto bytes = inBackground([path = context.library().path(), &interrupt] {
        return sizeOfFolder(path, interrupt.token());
    });
    if (!bytes) {
        return context.fail(bytes.error());
    }
    const QJsonObject json{{u"path"_s, context.library().path()},
                           {u"projects"_s, counts->projects},
                           {u"shots"_s, counts->shots},
                           {u"assets"_s, counts->assets},
                           {u"generations"_s, counts->generations},
                           {u"originals"_s, counts->originals},
                           {u"originalBytes"_s, counts->originalBytes},
                           {u"libraryBytes"_s, *bytes},
                           {u"freeBytes"_s, freeSpaceAt(context.library().path())}};
    const QStringList lines{
        Words::tr("Library: %1").arg(QDir::toNativeSeparators(context.library().path())),
        Words::tr("Projects: %1").arg(ui::numberText(counts->projects)),
        Words::tr("Shots: %1").arg(ui::numberText(counts->shots)),
        Words::tr("Assets: %1").arg(ui::numberText(counts->assets)),
        Words::tr("Generations: %1").arg(ui::numberText(counts->generations)),
        Words::tr("Originals of the whole library: %1, %2")
            .arg(ui::numberText(counts->originals), ui::bytesText(counts->originalBytes)),
        Words::tr("On the disk: %1").arg(ui::bytesText(*bytes)),
        Words::tr("Free: %1").arg(ui::bytesText(freeSpaceAt(context.library().path()))),
    };
    context.output().result(json, lines.join(u'\n'));
    return Done;
}

} // namespace

QList<CommandSpec> libraryCommands()
{
    return {
        {u"library init"_s,
         {},
         Words::tr("Make a library in the folder given by --library."),
         {},
         Access::NewLibrary,
         false,
         initLibrary},
        {u"library check"_s,
         {},
         Words::tr("Read every original again and name what is missing, altered or broken."),
         {},
         Access::Read,
         true,
         checkTheLibrary},
        {u"library stats"_s,
         {},
         Words::tr("Count what is in the library."),
         {},
         Access::Read,
         true,
         showStats},
    };
}

} // namespace raskadr::cli
