#include "core/sharing/commentintake.h"

#include "core/base/failpoint.h"
#include "core/sharing/outboxmessage.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

Verdict verdictOf(wire::Verdict verdict)
{
    switch (verdict) {
    case wire::Verdict::Accepted:
        return Verdict::Accepted;
    case wire::Verdict::Changes:
        return Verdict::Changes;
    case wire::Verdict::None:
        break;
    }
    return Verdict::None;
}

bool waitsToResolve(const Repositories& r, const CommentId& comment)
{
    const QList<OutboxMessage> messages = r.outbox.ofComment(comment);
    return std::any_of(messages.begin(), messages.end(), [](const OutboxMessage& message) {
        return message.refusal.isEmpty() && isResolve(message);
    });
}

// What it was said about, as its author saw it.
void place(const Repositories& r, const ShareId& share, const wire::Comment& from, Comment& comment)
{
    comment.shotId = r.shares.shotOfName(share, textOf(from.shotId)).value_or(ShotId());
    comment.revision = int(std::min<std::int64_t>(from.revision, std::numeric_limits<int>::max()));
    if (const auto seen = r.shares.shot(share, comment.revision, comment.shotId)) {
        comment.seenNumber = seen->number;
        comment.seenTitle = seen->title;
    }
}

void fill(const Repositories& r, const wire::Comment& from, Comment& comment)
{
    const bool isNews = comment.text != textOf(from.text)
        || (comment.kind == CommentKind::Verdict && comment.verdict != verdictOf(from.verdict));
    // The server knows the producer by the name that the link gives, if it gives one.
    if (!comment.own || !from.author.empty()) {
        comment.author = textOf(from.author);
    }
    comment.text = textOf(from.text);
    comment.verdict = verdictOf(from.verdict);
    comment.atMs = from.atMs.value_or(-1);
    comment.editedMs = from.editedAt.value_or(0);
    comment.createdMs = from.createdAt;
    if (isNews) {
        comment.read = comment.own;
    }
    if (from.deletedAt) {
        comment.deletedMs = *from.deletedAt;
        comment.text.clear();
        comment.read = true;
    }
    // What the producer decided here counts until the server knows of it.
    if (!waitsToResolve(r, comment.id)) {
        comment.resolved = from.resolvedAt.has_value();
    }
}

} // namespace

Result<QList<CommentId>> takeIn(Repositories& r, const ShareId& share,
                                const wire::CommentPage& page)
{
    QList<CommentId> arrived;
    for (const wire::Comment& from : page.items) {
        const QString remoteId = textOf(from.id);
        auto known = r.comments.ofRemoteId(share, remoteId);
        if (!known && from.fromProducer) {
            // An answer from here whose sending was not confirmed yet.
            known = r.comments.unsentAnswer(share, textOf(from.parentId), textOf(from.text));
        }
        Comment comment = known.value_or(Comment{});
        comment.remoteId = remoteId;
        comment.replyTo = textOf(from.parentId);
        comment.kind =
            from.kind == wire::CommentKind::Verdict ? CommentKind::Verdict : CommentKind::Comment;
        if (!known || comment.kind == CommentKind::Verdict) {
            place(r, share, from, comment);
        }
        if (!known) {
            comment.id = CommentId::create();
            comment.shareId = share;
            comment.own = from.fromProducer;
            comment.read = comment.own;
            if (comment.own) {
                comment.author = r.accounts.current().value_or(Account{}).name;
            }
            fill(r, from, comment);
            r.comments.insert(comment);
            if (!comment.own && comment.deletedMs == 0) {
                arrived.append(comment.id);
            }
        } else {
            const bool wasRead = known->read;
            fill(r, from, comment);
            if (comment != *known) {
                r.comments.update(comment);
            }
            if (wasRead && !comment.read) {
                arrived.append(comment.id);
            }
        }
        if (comment.kind == CommentKind::Verdict && !comment.shotId.isNull()) {
            r.shares.setVerdict(share, comment.shotId, comment.verdict, comment.author,
                                comment.createdMs);
        }
    }
    r.shares.setCursor(share, page.next);
    return arrived;
}

ShareResult<QList<CommentId>> pullComments(Store& store, const ShareClient& client,
                                           const AccountId& account, const ShareId& id,
                                           std::stop_token stop)
{
    QList<CommentId> arrived;
    bool more = true;
    while (more) {
        const auto share =
            store.read(account, [&](const Repositories& r) { return r.shares.find(id); });
        if (!share || !*share) {
            return share ? shareFailure(ShareFault::LinkGone) : shareFailure(share.error());
        }
        const auto page = client.comments((*share)->remoteId, (*share)->commentCursor, stop);
        if (!page) {
            return shareFailure(page.error());
        }
        failpoint("comments-came");
        const bool isEmpty = page->items.empty() && page->next <= (*share)->commentCursor;
        if (!isEmpty) {
            const auto taken =
                store.write(account, [&](Repositories& r) { return takeIn(r, id, *page); }).wait();
            if (!taken) {
                return shareFailure(taken.error());
            }
            arrived.append(*taken);
        }
        failpoint("comments-taken-in");
        // A server that promises more and gives nothing is not asked for ever.
        more = page->more && !isEmpty;
    }
    return arrived;
}

ShareResult<QList<CommentId>> pullServer(Store& store, ShareServers& servers, const Clock& clock,
                                         const AccountId& account, const ShareServerId& server,
                                         const std::optional<ProjectId>& project,
                                         std::stop_token stop)
{
    const auto client = servers.client(account, server);
    if (!client) {
        return shareFailure(client.error());
    }
    const auto infos = client->shares(stop);
    if (!infos) {
        if (infos.error().fault == ShareFault::LoginNeeded) {
            servers.noteRefused(account, server);
        }
        return shareFailure(infos.error());
    }
    QHash<QString, wire::ShareInfo> known;
    for (const wire::ShareInfo& info : *infos) {
        known.insert(QString::fromStdString(info.id), info);
    }
    const auto all = store.read(account, [](const Repositories& r) { return r.shares.all(); });
    if (!all) {
        return shareFailure(all.error());
    }
    QList<CommentId> arrived;
    for (const Share& share : *all) {
        const auto info = known.constFind(share.remoteId);
        if (share.serverId != server || share.remoteId.isEmpty() || info == known.constEnd()
            || (project && share.projectId != *project)) {
            continue;
        }
        const bool isRevoked = info->revokedAt && share.state == ShareState::Published;
        const qint64 lastVisitMs = info->lastVisitAt.value_or(share.lastVisitMs);
        if (info->visits != share.visits || lastVisitMs != share.lastVisitMs || isRevoked) {
            const auto noted =
                store
                    .write(account,
                           [&](Repositories& r) -> Result<> {
                               auto row = r.shares.find(share.id);
                               if (!row) {
                                   return {};
                               }
                               r.shares.setVisits(share.id, info->visits, lastVisitMs);
                               if (isRevoked) {
                                   row = r.shares.find(share.id);
                                   row->state = ShareState::Revoked;
                                   row->changedMs = clock.nowMs();
                                   r.shares.update(*row);
                               }
                               return {};
                           })
                    .wait();
            if (!noted) {
                return shareFailure(noted.error());
            }
        }
        if (share.revision == 0) {
            continue;
        }
        const auto pulled = pullComments(store, *client, account, share.id, stop);
        if (!pulled) {
            return shareFailure(pulled.error());
        }
        arrived.append(*pulled);
    }
    return arrived;
}

} // namespace raskadr
