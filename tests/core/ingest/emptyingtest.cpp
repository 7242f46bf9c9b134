#include "core/ingest/frames.h"
#include "core/ingest/importrunner.h"
#include "core/library/check.h"
#include "core/library/trash.h"
#include "tests/support/openlibrary.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <optional>
#include <utility>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

// Is asked for the time between the naming of a file and the writing of its row.
class HookedClock final : public Clock
{
public:
    qint64 nowMs() const override
    {
        if (const auto hook = std::exchange(m_hook, nullptr)) {
            hook();
        }
        return 1'700'000'000'000;
    }
    qint64 steadyMs() const override { return 0; }
    void atNextLook(std::function<void()> hook) { m_hook = std::move(hook); }

private:
    mutable std::function<void()> m_hook;
};

} // namespace

// A content comes in while the trash that holds the same one is emptied.
class EmptyingTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
    HookedClock m_clock;
    const Account m_vera = rows::account(u"vera"_s);
    Project m_film;
    Shot m_shot;

    QString at(const QString& name) const { return m_folder->filePath(name); }
    ImportPlace place() { return {m_library->store(), m_library->media(), m_clock}; }
    void write(const std::function<void(Repositories&)>& fn)
    {
        QVERIFY(rows::write(m_library->store(), m_vera.id, fn));
    }
    std::optional<Asset> find(const AssetId& asset) const
    {
        return m_library->store()
            .read(m_vera.id, [&](const Repositories& r) { return r.assets.find(asset); })
            .value_or(std::nullopt);
    }
    void throwAway(Asset asset)
    {
        asset.trashedMs = 7;
        write([&](Repositories& r) { r.assets.update(asset); });
    }
    static bool deleteFile(const QString& path) { return QFile::remove(path); }
    void emptyAtNextLook(const AssetId& asset)
    {
        m_clock.atNextLook([this, asset] {
            QVERIFY(emptyTrash(*m_library, m_vera.id, {{}, {}, {asset}}, {}, deleteFile));
        });
    }
    void expectWhole(const QString& sha256)
    {
        const auto check = [&] {
            m_library->flushRecords();
            QVERIFY(m_library->media().contains(sha256));
            const auto report = checkLibrary(*m_library);
            QVERIFY(report && report->ok());
        };
        check();
        QCOMPARE(finishEmptying(*m_library, {}, deleteFile).value(), 0);
        check();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_library = openLibrary(at(u"library"_s));
        QVERIFY(m_library);
        m_film = rows::project(m_vera.id);
        m_shot = rows::shot(m_film.id, 0);
        write([&](Repositories& r) {
            r.accounts.insert(m_vera);
            r.projects.insert(m_film);
            r.shots.insert(m_shot);
        });
    }
    void cleanup() { m_library.reset(); }

    void keepsWhatIsImportedAgain()
    {
        const QString picture = at(u"picture.png"_s);
        QVERIFY(samples::save(picture, samples::picture(64, 36), "png"));
        const Media media = rows::mediaOfFile(m_library->media(), picture);
        Asset asset = rows::asset(m_shot.id, media.sha256);
        write([&](Repositories& r) {
            r.media.insert(media);
            r.assets.insert(asset);
        });
        throwAway(asset);

        ImportRun run;
        run.accountId = m_vera.id;
        run.projectId = m_film.id;
        run.intoShotId = m_shot.id;
        run.addAgain = true;
        run.paths = {picture};
        const auto walk = walkPaths(run.paths);
        QVERIFY(walk);
        const auto confirmed = confirmImport(m_library->store(), run, *walk, 1);
        QVERIFY(confirmed);
        emptyAtNextLook(asset.id);
        const auto report = runImport(place(), m_vera.id, confirmed->id);
        QVERIFY(report && report->run.finished);
        QCOMPARE(report->assets.size(), 1);
        QVERIFY(!find(asset.id));
        expectWhole(media.sha256);
    }

    void keepsAFrameThatIsTakenAgain()
    {
        const QString file = at(u"film.mp4"_s);
        QCOMPARE(samples::film(file, 5), QString());
        const Media media = rows::mediaOfFile(m_library->media(), file);
        Asset film = rows::asset(m_shot.id, media.sha256);
        film.kind = AssetKind::Video;
        write([&](Repositories& r) {
            r.media.insert(media);
            r.assets.insert(film);
        });
        const auto first = addFrame(place(), m_vera.id, film, FilmEnd::First);
        QVERIFY(first);
        const QString sha256 = find(*first)->sha256;
        throwAway(*find(*first));

        emptyAtNextLook(*first);
        const auto second = addFrame(place(), m_vera.id, film, FilmEnd::First);
        QVERIFY(second);
        QVERIFY(!find(*first));
        QCOMPARE(find(*second)->sha256, sha256);
        expectWhole(sha256);
    }
};

QTEST_GUILESS_MAIN(EmptyingTest)
#include "emptyingtest.moc"
