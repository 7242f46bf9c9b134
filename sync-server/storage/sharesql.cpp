#include "sync-server/storage/onlyonce.h"
#include "sync-server/storage/sql.h"
#include "sync-server/storage/sqlstore.h"

#include <set>

namespace raskadr::server {

namespace {

Share readShare(const SqlRow& row)
{
    Share share;
    share.id = row.text(0);
    share.accountId = row.text(1);
    share.name = row.text(2);
    share.title = row.text(3);
    share.greeting = row.text(4);
    share.tail = row.text(5);
    share.passwordHash = row.optionalText(6);
    share.canComment = row.flag(7);
    share.canDownload = row.flag(8);
    share.commentSeq = row.integer(9);
    share.currentRevision = row.optionalInteger(10);
    share.visits = row.integer(11);
    share.createdAt = row.integer(12);
    share.expiresAt = row.optionalInteger(13);
    share.revokedAt = row.optionalInteger(14);
    share.producer = row.text(15);
    share.lastVisitAt = row.optionalInteger(16);
    return share;
}

std::optional<Share> firstShare(const SqlRows& rows)
{
    return rows.empty() ? std::nullopt : std::optional(readShare(rows.front()));
}

bool isThere(Session& session, const NewRevision& revision, const RevisionMedium& medium)
{
    const SqlRows rows =
        session.run(sql::blobOfAccount, {revision.accountId, medium.sha256, revision.now});
    return !rows.empty() && rows.front().integer(0) == medium.size
        && rows.front().text(1) == medium.mime;
}

std::vector<std::string> missingMedia(Session& session, const NewRevision& revision)
{
    std::vector<std::string> missing;
    std::set<std::string> seen;
    for (const RevisionMedium& medium : revision.media) {
        if (!isThere(session, revision, medium) && seen.insert(medium.sha256).second) {
            missing.push_back(medium.sha256);
        }
    }
    return missing;
}

Publication publishIn(Session& session, const NewRevision& revision)
{
    const auto share =
        firstShare(session.run(sql::shareOfAccount, {revision.accountId, revision.shareId}));
    if (!share || share->revokedAt) {
        return {PublishOutcome::ShareGone, {}};
    }
    const SqlRows same = session.run(sql::revision, {revision.shareId, revision.number});
    if (!same.empty() && same.front().text(0) == revision.snapshot
        && share->currentRevision == revision.number) {
        return {PublishOutcome::Unchanged, {}};
    }
    if (revision.onlyAfter && *revision.onlyAfter != share->currentRevision) {
        return {PublishOutcome::NotCurrent, {}};
    }
    if (!same.empty() || revision.number <= share->currentRevision.value_or(0)) {
        return {PublishOutcome::NumberTaken, {}};
    }
    if (revision.basedOn != share->currentRevision) {
        return {PublishOutcome::Overtaken, {}};
    }
    if (auto missing = missingMedia(session, revision); !missing.empty()) {
        return {PublishOutcome::MediaMissing, std::move(missing)};
    }
    session.run(
        sql::addRevision,
        {revision.shareId, revision.number, revision.snapshot, revision.since, revision.now});
    for (const RevisionMedium& medium : revision.media) {
        session.run(sql::reviveBlob, {medium.sha256});
        session.run(
            sql::addRevisionMedium,
            {revision.shareId, revision.number, medium.mediaId, medium.sha256, medium.mime});
    }
    session.run(sql::switchRevision, {revision.shareId, revision.number});
    return {};
}

} // namespace

StoreResult<Once> SqlStore::addShare(const Share& share, const std::string& tokenHash,
                                     const std::optional<OnlyOnce>& once)
{
    return written<Once>([&](Session& session, Once& outcome) {
        if (once) {
            outcome = takeKey(session, *once);
            if (outcome.outcome != Once::Outcome::Done) {
                return false;
            }
        }
        session.run(sql::addShare,
                    {share.id, share.accountId, tokenHash, share.name, share.title, share.greeting,
                     share.tail, sqlValue(share.passwordHash), sqlValue(share.canComment),
                     sqlValue(share.canDownload), share.createdAt, sqlValue(share.expiresAt),
                     share.producer});
        return true;
    });
}

StoreResult<std::vector<Share>> SqlStore::shares(const std::string& accountId)
{
    return found<std::vector<Share>>([&](Session& session, std::vector<Share>& shares) {
        for (const SqlRow& row : session.run(sql::sharesOfAccount, {accountId})) {
            shares.push_back(readShare(row));
        }
    });
}

StoreResult<std::optional<Share>> SqlStore::share(const std::string& accountId,
                                                  const std::string& id)
{
    return found<std::optional<Share>>([&](Session& session, std::optional<Share>& share) {
        share = firstShare(session.run(sql::shareOfAccount, {accountId, id}));
    });
}

StoreResult<std::optional<Share>> SqlStore::openShare(const std::string& tokenHash, Millis now)
{
    return found<std::optional<Share>>([&](Session& session, std::optional<Share>& share) {
        share = firstShare(session.run(sql::openShare, {tokenHash, now}));
    });
}

StoreResult<std::optional<Share>> SqlStore::changeShare(const std::string& accountId,
                                                        const std::string& id,
                                                        const std::function<void(Share&)>& change)
{
    return written<std::optional<Share>>([&](Session& session, std::optional<Share>& share) {
        share = firstShare(session.run(sql::shareOfAccount, {accountId, id}));
        if (!share || share->revokedAt) {
            return false;
        }
        change(*share);
        session.run(sql::updateShare,
                    {accountId, id, share->name, share->title, share->greeting, share->tail,
                     sqlValue(share->passwordHash), sqlValue(share->canComment),
                     sqlValue(share->canDownload), sqlValue(share->expiresAt), share->producer});
        return true;
    });
}

StoreResult<bool> SqlStore::revokeShare(const std::string& accountId, const std::string& id,
                                        Millis now)
{
    return written<bool>([&](Session& session, bool& revoked) {
        revoked = !session.run(sql::revokeShare, {accountId, id, now}).empty();
        return revoked;
    });
}

StoreResult<> SqlStore::countVisits(const std::map<std::string, VisitCount>& visitsOfShares)
{
    const auto error = m_engine->write([&](Session& session) {
        for (const auto& [shareId, visits] : visitsOfShares) {
            session.run(sql::countVisits, {shareId, visits.count, visits.lastAt});
        }
        return true;
    });
    if (error) {
        return tl::unexpected(*error);
    }
    return {};
}

StoreResult<Publication> SqlStore::publish(const NewRevision& revision)
{
    return written<Publication>([&](Session& session, Publication& publication) {
        publication = publishIn(session, revision);
        return publication.outcome == PublishOutcome::Published;
    });
}

StoreResult<std::optional<Revision>> SqlStore::currentRevision(const std::string& shareId)
{
    return found<std::optional<Revision>>([&](Session& session, std::optional<Revision>& revision) {
        const SqlRows rows = session.run(sql::currentRevision, {shareId});
        if (!rows.empty()) {
            revision = Revision{rows.front().integer(0), rows.front().text(1), rows.front().text(2),
                                rows.front().integer(3)};
        }
    });
}

} // namespace raskadr::server
