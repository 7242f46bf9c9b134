#include "tests/flows/cli.h"
#include "tests/support/samples.h"
#include "tests/support/syncserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QTest>
#include <QUrl>

using namespace raskadr;
using namespace raskadr::flows;
using namespace Qt::Literals::StringLiterals;

// The manager's link, by the real command line against the real server: published, looked at,
// talked about, brought up to date, cut off at every step and taken up again, revoked.
class PublishTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int pictures = 4;

    QTemporaryDir m_folder;
    QString m_library;
    QString m_project;
    QString m_share;
    QString m_url;
    std::unique_ptr<SyncServer> m_server;

    Cli cli(const QByteArray& input = {}) const
    {
        Cli cli(m_library);
        cli.setInput(input);
        return cli;
    }
    CliResult anna(const QStringList& words, const QByteArray& input = {}) const
    {
        return cli(input).json(QStringList{u"--account"_s, u"anna"_s} + words);
    }
    QJsonArray boardShots(const QString& url) const
    {
        return asGuest(url + u"/board.json"_s).object()[u"shots"_s].toArray();
    }
    // The bytes of everything that the page of this link can load.
    QSet<QByteArray> mediaHashes(const QString& url) const
    {
        QSet<QByteArray> hashes;
        for (const QJsonValue& shot : boardShots(url)) {
            const QJsonObject media = shot[u"media"_s].toObject();
            for (const QJsonValue& path : media) {
                const auto answer = asGuest(m_server->url() + path.toString());
                if (answer.status != 200) {
                    return {};
                }
                hashes.insert(QCryptographicHash::hash(answer.body, QCryptographicHash::Sha256));
            }
        }
        return hashes;
    }
    QString addPicture(int seed) const
    {
        const QString path = m_folder.filePath(u"KANAR-secret-%1.png"_s.arg(seed));
        samples::save(path, samples::picture(960, 540, seed), "png");
        return path;
    }
    QJsonObject commentAs(const QString& author, const QString& text, QByteArray& cookies) const
    {
        const QString shot = boardShots(m_url).first()[u"id"_s].toString();
        const auto answer =
            asGuest(m_url + u"/comments"_s, "POST",
                    {{u"shotId"_s, shot}, {u"author"_s, author}, {u"text"_s, text}}, cookies);
        cookies = answer.cookies;
        return answer.status == 201 ? answer.object() : QJsonObject();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_library = m_folder.filePath(u"library"_s);
        m_server = std::make_unique<SyncServer>(m_folder.filePath(u"server"_s));
        QVERIFY(m_server->addAccount(u"studio"_s, u"studio-password"_s));
        QVERIFY(m_server->start());
        EXPECT_STATUS(cli()({u"library"_s, u"init"_s}), 0);
        EXPECT_STATUS(cli()({u"account"_s, u"create"_s, u"anna"_s}), 0);
        EXPECT_STATUS(cli()({u"account"_s, u"create"_s, u"boris"_s}), 0);
        m_project = idOf(anna({u"project"_s, u"create"_s, u"Последний маяк"_s}).object());
        QStringList import{u"import"_s, m_project};
        for (int i = 0; i < pictures; ++i) {
            import.append(addPicture(i));
        }
        const QString film = m_folder.filePath(u"KANAR-film.mp4"_s);
        QCOMPARE(samples::film(film, 30), QString());
        import.append(film);
        EXPECT_STATUS(anna(import), 0);
    }

    void tellsWhatIsWrongWithAServer_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QByteArray>("password");
        QTest::newRow("no address") << u"https://"_s << QByteArray("studio-password\n");
        QTest::newRow("plain http to the world")
            << u"http://share.example.com"_s << QByteArray("x\n");
        QTest::newRow("wrong password") << QString() << QByteArray("wrong-password\n");
        QTest::newRow("nobody there") << u"http://127.0.0.1:9"_s << QByteArray("studio-password\n");
        QTest::newRow("no password") << QString() << QByteArray("\n");
    }
    void tellsWhatIsWrongWithAServer()
    {
        QFETCH(QString, address);
        QFETCH(QByteArray, password);
        const QString url = address.isEmpty() ? m_server->url() : address;
        const CliResult result = anna({u"server"_s, u"login"_s, url, u"studio"_s}, password);
        EXPECT_STATUS(result, 1);
        QVERIFY2(isRussian(result.said()), result.report().constData());
        EXPECT_STATUS(anna({u"publish"_s, m_project}), 1); // nobody is logged in yet
    }

    void publishesAndTheGuestSeesIt()
    {
        EXPECT_STATUS(
            anna({u"server"_s, u"login"_s, m_server->url(), u"studio"_s}, "studio-password\n"), 0);
        const CliResult published =
            anna({u"publish"_s, m_project, u"--name"_s, u"Клиент"_s, u"--author"_s, u"Анна Ким"_s});
        EXPECT_STATUS(published, 0);
        const QJsonObject share = published.object();
        m_share = idOf(share);
        m_url = share[u"url"_s].toString();
        QCOMPARE(share[u"state"_s].toString(), u"published"_s);
        QVERIFY2(m_url.startsWith(m_server->url() + u"/s/"_s), qPrintable(m_url));
        QVERIFY(share[u"filesSent"_s].toInt() > pictures * 3);
        QCOMPARE(share[u"refused"_s].toArray().size(), 0);

        QCOMPARE(asGuest(m_url).status, 200);
        const QJsonArray shots = boardShots(m_url);
        QCOMPARE(shots.size(), pictures + 1);
        QCOMPARE(shots.first()[u"kind"_s].toString(), u"video"_s); // the film's name comes first
        QVERIFY(!mediaHashes(m_url).isEmpty());
        // Names of files stay at home.
        QVERIFY(!asGuest(m_url).body.contains("KANAR"));
        QVERIFY(!asGuest(m_url + u"/board.json"_s).body.contains("KANAR"));
        const QJsonArray list = anna({u"share"_s, u"list"_s, m_project}).array();
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.first()[u"outdated"_s].toInt(), 0);
    }

    void aCommentComesInAndTheAnswerGoesOut()
    {
        QByteArray cookies;
        const QJsonObject said = commentAs(u"Мария"_s, u"Свет теплее <b>на маяке</b>"_s, cookies);
        QVERIFY(!said.isEmpty());
        const CliResult pulled = anna({u"comments"_s, u"pull"_s, m_project});
        EXPECT_STATUS(pulled, 0);
        QCOMPARE(pulled.array().size(), 1);
        const QJsonObject comment = pulled.array().first().toObject();
        QCOMPARE(comment[u"author"_s].toString(), u"Мария"_s);
        QCOMPARE(comment[u"text"_s].toString(), u"Свет теплее <b>на маяке</b>"_s);
        QCOMPARE(comment[u"kind"_s].toString(), u"comment"_s);
        QCOMPARE(comment[u"number"_s].toInt(), 1);
        QVERIFY(!comment[u"shotId"_s].toString().isEmpty());
        QVERIFY(!comment[u"resolved"_s].toBool());
        QCOMPARE(anna({u"comments"_s, u"pull"_s, m_project}).array().size(), 0);
        const auto link = anna({u"share"_s, u"list"_s, m_project}).array().first();
        QVERIFY(link[u"visits"_s].toInt() >= 1);
        QVERIFY(link[u"lastVisitAt"_s].toString() >= link[u"createdAt"_s].toString());

        const CliResult reply =
            anna({u"comments"_s, u"reply"_s, idOf(comment), u"Сделаем к пятнице."_s});
        EXPECT_STATUS(reply, 0);
        QCOMPARE(reply.object()[u"delivery"_s].toString(), u"sent"_s);
        EXPECT_STATUS(anna({u"comments"_s, u"resolve"_s, idOf(comment)}), 0);
        const QJsonArray lines = asGuest(m_url + u"/comments?after=0"_s, "GET", {}, cookies)
                                     .object()[u"items"_s]
                                     .toArray();
        QCOMPARE(lines.size(), 2);
        const auto answers = [&](const QJsonValue& line) {
            return line[u"fromProducer"_s].toBool();
        };
        const auto answer = std::find_if(lines.begin(), lines.end(), answers);
        QVERIFY(answer != lines.end());
        QCOMPARE((*answer)[u"text"_s].toString(), u"Сделаем к пятнице."_s);
        QCOMPARE((*answer)[u"author"_s].toString(), u"Анна Ким"_s);
        // What came back by itself is not a second one.
        QCOMPARE(anna({u"comments"_s, u"pull"_s, m_project}).array().size(), 0);
        const QJsonArray list = anna({u"comments"_s, u"list"_s, m_project}).array();
        QCOMPARE(list.size(), 2);

        const QString shot = boardShots(m_url).first()[u"id"_s].toString();
        const auto verdict =
            asGuest(m_url + u"/shots/%1/verdict"_s.arg(shot), "PUT",
                    {{u"state"_s, u"accepted"_s}, {u"author"_s, u"Мария"_s}}, cookies);
        QCOMPARE(verdict.status, 200);
        const QJsonArray news = anna({u"comments"_s, u"pull"_s, m_project}).array();
        QCOMPARE(news.size(), 1);
        QCOMPARE(news.first()[u"kind"_s].toString(), u"verdict"_s);
        QCOMPARE(news.first()[u"verdict"_s].toString(), u"accepted"_s);
    }

    void whatIsAnsweredOfflineIsSentOnce()
    {
        const QString comment =
            idOf(anna({u"comments"_s, u"list"_s, m_project}).array().last().toObject());
        m_server->stop();
        const CliResult kept = anna({u"comments"_s, u"reply"_s, comment, u"Из поезда"_s});
        EXPECT_STATUS(kept, 0);
        QCOMPARE(kept.object()[u"delivery"_s].toString(), u"waiting"_s);
        EXPECT_STATUS(anna({u"comments"_s, u"pull"_s, m_project}), 1);
        QVERIFY(m_server->start());
        EXPECT_STATUS(anna({u"comments"_s, u"pull"_s, m_project}), 0);
        EXPECT_STATUS(anna({u"comments"_s, u"pull"_s, m_project}), 0);
        int onPage = 0;
        for (const QJsonValue& line :
             asGuest(m_url + u"/comments?after=0"_s).object()[u"items"_s].toArray()) {
            onPage += line[u"text"_s].toString() == u"Из поезда"_s ? 1 : 0;
        }
        QCOMPARE(onPage, 1);
    }

    void sendsOnlyWhatIsNew()
    {
        const QString shot =
            anna({u"shot"_s, u"list"_s, m_project}).array().at(1)[u"id"_s].toString();
        EXPECT_STATUS(anna({u"shot"_s, u"move"_s, m_project, u"2"_s, u"3"_s}), 0);
        QCOMPARE(anna({u"share"_s, u"list"_s, m_project}).array().first()[u"outdated"_s].toInt(),
                 1);
        const QJsonArray before = boardShots(m_url);
        const CliResult moved = anna({u"share"_s, u"update"_s, m_share});
        EXPECT_STATUS(moved, 0);
        QCOMPARE(moved.object()[u"filesSent"_s].toInt(), 0);
        QCOMPARE(moved.object()[u"url"_s].toString(), m_url);
        const QJsonArray after = boardShots(m_url);
        // The same shot is the same for the guests, wherever it stands; its files have new names.
        QCOMPARE(after[2][u"id"_s].toString(), before[1][u"id"_s].toString());
        QVERIFY(after[2][u"media"_s].toObject() != before[1][u"media"_s].toObject());

        EXPECT_STATUS(anna({u"import"_s, m_project, addPicture(77)}), 0);
        QCOMPARE(anna({u"share"_s, u"list"_s, m_project}).array().first()[u"outdated"_s].toInt(),
                 1);
        const CliResult grown = anna({u"share"_s, u"update"_s, m_share});
        EXPECT_STATUS(grown, 0);
        const int sent = grown.object()[u"filesSent"_s].toInt();
        QVERIFY2(sent > 0 && sent <= 8, grown.report().constData());
        QCOMPARE(boardShots(m_url).size(), pictures + 2);
        // What was said stays with its shot.
        QCOMPARE(anna({u"comments"_s, u"list"_s, m_project}).array().size(), 4);
    }

    void goesOnWhereItWasKilled_data()
    {
        QTest::addColumn<QString>("place");
        for (const char* place :
             {"publish-copied", "publish-link-made", "publish-file-sent", "publish-file-sent:3",
              "publish-uploaded", "publish-sent", "publish-ended"}) {
            QTest::newRow(place) << QString::fromLatin1(place);
        }
    }
    void goesOnWhereItWasKilled()
    {
        QFETCH(QString, place);
        // Files that the server has never seen, for each place anew.
        EXPECT_STATUS(
            anna({u"import"_s, m_project, addPicture(1000 + int(qHash(place) % 100'000))}), 0);
        Cli killed = cli();
        killed.setEnvironment(u"RASKADR_CRASH_AT"_s, place);
        EXPECT_STATUS(killed.json({u"--account"_s, u"anna"_s, u"publish"_s, m_project}), 137);
        const QJsonArray links = anna({u"share"_s, u"list"_s, m_project}).array();
        const QString link = idOf(links.last().toObject());
        const CliResult resumed = anna({u"share"_s, u"update"_s, link});
        EXPECT_STATUS(resumed, 0);
        const QString url = resumed.object()[u"url"_s].toString();
        const QJsonArray shots = anna({u"shot"_s, u"list"_s, m_project}).array();
        QCOMPARE(boardShots(url).size(), shots.size());
        QCOMPARE(anna({u"share"_s, u"list"_s, m_project}).array().size(), links.size());

        // The same as one that nobody disturbed.
        const CliResult undisturbed = anna({u"publish"_s, m_project});
        EXPECT_STATUS(undisturbed, 0);
        const auto hashes = mediaHashes(undisturbed.object()[u"url"_s].toString());
        QVERIFY(!hashes.isEmpty());
        QCOMPARE(mediaHashes(url), hashes);
        EXPECT_STATUS(anna({u"share"_s, u"revoke"_s, link}), 0);
        EXPECT_STATUS(anna({u"share"_s, u"revoke"_s, idOf(undisturbed.object())}), 0);
    }

    void publishesAFilmOfAHundredAndFiftyShots()
    {
        constexpr int many = 150;
        const QString project = idOf(anna({u"project"_s, u"create"_s, u"Полный метр"_s}).object());
        const QString source = m_folder.filePath(u"many"_s);
        QVERIFY(QDir().mkpath(source));
        for (int i = 0; i < many; ++i) {
            QVERIFY(samples::save(source + u"/KANAR-%1.png"_s.arg(i, 3, 10, QChar(u'0')),
                                  samples::picture(160, 90, 5'000 + i), "png"));
        }
        EXPECT_STATUS(anna({u"import"_s, project, source}), 0);
        const CliResult published = anna({u"publish"_s, project});
        EXPECT_STATUS(published, 0);
        const QString url = published.object()[u"url"_s].toString();
        const QJsonArray shots = boardShots(url);
        QCOMPARE(shots.size(), many);
        for (int i = 0; i < many; ++i) {
            QCOMPARE(shots[i][u"number"_s].toInt(), i + 1);
            QVERIFY(!shots[i][u"media"_s].toObject().isEmpty());
        }
        QCOMPARE(asGuest(url).status, 200);
    }

    void protectsALinkByAPasswordAndADay()
    {
        const CliResult made = anna({u"publish"_s, m_project, u"--password-stdin"_s, u"--expires"_s,
                                     u"2099-12-31"_s, u"--no-comments"_s},
                                    "открой сезам\n");
        EXPECT_STATUS(made, 0);
        QVERIFY(made.object()[u"hasPassword"_s].toBool());
        const QString url = made.object()[u"url"_s].toString();
        QCOMPARE(asGuest(url + u"/board.json"_s).status, 401);
        const auto unlocked =
            asGuest(url + u"/unlock"_s, "POST", {{u"password"_s, u"открой сезам"_s}});
        QVERIFY2(unlocked.status < 400, unlocked.body.constData());
        const auto board = asGuest(url + u"/board.json"_s, "GET", {}, unlocked.cookies);
        QCOMPARE(board.status, 200);
        QVERIFY(!board.object()[u"canComment"_s].toBool());
        EXPECT_STATUS(anna({u"publish"_s, m_project, u"--expires"_s, u"2001-01-01"_s}), 1);
        EXPECT_STATUS(anna({u"publish"_s, m_project, u"--expires"_s, u"morgen"_s}), 2);
    }

    void writesAPageIntoAFolderAndAnArchive()
    {
        const QString folder = m_folder.filePath(u"page"_s);
        const CliResult made = anna({u"publish"_s, m_project, u"--folder"_s, folder});
        EXPECT_STATUS(made, 0);
        QCOMPARE(made.object()[u"url"_s].toString(), folder);
        QVERIFY(QFileInfo(folder + u"/index.html"_s).size() > 1'000);
        const QByteArray page = samples::read(folder + u"/index.html"_s);
        QVERIFY(!page.contains("KANAR"));
        const int media = QDir(folder + u"/m"_s).entryList(QDir::Files).size();
        QVERIFY(media > pictures * 3);
        // Every file that is there is one that the page names, and the other way round.
        for (const QString& name : QDir(folder + u"/m"_s).entryList(QDir::Files)) {
            QVERIFY2(page.contains("m/" + name.toLatin1()), qPrintable(name));
        }
        EXPECT_STATUS(anna({u"share"_s, u"update"_s, idOf(made.object())}), 0);
        QCOMPARE(QDir(folder + u"/m"_s).entryList(QDir::Files).size(), media);

        // What is not ours is not touched.
        const QString other = m_folder.filePath(u"other"_s);
        QVERIFY(QDir().mkpath(other));
        QVERIFY(samples::write(other + u"/diary.txt"_s, "mine"));
        const CliResult taken = anna({u"publish"_s, m_project, u"--folder"_s, other});
        EXPECT_STATUS(taken, 1);
        QVERIFY(isRussian(taken.said()));
        QCOMPARE(QDir(other).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList{u"diary.txt"_s});

        const QString zip = m_folder.filePath(u"page.zip"_s);
        EXPECT_STATUS(anna({u"publish"_s, m_project, u"--folder"_s, zip}), 0);
        QCOMPARE(samples::read(zip).left(2), QByteArray("PK"));
        EXPECT_STATUS(anna({u"publish"_s, m_project, u"--folder"_s, zip}), 1);
    }

    void nobodyElseSeesIt()
    {
        const auto boris = [&](const QStringList& words) {
            return cli().json(QStringList{u"--account"_s, u"boris"_s} + words);
        };
        EXPECT_STATUS(boris({u"share"_s, u"list"_s, m_project}), 1);
        EXPECT_STATUS(boris({u"share"_s, u"update"_s, m_share}), 1);
        EXPECT_STATUS(boris({u"share"_s, u"revoke"_s, m_share}), 1);
        EXPECT_STATUS(boris({u"comments"_s, u"list"_s, m_project}), 1);
        EXPECT_STATUS(boris({u"publish"_s, m_project}), 1);
        QCOMPARE(asGuest(m_url).status, 200);
    }

    void aRevokedLinkIsDead()
    {
        EXPECT_STATUS(anna({u"share"_s, u"revoke"_s, m_share}), 0);
        QCOMPARE(asGuest(m_url).status, 404);
        QCOMPARE(asGuest(m_url + u"/board.json"_s).status, 404);
        EXPECT_STATUS(anna({u"share"_s, u"revoke"_s, m_share}), 0); // again is no harm
        EXPECT_STATUS(anna({u"share"_s, u"update"_s, m_share}), 1);
        const QString comment =
            idOf(anna({u"comments"_s, u"list"_s, m_project}).array().last().toObject());
        const CliResult late = anna({u"comments"_s, u"reply"_s, comment, u"поздно"_s});
        EXPECT_STATUS(late, 1);
        QVERIFY(isRussian(late.said()));
    }
};

QTEST_GUILESS_MAIN(PublishTest)
#include "publishtest.moc"
