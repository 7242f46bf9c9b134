#include "core/jobs/jobqueue.h"
#include "core/jobs/jobtransitions.h"
#include "core/media/videoencoder.h"

#include <QDir>
#include <QImage>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

class HandClock final : public Clock
{
public:
    qint64 nowMs() const override { return now; }
    std::atomic<qint64> now = 1'000'000;
};

// Paints what its prompt says, as soon as the test lets it.
class ScriptedEngine final : public BuiltinEngine
{
public:
    Result<BuiltinResult> run(const BuiltinRequest& request,
                              const std::function<void(double)>& progress,
                              std::stop_token stop) override
    {
        {
            std::unique_lock lock(m_mutex);
            m_requests.append(request);
            ++m_running;
            m_most = std::max(m_most, m_running);
            m_changed.wait(lock, stop, [this] { return m_open; });
            --m_running;
        }
        if (stop.stop_requested()) {
            ++stopped;
            return failure(ErrorKind::Cancelled);
        }
        for (const auto& [at, fraction] : report) {
            clock->now = at;
            progress(fraction);
        }
        if (request.prompt.contains(u"damaged"_s)) {
            return failure(ErrorKind::InputDamaged, u"broken"_s);
        }
        if (request.prompt.contains(u"large"_s) && full) {
            return failure(ErrorKind::DiskFull, u"no room"_s);
        }
        if (request.prompt.contains(u"internal"_s)) {
            return failure(ErrorKind::Internal, u"bug"_s);
        }
        if (request.prompt.contains(u"garbage"_s)) {
            QFile file(request.outputPath);
            if (!file.open(QIODevice::WriteOnly) || file.write("no picture at all") < 0) {
                return failure(ErrorKind::Internal);
            }
            return BuiltinResult{request.outputPath, AssetKind::Image};
        }
        QImage picture(16, 10, QImage::Format_RGB32);
        picture.fill(QColor::fromRgb(QRgb(request.seed * 2654435761u)));
        if (request.modelId == u"test.video"_s && !request.prompt.contains(u"picture"_s)) {
            auto film = VideoEncoder::create(request.outputPath, {QSize(16, 10)});
            for (int i = 0; i < 12; ++i) {
                if (auto added = (*film)->addFrame(picture); !added) {
                    return failure(added.error());
                }
            }
            if (auto finished = (*film)->finish(); !finished) {
                return failure(finished.error());
            }
            return BuiltinResult{request.outputPath, AssetKind::Video};
        }
        return picture.save(request.outputPath, "PNG")
            ? Result<BuiltinResult>(BuiltinResult{request.outputPath, AssetKind::Image})
            : Result<BuiltinResult>(failure(ErrorKind::Internal, u"not saved"_s));
    }

    void close() { setOpen(false); }
    void open() { setOpen(true); }
    QList<BuiltinRequest> requests() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_requests;
    }
    int running() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_running;
    }
    int mostAtOnce() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_most;
    }

    HandClock* clock = nullptr;
    std::vector<std::pair<qint64, double>> report; // what the time is and how far it got
    std::atomic<int> stopped = 0;
    std::atomic<bool> full = false; // no room for what is large

private:
    void setOpen(bool open)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_open = open;
        }
        m_changed.notify_all();
    }

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_open = true;
    int m_running = 0;
    int m_most = 0;
    QList<BuiltinRequest> m_requests;
};

const char* const providerManifest =
    R"({"id":"test","name":"Test","local":true,"free":true,"limits":{"concurrency":2}})";
const char* const slowProviderManifest = R"({"id":"slow","name":"Slow","free":true})";
const char* const imageManifest = R"({"id":"test.image","provider":"test","produces":"image",
  "flow":"builtin","free":true,"seed":"seed","params":{"type":"object","required":["prompt"],"properties":{
  "prompt":{"type":"string","minLength":1,"maxLength":100,"x-widget":"prompt"},
  "height":{"type":"integer","enum":[540,720],"default":720},
  "steps":{"type":"integer","minimum":1,"maximum":50},
  "seed":{"type":"integer","minimum":0,"maximum":4294967295,"x-widget":"seed"}}},
  "inputs":[{"name":"reference","media":"image","min":0,"max":2}]})";
const char* const videoManifest = R"({"id":"test.video","provider":"test","produces":"video",
  "flow":"builtin","free":true,"seed":"seed","params":{"type":"object","properties":{
  "prompt":{"type":"string","x-widget":"prompt"},
  "seed":{"type":"integer","minimum":0,"maximum":4294967295,"x-widget":"seed"}}},
  "inputs":[{"name":"start","media":"image","min":1,"max":1}]})";
const char* const smallSeedManifest = R"({"id":"slow.image","provider":"slow","produces":"image",
  "flow":"builtin","seed":"seed","params":{"type":"object","properties":{
  "prompt":{"type":"string","x-widget":"prompt"},
  "seed":{"type":"integer","minimum":5,"maximum":9,"x-widget":"seed"}}}})";
const char* const seedlessManifest = R"({"id":"slow.plain","provider":"slow","produces":"image",
  "flow":"builtin","params":{"type":"object","properties":{
  "prompt":{"type":"string","x-widget":"prompt"}}}})";

} // namespace

class JobQueueTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    HandClock m_clock;
    std::unique_ptr<ScriptedEngine> m_engine;
    std::unique_ptr<QThreadPool> m_pool;
    std::unique_ptr<MediaFolder> m_media;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<JobQueue> m_queue;
    quint32 m_nextSeed = 100;
    AccountId m_vera;
    AccountId m_oleg;
    ProjectId m_film;
    ShotId m_shot;
    ShotId m_olegsShot;
    AssetId m_picture; // in m_shot
    QString m_pictureHash;

    template <class Fn>
    auto read(Fn fn, const AccountId& account = {}) const
    {
        return *m_store->read(account.isNull() ? m_vera : account, fn);
    }
    Job job(const GenerationId& id, const AccountId& account = {}) const
    {
        return *read([&](const Repositories& r) { return r.jobs.find(id); }, account);
    }
    Generation generation(const GenerationId& id) const
    {
        return *read([&](const Repositories& r) { return r.generations.find(id); });
    }
    QList<Asset> assets(const GenerationId& id, const AccountId& account = {}) const
    {
        return read([&](const Repositories& r) { return r.assets.ofGeneration(id); }, account);
    }

    void openStore()
    {
        auto opened = Store::open(m_folder->filePath(u"library.db"_s), Store::Mode::ReadWrite);
        QVERIFY(opened);
        m_store = std::move(*opened);
    }
    void makeQueue()
    {
        m_queue = std::make_unique<JobQueue>(*m_store, *m_media, m_clock, *m_pool, *m_engine,
                                             [this] { return m_nextSeed++; });
    }
    void startQueue()
    {
        makeQueue();
        m_queue->unlock(m_vera);
        m_queue->unlock(m_oleg);
        m_queue->start();
    }
    // As if the process had ended: nothing that was on its way is delivered any more.
    void killQueue()
    {
        m_queue.reset();
        m_pool->waitForDone();
        m_store.reset();
        QCoreApplication::removePostedEvents(nullptr, QEvent::MetaCall);
        openStore();
    }
    GenerationRequest request(const QString& prompt, int variants = 1) const
    {
        GenerationRequest request;
        request.shotId = m_shot;
        request.modelId = u"test.image"_s;
        request.prompt = prompt;
        request.variants = variants;
        return request;
    }
    QList<GenerationId> submitted(const GenerationRequest& asked, const AccountId& account = {})
    {
        const auto ids = m_queue->submit(account.isNull() ? m_vera : account, asked).wait();
        return ids ? *ids : QList<GenerationId>{};
    }
    bool waitFor(const std::function<bool()>& condition) const
    {
        return QTest::qWaitFor(condition, patienceMs);
    }
    bool waitForIdle() const
    {
        return waitFor([this] {
            const auto open = m_store->read(
                m_vera, [](const Repositories& r) { return r.jobs.unfinishedOfAllAccounts(); });
            return open && open->isEmpty() && m_queue->isIdle();
        });
    }
    void verifyOneAssetEach(const QList<GenerationId>& ids)
    {
        for (const GenerationId& id : ids) {
            QCOMPARE(job(id).state, JobState::Done);
            const auto found = assets(id);
            QCOMPARE(found.size(), 1);
            QVERIFY(m_media->contains(found.first().sha256));
            const auto outputs = read([&](const Repositories& r) { return r.jobs.outputs(id); });
            QCOMPARE(outputs.size(), 1);
            QCOMPARE(outputs.first().state, OutputState::Stored);
            QCOMPARE(outputs.first().sha256, found.first().sha256);
        }
    }

private Q_SLOTS:
    void init()
    {
        m_clock.now = 1'000'000;
        m_nextSeed = 100;
        m_folder = std::make_unique<QTemporaryDir>();
        m_engine = std::make_unique<ScriptedEngine>();
        m_engine->clock = &m_clock;
        m_pool = std::make_unique<QThreadPool>();
        m_pool->setMaxThreadCount(6);
        m_media = std::make_unique<MediaFolder>(m_folder->path());
        openStore();

        QImage picture(32, 18, QImage::Format_RGB32);
        picture.fill(Qt::darkCyan);
        const QString path = m_folder->filePath(u"still.png"_s);
        QVERIFY(picture.save(path));
        const auto stored = m_media->ingest(path);
        QVERIFY(stored);
        m_pictureHash = stored->sha256;
        const auto facts = probeMedia(path);
        QVERIFY(facts);

        const auto anAccount = [](const QString& login) {
            Account account;
            account.id = AccountId::create();
            account.login = login;
            account.keyByPassword = "a";
            account.keyByRecoveryCode = "b";
            return account;
        };
        const Account vera = anAccount(u"vera"_s);
        const Account oleg = anAccount(u"oleg"_s);
        m_vera = vera.id;
        m_oleg = oleg.id;
        const auto fill = [&](const Account& account, ShotId& shotId) {
            return m_store->write(account.id, [&](Repositories& r) -> Result<> {
                if (account.id == m_vera) {
                    r.accounts.insert(vera);
                    r.accounts.insert(oleg);
                    r.catalog.putProvider({u"test"_s, {}, {}, 1, providerManifest});
                    r.catalog.putProvider({u"slow"_s, {}, {}, 1, slowProviderManifest});
                    r.catalog.putModel({u"test.image"_s, u"test"_s, {}, 1, imageManifest});
                    r.catalog.putModel({u"test.video"_s, u"test"_s, {}, 1, videoManifest});
                    r.catalog.putModel({u"slow.image"_s, u"slow"_s, {}, 1, smallSeedManifest});
                    r.catalog.putModel({u"slow.plain"_s, u"slow"_s, {}, 1, seedlessManifest});
                }
                Project project;
                project.id = ProjectId::create();
                r.projects.insert(project);
                Shot shot;
                shot.id = shotId = ShotId::create();
                shot.projectId = project.id;
                r.shots.insert(shot);
                if (account.id == m_vera) {
                    m_film = project.id;
                    r.media.insert(mediaOf(*stored, *facts, 1));
                    Asset asset;
                    asset.id = m_picture = AssetId::create();
                    asset.shotId = shot.id;
                    asset.sha256 = m_pictureHash;
                    asset.createdMs = 1;
                    r.assets.insert(asset);
                }
                return {};
            });
        };
        QVERIFY(fill(vera, m_shot).wait());
        QVERIFY(fill(oleg, m_olegsShot).wait());
    }

    void cleanup()
    {
        m_engine->open();
        m_queue.reset();
        m_pool->waitForDone();
        m_store.reset();
        QCoreApplication::processEvents();
    }

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

    // --- what a request becomes

    void typedSeedIsCountedUpOverTheVariants()
    {
        startQueue();
        auto asked = request(u"мост"_s, 3);
        asked.seed = 7;
        asked.parameters = R"({"height":540})";
        const auto ids = submitted(asked);
        QCOMPARE(ids.size(), 3);
        for (int i = 0; i < 3; ++i) {
            const Generation row = generation(ids[i]);
            QCOMPARE(row.seedSent, std::optional<quint64>(7 + i));
            QCOMPARE(row.prompt, u"мост"_s);
            QCOMPARE(row.parameters, R"({"height":540})");
            QCOMPARE(row.providerId, u"test"_s);
            QCOMPARE(row.modelRevision, 1);
            QCOMPARE(row.costEstimated, std::optional<double>(0));
        }
        QVERIFY(waitForIdle());
    }

    void eachVariantWithoutASeedHasItsOwn()
    {
        makeQueue();
        const auto ids = submitted(request(u"мост"_s, 2));
        QCOMPARE(ids.size(), 2);
        QCOMPARE(generation(ids[0]).seedSent, std::optional<quint64>(100));
        QCOMPARE(generation(ids[1]).seedSent, std::optional<quint64>(101));
        QCOMPARE(generation(ids[0]).parameters, R"({"height":720})"); // the default
    }

    void seedsStayInTheRangeOfTheModel()
    {
        makeQueue();
        auto asked = request(u"мост"_s, 3);
        asked.modelId = u"slow.image"_s;
        asked.seed = 8;
        auto ids = submitted(asked);
        QCOMPARE(ids.size(), 3);
        QCOMPARE(generation(ids[2]).seedSent, std::optional<quint64>(5)); // 8, 9, 5
        asked.seed.reset();
        ids = submitted(asked);
        for (const auto& id : ids) {
            const quint64 seed = *generation(id).seedSent;
            QVERIFY(seed >= 5 && seed <= 9);
        }
        asked.modelId = u"slow.plain"_s;
        QVERIFY(!generation(submitted(asked).first()).seedSent);
        asked.seed = 1;
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().kind, ErrorKind::InvalidInput);
    }

    void refusesWhatTheModelDoesNotTake_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("slot");
        QTest::addColumn<int>("variants");
        QTest::addColumn<QString>("subject");
        QTest::newRow("unknown parameter")
            << QByteArray(R"({"glow":1})") << u"a"_s << u""_s << 1 << u"glow"_s;
        QTest::newRow("no choice")
            << QByteArray(R"({"height":600})") << u"a"_s << u""_s << 1 << u"height"_s;
        QTest::newRow("too large")
            << QByteArray(R"({"steps":51})") << u"a"_s << u""_s << 1 << u"steps"_s;
        QTest::newRow("seed too large")
            << QByteArray(R"({"seed":4294967296})") << u"a"_s << u""_s << 1 << u"seed"_s;
        QTest::newRow("no prompt") << QByteArray() << u""_s << u""_s << 1 << u"prompt"_s;
        QTest::newRow("long prompt")
            << QByteArray() << u"a"_s.repeated(101) << u""_s << 1 << u"prompt"_s;
        QTest::newRow("no JSON") << QByteArray("{") << u"a"_s << u""_s << 1 << u"parameters"_s;
        QTest::newRow("no object") << QByteArray("[]") << u"a"_s << u""_s << 1 << u"parameters"_s;
        QTest::newRow("unknown slot") << QByteArray() << u"a"_s << u"mask"_s << 1 << u"mask"_s;
        QTest::newRow("no variants") << QByteArray() << u"a"_s << u""_s << 0 << u"variants"_s;
        QTest::newRow("too many") << QByteArray() << u"a"_s << u""_s << 101 << u"variants"_s;
    }

    void refusesWhatTheModelDoesNotTake()
    {
        QFETCH(QByteArray, parameters);
        QFETCH(QString, prompt);
        QFETCH(QString, slot);
        QFETCH(int, variants);
        QFETCH(QString, subject);
        makeQueue();
        auto asked = request(prompt, variants);
        asked.parameters = parameters;
        if (!slot.isEmpty()) {
            asked.inputs = {{slot, m_picture}};
        }
        const auto refused = m_queue->submit(m_vera, asked).wait();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(refused.error().subject, subject);
        QVERIFY(read([](const Repositories& r) { return r.jobs.queue(10); }).isEmpty());
    }

    void slotsHaveToBeFilledAsTheModelSays()
    {
        makeQueue();
        auto asked = request(u"a"_s);
        asked.modelId = u"test.video"_s;
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().subject, u"start"_s);
        asked.inputs = {{u"start"_s, m_picture}, {u"start"_s, m_picture}};
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().amount, 2);
        asked.inputs = {{u"start"_s, AssetId::create()}};
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().kind, ErrorKind::NotFound);
        asked.inputs = {{u"start"_s, m_picture}};
        const auto ids = submitted(asked);
        QCOMPARE(ids.size(), 1);
        QCOMPARE(generation(ids.first()).inputs,
                 (QList<GenerationInput>{{u"start"_s, m_picture, m_pictureHash}}));
    }

    void refusesShotsOfOthersAndModelsThatAreNotThere()
    {
        makeQueue();
        auto asked = request(u"a"_s);
        asked.shotId = m_olegsShot;
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().kind, ErrorKind::NotFound);
        asked = request(u"a"_s);
        asked.modelId = u"test.nothing"_s;
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().kind, ErrorKind::ModelGone);
        asked = request(u"a"_s);
        asked.parentId = GenerationId::create();
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().kind, ErrorKind::NotFound);
    }

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
