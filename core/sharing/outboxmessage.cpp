#include "core/sharing/outboxmessage.h"

#include "core/base/failpoint.h"
#include "core/sharing/backoff.h"
#include "core/sharing/wireids.h"
#include "core/wire/limits.h"
#include "core/wire/text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Backoff sendAgain{2'000, 5 * 60'000};

QJsonObject contentOf(const OutboxMessage& message)
{
    return QJsonDocument::fromJson(message.message).object();
}

OutboxMessage messageOf(const Comment& comment, const QJsonObject& content, qint64 nowMs)
{
    OutboxMessage message;
    message.shareId = comment.shareId;
    message.commentId = comment.id;
    message.message = QJsonDocument(content).toJson(QJsonDocument::Compact);
    message.key = randomWireId();
    message.createdMs = nowMs;
    return message;
}

Result<Comment> findComment(const Repositories& r, const CommentId& id)
{
    const auto comment = r.comments.find(id);
    return comment ? Result<Comment>(*comment) : failure(ErrorKind::NotFound, u"no such comment"_s);
}

ShareResult<wire::Comment> send(const ShareClient& client, const Share& share,
                                const OutboxMessage& message, const std::stop_token& stop)
{
    const QJsonObject content = contentOf(message);
    if (isResolve(message)) {
        return client.resolve(share.remoteId, content[u"comment"_s].toString(),
                              content[u"resolved"_s].toBool(), message.key, stop);
    }
    return client.answer(share.remoteId, content[u"parent"_s].toString(),
                         content[u"text"_s].toString(), message.key, stop);
}

// Everything else may go better another time: a café's login page gives bad answers, too.
bool isForGood(ShareFault fault)
{
    return fault == ShareFault::LinkGone || fault == ShareFault::Refused
        || fault == ShareFault::TooLarge;
}

// The answer may have come back by itself already.
Result<> noteSent(Repositories& r, const OutboxMessage& message, const wire::Comment& told)
{
    auto comment = r.comments.find(message.commentId);
    if (comment && !isResolve(message)) {
        const QString remoteId = QString::fromStdString(told.id);
        const auto same = r.comments.ofRemoteId(message.shareId, remoteId);
        if (same && same->id != comment->id) {
            r.outbox.remove(message);
            r.comments.remove(comment->id);
            return {};
        }
        comment->remoteId = remoteId;
        comment->createdMs = told.createdAt;
        r.comments.update(*comment);
    }
    r.outbox.remove(message);
    return {};
}

// Nobody waits for a mark on something that is gone.
Result<> noteRefused(Repositories& r, OutboxMessage message, ShareFault fault)
{
    if (isResolve(message)) {
        r.outbox.remove(message);
        return {};
    }
    message.refusal = nameOf(fault);
    r.outbox.update(message);
    return {};
}

} // namespace

bool isResolve(const OutboxMessage& message)
{
    return contentOf(message)[u"kind"_s].toString() == u"resolve"_s;
}

Result<CommentId> addAnswer(Repositories& r, const CommentId& parentId, const QString& text,
                            const QString& author, qint64 nowMs)
{
    const auto parent = findComment(r, parentId);
    if (!parent) {
        return failure(parent.error());
    }
    const QString plain = text.trimmed();
    if (plain.isEmpty()
        || !wire::isPlainText(plain.toStdString(), wire::limits::comment, wire::Lines::Many)) {
        return failure(ErrorKind::InvalidInput, u"no text of an answer"_s, u"text"_s, plain.size());
    }
    if (parent->kind == CommentKind::Verdict || parent->remoteId.isEmpty()
        || parent->deletedMs > 0) {
        return failure(ErrorKind::InvalidInput, u"it cannot be answered"_s, u"comment"_s);
    }
    const auto share = r.shares.find(parent->shareId);
    if (!share || share->state == ShareState::Revoked) {
        return failure(ErrorKind::InvalidInput, u"the link was revoked"_s, u"share"_s);
    }
    Comment answer;
    answer.id = CommentId::create();
    answer.shareId = parent->shareId;
    answer.shotId = parent->shotId;
    answer.revision = parent->revision;
    answer.replyTo = parent->replyTo.isEmpty() ? parent->remoteId : parent->replyTo;
    answer.author = share->options.producer.isEmpty() ? author : share->options.producer;
    answer.own = true;
    answer.text = plain;
    answer.read = true;
    answer.createdMs = nowMs;
    answer.seenNumber = parent->seenNumber;
    answer.seenTitle = parent->seenTitle;
    r.comments.insert(answer);
    r.outbox.insert(messageOf(
        answer, {{u"kind"_s, u"answer"_s}, {u"parent"_s, answer.replyTo}, {u"text"_s, answer.text}},
        nowMs));
    return answer.id;
}

Result<> setResolved(Repositories& r, const CommentId& id, bool resolved, qint64 nowMs)
{
    auto comment = findComment(r, id);
    if (!comment) {
        return failure(comment.error());
    }
    if (comment->kind == CommentKind::Verdict || comment->remoteId.isEmpty()) {
        return failure(ErrorKind::InvalidInput, u"it cannot be resolved"_s, u"comment"_s);
    }
    if (comment->resolved == resolved) {
        return {};
    }
    comment->resolved = resolved;
    comment->read = true;
    r.comments.update(*comment);
    r.outbox.insert(messageOf(
        *comment,
        {{u"kind"_s, u"resolve"_s}, {u"comment"_s, comment->remoteId}, {u"resolved"_s, resolved}},
        nowMs));
    return {};
}

Result<> markRead(Repositories& r, const QList<CommentId>& comments, bool read)
{
    for (const CommentId& id : comments) {
        auto comment = r.comments.find(id);
        if (comment && comment->read != read && !comment->own) {
            comment->read = read;
            r.comments.update(*comment);
        }
    }
    return {};
}

Result<> dismissAnswer(Repositories& r, const CommentId& id)
{
    const auto comment = findComment(r, id);
    if (!comment) {
        return failure(comment.error());
    }
    if (!comment->own || !comment->remoteId.isEmpty()) {
        return failure(ErrorKind::InvalidInput, u"it was sent"_s, u"comment"_s);
    }
    r.comments.remove(id); // with its message
    return {};
}

Result<OutboxEnd> sendOutbox(Store& store, ShareServers& servers, const Clock& clock,
                             const AccountId& account, bool all, std::stop_token stop)
{
    const auto waiting =
        store.read(account, [](const Repositories& r) { return r.outbox.waiting(); });
    if (!waiting) {
        return failure(waiting.error());
    }
    OutboxEnd end;
    QSet<ShareId> stuck; // what comes later waits for what came before
    const auto later = [&](const OutboxMessage& message, const ShareFailure& why) {
        stuck.insert(message.shareId);
        ++end.left;
        end.failure = end.failure ? end.failure : why;
    };
    for (const OutboxMessage& message : *waiting) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const qint64 now = clock.nowMs();
        if (!all && message.notBeforeMs > now) {
            stuck.insert(message.shareId);
            end.nextMs =
                end.nextMs == 0 ? message.notBeforeMs : qMin(end.nextMs, message.notBeforeMs);
        }
        if (stuck.contains(message.shareId)) {
            ++end.left;
            continue;
        }
        const auto share = store.read(
            account, [&](const Repositories& r) { return r.shares.find(message.shareId); });
        if (!share || !*share) {
            continue; // gone, and the message with it
        }
        const auto client = servers.client(account, (*share)->serverId);
        if (!client) {
            later(message, client.error());
            continue;
        }
        const auto told = send(*client, **share, message, stop);
        failpoint("outbox-told");
        if (told) {
            const auto noted =
                store.write(account, [&](Repositories& r) { return noteSent(r, message, *told); })
                    .wait();
            if (!noted) {
                return failure(noted.error());
            }
            ++end.sent;
            continue;
        }
        const ShareFault fault = told.error().fault;
        if (fault == ShareFault::Cancelled) {
            return failure(ErrorKind::Cancelled);
        }
        if (fault == ShareFault::LoginNeeded) {
            servers.noteRefused(account, (*share)->serverId);
        }
        if (!isForGood(fault)) {
            OutboxMessage again = message;
            again.attempts = message.attempts + 1;
            const qint64 wait = sendAgain.after(again.attempts);
            again.notBeforeMs = now + qMax(wait, told.error().amount);
            const auto noted = store
                                   .write(account,
                                          [&](Repositories& r) -> Result<> {
                                              r.outbox.update(again);
                                              return {};
                                          })
                                   .wait();
            if (!noted) {
                return failure(noted.error());
            }
            end.nextMs = end.nextMs == 0 ? again.notBeforeMs : qMin(end.nextMs, again.notBeforeMs);
            later(message, told.error());
            continue;
        }
        const auto noted =
            store.write(account, [&](Repositories& r) { return noteRefused(r, message, fault); })
                .wait();
        if (!noted) {
            return failure(noted.error());
        }
        ++end.refused;
        end.failure = end.failure ? end.failure : std::optional(told.error());
    }
    return end;
}

} // namespace raskadr
