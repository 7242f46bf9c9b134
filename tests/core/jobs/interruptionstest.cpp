#include "core/jobs/jobtransitions.h"
#include "queuetest.h"

#include <QCoreApplication>
#include <QDir>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// What does not run to its end: a full disk, a cancel, the end of the process.
class InterruptionsTest final : public QueueTest
{
    Q_OBJECT

private Q_SLOTS:
    // --- a full disk

    void goesOnByItselfWhenThereIsRoomAgain()
    {
        std::atomic<qint64> freeBytes = 0;
        RoomWatch room(
            *m_pool, [&] { return freeBytes.load(); }, 1);
        QSignalSpy began(&room, &RoomWatch::began);
        m_engine->full = true;
        makeQueue();
        m_queue->waitForRoom(room);
        m_queue->unlock(m_vera);
        m_queue->start();
        const auto ids = submitted(request(u"large"_s, 3));
        QVERIFY(waitFor([&] {
            return room.isWaiting() && m_queue->counts(m_vera).running == 0
                && job(ids[0]).errorClass == u"disk_full"_s;
        }));
        QCOMPARE(job(ids[0]).state, JobState::Queued);
        QVERIFY(!m_queue->isIdle());
        QCOMPARE(began.size(), 1);
        const qsizetype tried = m_engine->requests().size();
        const auto later = submitted(request(u"small"_s));
        QVERIFY(waitFor([&] { return m_queue->counts(m_vera).waiting == 4; }));
        QCOMPARE(m_engine->requests().size(), tried); // nothing is tried on a full disk

        m_engine->full = false;
        freeBytes = 1 << 30;
        QVERIFY(waitForIdle());
        verifyOneAssetEach(ids + later);
        QVERIFY(job(ids[0]).errorClass.isEmpty());
        const QStringList leftovers =
            QDir(m_folder->filePath(u"media"_s)).entryList(QDir::Files | QDir::Hidden);
        QVERIFY2(leftovers.isEmpty(), qPrintable(leftovers.join(u' ')));
    }

    void whatWaitsForRoomCanBeCanceled()
    {
        RoomWatch room(
            *m_pool, [] { return 0; }, 1);
        m_engine->full = true;
        makeQueue();
        m_queue->waitForRoom(room);
        m_queue->unlock(m_vera);
        m_queue->start();
        const auto id = submitted(request(u"large"_s)).first();
        QVERIFY(waitFor([&] { return job(id).errorClass == u"disk_full"_s; }));
        QVERIFY(m_queue->cancel(m_vera, id).wait());
        QVERIFY(waitFor([&] { return m_queue->isIdle(); }));
        QCOMPARE(job(id).state, JobState::Canceled);
        QVERIFY(job(id).errorClass.isEmpty());
    }

    void withoutAWatchAFullDiskFailsTheJob()
    {
        m_engine->full = true;
        startQueue();
        const auto id = submitted(request(u"large"_s)).first();
        QVERIFY(waitForIdle());
        QCOMPARE(job(id).state, JobState::Failed);
        QCOMPARE(job(id).errorClass, u"disk_full"_s);
    }

    // --- canceling

    void queuedJobThatIsCanceledNeverRuns()
    {
        m_engine->close();
        startQueue();
        const auto ids = submitted(request(u"a"_s, 3)); // two run, one waits
        QVERIFY(waitFor([this] { return m_engine->running() == 2; }));
        QSignalSpy finished(m_queue.get(), &JobQueue::finished);
        QCOMPARE(m_queue->cancel(m_vera, ids[2]).wait()->state, JobState::Canceled);
        m_engine->open();
        QVERIFY(waitForIdle());
        QCOMPARE(m_engine->requests().size(), 2);
        QCOMPARE(job(ids[2]).state, JobState::Canceled);
        QVERIFY(assets(ids[2]).isEmpty());
        QCOMPARE(finished.size(), 3);
        verifyOneAssetEach(ids.mid(0, 2));
    }

    void runningJobThatIsCanceledStopsAndLeavesNothing()
    {
        m_engine->close();
        startQueue();
        const auto ids = submitted(request(u"a"_s, 3));
        QVERIFY(waitFor([this] { return m_engine->running() == 2; }));
        QVERIFY(m_queue->cancel(m_vera, ids[0]).wait());
        // Its place is taken by the one that waited.
        QVERIFY(
            waitFor([this] { return m_engine->stopped == 1 && m_engine->requests().size() == 3; }));
        m_engine->open();
        QVERIFY(waitForIdle());
        QVERIFY(assets(ids[0]).isEmpty());
        QCOMPARE(job(ids[0]).state, JobState::Canceled);
        verifyOneAssetEach(ids.mid(1));
        m_pool->waitForDone();
        QVERIFY(m_media->list()->leftovers.isEmpty());
        QVERIFY(m_queue->retry(m_vera, ids[0]).wait());
        QVERIFY(waitForIdle());
        verifyOneAssetEach(ids);
    }

    void jobThatIsDoneCannotBeCanceled()
    {
        startQueue();
        const auto id = submitted(request(u"a"_s)).first();
        QVERIFY(waitForIdle());
        QCOMPARE(m_queue->cancel(m_vera, id).wait()->state, JobState::Done);
        verifyOneAssetEach({id});
    }

    void resultThatComesAfterTheCancelIsNotTaken()
    {
        makeQueue();
        const auto id = submitted(request(u"a"_s)).first();
        const auto tried = m_store->write(m_vera, [&](Repositories& r) -> Result<Job> {
            auto canceled = cancelJob(r, id, 5);
            if (!canceled) {
                return canceled;
            }
            Media media = *r.media.find(m_pictureHash);
            const auto late = finishJob(r, id, media, {}, 6);
            return late || late.error().kind != ErrorKind::Cancelled
                ? Result<Job>(failure(ErrorKind::Internal))
                : canceled;
        });
        QVERIFY(tried.wait());
        QVERIFY(assets(id).isEmpty());
    }

    // --- ends of the process

    void everyGenerationIsFinishedOnceAfterAKillAtAnyStep_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("stored");
        QTest::newRow("queued") << u"queued"_s << false;
        QTest::newRow("running") << u"running"_s << false;
        QTest::newRow("importing") << u"importing"_s << false;
        QTest::newRow("file stored, row not yet") << u"importing"_s << true;
    }

    void everyGenerationIsFinishedOnceAfterAKillAtAnyStep()
    {
        QFETCH(QString, state);
        QFETCH(bool, stored);
        makeQueue();
        const auto id = submitted(request(u"a"_s)).first();
        if (stored) {
            // The very bytes that the engine is going to make again.
            BuiltinRequest same;
            same.modelId = u"test.image"_s;
            same.seed = *generation(id).seedSent;
            same.outputPath = m_media->temporaryPath();
            QVERIFY(m_engine->run(same, [](double) {}, {}));
            QVERIFY(m_media->adopt(same.outputPath));
        }
        const auto written = m_store->write(m_vera, [&](Repositories& r) -> Result<Job> {
            if (state == u"queued"_s) {
                return *r.jobs.find(id);
            }
            auto row = beginJob(r, id, 5);
            return state == u"importing"_s ? beginImport(r, id) : row;
        });
        QVERIFY(written.wait());
        killQueue();
        startQueue();
        QVERIFY(waitForIdle());
        verifyOneAssetEach({id});
        killQueue();
        startQueue();
        QVERIFY(waitForIdle());
        verifyOneAssetEach({id});
        QCOMPARE(m_media->list()->files.size(), 2);
    }

    void queueThatEndsPutsBackWhatRuns()
    {
        m_engine->close();
        startQueue();
        const auto ids = submitted(request(u"a"_s, 3));
        QVERIFY(waitFor([this] { return m_engine->running() == 2; }));
        QCOMPARE(job(ids[0]).state, JobState::Running);
        m_queue.reset();
        m_pool->waitForDone();
        m_store->flush();
        for (const auto& id : ids) {
            QCOMPARE(job(id).state, JobState::Queued);
        }
        QCOMPARE(m_engine->stopped, 2);
        QVERIFY(m_media->list()->leftovers.isEmpty());
    }

    void randomKillsLoseAndDoubleNothing()
    {
        const quint32 seed = QRandomGenerator::system()->generate();
        QRandomGenerator random(seed);
        qInfo() << "seed" << seed;
        for (int round = 0; round < 12; ++round) {
            startQueue();
            auto ids = submitted(request(u"a"_s, 4));
            QCOMPARE(ids.size(), 4);
            for (int kills = 0; kills < 6; ++kills) {
                // Some events happen, then the process is gone.
                for (auto events = random.bounded(12); events > 0; --events) {
                    QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
                    if (random.bounded(3) == 0) {
                        m_store->flush();
                    }
                    if (random.bounded(3) == 0) {
                        m_pool->waitForDone();
                    }
                }
                killQueue();
                startQueue();
            }
            QVERIFY(waitForIdle());
            verifyOneAssetEach(ids);
            killQueue();
        }
    }
};

QTEST_GUILESS_MAIN(InterruptionsTest)
#include "interruptionstest.moc"
