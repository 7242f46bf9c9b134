#include "sync-server/storage/sql.h"
#include "sync-server/storage/sqliteconnection.h"
#include "sync-server/storage/sqliteengine.h"
#include "sync-server/storage/sqlstore.h"

#include <QTemporaryDir>
#include <QTest>
#include <set>
#include <thread>

using namespace raskadr::server;

namespace {

constexpr Millis hour = 3'600'000;
constexpr Millis day = 24 * hour;
constexpr Millis start = 1'700'000'000'000;

std::string id(int number)
{
    return QByteArray::number(number, 16).rightJustified(32, '0').toStdString();
}

std::string hash(int number)
{
    return QByteArray::number(number, 16).rightJustified(64, 'a').toStdString();
}

Share aShare(int number, const std::string& accountId)
{
    Share share;
    share.id = id(number);
    share.accountId = accountId;
    share.name = "Client";
    share.title = "Film";
    share.createdAt = start + number;
    return share;
}

OnlyOnce once(const std::string& key, const std::string& request = "request")
{
    return {"scope", key, request, 201, "{\"id\":\"1\"}", start, start + day};
}

} // namespace

// What every store promises, whatever database it is on; `openStore` says on which.
class StoreTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    const std::string m_anna = id(1);
    const std::string m_boris = id(2);

    void openStore()
    {
        auto engine =
            SqliteEngine::open(m_folder->filePath(QStringLiteral("server.sqlite")).toStdString());
        QVERIFY2(engine.has_value(), engine ? "" : engine.error().detail.c_str());
        m_store = std::make_unique<SqlStore>(std::move(*engine));
    }
    Blob published(const std::string& account, int number, std::int64_t size = 10)
    {
        const Blob blob{hash(number), size, "image/webp"};
        const Upload upload{id(100'000 + number + (account == m_boris ? 50'000 : 0)),
                            account,
                            blob.sha256,
                            size,
                            false,
                            start + day};
        [&] {
            QVERIFY(*m_store->addUpload(upload, 0, start));
            QVERIFY(*m_store->finishUpload(upload.id, blob, start, start + day));
        }();
        return blob;
    }
    NewRevision revision(const std::string& shareId, std::int64_t number,
                         const std::vector<Blob>& blobs)
    {
        NewRevision revision;
        revision.accountId = m_anna;
        revision.shareId = shareId;
        revision.number = number;
        revision.snapshot = "{\"revision\":" + std::to_string(number) + "}";
        revision.since = "{}";
        if (number > 1) {
            revision.basedOn = number - 1;
        }
        revision.now = start;
        int medium = static_cast<int>(number) * 1000;
        for (const Blob& blob : blobs) {
            revision.media.push_back({id(++medium), blob.sha256, blob.size, blob.mime});
        }
        return revision;
    }
    void addShare(int number)
    {
        QVERIFY(m_store->addShare(aShare(number, m_anna), "token" + std::to_string(number), {})
                    .has_value());
    }
    NewComment comment(int share, int number, const std::string& guest, Millis now = start)
    {
        return {id(share), id(number), id(7), guest, "Guest", "Text " + std::to_string(number),
                {},        now};
    }
    NewGuest guest(int number) { return {id(number), "Guest", "cookie" + std::to_string(number)}; }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        openStore();
        QVERIFY(*m_store->addAccount({m_anna, "anna", "hash-anna"}, start));
        QVERIFY(*m_store->addAccount({m_boris, "boris", "hash-boris"}, start));
    }
    void cleanup() { m_store.reset(); }

    void keepsAccountsByLogin()
    {
        QCOMPARE((*m_store->accountByLogin("anna"))->passwordHash, std::string("hash-anna"));
        QVERIFY(!m_store->accountByLogin("nobody")->has_value());
        QVERIFY(!*m_store->addAccount({id(3), "anna", "other"}, start));
        QCOMPARE((*m_store->accountByLogin("anna"))->passwordHash, std::string("hash-anna"));
    }
    void keepsWhatWasWrittenWhenItIsOpenedAgain()
    {
        m_store.reset();
        openStore();
        QVERIFY(m_store->accountByLogin("anna")->has_value());
    }
    // Of every released version, with what it could hold then.
    void anOlderDatabaseIsBroughtUpToDate()
    {
        const std::string path = m_folder->filePath(QStringLiteral("older.sqlite")).toStdString();
        {
            SqliteConnection older(path, SqliteConnection::Mode::Writes);
            older.execute(sql::schemaSteps.front());
            older.run(sql::setSchemaVersion, {std::int64_t(1)});
            older.run(sql::addAccount, {m_anna, "anna", "hash-anna", start});
            older.execute("insert into share(id, account_id, token_hash, name, title, created_at) "
                          "values('00000000000000000000000000000020', "
                          "'00000000000000000000000000000001', 'token', 'Client', 'Film', 1)");
        }
        auto engine = SqliteEngine::open(path);
        QVERIFY2(engine.has_value(), engine ? "" : engine.error().detail.c_str());
        m_store = std::make_unique<SqlStore>(std::move(*engine));
        const Share share = **m_store->openShare("token", start);
        QCOMPARE(share.title, std::string("Film"));
        QCOMPARE(share.producer, std::string());
        QVERIFY(!share.lastVisitAt);
        QVERIFY(m_store->addShare(aShare(21, m_anna), "other", {}).has_value());
        QCOMPARE(m_store->shares(m_anna)->size(), size_t(2));
    }
    void tokensEnd()
    {
        QVERIFY(m_store->addToken("t1", m_anna, start, start + day).has_value());
        QCOMPARE((*m_store->accountByToken("t1", start + day - 1))->account.id, m_anna);
        QVERIFY(!m_store->accountByToken("t1", start + day)->has_value());
        QVERIFY(m_store->removeToken("t1").has_value());
        QVERIFY(!m_store->accountByToken("t1", start)->has_value());
    }
    void aNewPasswordCanEndSessions()
    {
        QVERIFY(m_store->addToken("t1", m_anna, start, start + day).has_value());
        QVERIFY(m_store->setPassword(m_anna, "new", false).has_value());
        QVERIFY(m_store->accountByToken("t1", start)->has_value());
        QVERIFY(m_store->setPassword(m_anna, "newer", true).has_value());
        QVERIFY(!m_store->accountByToken("t1", start)->has_value());
        QCOMPARE((*m_store->accountByLogin("anna"))->passwordHash, std::string("newer"));
    }

    void blobsOfOthersAreMissing()
    {
        const Blob blob = published(m_anna, 1);
        QVERIFY(m_store->missingBlobs(m_anna, {blob.sha256}, start)->empty());
        QCOMPARE(m_store->missingBlobs(m_boris, {blob.sha256, hash(2), blob.sha256}, start)->size(),
                 size_t(2));
        published(m_boris, 1);
        QVERIFY(m_store->missingBlobs(m_boris, {blob.sha256}, start)->empty());
    }
    void unfinishedUploadsAreMissing()
    {
        QVERIFY(*m_store->addUpload({id(10), m_anna, hash(1), 5, false, start + day}, 0, start));
        QCOMPARE(m_store->missingBlobs(m_anna, {hash(1)}, start)->size(), size_t(1));
        QVERIFY(!(*m_store->upload(m_anna, id(10), start))->finished);
        QVERIFY(!m_store->upload(m_boris, id(10), start)->has_value());
        QVERIFY(!m_store->upload(m_anna, id(10), start + day)->has_value());
        QVERIFY(!*m_store->removeUpload(m_boris, id(10)));
        QVERIFY(*m_store->removeUpload(m_anna, id(10)));
        QVERIFY(!*m_store->finishUpload(id(10), {hash(1), 5, "image/png"}, start, start + day));
        QVERIFY(!*m_store->hasBlob(hash(1)));
    }
    void quotaCountsDeclaredLengths()
    {
        QVERIFY(*m_store->addUpload({id(10), m_anna, hash(1), 60, false, start + day}, 100, start));
        QVERIFY(
            !*m_store->addUpload({id(11), m_anna, hash(2), 41, false, start + day}, 100, start));
        QVERIFY(
            *m_store->addUpload({id(12), m_boris, hash(2), 100, false, start + day}, 100, start));
        QVERIFY(*m_store->addUpload({id(13), m_anna, hash(3), 40, false, start + day}, 100, start));
    }
    void quotaCountsWhatIsPublishedOnce()
    {
        addShare(20);
        const Blob blob = published(m_anna, 1, 60);
        QCOMPARE(m_store->publish(revision(id(20), 1, {blob}))->outcome, PublishOutcome::Published);
        QVERIFY(*m_store->addUpload({id(11), m_anna, hash(2), 40, false, start + day}, 100, start));
        QVERIFY(!*m_store->addUpload({id(12), m_anna, hash(3), 1, false, start + day}, 100, start));
    }

    void linksOpenUntilTheyEnd()
    {
        Share share = aShare(20, m_anna);
        share.expiresAt = start + day;
        QVERIFY(m_store->addShare(share, "secret", {}).has_value());
        QCOMPARE((*m_store->openShare("secret", start))->id, share.id);
        QVERIFY(!m_store->openShare("secret", start + day)->has_value());
        QVERIFY(!m_store->openShare("other", start)->has_value());
        QVERIFY(!*m_store->revokeShare(m_boris, share.id, start));
        QVERIFY(m_store->openShare("secret", start)->has_value());
        QVERIFY(*m_store->revokeShare(m_anna, share.id, start + 5));
        QVERIFY(!m_store->openShare("secret", start)->has_value());
        QVERIFY(*m_store->revokeShare(m_anna, share.id, start + 9));
        QCOMPARE((*m_store->share(m_anna, share.id))->revokedAt, std::optional<Millis>(start + 5));
    }
    void sharesBelongToTheirAccount()
    {
        addShare(20);
        addShare(21);
        QCOMPARE(m_store->shares(m_anna)->size(), size_t(2));
        QVERIFY(m_store->shares(m_boris)->empty());
        QVERIFY(!m_store->share(m_boris, id(20))->has_value());
        const auto steal = [](Share& share) { share.title = "Stolen"; };
        QVERIFY(!m_store->changeShare(m_boris, id(20), steal)->has_value());
        QCOMPARE((*m_store->share(m_anna, id(20)))->title, std::string("Film"));
    }
    void writesWhatTheProducerDecides()
    {
        addShare(20);
        const auto decide = [](Share& share) {
            share.title = "Маяк";
            share.passwordHash = "argon";
            share.canComment = false;
            share.canDownload = true;
            share.expiresAt = start + 1;
        };
        const Share share = **m_store->changeShare(m_anna, id(20), decide);
        QVERIFY(!share.lastVisitAt);
        QVERIFY(m_store->countVisits({{share.id, {2, start + 5}}}).has_value());
        QVERIFY(m_store->countVisits({{share.id, {1, start + 4}}}).has_value()); // late to be told
        const Share read = **m_store->share(m_anna, id(20));
        QCOMPARE(read.title, std::string("Маяк"));
        QCOMPARE(share.title, read.title);
        QCOMPARE(read.passwordHash, share.passwordHash);
        QCOMPARE(read.canComment, false);
        QCOMPARE(read.canDownload, true);
        QCOMPARE(read.expiresAt, share.expiresAt);
        QCOMPARE(read.visits, 3);
        QCOMPARE(read.lastVisitAt, std::optional<Millis>(start + 5));
        QVERIFY(*m_store->revokeShare(m_anna, id(20), start));
        QVERIFY(
            (*m_store->changeShare(m_anna, id(20), [](Share& s) { s.title = "Late"; }))->revokedAt);
        QCOMPARE((*m_store->share(m_anna, id(20)))->title, std::string("Маяк"));
    }
    void oneLinkForOneKey()
    {
        QCOMPARE(m_store->addShare(aShare(20, m_anna), "a", once("key"))->outcome,
                 Once::Outcome::Done);
        const Once again = *m_store->addShare(aShare(21, m_anna), "b", once("key"));
        QCOMPARE(again.outcome, Once::Outcome::Repeated);
        QCOMPARE(again.status, 201);
        QCOMPARE(again.answer, std::string("{\"id\":\"1\"}"));
        QCOMPARE(m_store->addShare(aShare(22, m_anna), "c", once("key", "other"))->outcome,
                 Once::Outcome::KeyTaken);
        QCOMPARE(m_store->shares(m_anna)->size(), size_t(1));
    }
    void aKeyIsForgottenAfterADay()
    {
        QVERIFY(m_store->addShare(aShare(20, m_anna), "a", once("key")).has_value());
        OnlyOnce later = once("key", "other");
        later.now = start + day;
        later.expiresAt = start + 2 * day;
        QCOMPARE(m_store->addShare(aShare(21, m_anna), "b", later)->outcome, Once::Outcome::Done);
    }

    void revisionsAreSwitchedWhole()
    {
        addShare(20);
        const Blob one = published(m_anna, 1);
        const Blob two = published(m_anna, 2);
        QVERIFY(!m_store->currentRevision(id(20))->has_value());
        const NewRevision first = revision(id(20), 1, {one});
        QCOMPARE(m_store->publish(first)->outcome, PublishOutcome::Published);
        QCOMPARE(m_store->publish(first)->outcome, PublishOutcome::Unchanged);
        const NewRevision second = revision(id(20), 2, {two});
        QCOMPARE((*m_store->currentRevision(id(20)))->snapshot, first.snapshot);
        QCOMPARE(m_store->publish(second)->outcome, PublishOutcome::Published);
        QCOMPARE((*m_store->currentRevision(id(20)))->number, 2);
        QCOMPARE((*m_store->currentRevision(id(20)))->snapshot, second.snapshot);
    }
    void refusesRevisions()
    {
        addShare(20);
        const Blob blob = published(m_anna, 1);
        const Blob foreign = published(m_boris, 2);
        auto missing =
            *m_store->publish(revision(id(20), 1, {blob, foreign, {hash(3), 1, "image/webp"}}));
        QCOMPARE(missing.outcome, PublishOutcome::MediaMissing);
        QCOMPARE(missing.missing, (std::vector<std::string>{foreign.sha256, hash(3)}));
        QVERIFY(!(*m_store->share(m_anna, id(20)))->currentRevision);

        Blob otherSize = blob;
        otherSize.size += 1;
        QCOMPARE(m_store->publish(revision(id(20), 1, {otherSize}))->outcome,
                 PublishOutcome::MediaMissing);
        Blob otherType = blob;
        otherType.mime = "video/mp4";
        QCOMPARE(m_store->publish(revision(id(20), 1, {otherType}))->outcome,
                 PublishOutcome::MediaMissing);

        QCOMPARE(m_store->publish(revision(id(20), 1, {blob}))->outcome, PublishOutcome::Published);
        NewRevision other = revision(id(20), 1, {});
        other.snapshot = "{\"other\":1}";
        other.basedOn = 1;
        QCOMPARE(m_store->publish(other)->outcome, PublishOutcome::NumberTaken);
        NewRevision stale = revision(id(20), 2, {});
        stale.basedOn.reset();
        QCOMPARE(m_store->publish(stale)->outcome, PublishOutcome::Overtaken);
        NewRevision conditional = revision(id(20), 2, {});
        conditional.onlyAfter = std::optional<std::int64_t>(7);
        QCOMPARE(m_store->publish(conditional)->outcome, PublishOutcome::NotCurrent);
        conditional.onlyAfter = std::optional<std::int64_t>(1);
        QCOMPARE(m_store->publish(conditional)->outcome, PublishOutcome::Published);

        NewRevision foreignShare = revision(id(20), 3, {});
        foreignShare.accountId = m_boris;
        QCOMPARE(m_store->publish(foreignShare)->outcome, PublishOutcome::ShareGone);
        QVERIFY(*m_store->revokeShare(m_anna, id(20), start));
        QCOMPARE(m_store->publish(revision(id(20), 3, {}))->outcome, PublishOutcome::ShareGone);
    }

    void commentsComeInOrder()
    {
        addShare(20);
        QVERIFY(m_store->addComment(comment(20, 30, id(5)), guest(5), {}).has_value());
        QVERIFY(m_store->addComment(comment(20, 31, id(5)), {}, {}).has_value());
        QVERIFY(m_store->addComment(comment(20, 32, id(5)), {}, {}).has_value());
        Conversation page = *m_store->conversationAfter(id(20), 0, 2);
        QCOMPARE(page.comments.size(), size_t(2));
        QVERIFY(page.more);
        QCOMPARE(page.next, 2);
        page = *m_store->conversationAfter(id(20), page.next, 2);
        QCOMPARE(page.comments.size(), size_t(1));
        QVERIFY(!page.more);
        QCOMPARE(page.next, 3);
        QVERIFY(m_store->conversationAfter(id(20), 3, 2)->comments.empty());
    }
    void changesTakeANewPlace()
    {
        addShare(20);
        QVERIFY(m_store->addComment(comment(20, 30, id(5)), guest(5), {}).has_value());
        QVERIFY(m_store->addComment(comment(20, 31, id(5)), {}, {}).has_value());
        QCOMPARE(m_store->editComment(id(20), id(5), id(30), "New", start + 1)->comment.seq, 3);
        QCOMPARE(m_store->deleteComment(id(20), id(5), id(31), start + 2)->comment.seq, 4);
        QCOMPARE(m_store->resolveComment(m_anna, id(20), id(30), true, start + 3)->comment.seq, 5);
        QCOMPARE(m_store->resolveComment(m_anna, id(20), id(30), true, start + 4)->comment.seq, 5);
        const Conversation page = *m_store->conversationAfter(id(20), 2, 10);
        QCOMPARE(page.comments.size(), size_t(2));
        QCOMPARE(page.comments[0].id, id(31));
        QVERIFY(page.comments[0].deletedAt.has_value());
        QVERIFY(page.comments[0].text.empty());
        QCOMPARE(page.comments[1].text, std::string("New"));
        QCOMPARE(page.comments[1].resolvedAt, std::optional<Millis>(start + 3));
        QCOMPARE(m_store->boardState(id(20))->comments[id(7)], 1);
    }
    void guestsChangeOnlyTheirOwn()
    {
        addShare(20);
        addShare(21);
        QVERIFY(m_store->addComment(comment(20, 30, id(5)), guest(5), {}).has_value());
        QVERIFY(m_store->addComment(comment(20, 31, id(6)), guest(6), {}).has_value());
        QVERIFY(m_store->reply(m_anna, id(20), id(32), id(30), "Answer", start, {}).has_value());
        QCOMPARE(m_store->editComment(id(20), id(6), id(30), "Mine", start)->outcome,
                 CommentOutcome::NotFound);
        QCOMPARE(m_store->deleteComment(id(20), id(6), id(32), start)->outcome,
                 CommentOutcome::NotFound);
        QCOMPARE(m_store->editComment(id(21), id(5), id(30), "There", start)->outcome,
                 CommentOutcome::NotFound);
        QCOMPARE(m_store->deleteComment(id(20), id(5), id(30), start)->outcome,
                 CommentOutcome::Done);
        QCOMPARE(m_store->editComment(id(20), id(5), id(30), "Dead", start)->outcome,
                 CommentOutcome::NotFound);
        QVERIFY(m_store->guestByCookie(id(20), "cookie5")->has_value());
        QVERIFY(!m_store->guestByCookie(id(21), "cookie5")->has_value());
    }
    void theProducerAnswers()
    {
        addShare(20);
        QVERIFY(m_store->addComment(comment(20, 30, id(5)), guest(5), {}).has_value());
        const CommentResult answer =
            *m_store->reply(m_anna, id(20), id(31), id(30), "Yes", start, once("k"));
        QCOMPARE(answer.comment.shotId, id(7));
        QCOMPARE(answer.comment.parentId, std::optional(id(30)));
        QVERIFY(!answer.comment.guestId);
        QCOMPARE(m_store->reply(m_anna, id(20), id(32), id(30), "Yes", start, once("k"))->outcome,
                 CommentOutcome::Repeated);
        QCOMPARE(m_store->reply(m_boris, id(20), id(33), id(30), "No", start, {})->outcome,
                 CommentOutcome::NotFound);
        QCOMPARE(m_store->reply(m_anna, id(20), id(34), id(99), "No", start, once("k2"))->outcome,
                 CommentOutcome::NotFound);
        QCOMPARE(m_store->resolveComment(m_boris, id(20), id(30), true, start)->outcome,
                 CommentOutcome::NotFound);
        QCOMPARE(m_store->boardState(id(20))->seq, 2);
        // A refusal takes no key.
        QCOMPARE(m_store->reply(m_anna, id(20), id(35), id(30), "More", start, once("k2"))->outcome,
                 CommentOutcome::Done);
    }
    void theProducerAnswersUnderTheNameThatTheLinkGives()
    {
        Share share = aShare(20, m_anna);
        share.producer = "Анна";
        QVERIFY(m_store->addShare(share, "token", {}).has_value());
        QVERIFY(m_store->addComment(comment(20, 30, id(5)), guest(5), {}).has_value());
        QCOMPARE(m_store->reply(m_anna, id(20), id(31), id(30), "Yes", start, {})->comment.author,
                 std::string("Анна"));
        const auto rename = [](Share& kept) { kept.producer = "Анна Ким"; };
        QCOMPARE((**m_store->changeShare(m_anna, id(20), rename)).producer,
                 std::string("Анна Ким"));
        QCOMPARE(m_store->reply(m_anna, id(20), id(32), id(31), "Done", start, {})->comment.author,
                 std::string("Анна Ким"));
        // What was said stays signed as it was.
        QCOMPARE(m_store->comment(id(20), id(31))->value().author, std::string("Анна"));
        const auto unname = [](Share& kept) { kept.producer.clear(); };
        QVERIFY(m_store->changeShare(m_anna, id(20), unname).has_value());
        QCOMPARE(m_store->reply(m_anna, id(20), id(33), id(30), "And", start, {})->comment.author,
                 std::string());
    }
    void aGuestHasADailyLimit()
    {
        addShare(20);
        NewComment first = comment(20, 30, id(5));
        QVERIFY(m_store->addComment(first, guest(5), {}).has_value());
        for (int i = 0; i < 3; ++i) {
            NewComment next = comment(20, 31 + i, id(5), start + hour);
            next.mostPerDay = 3;
            QCOMPARE(m_store->addComment(next, {}, {})->outcome,
                     i < 2 ? CommentOutcome::Done : CommentOutcome::DailyLimit);
        }
        NewComment tomorrow = comment(20, 40, id(5), start + day + 1);
        tomorrow.mostPerDay = 3;
        QCOMPARE(m_store->addComment(tomorrow, {}, {})->outcome, CommentOutcome::Done);
    }
    void verdictsAreLinesOfTheConversation()
    {
        addShare(20);
        const VerdictRow accepted =
            *m_store->setVerdict(id(20), id(7), "accepted", id(5), guest(5), start);
        QCOMPARE(accepted.seq, 1);
        QCOMPARE(accepted.author, std::string("Guest"));
        QCOMPARE(m_store->setVerdict(id(20), id(7), "accepted", id(5), {}, start + 1)->seq, 1);
        QCOMPARE(m_store->setVerdict(id(20), id(7), "none", id(5), {}, start + 2)->seq, 2);
        const Conversation page = *m_store->conversationAfter(id(20), 1, 10);
        QCOMPARE(page.verdicts.size(), size_t(1));
        QCOMPARE(page.verdicts[0].state, std::string("none"));
        QCOMPARE(page.next, 2);
    }
    void tellsWhatStandsOnThePage()
    {
        addShare(20);
        QVERIFY(m_store->addComment(comment(20, 30, id(5), start + 2), guest(5), {}).has_value());
        QVERIFY(m_store->addComment(comment(20, 31, id(5), start + 1), {}, {}).has_value());
        QVERIFY(m_store->addComment(comment(20, 32, id(5), start + 3), {}, {}).has_value());
        QVERIFY(m_store->deleteComment(id(20), id(5), id(32), start + 4).has_value());
        QVERIFY(m_store->setVerdict(id(20), id(8), "changes", id(5), {}, start).has_value());
        QCOMPARE(m_store->publish(revision(id(20), 1, {}))->outcome, PublishOutcome::Published);
        const BoardState state = *m_store->boardState(id(20));
        QCOMPARE(state.revision, std::optional<std::int64_t>(1));
        QCOMPARE(state.seq, 5);
        QCOMPARE(state.comments, (std::map<std::string, std::int64_t>{{id(7), 2}}));
        QCOMPARE(state.verdicts.size(), size_t(1));
        const std::vector<CommentRow> comments = *m_store->commentsOfShot(id(20), id(7));
        QCOMPARE(comments.size(), size_t(2));
        QCOMPARE(comments[0].id, id(31));
    }
    void onePlaceForOneKeyAmongManyWriters()
    {
        addShare(20);
        std::vector<std::thread> writers;
        std::atomic<int> done = 0;
        std::atomic<int> repeated = 0;
        for (int i = 0; i < 8; ++i) {
            writers.emplace_back([&, i] {
                const auto result = m_store->addComment(comment(20, 30 + i, id(50 + i)),
                                                        guest(50 + i), once("key"));
                done += result->outcome == CommentOutcome::Done;
                repeated += result->outcome == CommentOutcome::Repeated;
            });
        }
        for (std::thread& writer : writers) {
            writer.join();
        }
        QCOMPARE(done.load(), 1);
        QCOMPARE(repeated.load(), 7);
        QCOMPARE(m_store->boardState(id(20))->seq, 1);
    }
    void theCursorMissesNothingAmongManyWriters()
    {
        addShare(20);
        constexpr int writerCount = 8;
        constexpr int each = 100;
        std::atomic<bool> writing = true;
        std::vector<std::int64_t> seen;
        std::thread reader([&] {
            std::int64_t cursor = 0;
            while (true) {
                const bool last = !writing;
                const Conversation page = *m_store->conversationAfter(id(20), cursor, 7);
                for (const CommentRow& row : page.comments) {
                    seen.push_back(row.seq);
                }
                cursor = page.next;
                if (last && !page.more) {
                    break;
                }
            }
        });
        std::vector<std::thread> writers;
        for (int writer = 0; writer < writerCount; ++writer) {
            writers.emplace_back([&, writer] {
                for (int i = 0; i < each; ++i) {
                    const auto result = m_store->addComment(
                        comment(20, 1000 + writer * each + i, id(50 + writer)),
                        i == 0 ? std::optional(guest(50 + writer)) : std::nullopt, {});
                    if (!result || result->outcome != CommentOutcome::Done) {
                        qFatal("a comment was refused");
                    }
                }
            });
        }
        for (std::thread& writer : writers) {
            writer.join();
        }
        writing = false;
        reader.join();
        QCOMPARE(seen.size(), size_t(writerCount * each));
        for (size_t i = 0; i < seen.size(); ++i) {
            QCOMPARE(seen[i], std::int64_t(i + 1));
        }
    }

    void forgetsWhatHasExpired()
    {
        QVERIFY(m_store->addToken("t1", m_anna, start, start + hour).has_value());
        QVERIFY(*m_store->addUpload({id(10), m_anna, hash(1), 5, false, start + hour}, 0, start));
        QCOMPARE(m_store->tidy(start + hour)->uploads, std::vector<std::string>{id(10)});
        QVERIFY(m_store->tidy(start + hour)->uploads.empty());
    }
    void filesThatNothingShowsGoAfterADay()
    {
        addShare(20);
        const Blob shown = published(m_anna, 1);
        const Blob unused = published(m_anna, 2);
        QCOMPARE(m_store->publish(revision(id(20), 1, {shown}))->outcome,
                 PublishOutcome::Published);
        QVERIFY(m_store->tidy(start + 2 * day)->blobs.empty());
        QVERIFY(*m_store->hasBlob(unused.sha256));
        QCOMPARE(m_store->tidy(start + 3 * day)->blobs, std::vector<std::string>{unused.sha256});
        QVERIFY(!*m_store->hasBlob(unused.sha256));
        QVERIFY(*m_store->hasBlob(shown.sha256));
    }
    void filesOfOldRevisionsAndRevokedLinksGo()
    {
        addShare(20);
        const Blob old = published(m_anna, 1);
        const Blob current = published(m_anna, 2);
        QCOMPARE(m_store->publish(revision(id(20), 1, {old}))->outcome, PublishOutcome::Published);
        QCOMPARE(m_store->publish(revision(id(20), 2, {current}))->outcome,
                 PublishOutcome::Published);
        QVERIFY(m_store->tidy(start + 2 * day).has_value());
        QCOMPARE(m_store->tidy(start + 3 * day)->blobs, std::vector<std::string>{old.sha256});
        QCOMPARE((*m_store->currentRevision(id(20)))->number, 2);
        NewRevision forgotten = revision(id(20), 1, {});
        forgotten.basedOn = 2;
        QCOMPARE(m_store->publish(forgotten)->outcome, PublishOutcome::NumberTaken);
        QVERIFY(*m_store->revokeShare(m_anna, id(20), start + 3 * day));
        QVERIFY(m_store->tidy(start + 4 * day).has_value());
        QCOMPARE(m_store->tidy(start + 5 * day)->blobs, std::vector<std::string>{current.sha256});
    }
    void filesOfExpiredLinksStayAsTheyMayBeOpenedAgain()
    {
        addShare(20);
        const Blob blob = published(m_anna, 1);
        QCOMPARE(m_store->publish(revision(id(20), 1, {blob}))->outcome, PublishOutcome::Published);
        const auto endAt = [this](Millis end) {
            return m_store
                ->changeShare(m_anna, id(20), [end](Share& share) { share.expiresAt = end; })
                .has_value();
        };
        QVERIFY(endAt(start + 1));
        for (int days = 2; days < 40; ++days) {
            QVERIFY(m_store->tidy(start + days * day)->blobs.empty());
        }
        QVERIFY(endAt(start + 100 * day));
        QVERIFY(*m_store->hasBlob(blob.sha256));
        QCOMPARE((*m_store->currentRevision(id(20)))->number, 1);
    }
    void anUploadRevivesAMarkedFile()
    {
        addShare(20);
        const Blob blob = published(m_anna, 1);
        QCOMPARE(m_store->publish(revision(id(20), 1, {blob}))->outcome, PublishOutcome::Published);
        QVERIFY(*m_store->revokeShare(m_anna, id(20), start));
        QVERIFY(m_store->tidy(start + 2 * day).has_value()); // marked
        const Upload upload{id(90), m_boris, blob.sha256, blob.size, false, start + 9 * day};
        QVERIFY(*m_store->addUpload(upload, 0, start + 2 * day));
        QVERIFY(*m_store->finishUpload(upload.id, blob, start + 2 * day, start + 9 * day));
        QVERIFY(m_store->tidy(start + 4 * day)->blobs.empty());
        QVERIFY(*m_store->hasBlob(blob.sha256));
    }
};

QTEST_GUILESS_MAIN(StoreTest)
#include "storetest.moc"
