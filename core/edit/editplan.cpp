#include "core/edit/editplan.h"

#include <QHash>
#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// Writes into `row` what differs between two states of it.
template <class Row, class... Fields>
void patchFields(Row& row, const Row& from, const Row& to, Fields... fields)
{
    const auto patchField = [&](auto field) {
        if (!(from.*field == to.*field)) {
            row.*field = to.*field;
        }
    };
    (patchField(fields), ...);
}

void patch(Project& row, const Project& from, const Project& to)
{
    patchFields(row, from, to, &Project::title, &Project::aspect, &Project::fps, &Project::budget,
                &Project::archived, &Project::trashedMs, &Project::musicSha256,
                &Project::musicOffsetMs, &Project::musicVolume, &Project::demo);
}

void patch(Shot& row, const Shot& from, const Shot& to)
{
    patchFields(row, from, to, &Shot::position, &Shot::title, &Shot::script, &Shot::status,
                &Shot::label, &Shot::plannedDurationMs, &Shot::headlinerId, &Shot::trashedMs);
}

void patch(Asset& row, const Asset& from, const Asset& to)
{
    patchFields(row, from, to, &Asset::shotId, &Asset::favourite, &Asset::rejected, &Asset::note,
                &Asset::provenance, &Asset::trashedMs);
}

} // namespace

void EditPlan::change(const Project& before, const Project& after)
{
    if (before != after) {
        m_projects.append({before, after, false});
        m_touched.insert(after.id);
    }
}

void EditPlan::change(const Shot& before, const Shot& after)
{
    if (before != after) {
        m_shots.append({before, after, false});
        m_touched.insert(after.projectId);
    }
}

void EditPlan::change(const Asset& before, const Asset& after)
{
    if (before != after) {
        m_assets.append({before, after, false});
    }
}

void EditPlan::create(const Project& project, qint64 nowMs)
{
    Project takenBack = project;
    takenBack.trashedMs = nowMs;
    m_projects.append({takenBack, project, true});
    m_touched.insert(project.id);
}

void EditPlan::create(const Shot& shot, qint64 nowMs)
{
    Shot takenBack = shot;
    takenBack.trashedMs = nowMs;
    m_shots.append({takenBack, shot, true});
    m_touched.insert(shot.projectId);
}

void EditPlan::create(const Asset& asset, qint64 nowMs)
{
    Asset takenBack = asset;
    takenBack.trashedMs = nowMs;
    m_assets.append({takenBack, asset, true});
}

void EditPlan::createWithin(const Shot& shot)
{
    m_shots.append({shot, shot, true});
}

void EditPlan::createWithin(const Asset& asset)
{
    m_assets.append({asset, asset, true});
}

void EditPlan::reorder(const ProjectId& project, const QList<ShotId>& before,
                       const QList<ShotId>& after)
{
    if (before != after) {
        m_orders.append({project, before, after});
        m_touched.insert(project);
    }
}

bool EditPlan::isEmpty() const
{
    return m_projects.isEmpty() && m_shots.isEmpty() && m_assets.isEmpty() && m_orders.isEmpty();
}

Result<> EditPlan::replay(Repositories& repositories, qint64 nowMs) const
{
    return write(repositories, nowMs, Direction::Forwards);
}

Result<> EditPlan::takeBack(Repositories& repositories, qint64 nowMs) const
{
    return write(repositories, nowMs, Direction::Backwards);
}

EditPlan EditPlan::followedBy(const EditPlan& next) const
{
    const auto join = [](auto& all, const auto& more) {
        for (const auto& change : more) {
            const auto same = std::find_if(all.begin(), all.end(), [&](const auto& earlier) {
                return earlier.after.id == change.after.id;
            });
            if (same == all.end()) {
                all.append(change);
            } else {
                patch(same->after, change.before, change.after);
            }
        }
    };
    EditPlan both = *this;
    join(both.m_projects, next.m_projects);
    join(both.m_shots, next.m_shots);
    join(both.m_assets, next.m_assets);
    both.m_orders += next.m_orders;
    both.m_touched += next.m_touched;
    return both;
}

template <class Row, class Repository>
Result<> EditPlan::write(const QList<Change<Row>>& changes, Repository& repository,
                         Direction direction)
{
    for (const Change<Row>& change : changes) {
        std::optional<Row> row = repository.find(change.after.id);
        if (!row) {
            if (change.isNew && direction == Direction::Forwards) {
                repository.insert(change.after);
                continue;
            }
            return failure(ErrorKind::NotFound, u"a row to change is gone"_s);
        }
        const Row found = *row;
        if (direction == Direction::Forwards) {
            patch(*row, change.before, change.after);
        } else {
            patch(*row, change.after, change.before);
        }
        if (*row != found) {
            repository.update(*row);
        }
    }
    return {};
}

Result<> EditPlan::write(Repositories& repositories, qint64 nowMs, Direction direction) const
{
    if (auto written = write(m_projects, repositories.projects, direction); !written) {
        return written;
    }
    if (auto written = write(m_shots, repositories.shots, direction); !written) {
        return written;
    }
    if (auto written = write(m_assets, repositories.assets, direction); !written) {
        return written;
    }
    const auto restore = [&](const Order& order) {
        const QList<ShotId>& wanted = direction == Direction::Forwards ? order.after : order.before;
        const QList<ShotId> present = repositories.shots.order(order.project);
        repositories.shots.setOrder(order.project, reconciledOrder(wanted, present));
    };
    if (direction == Direction::Forwards) {
        std::for_each(m_orders.begin(), m_orders.end(), restore);
    } else {
        std::for_each(m_orders.rbegin(), m_orders.rend(), restore);
    }
    for (const ProjectId& project : m_touched) {
        repositories.projects.touch(project, nowMs);
    }
    return {};
}

QList<ShotId> reconciledOrder(const QList<ShotId>& wanted, const QList<ShotId>& present)
{
    const QSet<ShotId> here(present.begin(), present.end());
    const QSet<ShotId> known(wanted.begin(), wanted.end());
    // The unknown ones behind each shot; the null id stands for the beginning.
    QHash<ShotId, QList<ShotId>> followers;
    ShotId predecessor;
    for (const ShotId& shot : present) {
        if (known.contains(shot)) {
            predecessor = shot;
        } else {
            followers[predecessor].append(shot);
        }
    }
    QList<ShotId> order = followers.value(ShotId());
    for (const ShotId& shot : wanted) {
        if (here.contains(shot)) {
            order.append(shot);
            order.append(followers.value(shot));
        }
    }
    return order;
}

} // namespace raskadr
