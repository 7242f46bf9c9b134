#include "app/demo/demorows.h"

#include <QStringList>

namespace raskadr::demo {

using namespace Qt::Literals::StringLiterals;

namespace {

// The shots of the script in their order, and the choices that were made, as settings of the
// account.
QString shotsKey(const ProjectId& project)
{
    return u"demo/shots/"_s + project.toString();
}

QString marksKey(const ProjectId& project)
{
    return u"demo/marks/"_s + project.toString();
}

std::optional<AssetRow> presentResult(const Repositories& r, const GenerationId& generation)
{
    if (generation.isNull()) {
        return std::nullopt;
    }
    for (const Asset& asset : r.assets.ofGeneration(generation)) {
        if (asset.trashedMs == 0) {
            return r.assets.row(asset.id);
        }
    }
    return std::nullopt;
}

ShotRows readShot(const Repositories& r, const Shot& shot, int index, const ScriptedShot& script)
{
    ShotRows rows;
    rows.index = index;
    rows.script = &script;
    rows.shot = shot;
    const QList<Generation> generations = r.generations.ofShot(shot.id);
    for (const Take& take : script.takes) {
        const auto asked =
            std::find_if(generations.begin(), generations.end(), [&](const Generation& generation) {
                return generation.modelId == imageModel && generation.prompt == take.prompt
                    && generation.seedSent == take.seed;
            });
        rows.takes.append(asked != generations.end() ? *asked : Generation());
        rows.pictures.append(presentResult(r, rows.takes.last().id));
    }
    for (const AssetRow& row : r.assets.feed(shot.id)) {
        if (row.asset.origin == AssetOrigin::Imported && row.asset.sourceName == damagedName) {
            rows.damagedPicture = row;
        }
    }
    const auto& start = script.damaged ? rows.damagedPicture : rows.pictures.value(0);
    if (script.film && start) {
        for (const Generation& generation : generations) {
            if (generation.modelId == videoModel && !generation.inputs.isEmpty()
                && generation.inputs.first().assetId == start->asset.id) {
                rows.film = generation;
            }
        }
        rows.filmResult = presentResult(r, rows.film.id);
    }
    return rows;
}

} // namespace

std::optional<FilmRows> readFilm(const Repositories& r, const ProjectId& id, const DemoFilm& film)
{
    const auto project = r.projects.find(id);
    const auto shotIds = r.settings.value(shotsKey(id));
    if (!project || project->trashedMs > 0 || !shotIds) {
        return std::nullopt;
    }
    FilmRows rows;
    const QStringList ids = shotIds->split(u' ', Qt::SkipEmptyParts);
    for (int i = 0; i < std::min(ids.size(), film.shots.size()); ++i) {
        const auto shot = r.shots.find(ShotId::fromString(ids.at(i)));
        if (shot && shot->trashedMs == 0) {
            rows.shots.append(readShot(r, *shot, i, film.shots.at(i)));
        }
    }
    const QStringList marks =
        r.settings.value(marksKey(id)).value_or(QString()).split(u' ', Qt::SkipEmptyParts);
    rows.marks = QSet<QString>(marks.begin(), marks.end());
    return rows;
}

Result<ProjectId> insertFilm(Repositories& r, const DemoFilm& film, const AccountId& account,
                             qint64 nowMs)
{
    Project project;
    project.id = ProjectId::create();
    project.accountId = account;
    project.title = film.title;
    project.aspect = film.aspect;
    project.fps = film.fps;
    project.demo = true;
    project.createdMs = nowMs;
    project.changedMs = nowMs;
    r.projects.insert(project);
    QStringList ids;
    for (int i = 0; i < film.shots.size(); ++i) {
        const ScriptedShot& scripted = film.shots.at(i);
        Shot shot;
        shot.id = ShotId::create();
        shot.projectId = project.id;
        shot.position = i;
        shot.title = scripted.title;
        shot.script = scripted.script;
        shot.status = scripted.status;
        shot.label = scripted.label;
        shot.plannedDurationMs = scripted.plannedDurationMs;
        shot.createdMs = nowMs;
        r.shots.insert(shot);
        ids.append(shot.id.toString());
    }
    r.settings.setValue(shotsKey(project.id), ids.join(u' '));
    return project.id;
}

void addMark(Repositories& r, const ProjectId& project, const QString& mark)
{
    const QString before = r.settings.value(marksKey(project)).value_or(QString());
    r.settings.setValue(marksKey(project), before.isEmpty() ? mark : before + u' ' + mark);
}

QString takeMark(int shot, int take)
{
    return u"take-%1-%2"_s.arg(shot).arg(take);
}

QString filmMark(int shot)
{
    return u"film-%1"_s.arg(shot);
}

QString pictureChoice(int shot)
{
    return u"picture-chosen-%1"_s.arg(shot);
}

QString filmChoice(int shot)
{
    return u"film-chosen-%1"_s.arg(shot);
}

QString damageMark(int shot)
{
    return u"damaged-%1"_s.arg(shot);
}

} // namespace raskadr::demo
