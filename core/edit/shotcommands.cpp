#include "core/edit/shotcommands.h"

#include "core/edit/copying.h"
#include "core/edit/finding.h"

#include <QMap>
#include <algorithm>
#include <tuple>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// The places of those ids in a story order, ascending.
QList<qsizetype> placesOf(const QList<ShotId>& ids, const QList<ShotId>& order)
{
    const QSet<ShotId> wanted(ids.begin(), ids.end());
    QList<qsizetype> places;
    for (qsizetype i = 0; i < order.size(); ++i) {
        if (wanted.contains(order[i])) {
            places.append(i);
        }
    }
    return places;
}

} // namespace

AddShots::AddShots(const ProjectId& project, int index, const QList<Shot>& values)
    : m_project(project)
    , m_index(index)
    , m_shots(values)
{
    for (Shot& shot : m_shots) {
        shot.id = ShotId::create();
        shot.projectId = project;
        shot.headlinerId = {};
        shot.trashedMs = 0;
    }
}

QList<ShotId> AddShots::shotIds() const
{
    QList<ShotId> ids;
    for (const Shot& shot : m_shots) {
        ids.append(shot.id);
    }
    return ids;
}

Result<PlannedCommand::Planned> AddShots::plan(const Repositories& repositories, qint64 nowMs) const
{
    if (!repositories.projects.find(m_project)) {
        return failure(ErrorKind::NotFound, u"no such project"_s, m_project.tail());
    }
    const QList<ShotId> before = repositories.shots.order(m_project);
    QList<ShotId> after = before;
    qsizetype at = m_index < 0 ? before.size() : std::min<qsizetype>(m_index, before.size());
    Planned planned;
    for (Shot shot : m_shots) {
        if (shot.plannedDurationMs < 0) {
            return failure(ErrorKind::InvalidInput, u"a duration below zero"_s);
        }
        shot.position = static_cast<int>(at);
        shot.createdMs = nowMs;
        planned.plan.create(shot, nowMs);
        after.insert(at++, shot.id);
    }
    planned.plan.reorder(m_project, before, after);
    planned.count = static_cast<int>(m_shots.size());
    return planned;
}

EditShots::EditShots(QList<ShotId> shots, ShotChanges changes)
    : m_shots(std::move(shots))
    , m_changes(std::move(changes))
{
}

CommandKind EditShots::kind() const
{
    QList<CommandKind> kinds;
    if (m_changes.title) {
        kinds.append(CommandKind::RenameShots);
    }
    if (m_changes.script) {
        kinds.append(CommandKind::EditScript);
    }
    if (m_changes.status) {
        kinds.append(CommandKind::SetStatus);
    }
    if (m_changes.label) {
        kinds.append(CommandKind::SetLabel);
    }
    if (m_changes.plannedDurationMs) {
        kinds.append(CommandKind::SetPlannedDuration);
    }
    return kinds.size() == 1 ? kinds.first() : CommandKind::EditShots;
}

std::unique_ptr<Command> EditShots::mergedWith(const Command& next) const
{
    const auto* other = dynamic_cast<const EditShots*>(&next);
    if (!other || kind() != CommandKind::SetPlannedDuration || other->kind() != kind()
        || other->m_shots != m_shots) {
        return nullptr;
    }
    auto both = std::make_unique<EditShots>(m_shots, other->m_changes);
    both->decide(decided().followedBy(other->decided()), std::max(count(), other->count()));
    return both;
}

Result<PlannedCommand::Planned> EditShots::plan(const Repositories& repositories, qint64) const
{
    if (m_changes.plannedDurationMs.value_or(0) < 0) {
        return failure(ErrorKind::InvalidInput, u"a duration below zero"_s);
    }
    const auto shots = findShots(repositories, m_shots);
    if (!shots) {
        return failure(shots.error());
    }
    Planned planned;
    for (const Shot& before : *shots) {
        Shot after = before;
        after.title = m_changes.title.value_or(before.title);
        after.script = m_changes.script.value_or(before.script);
        after.status = m_changes.status.value_or(before.status);
        after.label = m_changes.label.value_or(before.label);
        after.plannedDurationMs = m_changes.plannedDurationMs.value_or(before.plannedDurationMs);
        planned.plan.change(before, after);
        planned.count += after != before;
    }
    return planned;
}

MoveShots::MoveShots(const ProjectId& project, QList<ShotId> shots, int targetIndex)
    : m_project(project)
    , m_shots(std::move(shots))
    , m_targetIndex(targetIndex)
{
}

Result<PlannedCommand::Planned> MoveShots::plan(const Repositories& repositories, qint64) const
{
    const QList<ShotId> before = repositories.shots.order(m_project);
    const QList<qsizetype> places = placesOf(m_shots, before);
    QList<ShotId> moved;
    QList<ShotId> after = before;
    for (const qsizetype place : places) {
        moved.append(before[place]);
    }
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        after.removeAt(*place);
    }
    qsizetype at = std::clamp<qsizetype>(m_targetIndex, 0, after.size());
    for (const ShotId& shot : moved) {
        after.insert(at++, shot);
    }
    Planned planned;
    planned.plan.reorder(m_project, before, after);
    planned.count = static_cast<int>(moved.size());
    return planned;
}

DuplicateShots::DuplicateShots(const ProjectId& project, QList<ShotId> shots)
    : m_project(project)
    , m_shots(std::move(shots))
{
}

Result<PlannedCommand::Planned> DuplicateShots::plan(const Repositories& repositories,
                                                     qint64 nowMs) const
{
    const QList<ShotId> before = repositories.shots.order(m_project);
    const QList<qsizetype> places = placesOf(m_shots, before);
    if (places.isEmpty()) {
        return Planned{};
    }
    QList<ShotId> inStoryOrder;
    for (const qsizetype place : places) {
        inStoryOrder.append(before[place]);
    }
    const auto originals = findShots(repositories, inStoryOrder);
    if (!originals) {
        return failure(originals.error());
    }
    const ShotCopies copies = copiesOfShots(repositories, *originals, m_project, nowMs);
    Planned planned;
    QList<ShotId> after = before;
    qsizetype at = places.last() + 1;
    for (Shot shot : copies.shots) {
        shot.position = static_cast<int>(at);
        planned.plan.create(shot, nowMs);
        after.insert(at++, shot.id);
    }
    for (const Asset& asset : copies.assets) {
        planned.plan.create(asset, nowMs);
    }
    planned.plan.reorder(m_project, before, after);
    planned.count = static_cast<int>(copies.shots.size());
    return planned;
}

TrashShots::TrashShots(QList<ShotId> shots)
    : m_shots(std::move(shots))
{
}

Result<PlannedCommand::Planned> TrashShots::plan(const Repositories& repositories,
                                                 qint64 nowMs) const
{
    const auto shots = findShots(repositories, m_shots);
    if (!shots) {
        return failure(shots.error());
    }
    Planned planned;
    QMap<ProjectId, QSet<ShotId>> gone;
    for (const Shot& before : *shots) {
        if (before.trashedMs == 0) {
            Shot after = before;
            after.trashedMs = nowMs;
            planned.plan.change(before, after);
            gone[before.projectId].insert(before.id);
            ++planned.count;
        }
    }
    for (auto project = gone.cbegin(); project != gone.cend(); ++project) {
        const QList<ShotId> before = repositories.shots.order(project.key());
        QList<ShotId> after;
        for (const ShotId& shot : before) {
            if (!project->contains(shot)) {
                after.append(shot);
            }
        }
        planned.plan.reorder(project.key(), before, after);
    }
    return planned;
}

RestoreShots::RestoreShots(QList<ShotId> shots)
    : m_shots(std::move(shots))
{
}

Result<PlannedCommand::Planned> RestoreShots::plan(const Repositories& repositories, qint64) const
{
    const auto shots = findShots(repositories, m_shots);
    if (!shots) {
        return failure(shots.error());
    }
    QMap<ProjectId, QList<Shot>> back;
    for (const Shot& shot : *shots) {
        if (shot.trashedMs > 0) {
            back[shot.projectId].append(shot);
        }
    }
    Planned planned;
    for (auto project = back.begin(); project != back.end(); ++project) {
        // Of two with the same position the one that was trashed later stood behind.
        std::sort(project->begin(), project->end(), [](const Shot& a, const Shot& b) {
            return std::tuple(a.position, -a.trashedMs, b.id)
                < std::tuple(b.position, -b.trashedMs, a.id);
        });
        const QList<ShotId> before = repositories.shots.order(project.key());
        QList<ShotId> after = before;
        for (const Shot& trashed : *project) {
            after.insert(std::clamp<qsizetype>(trashed.position, 0, after.size()), trashed.id);
        }
        for (const Shot& trashed : *project) {
            Shot restored = trashed;
            restored.trashedMs = 0;
            restored.position = static_cast<int>(after.indexOf(trashed.id));
            planned.plan.change(trashed, restored);
            ++planned.count;
        }
        planned.plan.reorder(project.key(), before, after);
    }
    return planned;
}

} // namespace raskadr
