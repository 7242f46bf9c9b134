#include "core/edit/projectcommands.h"

#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/ids.h"
#include "app/cli/jsonvalues.h"
#include "app/cli/table.h"
#include "core/model/names.h"

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<Aspect> aspectOf(const Invocation& invocation)
{
    const auto given = invocation.value(u"--aspect"_s);
    return given ? fromName<Aspect>(*given) : Aspect();
}

std::optional<QString> misuseOfCreate(const Invocation& invocation)
{
    if (invocation.arguments[0].trimmed().isEmpty()) {
        return Words::tr("A project needs a title.");
    }
    if (!aspectOf(invocation)) {
        return Words::tr("--aspect takes width to height, for example 16:9 or 2.39:1.");
    }
    return std::nullopt;
}

int createProject(Context& context)
{
    Project values;
    values.title = context.argument(0).trimmed();
    values.aspect = aspectOf(context.invocation()).value_or(Aspect());
    auto command = std::make_unique<CreateProject>(values);
    const ProjectId id = command->projectId();
    if (auto done = context.run(std::move(command)); !done) {
        return context.fail(done.error());
    }
    const auto project = context.read([&](const Repositories& r) { return r.projects.find(id); });
    if (!project || !*project) {
        return context.fail(project ? Error{ErrorKind::NotFound, {}, {}, 0} : project.error());
    }
    context.output().result(
        toJson(**project),
        Words::tr("The project “%1” was created: %2").arg((*project)->title, id.tail()));
    return Done;
}

int listProjects(Context& context)
{
    const auto summaries =
        context.read([](const Repositories& r) { return r.projects.summaries(); });
    if (!summaries) {
        return context.fail(summaries.error());
    }
    QJsonArray json;
    Table table({Words::tr("Id"), Words::tr("Shots"), Words::tr("Done"), Words::tr("Aspect"),
                 Words::tr("Title")});
    for (const ProjectSummary& summary : *summaries) {
        if (summary.project.trashedMs != 0) {
            continue;
        }
        json.append(toJson(summary));
        table.add({summary.project.id.tail(), QString::number(summary.shots),
                   QString::number(summary.doneShots), nameOf(summary.project.aspect),
                   shortened(summary.project.title, 60)});
    }
    context.output().result(
        json, table.isEmpty() ? Words::tr("There are no projects yet.") : table.toText());
    return Done;
}

} // namespace

QList<CommandSpec> projectCommands()
{
    return {
        {u"project create"_s,
         u"TITLE"_s,
         Words::tr("Create a project."),
         {{u"--aspect"_s, u"16:9"_s, Words::tr("The frame of the film as width to height."),
           false}},
         Access::Write,
         true,
         createProject,
         misuseOfCreate},
        {u"project list"_s,
         {},
         Words::tr("Show the projects of the account."),
         {},
         Access::Read,
         true,
         listProjects},
    };
}

} // namespace raskadr::cli
