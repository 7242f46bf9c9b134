#include "core/sharing/commentintake.h"
#include "core/sharing/outboxmessage.h"
#include "core/sharing/publishplan.h"
#include "core/sharing/wireids.h"
#include "core/wire/limits.h"
#include "core/wire/text.h"
#include "tests/support/rows.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

std::string wireId(int number)
{
    return u"%1"_s.arg(number, 32, 16, QChar(u'0')).toStdString();
}

} // namespace

// Links as rows: what is planned, what is out of date, what comes in and what waits to go out.
class LinksTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    Account m_anna = rows::account(u"anna"_s);
    Account m_boris = rows::account(u"boris"_s);
    Project m_film;
    QList<Shot> m_shots;
    QList<Asset> m_assets;
    ShareServer m_server;

    template <class Fn>
    auto write(Fn fn, const AccountId& account)
    {
        return m_store->write(account, fn).wait();
    }
    template <class Fn>
    auto write(Fn fn)
    {
        return write(fn, m_anna.id);
    }
    template <class Fn>
    auto read(Fn fn)
    {
        return *m_store->read(m_anna.id, fn);
    }
    PublishRequest request() const
    {
        PublishRequest request;
        request.projectId = m_film.id;
        request.serverId = m_server.id;
        request.name = u"Клиент"_s;
        return request;
    }
    // A link as it is once its first revision is there.
    Share published(const PublishRequest& request)
    {
        Share share;
        const auto done = write([&](Repositories& r) -> Result<> {
            const auto begun = beginLink(r, request, 100);
            if (!begun) {
                return failure(begun.error());
            }
            Share row = *begun;
            row.remoteId = QString::fromStdString(wireId(999));
            row.url = u"https://share.example.com/s/token"_s;
            r.shares.update(row);
            const auto publication = r.publications.find(begun->id);
            int number = 1;
            for (const ShareShot& shot : publication->shots) {
                r.shares.insertShotName(begun->id, shot.shotId,
                                        QString::fromStdString(wireId(number++)));
            }
            const auto ended = endPublication(r, *publication, 200);
            if (!ended) {
                return failure(ended.error());
            }
            share = *ended;
            return {};
        });
        return done ? share : Share{};
    }
    Staleness staleOf(const Share& share)
    {
        return read([&](const Repositories& r) { return staleness(r, *r.shares.find(share.id)); });
    }
    static wire::Comment comment(int number, int shot = 1)
    {
        wire::Comment line;
        line.id = wireId(1000 + number);
        line.seq = number;
        line.shotId = wireId(shot);
        line.revision = 1;
        line.author = "Мария";
        line.text = "Строка " + std::to_string(number);
        line.createdAt = 1'000 + number;
        return line;
    }
    QList<CommentId> takeInPage(const Share& share, const wire::CommentPage& page)
    {
        return write([&](Repositories& r) { return takeIn(r, share.id, page); })
            .value_or(QList<CommentId>());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store =
            std::move(*Store::open(m_folder->filePath(u"library.db"_s), Store::Mode::ReadWrite));
        m_film = rows::project(m_anna.id, u"Последний маяк"_s);
        m_shots.clear();
        m_assets.clear();
        m_server = {};
        m_server.id = ShareServerId::create();
        m_server.address = u"https://share.example.com"_s;
        m_server.login = u"studio"_s;
        QVERIFY(rows::write(*m_store, m_boris.id,
                            [&](Repositories& r) { r.accounts.insert(m_boris); }));
        QVERIFY(rows::write(*m_store, m_anna.id, [&](Repositories& r) {
            r.accounts.insert(m_anna);
            r.projects.insert(m_film);
            r.shareServers.put(m_server);
            for (int i = 0; i < 4; ++i) {
                const Media media = rows::media(QString::number(i + 1));
                r.media.insert(media);
                Shot shot = rows::shot(m_film.id, i, u"Шот %1"_s.arg(i));
                r.shots.insert(shot);
                const Asset asset = rows::asset(shot.id, media.sha256);
                r.assets.insert(asset);
                // The last shot has a take and no headliner.
                if (i < 3) {
                    shot.headlinerId = asset.id;
                    r.shots.update(shot);
                }
                m_shots.append(shot);
                m_assets.append(asset);
            }
        }));
    }

    void plansWhatTheScopeSays()
    {
        const auto planned = [&](ShareScope scope, const QList<ShotId>& selected = {}) {
            Share share;
            share.projectId = m_film.id;
            share.options.scope = scope;
            share.options.selected = selected;
            return read([&](const Repositories& r) { return plannedShots(r, share); });
        };
        const auto all = planned(ShareScope::All);
        QCOMPARE(all.size(), 4);
        QCOMPARE(all[3].sha256, QString()); // a take is no headliner
        QCOMPARE(all[1].number, 2);
        QCOMPARE(planned(ShareScope::Headliners).size(), 3);
        const auto selected = planned(ShareScope::Selected, {m_shots[2].id});
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected[0].number, 3);
    }

    void plansHowLongAPictureStands()
    {
        QVERIFY(rows::write(*m_store, m_anna.id, [&](Repositories& r) {
            const Media media = rows::media(u"9"_s);
            r.media.insert(media);
            Asset film = rows::asset(m_shots[2].id, media.sha256);
            film.kind = AssetKind::Video;
            r.assets.insert(film);
            m_shots[2].headlinerId = film.id;
            for (const int i : {0, 2, 3}) {
                m_shots[i].plannedDurationMs = 4'000;
                r.shots.update(m_shots[i]);
            }
        }));
        const Share share = published(request());
        const auto shown =
            read([&](const Repositories& r) { return r.shares.shots(share.id, share.revision); });
        QCOMPARE(shown.size(), 4);
        QCOMPARE(shown[0].plannedDurationMs, 4'000);
        QCOMPARE(shown[1].plannedDurationMs, 0);
        QCOMPARE(shown[2].plannedDurationMs, 0); // a film lasts as long as it is
        QCOMPARE(shown[3].plannedDurationMs, 4'000);
    }

    void tellsWhatIsOutOfDate_data()
    {
        using Change = std::function<void(LinksTest&, Repositories&)>;
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("count");
        const auto row = [](const char* name, int count, const Change& change) {
            QTest::newRow(name) << change << count;
        };
        row("nothing", 0, [](LinksTest&, Repositories&) {});
        row("a title", 1, [](LinksTest& t, Repositories& r) {
            Shot shot = t.m_shots[1];
            shot.title = u"Новый"_s;
            r.shots.update(shot);
        });
        row("a planned length", 1, [](LinksTest& t, Repositories& r) {
            Shot shot = t.m_shots[1];
            shot.plannedDurationMs = 4'000;
            r.shots.update(shot);
        });
        row("another headliner", 1, [](LinksTest& t, Repositories& r) {
            const Media media = rows::media(u"9"_s);
            r.media.insert(media);
            const Asset asset = rows::asset(t.m_shots[0].id, media.sha256);
            r.assets.insert(asset);
            Shot shot = t.m_shots[0];
            shot.headlinerId = asset.id;
            r.shots.update(shot);
        });
        row("a take more", 0, [](LinksTest& t, Repositories& r) {
            const Media media = rows::media(u"9"_s);
            r.media.insert(media);
            r.assets.insert(rows::asset(t.m_shots[0].id, media.sha256));
        });
        row("a shot in the trash", 1, [](LinksTest& t, Repositories& r) {
            Shot shot = t.m_shots[1];
            shot.trashedMs = 5;
            r.shots.update(shot);
            r.shots.setOrder(t.m_film.id, {t.m_shots[0].id, t.m_shots[2].id, t.m_shots[3].id});
        });
        row("one moved to the end", 1, [](LinksTest& t, Repositories& r) {
            r.shots.setOrder(t.m_film.id,
                             {t.m_shots[1].id, t.m_shots[2].id, t.m_shots[3].id, t.m_shots[0].id});
        });
        row("a new one in front", 1, [](LinksTest& t, Repositories& r) {
            const Shot shot = rows::shot(t.m_film.id, 4, u"Пролог"_s);
            r.shots.insert(shot);
            r.shots.setOrder(
                t.m_film.id,
                {shot.id, t.m_shots[0].id, t.m_shots[1].id, t.m_shots[2].id, t.m_shots[3].id});
        });
        row("a status", 0, [](LinksTest& t, Repositories& r) {
            Shot shot = t.m_shots[1];
            shot.status = ShotStatus::Done;
            shot.script = u"тайна"_s;
            r.shots.update(shot);
        });
    }
    void tellsWhatIsOutOfDate()
    {
        using Change = std::function<void(LinksTest&, Repositories&)>;
        QFETCH(Change, change);
        QFETCH(int, count);
        const Share share = published(request());
        QCOMPARE(share.state, ShareState::Published);
        QCOMPARE(staleOf(share).count(), 0);
        QVERIFY(rows::write(*m_store, m_anna.id, [&](Repositories& r) { change(*this, r); }));
        QCOMPARE(staleOf(share).count(), count);
        QVERIFY(write([&](Repositories& r) -> Result<> {
            const auto next = beginRevision(r, share.id, 300);
            if (!next) {
                return failure(next.error());
            }
            const auto ended = endPublication(r, *next, 400);
            return ended ? Result<>() : failure(ended.error());
        }));
        QCOMPARE(staleOf(share).count(), 0);
    }

    void refusesWhatMayNotStandOnAPage_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("long title") << u"title"_s << QString(201, u'я');
        QTest::newRow("two lines") << u"title"_s << u"а\nб"_s;
        QTest::newRow("turned") << u"title"_s << u"а\u202Eб"_s;
        QTest::newRow("long greeting") << u"greeting"_s << QString(2'001, u'я');
        QTest::newRow("long name") << u"name"_s << QString(81, u'я');
        QTest::newRow("tail") << u"tail"_s << u"Маяк"_s;
        QTest::newRow("taken tail") << u"tail"_s << u"comments"_s;
        QTest::newRow("password") << u"password"_s << u""_s;
        QTest::newRow("expires") << u"expires"_s << u""_s;
        QTest::newRow("shots") << u"shots"_s << u""_s;
        QTest::newRow("folder") << u"folder"_s << u"relative/path"_s;
    }
    void refusesWhatMayNotStandOnAPage()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        PublishRequest asked = request();
        if (field == u"title"_s) {
            asked.options.title = text;
        } else if (field == u"greeting"_s) {
            asked.options.greeting = text;
        } else if (field == u"name"_s) {
            asked.name = text;
        } else if (field == u"tail"_s) {
            asked.options.tail = text;
        } else if (field == u"password"_s) {
            asked.password = Secret();
        } else if (field == u"expires"_s) {
            asked.expiresMs = 99;
        } else if (field == u"shots"_s) {
            asked.options.scope = ShareScope::Selected;
        } else {
            asked.way = ShareWay::Folder;
            asked.folder = text;
        }
        const auto begun = write([&](Repositories& r) { return beginLink(r, asked, 100); });
        QVERIFY(!begun);
        QCOMPARE(begun.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(begun.error().subject, field);
        QVERIFY(read([](const Repositories& r) { return r.shares.all().isEmpty(); }));
    }

    void cutsTitlesToWhatAPageTakes()
    {
        QCOMPARE(plainText(u" а\u202Eб\x07\nв "_s, 10), u"аб в"_s);
        QCOMPARE(plainText(u"😀😀😀"_s, 2), u"😀😀"_s);
        QCOMPARE(plainText(u"а\r\nб"_s, 10, true), u"а\nб"_s);
        QVERIFY(wire::isWireId(randomWireId().toStdString()));
        QVERIFY(randomWireId() != randomWireId());
    }

    void takesEachCommentInOnce()
    {
        const Share share = published(request());
        wire::CommentPage page;
        page.items = {comment(1), comment(2, 3), comment(3, 77)};
        page.next = 3;
        QCOMPARE(takeInPage(share, page).size(), 3);
        QCOMPARE(takeInPage(share, page).size(), 0); // said twice
        const auto lines =
            read([&](const Repositories& r) { return r.comments.ofProject(m_film.id); });
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[2].comment.shotId, m_shots[0].id);
        QCOMPARE(lines[2].comment.seenNumber, 1);
        QCOMPARE(lines[1].comment.seenNumber, 3);
        QCOMPARE(lines[1].comment.seenTitle, u"Шот 2"_s);
        QVERIFY(lines[1].isCurrent);
        QVERIFY(lines[0].comment.shotId.isNull()); // of no shot that we know
        QCOMPARE(read([&](const Repositories& r) { return r.comments.unread(m_film.id); }), 3);
        QCOMPARE(read([&](const Repositories& r) {
                     return r.projects.summary(m_film.id)->unreadComments;
                 }),
                 3);
        QCOMPARE(read([&](const Repositories& r) {
                     return r.shots.boardRow(m_shots[0].id)->unreadComments;
                 }),
                 1);

        // Changed, resolved elsewhere, deleted.
        page.items = {comment(1)};
        page.items[0].text = "Иначе";
        page.items[0].editedAt = 9'000;
        page.items[0].resolvedAt = 9'100;
        page.next = 4;
        QVERIFY(write([&](Repositories& r) { return markRead(r, {lines[2].comment.id}, true); }));
        QCOMPARE(takeInPage(share, page).size(), 1);
        auto first =
            *read([&](const Repositories& r) { return r.comments.find(lines[2].comment.id); });
        QCOMPARE(first.text, u"Иначе"_s);
        QVERIFY(first.resolved && !first.read);
        page.items[0].text.clear();
        page.items[0].author.clear();
        page.items[0].deletedAt = 9'200;
        page.next = 5;
        QCOMPARE(takeInPage(share, page).size(), 0);
        first = *read([&](const Repositories& r) { return r.comments.find(lines[2].comment.id); });
        QVERIFY(first.text.isEmpty() && first.deletedMs == 9'200 && first.read);
        QCOMPARE(
            read([&](const Repositories& r) { return r.shares.find(share.id)->commentCursor; }), 5);
    }

    void keepsTheLastVerdictOnTheBox()
    {
        const Share share = published(request());
        wire::Comment verdict = comment(1);
        verdict.id = wireId(1);
        verdict.kind = wire::CommentKind::Verdict;
        verdict.text.clear();
        verdict.verdict = wire::Verdict::Changes;
        QCOMPARE(takeInPage(share, {{verdict}, 1, false}).size(), 1);
        const auto box = [&] {
            return *read([&](const Repositories& r) { return r.shots.boardRow(m_shots[0].id); });
        };
        QCOMPARE(box().verdicts.size(), 1);
        QCOMPARE(box().verdicts[0].verdict, Verdict::Changes);
        QCOMPARE(box().verdicts[0].author, u"Мария"_s);
        QCOMPARE(box().verdicts[0].shareName, u"Клиент"_s);
        QCOMPARE(box().comments, 0);
        QCOMPARE(read([&](const Repositories& r) {
                     return r.shots.board(m_film.id)[0].verdicts.size();
                 }),
                 1);
        verdict.verdict = wire::Verdict::None;
        verdict.seq = 2;
        QCOMPARE(takeInPage(share, {{verdict}, 2, false}).size(), 0);
        QVERIFY(box().verdicts.isEmpty());
        QCOMPARE(
            read([&](const Repositories& r) { return r.comments.ofProject(m_film.id).size(); }), 1);
        // The shot's status is the producer's own.
        QCOMPARE(read([&](const Repositories& r) { return r.shots.find(m_shots[0].id)->status; }),
                 ShotStatus::Waiting);
    }

    void takesTenThousandCommentsWithoutLossOrDoubling()
    {
        const Share share = published(request());
        constexpr int all = 10'000;
        constexpr int pageSize = int(wire::limits::commentsPerPage);
        int cursor = 0;
        int arrived = 0;
        while (cursor < all) {
            wire::CommentPage page;
            for (int i = cursor + 1; i <= qMin(all, cursor + pageSize); ++i) {
                page.items.push_back(comment(i, 1 + i % 3));
            }
            page.next = cursor + qint64(page.items.size());
            page.more = page.next < all;
            arrived += int(takeInPage(share, page).size());
            // Every third page comes twice, as after a kill between the commit and the next
            // question.
            if (cursor / pageSize % 3 == 0) {
                arrived += int(takeInPage(share, page).size());
            }
            cursor = int(page.next);
        }
        QCOMPARE(arrived, all);
        const auto lines =
            read([&](const Repositories& r) { return r.comments.ofProject(m_film.id); });
        QCOMPARE(lines.size(), all);
        QSet<QString> texts;
        for (const CommentRow& line : lines) {
            texts.insert(line.comment.text);
        }
        QCOMPARE(texts.size(), all);
        QCOMPARE(
            read([&](const Repositories& r) { return r.shares.find(share.id)->commentCursor; }),
            qint64(all));
    }

    void keepsAnswersUntilTheyAreTold()
    {
        const Share share = published(request());
        takeInPage(share, {{comment(1)}, 1, false});
        const CommentId parent = read(
            [&](const Repositories& r) { return r.comments.ofProject(m_film.id)[0].comment.id; });
        const auto answer = write(
            [&](Repositories& r) { return addAnswer(r, parent, u" Сделаем "_s, u"Анна"_s, 500); });
        QVERIFY(answer);
        QVERIFY(write([&](Repositories& r) { return setResolved(r, parent, true, 501); }));
        const auto row = *read([&](const Repositories& r) { return r.comments.row(*answer); });
        QCOMPARE(row.delivery, CommentDelivery::Waiting);
        QCOMPARE(row.comment.text, u"Сделаем"_s);
        QCOMPARE(row.parentId, parent);
        QVERIFY(row.comment.remoteId.isEmpty());
        QCOMPARE(read([](const Repositories& r) { return r.outbox.waiting().size(); }), 2);

        // The server knows the answer already, and not yet that the comment is resolved.
        wire::Comment back = comment(2);
        back.parentId = comment(1).id;
        back.fromProducer = true;
        back.author.clear();
        back.text = "Сделаем";
        QCOMPARE(takeInPage(share, {{back, comment(1)}, 3, false}).size(), 0);
        QCOMPARE(
            read([&](const Repositories& r) { return r.comments.ofProject(m_film.id).size(); }), 2);
        const auto now = *read([&](const Repositories& r) { return r.comments.find(*answer); });
        QCOMPARE(now.remoteId, QString::fromStdString(back.id));
        QCOMPARE(now.author, u"Анна"_s);
        QVERIFY(read([&](const Repositories& r) { return r.comments.find(parent)->resolved; }));
    }

    void refusesAnswersThatCannotBe()
    {
        const Share share = published(request());
        takeInPage(share, {{comment(1)}, 1, false});
        const CommentId parent = read(
            [&](const Repositories& r) { return r.comments.ofProject(m_film.id)[0].comment.id; });
        const auto subject = [&](const CommentId& to, const QString& text) {
            const auto answer =
                write([&](Repositories& r) { return addAnswer(r, to, text, {}, 500); });
            return answer ? u"taken"_s : answer.error().subject;
        };
        QCOMPARE(subject(parent, u"  "_s), u"text"_s);
        QCOMPARE(subject(parent, QString(2'001, u'я')), u"text"_s);
        QCOMPARE(subject(parent, u"а\u202Eб"_s), u"text"_s);
        QCOMPARE(subject(parent, QString(2'000, u'я')), u"taken"_s);
        const auto other =
            write([&](Repositories& r) { return addAnswer(r, parent, u"x"_s, {}, 1); }, m_boris.id);
        QCOMPARE(other.error().kind, ErrorKind::NotFound);
        Share revoked = share;
        revoked.state = ShareState::Revoked;
        QVERIFY(
            rows::write(*m_store, m_anna.id, [&](Repositories& r) { r.shares.update(revoked); }));
        QCOMPARE(subject(parent, u"поздно"_s), u"share"_s);
    }

    void removesALinkWithAllThatWasSaid()
    {
        const Share share = published(request());
        takeInPage(share, {{comment(1), comment(2)}, 2, false});
        ChangeSet last;
        connect(m_store.get(), &Store::changed, this,
                [&](const ChangeSet& changes) { last = changes; });
        QVERIFY(write([&](Repositories& r) -> Result<> {
            r.shares.remove(share.id);
            return {};
        }));
        QTRY_VERIFY(last.shares.removed.contains(share.id));
        QCOMPARE(last.comments.removed.size(), 2);
        QVERIFY(last.shotContents.contains(m_shots[0].id));
        QVERIFY(
            read([&](const Repositories& r) { return r.comments.ofProject(m_film.id).isEmpty(); }));
    }
};

QTEST_GUILESS_MAIN(LinksTest)
#include "linkstest.moc"
