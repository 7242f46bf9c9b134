#include "labanswers.h"

#include "core/base/roomwatch.h"
#include "core/jobs/remotestate.h"
#include "core/store/connection.h"
#include "tests/support/diskfault.h"
#include "tests/support/samples.h"

#include <QCryptographicHash>
#include <QDir>

#include <cerrno>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// A picture whose base64 is long enough to be cut out of its answer.
QByteArray largePng()
{
    static const QByteArray bytes = samplePng(3, 1600);
    return bytes;
}

} // namespace

// What a service gave is paid for: neither the database nor the disk may lose it.
class RemoteKeepingTest final : public QObject
{
    Q_OBJECT

private:
    // Of what has to do with a service in the media folder.
    static QStringList temporaries(const RemoteBench& bench)
    {
        return QDir(QFileInfo(bench.media->temporaryPath()).path())
            .entryList({u".part-*"_s}, QDir::Files | QDir::Hidden);
    }
    static void letTimePass(RemoteBench& bench)
    {
        bench.clock.now += 60'000;
        bench.queue->unlock(bench.vera);
    }
    static bool waitsToTryAgain(RemoteBench& bench, const GenerationId& id)
    {
        return bench.waitFor([&] {
            const Job job = bench.job(id);
            return job.state == JobState::Queued && job.waitReason == WaitReason::Retry;
        });
    }
    static Connection beside(const RemoteBench& bench)
    {
        return Connection(bench.folder.filePath(u"library.db"_s), Connection::Mode::ReadWrite);
    }
    static QJsonArray filmExchanges()
    {
        return {exchange("POST", u"/films"_s, orderedFilm()),
                exchange("GET", u"/films/f1"_s, readyFilm()), filmFile()};
    }
    static QJsonArray linkedExchanges()
    {
        return {exchange("POST", u"/linked"_s,
                         jsonAnswer({{u"url"_s, u"http://127.0.0.1:${port:files}/a.png"_s}})),
                exchange("GET", u"/a.png"_s, bytesAnswer(largePng(), u"image/png"_s), 1, {},
                         u"files"_s)};
    }

private Q_SLOTS:
    // --- the store

    void idIsWrittenUntilTheStoreTakesIt_data()
    {
        QTest::addColumn<bool>("processEnds");
        QTest::newRow("later") << false;
        QTest::newRow("at the end of the process") << true;
    }

    void idIsWrittenUntilTheStoreTakesIt()
    {
        QFETCH(bool, processEnds);
        RemoteBench bench(filmExchanges());
        bench.startQueue();
        Connection database = beside(bench);
        database.execute("CREATE TRIGGER no_room BEFORE UPDATE ON job WHEN NEW.step = 'polling' "
                         "BEGIN SELECT RAISE(ABORT, 'no room'); END");
        const GenerationId id = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.orders(u"/films"_s) == 1; }));
        QTest::qWait(300); // the id comes, and is refused
        bench.store->flush();
        QCOMPARE(bench.job(id).step, stepSubmitting);
        database.execute("DROP TRIGGER no_room");
        if (processEnds) {
            bench.restart();
            QCOMPARE(bench.job(id).step, stepPolling);
        } else {
            letTimePass(bench);
        }
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/films"_s), 1);
    }

    void storeThatCannotBeReadFailsNothing()
    {
        RemoteBench bench({exchange("POST", u"/films"_s, orderedFilm()),
                           exchange("GET", u"/films/f1"_s, errorAnswer(503), 1),
                           exchange("GET", u"/films/f1"_s, readyFilm()), filmFile()});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(waitsToTryAgain(bench, id));
        Connection database = beside(bench);
        database.execute("ALTER TABLE model RENAME COLUMN manifest TO elsewhere");
        letTimePass(bench);
        QTest::qWait(300);
        bench.store->flush();
        QCOMPARE(bench.job(id).state, JobState::Queued);
        database.execute("ALTER TABLE model RENAME COLUMN elsewhere TO manifest");
        letTimePass(bench);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/films"_s), 1);
    }

    void whatWasOrderedFromAModelThatIsGoneIsUnknown()
    {
        RemoteBench bench({exchange("POST", u"/films"_s, orderedFilm()),
                           exchange("GET", u"/films/f1"_s, errorAnswer(503))});
        bench.startQueue();
        const GenerationId ordered = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(waitsToTryAgain(bench, ordered));
        Connection database = beside(bench);
        database.execute("UPDATE model SET manifest = '{}' WHERE id = 'lab.film'");
        letTimePass(bench);
        QVERIFY(bench.waitForEnd({ordered}));
        QCOMPARE(bench.job(ordered).state, JobState::Unknown);
        QCOMPARE(bench.job(ordered).errorClass, u"model_gone"_s);
    }

    // --- a result that the library cannot take in now

    void resultWaitsForTheLibrary_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<bool>("processEnds");
        QTest::newRow("decoded") << u"lab.still"_s << false;
        QTest::newRow("decoded, next process") << u"lab.still"_s << true;
        QTest::newRow("downloaded") << u"lab.linked"_s << false;
        QTest::newRow("downloaded, next process") << u"lab.linked"_s << true;
    }

    void resultWaitsForTheLibrary()
    {
        QFETCH(QString, model);
        QFETCH(bool, processEnds);
        QJsonArray exchanges = linkedExchanges();
        exchanges.append(exchange("POST", u"/stills"_s, stillAnswer(largePng()), 1));
        RemoteBench bench(exchanges);
        const QByteArray hash =
            QCryptographicHash::hash(largePng(), QCryptographicHash::Sha256).toHex();
        // Where its folder has to be there is something else.
        const QString inTheWay =
            bench.folder.filePath(u"media/"_s + QString::fromLatin1(hash.left(2)));
        QVERIFY(samples::write(inTheWay, "x"));
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(model)).first();
        QVERIFY(waitsToTryAgain(bench, id));
        QVERIFY(bench.waitFor([&] { return temporaries(bench).size() == 1; }));
        const QStringList kept = temporaries(bench);
        // By its name the next process knows that it is no leftover.
        QVERIFY(bench.job(id).variables.contains(kept.first().toUtf8()));

        letTimePass(bench); // it does not help yet
        QTest::qWait(200);
        QVERIFY(waitsToTryAgain(bench, id));
        QVERIFY(QFile::remove(inTheWay));
        if (processEnds) {
            bench.restart();
        }
        letTimePass(bench);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.assets(id).first().sha256, QString::fromLatin1(hash));
        QVERIFY(bench.waitFor([&] { return temporaries(bench).isEmpty(); }));
        QCOMPARE(bench.faults(), QStringList());
    }

    void diskThatIsPulledOutAndPutBackLosesNothing()
    {
        RemoteBench bench(
            {exchange("POST", u"/linked"_s,
                      jsonAnswer({{u"url"_s, u"http://127.0.0.1:${port:files}/a.png"_s}})),
             exchange("GET", u"/a.png"_s,
                      {{u"headers"_s, QJsonObject{{u"Content-Type"_s, u"image/png"_s}}},
                       {u"steps"_s,
                        QJsonArray{QJsonObject{{u"sendBase64"_s, b64(largePng().left(1000))}},
                                   QJsonObject{{u"wait"_s, u"x"_s}},
                                   QJsonObject{{u"sendBase64"_s, b64(largePng().mid(1000))}}}}},
                      1, {}, u"files"_s)});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.linked"_s)).first();
        const QString there = bench.folder.filePath(u"media"_s);
        QVERIFY(bench.waitFor([&] { // the download has begun
            const QStringList names = temporaries(bench);
            return std::any_of(names.begin(), names.end(), [&](const QString& name) {
                return QFileInfo(there + u'/' + name).size() == 1000;
            });
        }));
        QVERIFY(QDir().rename(there, there + u"-away"_s));
        bench.service.release(u"x"_s);
        QVERIFY(waitsToTryAgain(bench, id));
        QVERIFY(QDir().rename(there + u"-away"_s, there));
        letTimePass(bench);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.faults(), QStringList());
    }

    // --- an answer for which there is no room

    void answerIsReadAgainWhenThereIsRoom_data()
    {
        QTest::addColumn<QByteArray>("png");
        QTest::addColumn<QByteArray>("inPath");
        QTest::addColumn<int>("spared");
        QTest::newRow("cut out of the answer") << largePng() << QByteArray(".blob") << 0;
        QTest::newRow("within the answer") << samplePng() << QByteArray(".part-") << 1;
    }

    void answerIsReadAgainWhenThereIsRoom()
    {
        QFETCH(QByteArray, png);
        QFETCH(QByteArray, inPath);
        QFETCH(int, spared);
        RemoteBench bench({exchange("POST", u"/stills"_s, stillAnswer(png), 1)});
        std::atomic<qint64> freeBytes = 0;
        RoomWatch room(
            bench.pool, [&] { return freeBytes.load(); }, 1);
        bench.startQueue();
        bench.queue->waitForRoom(room);
        std::optional<DiskFault> disk(std::in_place, inPath, ENOSPC, spared);
        const GenerationId id = bench.submitted(bench.request(u"lab.still"_s)).first();
        QVERIFY(waitsToTryAgain(bench, id));
        QVERIFY(room.isWaiting());
        QVERIFY(disk->met() > 0);
        QCOMPARE(bench.job(id).errorClass, u"disk_full"_s);
        QVERIFY(bench.waitFor([&] { return temporaries(bench).size() == 1; }));
        disk.reset();
        freeBytes = 1LL << 40;
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.job(id).costCharged, 2.5);
        QCOMPARE(bench.orders(u"/stills"_s), 1);
        QVERIFY(bench.waitFor([&] { return temporaries(bench).isEmpty(); }));
        bench.stopQueue();
    }

    void answerIsReadInTheNextProcess()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, stillAnswer(largePng()), 1)});
        bench.startQueue(); // and nobody watches for room
        std::optional<DiskFault> disk(std::in_place, ".blob", EDQUOT);
        const GenerationId id = bench.submitted(bench.request(u"lab.still"_s)).first();
        QVERIFY(waitsToTryAgain(bench, id));
        bench.stopQueue();
        QVERIFY(bench.job(id).variables.contains(temporaries(bench).value(0).toUtf8()));
        disk.reset();
        bench.clock.now += 60'000;
        bench.startQueue();
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/stills"_s), 1);
        QVERIFY(bench.waitFor([&] { return temporaries(bench).isEmpty(); }));
    }

    void answerThatIsGoneIsUnknown()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, stillAnswer(largePng()), 1)});
        bench.startQueue();
        std::optional<DiskFault> disk(std::in_place, ".blob", ENOSPC);
        const GenerationId id = bench.submitted(bench.request(u"lab.still"_s)).first();
        QVERIFY(waitsToTryAgain(bench, id));
        for (const QString& name : temporaries(bench)) {
            QVERIFY(QFile::remove(bench.folder.filePath(u"media/"_s + name)));
        }
        disk.reset();
        letTimePass(bench);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Unknown);
        QCOMPARE(bench.orders(u"/stills"_s), 1);
    }

    // --- a disk that fails while an answer comes

    void downloadGoesOnWhenTheDiskDoes_data()
    {
        QTest::addColumn<int>("code");
        QTest::newRow("full") << ENOSPC;
        QTest::newRow("no more of its quota") << EDQUOT;
        QTest::newRow("broken for a moment") << EIO;
    }

    void downloadGoesOnWhenTheDiskDoes()
    {
        QFETCH(int, code);
        RemoteBench bench(filmExchanges());
        bench.startQueue();
        // What is said of the order and of the job is written; the film is not.
        std::optional<DiskFault> disk(std::in_place, ".part-", code, 2);
        const GenerationId id = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(waitsToTryAgain(bench, id));
        QVERIFY(disk->met() > 0);
        QCOMPARE(bench.job(id).step, stepFetching);
        disk.reset();
        letTimePass(bench);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/films"_s), 1);
    }

    void answerThatTheDiskLostIsUnknown()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, stillAnswer(), 1)});
        bench.startQueue();
        const DiskFault disk(".part-", EIO);
        const GenerationId id = bench.run(u"lab.still"_s);
        QCOMPARE(bench.job(id).state, JobState::Unknown);
        QCOMPARE(bench.orders(u"/stills"_s), 1);
    }
};

QTEST_GUILESS_MAIN(RemoteKeepingTest)
#include "remotekeepingtest.moc"
