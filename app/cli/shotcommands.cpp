#include "core/edit/shotcommands.h"

#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/ids.h"
#include "app/cli/jsonvalues.h"
#include "app/cli/table.h"
#include "core/model/names.h"
#include "ui/common/labels.h"

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostShotsAtOnce = 1000;

std::optional<Shot> currentShot(Context& context, const ShotId& id)
{
    const auto shot = context.read([&](const Repositories& r) { return r.shots.find(id); });
    if (!shot || !*shot) {
        context.fail(shot ? Error{ErrorKind::NotFound, {}, {}, 0} : shot.error());
        return std::nullopt;
    }
    return **shot;
}

std::optional<int> countOf(const Invocation& invocation)
{
    return invocation.number(u"--count"_s, 1, 1, mostShotsAtOnce);
}

std::optional<QString> misuseOfAdd(const Invocation& invocation)
{
    return countOf(invocation)
        ? std::nullopt
        : std::optional(Words::tr("--count takes a number from 1 to %1.").arg(mostShotsAtOnce));
}

int addShots(Context& context)
{
    const int count = countOf(context.invocation()).value_or(1);
    const auto project = findProject(context, context.argument(0));
    if (!project) {
        return Failed;
    }
    Shot values;
    values.title = context.value(u"--title"_s).value_or(QString());
    values.script = context.value(u"--script"_s).value_or(QString());
    auto command = std::make_unique<AddShots>(project->id, -1, QList<Shot>(count, values));
    const QList<ShotId> ids = command->shotIds();
    if (auto done = context.run(std::move(command)); !done) {
        return context.fail(done.error());
    }
    QJsonArray json;
    QStringList lines;
    for (const ShotId& id : ids) {
        const auto shot = currentShot(context, id);
        if (!shot) {
            return Failed;
        }
        json.append(numbered(*shot));
        lines.append(Words::tr("Shot %1 was added: %2").arg(shot->number()).arg(id.tail()));
    }
    context.output().result(context.has(u"--count"_s) ? QJsonValue(json) : json.first(),
                            lines.join(u'\n'));
    return Done;
}

int listShots(Context& context)
{
    const auto project = findProject(context, context.argument(0));
    if (!project) {
        return Failed;
    }
    const auto rows =
        context.read([&](const Repositories& r) { return r.shots.board(project->id); });
    if (!rows) {
        return context.fail(rows.error());
    }
    QJsonArray json;
    Table table({Words::tr("No."), Words::tr("Id"), Words::tr("Status"), Words::tr("Assets"),
                 Words::tr("Headliner"), Words::tr("Title")});
    for (const BoardRow& row : *rows) {
        json.append(toJson(row));
        table.add({QString::number(row.shot.number()), row.shot.id.tail(),
                   ui::statusText(row.shot.status), QString::number(row.assets),
                   row.shot.headlinerId.isNull() ? u"—"_s : row.shot.headlinerId.tail(),
                   shortened(row.shot.title, 60)});
    }
    context.output().result(
        json, table.isEmpty() ? Words::tr("The project has no shots yet.") : table.toText());
    return Done;
}

std::optional<QString> misuseOfMove(const Invocation& invocation)
{
    for (const QString& word : invocation.arguments.mid(1)) {
        bool isNumber = false;
        word.toInt(&isNumber);
        if (!isNumber) {
            return Words::tr("“%1” is no number of a shot.").arg(word);
        }
    }
    return std::nullopt;
}

int moveShot(Context& context)
{
    const auto project = findProject(context, context.argument(0));
    if (!project) {
        return Failed;
    }
    const auto shots =
        context.read([&](const Repositories& r) { return r.shots.ofProject(project->id); });
    if (!shots) {
        return context.fail(shots.error());
    }
    QList<int> numbers;
    for (const QString& word : {context.argument(1), context.argument(2)}) {
        numbers.append(word.toInt());
        if (numbers.last() < 1 || numbers.last() > shots->size()) {
            return context.fail(
                Words::tr("The project “%1” has no shot %2.").arg(project->title, word));
        }
    }
    const Shot& shot = (*shots)[numbers[0] - 1];
    const auto done = context.run(
        std::make_unique<MoveShots>(project->id, QList<ShotId>{shot.id}, numbers[1] - 1));
    if (!done) {
        return context.fail(done.error());
    }
    const auto moved = currentShot(context, shot.id);
    if (!moved) {
        return Failed;
    }
    context.output().result(
        numbered(*moved),
        Words::tr("Shot %1 is shot %2 now.").arg(shot.number()).arg(moved->number()));
    return Done;
}

std::optional<QString> misuseOfStatus(const Invocation& invocation)
{
    return fromName<ShotStatus>(invocation.arguments[1])
        ? std::nullopt
        : std::optional(Words::tr("“%1” is no status; there are waiting, in-progress and done.")
                            .arg(invocation.arguments[1]));
}

int setStatus(Context& context)
{
    const auto shot = findShot(context, context.argument(0));
    if (!shot) {
        return Failed;
    }
    ShotChanges changes;
    changes.status = fromName<ShotStatus>(context.argument(1));
    if (auto done = context.run(std::make_unique<EditShots>(QList<ShotId>{shot->id}, changes));
        !done) {
        return context.fail(done.error());
    }
    const auto changed = currentShot(context, shot->id);
    if (!changed) {
        return Failed;
    }
    context.output().result(
        numbered(*changed),
        Words::tr("Shot %1: %2").arg(changed->number()).arg(ui::statusText(changed->status)));
    return Done;
}

} // namespace

QList<CommandSpec> shotCommands()
{
    return {
        {u"shot add"_s,
         u"PROJECT"_s,
         Words::tr("Add shots at the end of the film."),
         {{u"--title"_s, u"T"_s, Words::tr("The title of the shot."), false},
          {u"--script"_s, u"S"_s, Words::tr("The text of the script."), false},
          {u"--count"_s, u"N"_s, Words::tr("How many shots to add; 1 unless told."), false}},
         Access::Write,
         true,
         addShots,
         misuseOfAdd},
        {u"shot list"_s,
         u"PROJECT"_s,
         Words::tr("Show the shots of a project in story order."),
         {},
         Access::Read,
         true,
         listShots},
        {u"shot move"_s,
         u"PROJECT FROM TO"_s,
         Words::tr("Give the shot with the number FROM the number TO."),
         {},
         Access::Write,
         true,
         moveShot,
         misuseOfMove},
        {u"shot status"_s,
         u"SHOT STATUS"_s,
         Words::tr("Set the status of a shot: waiting, in-progress or done."),
         {},
         Access::Write,
         true,
         setStatus,
         misuseOfStatus},
    };
}

} // namespace raskadr::cli
