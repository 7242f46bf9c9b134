#pragma once

#include "core/base/id.h"

#include <QSet>
#include <QString>

namespace raskadr {

// What a transaction did to one kind of entity. Interpret in this order: removed, inserted,
// updated.
template <class EntityId>
struct EntityChanges
{
    QSet<EntityId> inserted;
    QSet<EntityId> updated;
    QSet<EntityId> removed;

    bool isEmpty() const { return inserted.isEmpty() && updated.isEmpty() && removed.isEmpty(); }
    bool touches(const EntityId& id) const
    {
        return inserted.contains(id) || updated.contains(id) || removed.contains(id);
    }
    bool operator==(const EntityChanges&) const = default;
};

// The facts of one committed transaction, as a value. Views patch themselves from it.
struct ChangeSet
{
    EntityChanges<AccountId> accounts;
    EntityChanges<ProjectId> projects;
    EntityChanges<ShotId> shots;
    QSet<ProjectId> shotOrders; // projects whose list of shots or its order changed
    EntityChanges<AssetId> assets;
    QSet<ShotId> shotContents; // shots in which an asset or a job changed
    EntityChanges<GenerationId> jobs;
    QSet<QString> media; // SHA-256 of media whose facts changed
    QSet<ShotId> drafts;
    EntityChanges<ImportRunId> imports;
    EntityChanges<ShareId> shares; // also what is on its way to them, and their verdicts
    EntityChanges<CommentId> comments;
    bool shareServers = false;
    // Providers whose keys or addresses changed; an empty id: what is the account's own.
    QSet<QString> connections;
    bool catalog = false; // the models, or which of them can be called

    bool isEmpty() const;
    bool operator==(const ChangeSet&) const = default;
};

} // namespace raskadr
