#pragma once

#include "core/edit/plannedcommand.h"

namespace raskadr {

// A new project with the values given; its id is made at once, so that the caller knows it.
class CreateProject final : public PlannedCommand
{
public:
    explicit CreateProject(const Project& values);

    ProjectId projectId() const { return m_project.id; }
    CommandKind kind() const override { return CommandKind::CreateProject; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    Project m_project;
};

// What to write into a project; what is not set stays as it is.
struct ProjectChanges
{
    std::optional<QString> title;
    std::optional<Aspect> aspect;
    std::optional<double> fps;
    std::optional<std::optional<double>> budget;
    std::optional<QString> musicSha256; // empty: no music
    std::optional<qint64> musicOffsetMs;
    std::optional<double> musicVolume;
};

class EditProject final : public PlannedCommand
{
public:
    EditProject(const ProjectId& project, ProjectChanges changes);

    CommandKind kind() const override;

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const ProjectId m_project;
    const ProjectChanges m_changes;
};

class SetProjectsArchived final : public PlannedCommand
{
public:
    SetProjectsArchived(QList<ProjectId> projects, bool archived);

    CommandKind kind() const override;

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<ProjectId> m_projects;
    const bool m_archived;
};

class TrashProjects final : public PlannedCommand
{
public:
    explicit TrashProjects(QList<ProjectId> projects);

    CommandKind kind() const override { return CommandKind::TrashProjects; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<ProjectId> m_projects;
};

class RestoreProjects final : public PlannedCommand
{
public:
    explicit RestoreProjects(QList<ProjectId> projects);

    CommandKind kind() const override { return CommandKind::RestoreProjects; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<ProjectId> m_projects;
};

// A copy with its shots and assets outside of the trash, under another title.
class DuplicateProject final : public PlannedCommand
{
public:
    DuplicateProject(const ProjectId& original, QString title);

    ProjectId projectId() const { return m_copy; }
    CommandKind kind() const override { return CommandKind::DuplicateProject; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const ProjectId m_original;
    const QString m_title;
    const ProjectId m_copy = ProjectId::create();
};

} // namespace raskadr
