#include "queuetest.h"

#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QCoreApplication>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

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

void QueueTest::init()
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

    const QString path = m_folder->filePath(u"still.png"_s);
    QVERIFY(samples::save(path, samples::picture(32, 18), "png"));
    const Media still = rows::mediaOfFile(*m_media, path);
    m_pictureHash = still.sha256;
    QVERIFY(!m_pictureHash.isEmpty());
    const Account vera = rows::account(u"vera"_s);
    const Account oleg = rows::account(u"oleg"_s);
    const Project film = rows::project(vera.id);
    const Project olegsFilm = rows::project(oleg.id);
    const Shot shot = rows::shot(film.id, 0);
    const Shot olegsShot = rows::shot(olegsFilm.id, 0);
    const Asset picture = rows::asset(shot.id, m_pictureHash);
    m_vera = vera.id;
    m_oleg = oleg.id;
    m_film = film.id;
    m_shot = shot.id;
    m_olegsShot = olegsShot.id;
    m_picture = picture.id;
    QVERIFY(rows::write(*m_store, m_vera, [&](Repositories& r) {
        r.accounts.insert(vera);
        r.accounts.insert(oleg);
        r.catalog.putProvider({u"test"_s, {}, {}, 1, providerManifest});
        r.catalog.putProvider({u"slow"_s, {}, {}, 1, slowProviderManifest});
        r.catalog.putModel({u"test.image"_s, u"test"_s, {}, 1, imageManifest});
        r.catalog.putModel({u"test.video"_s, u"test"_s, {}, 1, videoManifest});
        r.catalog.putModel({u"slow.image"_s, u"slow"_s, {}, 1, smallSeedManifest});
        r.catalog.putModel({u"slow.plain"_s, u"slow"_s, {}, 1, seedlessManifest});
        r.projects.insert(film);
        r.shots.insert(shot);
        r.media.insert(still);
        r.assets.insert(picture);
    }));
    QVERIFY(rows::write(*m_store, m_oleg, [&](Repositories& r) {
        r.projects.insert(olegsFilm);
        r.shots.insert(olegsShot);
    }));
}

void QueueTest::cleanup()
{
    m_engine->open();
    m_queue.reset();
    m_pool->waitForDone();
    m_store.reset();
    QCoreApplication::processEvents();
}

Job QueueTest::job(const GenerationId& id, const AccountId& account) const
{
    return *read([&](const Repositories& r) { return r.jobs.find(id); }, account);
}

Generation QueueTest::generation(const GenerationId& id) const
{
    return *read([&](const Repositories& r) { return r.generations.find(id); });
}

QList<Asset> QueueTest::assets(const GenerationId& id, const AccountId& account) const
{
    return read([&](const Repositories& r) { return r.assets.ofGeneration(id); }, account);
}

void QueueTest::openStore()
{
    auto opened = Store::open(m_folder->filePath(u"library.db"_s), Store::Mode::ReadWrite);
    QVERIFY(opened);
    m_store = std::move(*opened);
}

void QueueTest::makeQueue()
{
    m_queue = std::make_unique<JobQueue>(*m_store, *m_media, m_clock, *m_pool, *m_engine,
                                         [this] { return m_nextSeed++; });
}

void QueueTest::startQueue()
{
    makeQueue();
    m_queue->unlock(m_vera);
    m_queue->unlock(m_oleg);
    m_queue->start();
}

void QueueTest::killQueue()
{
    m_queue.reset();
    m_pool->waitForDone();
    m_store.reset();
    QCoreApplication::removePostedEvents(nullptr, QEvent::MetaCall);
    openStore();
}

GenerationRequest QueueTest::request(const QString& prompt, int variants) const
{
    GenerationRequest request;
    request.shotId = m_shot;
    request.modelId = u"test.image"_s;
    request.prompt = prompt;
    request.variants = variants;
    return request;
}

QList<GenerationId> QueueTest::submitted(const GenerationRequest& asked, const AccountId& account)
{
    const auto ids = m_queue->submit(account.isNull() ? m_vera : account, asked).wait();
    return ids ? *ids : QList<GenerationId>{};
}

bool QueueTest::waitFor(const std::function<bool()>& condition) const
{
    return QTest::qWaitFor(condition, patienceMs);
}

bool QueueTest::waitForIdle() const
{
    return waitFor([this] {
        const auto open = m_store->read(
            m_vera, [](const Repositories& r) { return r.jobs.unfinishedOfAllAccounts(); });
        return open && open->isEmpty() && m_queue->isIdle();
    });
}

void QueueTest::verifyOneAssetEach(const QList<GenerationId>& ids)
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
