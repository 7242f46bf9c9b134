#include "queuetest.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// What runs when, what becomes of it, and for whom.
class JobQueueTest final : public QueueTest
{
    Q_OBJECT

private Q_SLOTS:
    // --- running

    void resultBecomesAnAssetOfTheShot()
    {
        startQueue();
        QSignalSpy started(m_queue.get(), &JobQueue::started);
        QSignalSpy finished(m_queue.get(), &JobQueue::finished);
        QSignalSpy idle(m_queue.get(), &JobQueue::idle);
        QCOMPARE(idle.size(), 0);
        m_clock.now = 5'000'000;
        const auto ids = submitted(request(u"мост"_s, 2));
        QVERIFY(waitFor([&] { return finished.size() == 2 && !idle.isEmpty(); }));
        QCOMPARE(started.size(), 2);
        QCOMPARE(finished.first()[1].value<JobState>(), JobState::Done);
        verifyOneAssetEach(ids);
        const Asset asset = assets(ids[0]).first();
        QCOMPARE(asset.shotId, m_shot);
        QCOMPARE(asset.origin, AssetOrigin::Generated);
        QCOMPARE(asset.kind, AssetKind::Image);
        QVERIFY(asset.parentId.isNull());
        const Job row = job(ids[0]);
        QCOMPARE(row.seedReturned, generation(ids[0]).seedSent);
        QCOMPARE(row.costCharged, std::optional<double>(0));
        QCOMPARE(row.attempts, 1);
        QCOMPARE(row.finishedMs, 5'000'000);
        const auto media = read([&](const Repositories& r) { return r.media.find(asset.sha256); });
        QCOMPARE(media->width, 16);
        QCOMPARE(media->mimeType, u"image/png"_s);
        // The cover follows; the headliner stays the user's own decision.
        const auto shot = read([&](const Repositories& r) { return r.shots.find(m_shot); });
        QVERIFY(shot->headlinerId.isNull());
        const auto project = read([&](const Repositories& r) { return r.projects.find(m_film); });
        QCOMPARE(project->changedMs, 5'000'000);
        QVERIFY(m_media->list()->leftovers.isEmpty());
        QVERIFY(m_media->list()->strangers.isEmpty());
    }

    void engineIsGivenWhatWasAskedFor()
    {
        startQueue();
        const auto still = submitted(request(u"маяк"_s)).first();
        QVERIFY(waitForIdle());
        GenerationRequest asked = request(u"наезд"_s);
        asked.modelId = u"test.video"_s;
        asked.inputs = {{u"start"_s, assets(still).first().id}};
        asked.seed = 4'294'967'295;
        const auto film = submitted(asked).first();
        QVERIFY(waitForIdle());
        const BuiltinRequest seen = m_engine->requests().last();
        QCOMPARE(seen.modelId, u"test.video"_s);
        QCOMPARE(seen.prompt, u"наезд"_s);
        QCOMPARE(seen.seed, 4'294'967'295u);
        QCOMPARE(seen.inputs.size(), 1);
        QCOMPARE(seen.inputs.first().slot, u"start"_s);
        QCOMPARE(seen.inputs.first().path, m_media->path(assets(still).first().sha256));
        QCOMPARE(seen.inputs.first().prompt, u"маяк"_s);
        QCOMPARE(seen.inputs.first().seed, generation(still).seedSent);
        const Asset asset = assets(film).first();
        QCOMPARE(asset.kind, AssetKind::Video);
        QCOMPARE(asset.parentId, assets(still).first().id);
    }

    void resultOfAnEditHasTheEditedAssetAsParent()
    {
        startQueue();
        const auto first = submitted(request(u"маяк"_s)).first();
        QVERIFY(waitForIdle());
        GenerationRequest asked = request(u"маяк ночью"_s);
        asked.parentId = first;
        asked.editRequest = u"Сделай ночь"_s;
        asked.agentModel = u"draft.agent"_s;
        const auto edit = submitted(asked).first();
        QVERIFY(waitForIdle());
        QCOMPARE(generation(edit).parentId, first);
        QCOMPARE(generation(edit).editRequest, u"Сделай ночь"_s);
        QCOMPARE(assets(edit).first().parentId, assets(first).first().id);
    }

    void runsNoMoreAtOnceThanTheProviderAllows()
    {
        m_engine->close();
        startQueue();
        const auto ids = submitted(request(u"a"_s, 6));
        auto slow = request(u"b"_s, 2);
        slow.modelId = u"slow.image"_s;
        submitted(slow);
        QVERIFY(waitFor(
            [this] { return m_engine->running() == 3; })); // two of the one, one of the other
        QCOMPARE(m_queue->counts(m_vera), (JobCounts{5, 3}));
        QCOMPARE(m_queue->counts(m_oleg), JobCounts{});
        QVERIFY(!m_queue->isIdle());
        m_engine->open();
        QVERIFY(waitForIdle());
        QCOMPARE(m_engine->mostAtOnce(), 3);
        QCOMPARE(m_queue->counts(m_vera), JobCounts{});
        verifyOneAssetEach(ids);
    }

    void olderRequestsComeFirst()
    {
        startQueue();
        auto asked = request(u"a"_s);
        asked.modelId = u"slow.image"_s; // one at a time
        QStringList wanted;
        for (int i = 0; i < 5; ++i) {
            asked.prompt = u"n%1"_s.arg(i);
            wanted.append(asked.prompt);
            ++m_clock.now;
            submitted(asked);
        }
        QVERIFY(waitForIdle());
        QStringList seen;
        for (const auto& run : m_engine->requests()) {
            seen.append(run.prompt);
        }
        QCOMPARE(seen, wanted);
    }

    // --- failing

    void failureIsKeptWithItsClass_data()
    {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("errorClass");
        QTest::newRow("damaged input")
            << u"damaged"_s << u"test.video"_s << u"input_media_invalid"_s;
        QTest::newRow("bug") << u"internal"_s << u"test.image"_s << u"internal"_s;
        QTest::newRow("no picture") << u"garbage"_s << u"test.image"_s << u"result_invalid"_s;
        QTest::newRow("a picture for a film")
            << u"picture"_s << u"test.video"_s << u"result_invalid"_s;
    }

    void failureIsKeptWithItsClass()
    {
        QFETCH(QString, prompt);
        QFETCH(QString, model);
        QFETCH(QString, errorClass);
        startQueue();
        auto asked = request(prompt);
        asked.modelId = model;
        if (model == u"test.video"_s) {
            asked.inputs = {{u"start"_s, m_picture}};
        }
        const auto id = submitted(asked).first();
        QVERIFY(waitForIdle());
        const Job row = job(id);
        QCOMPARE(row.state, JobState::Failed);
        QCOMPARE(row.errorClass, errorClass);
        QVERIFY(!row.errorDetail.isEmpty());
        QVERIFY(assets(id).isEmpty());
        QVERIFY(m_media->list()->leftovers.isEmpty());
        QCOMPARE(m_media->list()->files.size(), 1); // the input
        const auto board = read([&](const Repositories& r) { return r.shots.boardRow(m_shot); });
        QCOMPARE(board->failedJobs, 1);
    }

    void missingInputHasAClassOfItsOwn()
    {
        startQueue();
        QVERIFY(m_media->remove(m_pictureHash));
        auto asked = request(u"a"_s);
        asked.inputs = {{u"reference"_s, m_picture}};
        const auto id = submitted(asked).first();
        QVERIFY(waitForIdle());
        QCOMPARE(job(id).errorClass, u"input_missing"_s);
        QCOMPARE(m_engine->requests().size(), 0);
        const auto media = read([&](const Repositories& r) { return r.media.find(m_pictureHash); });
        QCOMPARE(media->state, MediaState::Missing);
    }

    void modelThatWentAwayFailsItsJob()
    {
        makeQueue();
        const auto id = submitted(request(u"a"_s)).first();
        const auto gone =
            m_store->write(m_vera, [&](Repositories& r) -> Result<QList<GenerationId>> {
                Generation other = *r.generations.find(id);
                other.id = GenerationId::create();
                other.modelRevision = 99;
                r.generations.insert(other);
                Job row;
                row.generationId = other.id;
                row.queuedMs = 1;
                r.jobs.insert(row);
                return QList{other.id};
            });
        const auto other = gone.wait()->first();
        m_queue->unlock(m_vera);
        m_queue->start();
        QVERIFY(waitForIdle());
        QCOMPARE(job(other).errorClass, u"model_gone"_s);
        QCOMPARE(job(id).state, JobState::Done);
    }

    void retryTakesTheSameRowAgain()
    {
        startQueue();
        auto asked = request(u"a"_s);
        asked.inputs = {{u"reference"_s, m_picture}};
        const QString original = m_media->path(m_pictureHash);
        QVERIFY(QFile::rename(original, original + u".away"_s));
        const auto id = submitted(asked).first();
        QVERIFY(waitForIdle());
        QCOMPARE(job(id).state, JobState::Failed);
        QVERIFY(QFile::rename(original + u".away"_s, original));
        QSignalSpy finished(m_queue.get(), &JobQueue::finished);
        const auto queued = m_queue->retry(m_vera, id).wait();
        QCOMPARE(queued->state, JobState::Queued);
        QVERIFY(queued->errorClass.isEmpty());
        QVERIFY(waitFor([&] { return finished.size() == 1; }));
        QCOMPARE(job(id).attempts, 2);
        verifyOneAssetEach({id});
        QCOMPARE(m_queue->retry(m_vera, id).wait().error().kind, ErrorKind::InvalidInput);
        QCOMPARE(m_queue->retry(m_oleg, id).wait().error().kind, ErrorKind::NotFound);
    }

    void repeatAsksForTheSameInNewRows()
    {
        startQueue();
        const auto first = submitted(request(u"a"_s)).first();
        QVERIFY(waitForIdle());
        const auto again = m_queue->repeat(m_vera, first).wait()->first();
        const auto fresh = m_queue->repeatWithNewSeed(m_vera, first).wait()->first();
        QVERIFY(waitForIdle());
        QCOMPARE(generation(again).seedSent, generation(first).seedSent);
        QVERIFY(generation(fresh).seedSent != generation(first).seedSent);
        QCOMPARE(generation(fresh).prompt, generation(first).prompt);
        verifyOneAssetEach({first, again, fresh});
        QCOMPARE(assets(again).first().sha256,
                 assets(first).first().sha256); // one file, two assets
        QVERIFY(assets(again).first().id != assets(first).first().id);
    }

    void forgottenFailureIsCountedNoMore()
    {
        startQueue();
        const auto id = submitted(request(u"internal"_s)).first();
        QVERIFY(waitForIdle());
        QVERIFY(m_queue->forget(m_vera, id).wait()->forgotten);
        QCOMPARE(job(id).state, JobState::Failed);
        const auto board = read([&](const Repositories& r) { return r.shots.boardRow(m_shot); });
        QCOMPARE(board->failedJobs, 0);
    }

    // --- accounts

    void jobsOfALockedAccountWaitForTheLogin()
    {
        makeQueue();
        const auto veras = submitted(request(u"a"_s, 2));
        auto olegs = request(u"b"_s);
        olegs.shotId = m_olegsShot;
        const auto his = submitted(olegs, m_oleg);
        QCOMPARE(his.size(), 1);
        QSignalSpy idle(m_queue.get(), &JobQueue::idle);
        m_queue->unlock(m_oleg);
        m_queue->start();
        QVERIFY(waitFor([&] { return idle.size() == 1; }));
        QCOMPARE(job(his[0], m_oleg).state, JobState::Done);
        QCOMPARE(assets(his[0], m_oleg).size(), 1);
        for (const auto& id : veras) {
            QCOMPARE(job(id).state, JobState::Queued);
            QCOMPARE(job(id).waitReason, WaitReason::Locked);
        }
        QCOMPARE(m_queue->counts(m_vera), (JobCounts{2, 0}));
        m_engine->close();
        m_queue->unlock(m_vera);
        QVERIFY(waitFor([this] { return m_engine->running() == 2; }));
        QCOMPARE(job(veras[0]).waitReason, WaitReason::None);
        m_engine->open();
        QVERIFY(waitForIdle());
        verifyOneAssetEach(veras);
    }

    void runsOnlyWhatItWasToldTo()
    {
        makeQueue();
        const auto others = submitted(request(u"a"_s, 2));
        const auto mine = submitted(request(u"b"_s, 2));
        QSignalSpy idle(m_queue.get(), &JobQueue::idle);
        m_queue->unlock(m_vera);
        m_queue->startOnly({mine[0], mine[1]});
        QVERIFY(waitFor([&] { return idle.size() == 1; }));
        verifyOneAssetEach(mine);
        for (const auto& id : others) {
            QCOMPARE(job(id).state, JobState::Queued);
        }
    }

    void emptyQueueSaysThatItIsIdle()
    {
        makeQueue();
        QSignalSpy idle(m_queue.get(), &JobQueue::idle);
        m_queue->start();
        QVERIFY(waitFor([&] { return idle.size() == 1; }));
    }

    // --- progress

    void progressIsToldFourTimesASecond()
    {
        // Every 10 ms for two seconds.
        for (int i = 0; i <= 200; ++i) {
            m_engine->report.push_back({1'000'000 + i * 10, i / 200.0});
        }
        startQueue();
        QSignalSpy progressed(m_queue.get(), &JobQueue::progressed);
        submitted(request(u"a"_s));
        QVERIFY(waitForIdle());
        QCOMPARE(progressed.size(), 9); // 0, 250, …, 2000 ms
        QCOMPARE(progressed[0][2].toLongLong(), -1);
        QCOMPARE(progressed[4][1].toDouble(), 0.5);
    }

    void timeLeftFollowsFromTheTimePassed()
    {
        m_engine->close();
        startQueue();
        const auto id = submitted(request(u"a"_s)).first();
        QVERIFY(waitFor([this] { return m_engine->running() == 1; }));
        QCOMPARE(m_queue->progress(id), std::optional(JobProgress{}));
        m_engine->report = {{1'003'000, 0.25}};
        QSignalSpy progressed(m_queue.get(), &JobQueue::progressed);
        m_engine->open();
        QVERIFY(waitFor([&] { return progressed.size() == 1; }));
        QCOMPARE(progressed[0][2].toLongLong(), 9000);
        QVERIFY(waitForIdle());
        QVERIFY(!m_queue->progress(id));
    }
};

QTEST_GUILESS_MAIN(JobQueueTest)
#include "jobqueuetest.moc"
