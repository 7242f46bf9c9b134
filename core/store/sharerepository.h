#pragma once

#include "core/model/share.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QHash>
#include <QList>
#include <optional>

namespace raskadr {

struct RepositoryContext;

// The links to the account's projects, and what each of their revisions shows.
class ShareRepository
{
public:
    explicit ShareRepository(const RepositoryContext& context);

    // Oldest first.
    QList<Share> all() const;
    QList<Share> ofProject(const ProjectId& project) const;
    std::optional<Share> find(const ShareId& id) const;
    QList<Share> findByTail(const QString& tail) const;

    void insert(const Share& share);
    void update(const Share& share);
    // Up to where comments were taken in, and what the server counted.
    void setCursor(const ShareId& id, qint64 cursor);
    void setVisits(const ShareId& id, qint64 visits, qint64 lastVisitMs);
    // With its comments.
    void remove(const ShareId& id);

    // In the order of the numbers.
    QList<ShareShot> shots(const ShareId& share, int revision) const;
    std::optional<ShareShot> shot(const ShareId& share, int revision, const ShotId& shot) const;
    // A new revision. Shots that are gone by now are left out.
    void insertShots(const QList<ShareShot>& shots);
    // In the revision that guests see.
    void setVerdict(const ShareId& share, const ShotId& shot, Verdict verdict,
                    const QString& author, qint64 atMs);

    // What guests of the link know shots by.
    QHash<ShotId, QString> shotNames(const ShareId& share) const;
    std::optional<ShotId> shotOfName(const ShareId& share, const QString& name) const;
    void insertShotName(const ShareId& share, const ShotId& shot, const QString& name);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

// The account's access to share servers.
class ShareServerRepository
{
public:
    explicit ShareServerRepository(const RepositoryContext& context);

    // Oldest first.
    QList<ShareServer> all() const;
    std::optional<ShareServer> find(const ShareServerId& id) const;

    void put(const ShareServer& server);
    void remove(const ShareServerId& id);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
