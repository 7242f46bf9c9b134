#pragma once

#include "core/model/asset.h"
#include "core/model/project.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>

namespace raskadr {

struct RepositoryContext;

// A project as its card shows it.
struct ProjectSummary
{
    Project project;
    int shots = 0;
    int doneShots = 0;
    QStringList covers; // SHA-256 of the first five covers in story order
    int unreadComments = 0;

    bool operator==(const ProjectSummary&) const = default;
};

// The account's films.
class ProjectRepository
{
public:
    explicit ProjectRepository(const RepositoryContext& context);

    // Last changed first; archived and trashed ones included.
    QList<Project> all() const;
    QList<ProjectSummary> summaries() const;
    std::optional<ProjectSummary> summary(const ProjectId& id) const;
    std::optional<Project> find(const ProjectId& id) const;
    // Projects whose id ends with these digits.
    QList<Project> findByTail(const QString& tail) const;

    void insert(const Project& project);
    void update(const Project& project);
    // Notes that something inside changed.
    void touch(const ProjectId& id, qint64 nowMs);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
