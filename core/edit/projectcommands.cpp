#include "core/edit/projectcommands.h"

#include "core/edit/copying.h"

#include <functional>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ProjectPlan
{
    EditPlan plan;
    int count = 0;
};

Result<ProjectPlan> planForEach(const Repositories& repositories, const QList<ProjectId>& ids,
                                const std::function<void(Project&)>& edit)
{
    ProjectPlan planned;
    QSet<ProjectId> seen;
    for (const ProjectId& id : ids) {
        if (seen.contains(id)) {
            continue;
        }
        seen.insert(id);
        const auto before = repositories.projects.find(id);
        if (!before) {
            return failure(ErrorKind::NotFound, u"no such project"_s, id.tail());
        }
        Project after = *before;
        edit(after);
        planned.plan.change(*before, after);
        planned.count += after != *before;
    }
    return planned;
}

Result<> checkValues(const Project& project)
{
    if (project.aspect.width <= 0 || project.aspect.height <= 0) {
        return failure(ErrorKind::InvalidInput, u"an aspect without extent"_s);
    }
    if (!(project.fps > 0)) {
        return failure(ErrorKind::InvalidInput, u"a frame rate of zero"_s);
    }
    return {};
}

} // namespace

CreateProject::CreateProject(const Project& values)
    : m_project(values)
{
    m_project.id = ProjectId::create();
    m_project.archived = false;
    m_project.trashedMs = 0;
}

Result<PlannedCommand::Planned> CreateProject::plan(const Repositories&, qint64 nowMs) const
{
    if (auto valid = checkValues(m_project); !valid) {
        return failure(valid.error());
    }
    Project project = m_project;
    project.createdMs = nowMs;
    project.changedMs = nowMs;
    Planned planned;
    planned.plan.create(project, nowMs);
    planned.count = 1;
    return planned;
}

EditProject::EditProject(const ProjectId& project, ProjectChanges changes)
    : m_project(project)
    , m_changes(std::move(changes))
{
}

CommandKind EditProject::kind() const
{
    const bool onlyTitle = m_changes.title && !m_changes.aspect && !m_changes.fps
        && !m_changes.budget && !m_changes.musicSha256 && !m_changes.musicOffsetMs
        && !m_changes.musicVolume;
    return onlyTitle ? CommandKind::RenameProject : CommandKind::EditProject;
}

Result<PlannedCommand::Planned> EditProject::plan(const Repositories& repositories, qint64) const
{
    Result<> valid;
    auto planned = planForEach(repositories, {m_project}, [&](Project& project) {
        project.title = m_changes.title.value_or(project.title);
        project.aspect = m_changes.aspect.value_or(project.aspect);
        project.fps = m_changes.fps.value_or(project.fps);
        project.budget = m_changes.budget.value_or(project.budget);
        project.musicSha256 = m_changes.musicSha256.value_or(project.musicSha256);
        project.musicOffsetMs = m_changes.musicOffsetMs.value_or(project.musicOffsetMs);
        project.musicVolume = m_changes.musicVolume.value_or(project.musicVolume);
        valid = checkValues(project);
    });
    if (!planned) {
        return failure(planned.error());
    }
    if (!valid) {
        return failure(valid.error());
    }
    return Planned{planned->plan, planned->count};
}

SetProjectsArchived::SetProjectsArchived(QList<ProjectId> projects, bool archived)
    : m_projects(std::move(projects))
    , m_archived(archived)
{
}

CommandKind SetProjectsArchived::kind() const
{
    return m_archived ? CommandKind::ArchiveProjects : CommandKind::UnarchiveProjects;
}

Result<PlannedCommand::Planned> SetProjectsArchived::plan(const Repositories& repositories,
                                                          qint64) const
{
    auto planned = planForEach(repositories, m_projects,
                               [this](Project& project) { project.archived = m_archived; });
    if (!planned) {
        return failure(planned.error());
    }
    return Planned{planned->plan, planned->count};
}

TrashProjects::TrashProjects(QList<ProjectId> projects)
    : m_projects(std::move(projects))
{
}

Result<PlannedCommand::Planned> TrashProjects::plan(const Repositories& repositories,
                                                    qint64 nowMs) const
{
    auto planned = planForEach(repositories, m_projects, [nowMs](Project& project) {
        if (project.trashedMs == 0) {
            project.trashedMs = nowMs;
        }
    });
    if (!planned) {
        return failure(planned.error());
    }
    return Planned{planned->plan, planned->count};
}

RestoreProjects::RestoreProjects(QList<ProjectId> projects)
    : m_projects(std::move(projects))
{
}

Result<PlannedCommand::Planned> RestoreProjects::plan(const Repositories& repositories,
                                                      qint64) const
{
    auto planned =
        planForEach(repositories, m_projects, [](Project& project) { project.trashedMs = 0; });
    if (!planned) {
        return failure(planned.error());
    }
    return Planned{planned->plan, planned->count};
}

DuplicateProject::DuplicateProject(const ProjectId& original, QString title)
    : m_original(original)
    , m_title(std::move(title))
{
}

Result<PlannedCommand::Planned> DuplicateProject::plan(const Repositories& repositories,
                                                       qint64 nowMs) const
{
    const auto original = repositories.projects.find(m_original);
    if (!original) {
        return failure(ErrorKind::NotFound, u"no such project"_s, m_original.tail());
    }
    Project copy = *original;
    copy.id = m_copy;
    copy.title = m_title;
    copy.archived = false;
    copy.trashedMs = 0;
    copy.demo = false;
    copy.createdMs = nowMs;
    copy.changedMs = nowMs;
    Planned planned;
    planned.plan.create(copy, nowMs);
    planned.count = 1;
    const ShotCopies copies =
        copiesOfShots(repositories, repositories.shots.ofProject(m_original), m_copy, nowMs);
    // Shots and assets stay in the copy when it is taken back: it is trashed as a whole.
    for (const Shot& shot : copies.shots) {
        planned.plan.createWithin(shot);
    }
    for (const Asset& asset : copies.assets) {
        planned.plan.createWithin(asset);
    }
    return planned;
}

} // namespace raskadr
