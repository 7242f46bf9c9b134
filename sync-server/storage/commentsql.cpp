#include "sync-server/storage/onlyonce.h"
#include "sync-server/storage/sql.h"
#include "sync-server/storage/sqlstore.h"

#include <algorithm>

namespace raskadr::server {

namespace {

constexpr Millis day = 24 * 60 * 60 * 1000;

CommentRow readComment(const SqlRow& row)
{
    CommentRow comment;
    comment.seq = row.integer(0);
    comment.id = row.text(1);
    comment.shotId = row.text(2);
    comment.revision = row.integer(3);
    comment.guestId = row.optionalText(4);
    comment.parentId = row.optionalText(5);
    comment.author = row.text(6);
    comment.text = row.text(7);
    comment.atMs = row.optionalInteger(8);
    comment.createdAt = row.integer(9);
    comment.editedAt = row.optionalInteger(10);
    comment.deletedAt = row.optionalInteger(11);
    comment.resolvedAt = row.optionalInteger(12);
    return comment;
}

VerdictRow readVerdict(const SqlRow& row)
{
    return {row.integer(0), row.text(1), row.integer(2), row.text(3),
            row.text(4),    row.text(5), row.integer(6)};
}

std::optional<CommentRow> commentIn(Session& session, const std::string& shareId,
                                    const std::string& id)
{
    const SqlRows rows = session.run(sql::comment, {shareId, id});
    return rows.empty() ? std::nullopt : std::optional(readComment(rows.front()));
}

// The share's row stays locked until the commit, so that numbers appear in the order of the
// commits.
struct Place
{
    std::int64_t seq = 0;
    std::int64_t revision = 0;
};

Place takePlace(Session& session, const std::string& shareId)
{
    const SqlRows rows = session.run(sql::nextSeq, {shareId});
    return rows.empty() ? Place{} : Place{rows.front().integer(0), rows.front().integer(1)};
}

void write(Session& session, const std::string& shareId, const CommentRow& comment)
{
    session.run(sql::addComment,
                {shareId, comment.seq, comment.id, comment.shotId, comment.revision,
                 sqlValue(comment.guestId), sqlValue(comment.parentId), comment.author,
                 comment.text, sqlValue(comment.atMs), comment.createdAt});
}

// Whether the request may have its effect; otherwise the result says why not.
bool takeKey(Session& session, const std::optional<OnlyOnce>& once, CommentResult& result)
{
    if (!once) {
        return true;
    }
    const Once outcome = server::takeKey(session, *once);
    if (outcome.outcome == Once::Outcome::Repeated) {
        result.outcome = CommentOutcome::Repeated;
        result.answer = outcome.answer;
    } else if (outcome.outcome == Once::Outcome::KeyTaken) {
        result.outcome = CommentOutcome::KeyTaken;
    }
    return outcome.outcome == Once::Outcome::Done;
}

bool notFound(CommentResult& result)
{
    result.outcome = CommentOutcome::NotFound;
    return false;
}

// Changes a living comment of this guest by `change`, which gets the new place in the conversation.
template <class Change>
bool changeOwn(Session& session, const std::string& shareId, const std::string& guestId,
               const std::string& id, CommentResult& result, const Change& change)
{
    const auto comment = commentIn(session, shareId, id);
    if (!comment || comment->deletedAt || comment->guestId != guestId) {
        return notFound(result);
    }
    change(takePlace(session, shareId).seq);
    result.comment = commentIn(session, shareId, id).value_or(CommentRow{});
    return true;
}

void addOrRename(Session& session, const std::string& shareId,
                 const std::optional<NewGuest>& newGuest, const std::string& guestId,
                 const std::string& author, std::int64_t revision, Millis now)
{
    if (newGuest) {
        session.run(sql::addGuest,
                    {newGuest->id, shareId, newGuest->name, newGuest->cookieHash, now, revision});
    } else if (!author.empty()) {
        session.run(sql::renameGuest, {shareId, guestId, author});
    }
}

} // namespace

StoreResult<std::optional<Guest>> SqlStore::guestByCookie(const std::string& shareId,
                                                          const std::string& cookieHash)
{
    return found<std::optional<Guest>>([&](Session& session, std::optional<Guest>& guest) {
        const SqlRows rows = session.run(sql::guestByCookie, {shareId, cookieHash});
        if (!rows.empty()) {
            guest = Guest{rows.front().text(0), rows.front().text(1)};
        }
    });
}

StoreResult<std::optional<Once>> SqlStore::earlier(const OnlyOnce& once)
{
    return found<std::optional<Once>>([&](Session& session, std::optional<Once>& answer) {
        answer = server::earlier(session, once);
    });
}

StoreResult<CommentResult> SqlStore::addComment(const NewComment& comment,
                                                const std::optional<NewGuest>& newGuest,
                                                const std::optional<OnlyOnce>& once)
{
    return written<CommentResult>([&](Session& session, CommentResult& result) {
        if (!takeKey(session, once, result)) {
            return false;
        }
        if (!newGuest
            && session
                    .run(sql::commentsOfGuestSince,
                         {comment.shareId, comment.guestId, comment.now - day})
                    .front()
                    .integer(0)
                >= comment.mostPerDay) {
            result.outcome = CommentOutcome::DailyLimit;
            return false;
        }
        const Place place = takePlace(session, comment.shareId);
        addOrRename(session, comment.shareId, newGuest, comment.guestId, comment.author,
                    place.revision, comment.now);
        CommentRow& row = result.comment;
        row.seq = place.seq;
        row.id = comment.id;
        row.shotId = comment.shotId;
        row.revision = place.revision;
        row.guestId = comment.guestId;
        row.author = comment.author;
        row.text = comment.text;
        row.atMs = comment.atMs;
        row.createdAt = comment.now;
        write(session, comment.shareId, row);
        return true;
    });
}

StoreResult<CommentResult> SqlStore::editComment(const std::string& shareId,
                                                 const std::string& guestId, const std::string& id,
                                                 const std::string& text, Millis now)
{
    return written<CommentResult>([&](Session& session, CommentResult& result) {
        return changeOwn(session, shareId, guestId, id, result, [&](std::int64_t seq) {
            session.run(sql::editComment, {shareId, id, seq, text, now});
        });
    });
}

StoreResult<CommentResult> SqlStore::deleteComment(const std::string& shareId,
                                                   const std::string& guestId,
                                                   const std::string& id, Millis now)
{
    return written<CommentResult>([&](Session& session, CommentResult& result) {
        return changeOwn(session, shareId, guestId, id, result, [&](std::int64_t seq) {
            session.run(sql::deleteComment, {shareId, id, seq, now});
        });
    });
}

StoreResult<CommentResult> SqlStore::reply(const std::string& accountId, const std::string& shareId,
                                           const std::string& id, const std::string& parentId,
                                           const std::string& text, Millis now,
                                           const std::optional<OnlyOnce>& once)
{
    return written<CommentResult>([&](Session& session, CommentResult& result) {
        if (!takeKey(session, once, result)) {
            return false;
        }
        const SqlRows producer = session.run(sql::producerOfShare, {accountId, shareId});
        const auto parent = producer.empty() ? std::nullopt : commentIn(session, shareId, parentId);
        if (!parent) {
            return notFound(result);
        }
        const Place place = takePlace(session, shareId);
        CommentRow& row = result.comment;
        row.seq = place.seq;
        row.id = id;
        row.shotId = parent->shotId;
        row.revision = place.revision;
        row.parentId = parent->parentId.value_or(
            parent->id); // one level: an answer to an answer joins its thread
        row.author = producer.front().text(0);
        row.text = text;
        row.createdAt = now;
        write(session, shareId, row);
        return true;
    });
}

StoreResult<CommentResult> SqlStore::resolveComment(const std::string& accountId,
                                                    const std::string& shareId,
                                                    const std::string& id, bool resolved,
                                                    Millis now)
{
    return written<CommentResult>([&](Session& session, CommentResult& result) {
        const bool isOwner = !session.run(sql::shareOfAccount, {accountId, shareId}).empty();
        const auto comment = isOwner ? commentIn(session, shareId, id) : std::nullopt;
        if (!comment || comment->deletedAt) {
            return notFound(result);
        }
        result.comment = *comment;
        if (comment->resolvedAt.has_value() == resolved) {
            return false;
        }
        const std::int64_t seq = takePlace(session, shareId).seq;
        session.run(sql::resolveComment,
                    {shareId, id, seq, resolved ? SqlValue(now) : SqlValue(nullptr)});
        result.comment = commentIn(session, shareId, id).value_or(CommentRow{});
        return true;
    });
}

StoreResult<std::optional<CommentRow>> SqlStore::comment(const std::string& shareId,
                                                         const std::string& id)
{
    return found<std::optional<CommentRow>>(
        [&](Session& session, std::optional<CommentRow>& comment) {
            comment = commentIn(session, shareId, id);
        });
}

StoreResult<VerdictRow> SqlStore::setVerdict(const std::string& shareId, const std::string& shotId,
                                             const std::string& state, const std::string& guestId,
                                             const std::optional<NewGuest>& newGuest, Millis now)
{
    return written<VerdictRow>([&](Session& session, VerdictRow& verdict) {
        const SqlRows before = session.run(sql::verdict, {shareId, shotId});
        if (!before.empty()) {
            verdict = readVerdict(before.front());
            if (verdict.state == state && verdict.guestId == guestId) {
                return false;
            }
        }
        const Place place = takePlace(session, shareId);
        addOrRename(session, shareId, newGuest, guestId, {}, place.revision, now);
        session.run(sql::setVerdict,
                    {shareId, shotId, state, guestId, place.seq, place.revision, now});
        verdict = readVerdict(session.run(sql::verdict, {shareId, shotId}).front());
        return true;
    });
}

StoreResult<Conversation> SqlStore::conversationAfter(const std::string& shareId, std::int64_t seq,
                                                      int limit)
{
    return found<Conversation>([&](Session& session, Conversation& conversation) {
        const auto most = static_cast<size_t>(limit);
        for (const SqlRow& row :
             session.run(sql::commentsAfter, {shareId, seq, std::int64_t(limit) + 1})) {
            conversation.comments.push_back(readComment(row));
        }
        for (const SqlRow& row :
             session.run(sql::verdictsAfter, {shareId, seq, std::int64_t(limit) + 1})) {
            conversation.verdicts.push_back(readVerdict(row));
        }
        std::vector<std::int64_t> places;
        for (const CommentRow& comment : conversation.comments) {
            places.push_back(comment.seq);
        }
        for (const VerdictRow& verdict : conversation.verdicts) {
            places.push_back(verdict.seq);
        }
        std::sort(places.begin(), places.end());
        conversation.more = places.size() > most;
        if (conversation.more) {
            const std::int64_t last = places[most - 1];
            std::erase_if(conversation.comments,
                          [&](const CommentRow& comment) { return comment.seq > last; });
            std::erase_if(conversation.verdicts,
                          [&](const VerdictRow& verdict) { return verdict.seq > last; });
            conversation.next = last;
        } else {
            // Numbers that a later change took away from a line are passed over, too.
            const SqlRows rows = session.run(sql::standing, {shareId});
            conversation.next = rows.empty() ? seq : std::max(seq, rows.front().integer(0));
        }
    });
}

StoreResult<std::vector<CommentRow>> SqlStore::commentsOfShot(const std::string& shareId,
                                                              const std::string& shotId)
{
    return found<std::vector<CommentRow>>([&](Session& session, std::vector<CommentRow>& comments) {
        for (const SqlRow& row : session.run(sql::commentsOfShot, {shareId, shotId})) {
            comments.push_back(readComment(row));
        }
    });
}

StoreResult<BoardState> SqlStore::boardState(const std::string& shareId)
{
    return found<BoardState>([&](Session& session, BoardState& state) {
        const SqlRows standing = session.run(sql::standing, {shareId});
        if (standing.empty()) {
            return;
        }
        state.seq = standing.front().integer(0);
        state.revision = standing.front().optionalInteger(1);
        for (const SqlRow& row : session.run(sql::commentCounts, {shareId})) {
            state.comments[row.text(0)] = row.integer(1);
        }
        constexpr std::int64_t all = 1'000'000;
        for (const SqlRow& row : session.run(sql::verdictsAfter, {shareId, std::int64_t(0), all})) {
            state.verdicts.push_back(readVerdict(row));
        }
    });
}

} // namespace raskadr::server
