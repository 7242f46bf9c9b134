#include "core/ingest/importer.h"
#include "core/library/check.h"
#include "core/media/filehash.h"
#include "core/media/probe.h"
#include "tests/support/files.h"
#include "tests/support/handclock.h"
#include "tests/support/openlibrary.h"
#include "tests/support/process.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <sys/mount.h>
#include <thread>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 120'000;

// Children: take a folder into the only project of the library; how many files were refused because
// they could not be read.
int child(const QString&, const QStringList& arguments)
{
    const auto library = openLibrary(arguments[0]);
    if (!library) {
        return 200;
    }
    const HandClock clock;
    const auto accounts =
        library->store().read({}, [](const Repositories& r) { return r.accounts.all(); });
    const AccountId account = accounts->first().id;
    ImportRun run;
    run.accountId = account;
    run.projectId = library->store()
                        .read(account, [](const Repositories& r) { return r.projects.all(); })
                        ->first()
                        .id;
    run.paths = {arguments[1]};
    const auto walk = walkPaths(run.paths);
    const auto confirmed = confirmImport(library->store(), run, *walk, clock.nowMs());
    if (!confirmed) {
        return 201;
    }
    const auto report =
        runImport({library->store(), library->media(), clock}, account, confirmed->id);
    if (!report || !report->run.finished) {
        return 202;
    }
    int unreadable = 0;
    for (const auto& refused : report->refused) {
        unreadable += refused.error.kind == ErrorKind::FileUnreadable ? 1 : 100;
    }
    return unreadable;
}

} // namespace

class ImportTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
    HandClock m_clock;
    Account m_vera = rows::account(u"vera"_s);
    Project m_film;

    QString at(const QString& name) const { return m_folder->filePath(name); }
    QString libraryPath() const { return at(u"library"_s); }
    bool put(const QString& name, const QByteArray& bytes) const
    {
        return QDir().mkpath(QFileInfo(at(name)).path()) && samples::write(at(name), bytes);
    }
    static QByteArray picture(int seed, int width = 48)
    {
        return samples::encoded(samples::picture(width, 27, seed), "png");
    }
    // Pictures 1.png … n.png; their names in the order of the story.
    QStringList putPictures(int count, const QString& folder = u"in"_s) const
    {
        QStringList names;
        for (int i = 1; i <= count; ++i) {
            put(folder + u"/%1.png"_s.arg(i), picture(i));
            names.append(u"%1.png"_s.arg(i));
        }
        return names;
    }
    void makeLibrary(const QString& path)
    {
        m_library = openLibrary(path);
        QVERIFY(m_library);
        m_film = rows::project(m_vera.id);
        QVERIFY(rows::write(m_library->store(), m_vera.id, [this](Repositories& r) {
            r.accounts.insert(m_vera);
            r.projects.insert(m_film);
        }));
    }
    ImportRun run(const QStringList& paths = {}) const
    {
        ImportRun run;
        run.accountId = m_vera.id;
        run.projectId = m_film.id;
        run.paths = paths.isEmpty() ? QStringList{at(u"in"_s)} : paths;
        return run;
    }
    ImportPlace place() { return {m_library->store(), m_library->media(), m_clock}; }
    Result<ImportRun> confirm(const ImportRun& run)
    {
        return confirmImport(m_library->store(), run, *walkPaths(run.paths), m_clock.nowMs());
    }
    Result<ImportReport> import(const ImportRun& run)
    {
        const auto confirmed = confirm(run);
        if (!confirmed) {
            return failure(confirmed.error());
        }
        return runImport(place(), m_vera.id, confirmed->id);
    }
    template <class Fn>
    auto read(Fn fn) const
    {
        return *m_library->store().read(m_vera.id, fn);
    }
    QList<Shot> shots() const
    {
        return read([this](const Repositories& r) { return r.shots.ofProject(m_film.id); });
    }
    QList<Asset> assetsOf(const Shot& shot) const
    {
        QList<Asset> assets = read([&](const Repositories& r) { return r.assets.ofShot(shot.id); });
        std::sort(assets.begin(), assets.end(),
                  [](const Asset& a, const Asset& b) { return a.id < b.id; });
        return assets;
    }
    // Shots in story order as the names of the files in them: "1.png 2.png | 3.png".
    QString story() const
    {
        QStringList groups;
        for (const Shot& shot : shots()) {
            QStringList names;
            for (const Asset& asset : assetsOf(shot)) {
                names.append(asset.sourceName);
            }
            groups.append(names.join(u' '));
        }
        return groups.join(u" | "_s);
    }
    QString headlinerOf(const Shot& shot) const
    {
        for (const Asset& asset : assetsOf(shot)) {
            if (asset.id == shot.headlinerId) {
                return asset.sourceName;
            }
        }
        return {};
    }
    void verifySound()
    {
        const auto report = checkLibrary(*m_library);
        QVERIFY(report);
        QVERIFY2(report->ok(), QJsonDocument(report->toJson()).toJson().constData());
        for (int i = 0; const Shot& shot : shots()) {
            QCOMPARE(shot.position, i++);
        }
    }
    static QMap<QString, ErrorKind> kinds(const ImportReport& report)
    {
        QMap<QString, ErrorKind> kinds;
        for (const auto& refused : report.refused) {
            kinds.insert(refused.path.section(u'/', -1), refused.error.kind);
        }
        return kinds;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        makeLibrary(libraryPath());
    }
    void cleanup() { m_library.reset(); }

    void takesInWhatIsGoodAndNamesTheRest()
    {
        const QByteArray png = picture(1);
        QVERIFY(put(u"in/01.png"_s, png));
        QVERIFY(put(u"in/02.jpg"_s, samples::encoded(samples::picture(48, 27, 2), "jpeg")));
        QVERIFY(samples::film(at(u"in/03.mp4"_s), 6).isEmpty());
        QVERIFY(put(u"in/04 is no jpeg.jpg"_s, picture(4)));
        QVERIFY(put(u"in/text.png"_s, "not a picture at all"));
        QVERIFY(put(u"in/list.mp4"_s, "#EXTM3U\n#EXTINF:1,\n/etc/passwd\n"));
        QVERIFY(put(u"in/drawing.png"_s, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        QVERIFY(put(u"in/empty.png"_s, {}));
        QVERIFY(put(u"in/half.png"_s, png.left(png.size() / 2)));
        QByteArray flipped = picture(5);
        flipped[flipped.indexOf("IDAT") + 12] ^= 1;
        QVERIFY(put(u"in/flipped.png"_s, flipped));
        const auto report = import(run());
        QVERIFY(report);
        QVERIFY(report->run.finished);
        QVERIFY(!report->stoppedBy);
        QCOMPARE(story(), u"01.png | 02.jpg | 03.mp4 | 04 is no jpeg.jpg"_s);
        QCOMPARE(report->shots.size(), 4);
        QCOMPARE(report->assets.size(), 4);
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(shots()[i].id, report->shots[i]);
            QCOMPARE(shots()[i].headlinerId, report->assets[i]);
        }
        QCOMPARE(kinds(*report),
                 (QMap<QString, ErrorKind>{{u"text.png"_s, ErrorKind::FormatUnsupported},
                                           {u"list.mp4"_s, ErrorKind::PlaylistRefused},
                                           {u"drawing.png"_s, ErrorKind::SvgRefused},
                                           {u"empty.png"_s, ErrorKind::FileEmpty},
                                           {u"half.png"_s, ErrorKind::FileDamaged},
                                           {u"flipped.png"_s, ErrorKind::FileDamaged}}));
        const AssetRow first =
            *read([&](const Repositories& r) { return r.assets.row(report->assets[0]); });
        QCOMPARE(first.asset.origin, AssetOrigin::Imported);
        QCOMPARE(first.media.width, 48);
        QCOMPARE(first.media.mimeType, u"image/png"_s);
        QCOMPARE(contentsOf(m_library->media().path(first.media.sha256)), png);
        const AssetRow film =
            *read([&](const Repositories& r) { return r.assets.row(report->assets[2]); });
        QCOMPARE(film.asset.kind, AssetKind::Video);
        QVERIFY(film.media.durationMs > 0);
        verifySound();
        QCOMPARE(*importReport(m_library->store(), m_vera.id, report->run.id), *report);
        QCOMPARE(report->toJson()[u"refused"_s].toArray().size(), 6);
        QCOMPARE(contentsOf(at(u"in/01.png"_s)), png); // the user's own files are left alone
    }

    void namesPathsThatTheWalkCouldNotRead()
    {
        putPictures(1);
        const auto report = import(run({at(u"in"_s), at(u"gone.png"_s)}));
        QVERIFY(report);
        QCOMPARE(story(), u"1.png"_s);
        QCOMPARE(kinds(*report),
                 (QMap<QString, ErrorKind>{{u"gone.png"_s, ErrorKind::FileMissing}}));
    }

    void skipsWhatTheProjectHoldsAlready()
    {
        putPictures(3);
        QVERIFY(put(u"in/3a.png"_s, picture(3)));
        const auto first = import(run());
        QCOMPARE(first->skipped.size(), 1);
        QCOMPARE(first->skipped.first(),
                 (ImportReport::Skipped{at(u"in/3a.png"_s), first->assets[2]}));
        QCOMPARE(story(), u"1.png | 2.png | 3.png"_s);
        QVERIFY(put(u"in/4.png"_s, picture(4)));
        const auto second = import(run());
        QVERIFY(second->run.finished);
        QCOMPARE(second->skipped.size(), 4);
        QVERIFY(second->refused.isEmpty());
        for (const auto& skipped : second->skipped) {
            const Asset existing =
                *read([&](const Repositories& r) { return r.assets.find(skipped.existing); });
            QCOMPARE(existing.sha256, *hashOfFile(skipped.path));
        }
        QCOMPARE(second->toJson()[u"skipped"_s].toInt(), 4);
        QCOMPARE(story(), u"1.png | 2.png | 3.png | 4.png"_s);
        verifySound();
    }

    void namesTheAssetOfTheShotThatAFileWasMeantFor()
    {
        putPictures(1);
        ImportRun twice = run();
        twice.addAgain = true;
        const auto older = import(twice);
        const auto newer = import(twice);
        ImportRun into = run({at(u"in/1.png"_s)});
        for (const auto& made : {older, newer}) {
            into.intoShotId = made->shots.first();
            const auto report = import(into);
            QCOMPARE(report->skipped.size(), 1);
            QCOMPARE(report->skipped.first().existing, made->assets.first());
        }
        // What lies in the trash counts as gone.
        QVERIFY(rows::write(m_library->store(), m_vera.id, [&](Repositories& r) {
            Asset asset = *r.assets.find(newer->assets.first());
            asset.trashedMs = 1;
            r.assets.update(asset);
        }));
        QCOMPARE(import(into)->skipped.first().existing, older->assets.first());
    }

    void addsThemAgainWhenAskedTo()
    {
        putPictures(2);
        QVERIFY(import(run()));
        ImportRun again = run();
        again.addAgain = true;
        const auto report = import(again);
        QCOMPARE(report->skipped.size(), 0);
        QCOMPARE(report->shots.size(), 2);
        QCOMPARE(story(), u"1.png | 2.png | 1.png | 2.png"_s);
        verifySound();
        const auto media = read([](const Repositories& r) { return r.media.all(); });
        QCOMPARE(media.size(), 2);
    }

    void takesForOneProjectWhatAnotherHolds()
    {
        putPictures(1);
        QVERIFY(import(run()));
        const Project other = rows::project(m_vera.id);
        QVERIFY(rows::write(m_library->store(), m_vera.id,
                            [&](Repositories& r) { r.projects.insert(other); }));
        ImportRun into = run();
        into.projectId = other.id;
        const auto report = import(into);
        QCOMPARE(report->assets.size(), 1);
        QCOMPARE(report->skipped.size(), 0);
    }

    void putsFilesIntoAShotThatIsThere()
    {
        putPictures(3);
        QVERIFY(import(run({at(u"in/1.png"_s)})));
        const Shot target = shots().first();
        ImportRun into = run();
        into.intoShotId = target.id;
        into.parentAssetId = target.headlinerId;
        const auto report = import(into);
        QVERIFY(report);
        QCOMPARE(story(), u"1.png 2.png 3.png"_s);
        QVERIFY(report->shots.isEmpty());
        QCOMPARE(report->assets.size(), 2);
        QCOMPARE(headlinerOf(shots().first()), u"1.png"_s);
        for (const AssetId& id : report->assets) {
            QCOMPARE(read([&](const Repositories& r) { return r.assets.find(id)->parentId; }),
                     target.headlinerId);
        }
    }

    void putsNewShotsWhereTheyWereDropped_data()
    {
        QTest::addColumn<int>("place");
        QTest::addColumn<QString>("expected");
        QTest::newRow("at the end") << -1 << u"1.png | 2.png | a.png | b.png"_s;
        QTest::newRow("at the beginning") << 0 << u"a.png | b.png | 1.png | 2.png"_s;
        QTest::newRow("between") << 1 << u"1.png | a.png | b.png | 2.png"_s;
        QTest::newRow("behind the end") << 99 << u"1.png | 2.png | a.png | b.png"_s;
    }
    void putsNewShotsWhereTheyWereDropped()
    {
        QFETCH(int, place);
        QFETCH(QString, expected);
        putPictures(2);
        QVERIFY(import(run()));
        QVERIFY(put(u"more/a.png"_s, picture(11)) && put(u"more/b.png"_s, picture(12)));
        ImportRun dropped = run({at(u"more"_s)});
        dropped.insertAt = place;
        QVERIFY(import(dropped));
        QCOMPARE(story(), expected);
        verifySound();
    }

    void makesTheNewestFileTheFaceOfItsShot()
    {
        putPictures(3);
        const auto setTime = [this](const QString& name, qint64 ms) {
            QFile file(at(name));
            return file.open(QIODevice::ReadWrite)
                && file.setFileTime(QDateTime::fromMSecsSinceEpoch(ms),
                                    QFileDevice::FileModificationTime);
        };
        QVERIFY(setTime(u"in/1.png"_s, 1'600'000'000'000));
        QVERIFY(setTime(u"in/2.png"_s, 1'700'000'000'000));
        QVERIFY(setTime(u"in/3.png"_s, 1'650'000'000'000));
        ImportRun one = run();
        one.grouping = ImportGrouping::One;
        QVERIFY(import(one));
        QCOMPARE(story(), u"1.png 2.png 3.png"_s);
        QCOMPARE(headlinerOf(shots().first()), u"2.png"_s);
        one.addAgain = true;
        one.makeHeadliners = false;
        QVERIFY(import(one));
        QVERIFY(shots()[1].headlinerId.isNull());
    }

    void choosesNoFaceThatWasRefused()
    {
        QVERIFY(put(u"in/sh010_v1.png"_s, picture(1)));
        QVERIFY(put(u"in/sh010_v2.png"_s, "damaged"));
        ImportRun byNumber = run();
        byNumber.grouping = ImportGrouping::Number;
        QVERIFY(import(byNumber));
        QCOMPARE(headlinerOf(shots().first()), u"sh010_v1.png"_s);
    }

    void refusesTargetsThatAreNotTheAccountsOwn()
    {
        putPictures(1);
        const Account oleg = rows::account(u"oleg"_s);
        const Project theirs = rows::project(oleg.id);
        const Shot shot = rows::shot(theirs.id, 0);
        QVERIFY(rows::write(m_library->store(), oleg.id, [&](Repositories& r) {
            r.accounts.insert(oleg);
            r.projects.insert(theirs);
            r.shots.insert(shot);
        }));
        const auto refused = [this](const ImportRun& run) {
            const auto confirmed = confirm(run);
            return confirmed ? ErrorKind::Internal : confirmed.error().kind;
        };
        ImportRun wrong = run();
        wrong.projectId = theirs.id;
        QCOMPARE(refused(wrong), ErrorKind::NotFound);
        wrong = run();
        wrong.intoShotId = shot.id;
        QCOMPARE(refused(wrong), ErrorKind::NotFound);
        wrong = run();
        wrong.parentAssetId = AssetId::create();
        QCOMPARE(refused(wrong), ErrorKind::NotFound);
        const auto confirmed = confirm(run());
        const auto stolen = runImport(place(), oleg.id, confirmed->id);
        QVERIFY(!stolen);
        QCOMPARE(stolen.error().kind, ErrorKind::NotFound);
    }

    // --- files that do not keep still

    void namesAFileThatVanishedAfterThePlan()
    {
        putPictures(3);
        const auto confirmed = confirm(run());
        QVERIFY(QFile::remove(at(u"in/2.png"_s)));
        const auto report = runImport(place(), m_vera.id, confirmed->id);
        QVERIFY(report->run.finished);
        QCOMPARE(story(), u"1.png | 3.png"_s);
        QCOMPARE(kinds(*report), (QMap<QString, ErrorKind>{{u"2.png"_s, ErrorKind::FileMissing}}));
    }

    void takesNothingElseThanWhatItLookedInto()
    {
        // Two pictures of one size in bytes and two sizes in pixels change places all the time.
        QByteArray small = picture(1, 40);
        QByteArray large = picture(2, 64);
        const qsizetype size = std::max(small.size(), large.size()) + 64;
        for (QByteArray* bytes : {&small, &large}) {
            *bytes = samples::withPngChunk(
                *bytes, "tEXt", QByteArray("k\0", 2) + QByteArray(size - bytes->size() - 14, 'x'));
            QCOMPARE(bytes->size(), size);
        }
        constexpr int count = 60;
        for (int i = 0; i < count; ++i) {
            QVERIFY(put(u"in/%1.png"_s.arg(i), small));
        }
        ImportRun again = run();
        again.addAgain = true;
        const auto confirmed = confirm(again);
        std::atomic<bool> over = false;
        std::thread writer([&] {
            for (int turn = 0; !over; ++turn) {
                QFile file(at(u"in/%1.png"_s.arg(turn % count)));
                if (file.open(QIODevice::ReadWrite)) {
                    file.write(turn / count % 2 == 0 ? large : small);
                }
            }
        });
        const auto report = runImport(place(), m_vera.id, confirmed->id);
        over = true;
        writer.join();
        QVERIFY(report);
        QVERIFY(report->run.finished);
        QCOMPARE(report->assets.size() + report->refused.size(), count);
        for (const AssetId& id : report->assets) {
            const AssetRow row = *read([&](const Repositories& r) { return r.assets.row(id); });
            const auto facts = probeMedia(m_library->media().path(row.media.sha256));
            QVERIFY(facts);
            QCOMPARE(row.media.width, facts->width);
        }
        for (const auto& refused : report->refused) {
            QVERIFY2(refused.error.kind == ErrorKind::FileUnreadable
                         || refused.error.kind == ErrorKind::FileDamaged,
                     qPrintable(errorKindName(refused.error.kind)));
        }
        verifySound();
    }

    void namesFilesThatMayNotBeRead()
    {
        putPictures(4);
        m_library.reset();
        giveToNobody(m_folder->path());
        QFile::setPermissions(at(u"in/2.png"_s), {});
        QFile::setPermissions(at(u"in/3.png"_s), {});
        QCOMPARE(runChildAsNobody(u"import"_s, {libraryPath(), at(u"in"_s)}), 2);
        m_library = openLibrary(libraryPath());
        QCOMPARE(story(), u"1.png | 4.png"_s);
    }

    // --- interrupted

    void goesOnWhereItWasStopped_data()
    {
        QTest::addColumn<int>("files");
        for (const int files : {0, 1, 7, 32, 33, 60, 69}) {
            QTest::newRow(qPrintable(QString::number(files))) << files;
        }
    }
    void goesOnWhereItWasStopped()
    {
        QFETCH(int, files);
        const QStringList names = putPictures(70);
        QVERIFY(put(u"in/71.png"_s, "damaged"));
        const auto confirmed = confirm(run());
        std::stop_source stop;
        if (files == 0) {
            stop.request_stop();
        }
        const auto stopped = runImport(place(), m_vera.id, confirmed->id, stop.get_token(),
                                       [&](const ImportProgress& progress) {
                                           if (progress.done >= files) {
                                               stop.request_stop();
                                           }
                                       });
        QVERIFY(stopped);
        if (stopped->stoppedBy) {
            QCOMPARE(stopped->stoppedBy->kind, ErrorKind::Cancelled);
            QVERIFY(!stopped->run.finished);
            QCOMPARE(stopped->waiting + int(stopped->assets.size() + stopped->refused.size()), 71);
        }
        verifySound();
        const auto report = runImport(place(), m_vera.id, confirmed->id);
        QVERIFY(report);
        QVERIFY(report->run.finished);
        QCOMPARE(report->assets.size(), 70); // of both parts
        QCOMPARE(story(), names.join(u" | "_s));
        QCOMPARE(report->refused.size(), 1);
        QCOMPARE(*runImport(place(), m_vera.id, confirmed->id), *report); // nothing happens twice
        verifySound();
    }

    void losesAndDoublesNothingWhenKilled_data()
    {
        QTest::addColumn<QString>("point");
        for (const char* point :
             {"import-confirmed", "import-file-copied", "import-file-copied:20", "media-named",
              "media-named:2", "media-named:20", "media-named:40", "import-file-stored",
              "import-file-stored:40", "import-slice-committed", "import-slice-committed:2",
              "import-before-finish"}) {
            QTest::newRow(point) << QString::fromLatin1(point);
        }
    }
    void losesAndDoublesNothingWhenKilled()
    {
        QFETCH(QString, point);
        const QStringList names = putPictures(40);
        m_library.reset();
        QCOMPARE(runChild(u"import"_s, {libraryPath(), at(u"in"_s)}, point), killedStatus);
        m_library = openLibrary(libraryPath());
        QVERIFY(m_library);
        verifySound();
        const auto unfinished = read([](const Repositories& r) { return r.imports.unfinished(); });
        QCOMPARE(unfinished.size(), 1);
        const auto report = runImport(place(), m_vera.id, unfinished.first().id);
        QVERIFY(report);
        QVERIFY(report->run.finished);
        QCOMPARE(report->skipped.size(), 0);
        QCOMPARE(story(), names.join(u" | "_s));
        for (const Shot& shot : shots()) {
            QVERIFY(!shot.headlinerId.isNull());
        }
        m_library->removeLeftovers();
        const auto checked = checkLibrary(*m_library);
        QVERIFY(checked->ok());
        QVERIFY(checked->leftovers.isEmpty());
        QVERIFY(checked->unreferenced.isEmpty());
    }

    void waitsForRoomOnAFullDisk()
    {
        m_library.reset();
        const QByteArray disk = at(u"disk"_s).toUtf8();
        QVERIFY(QDir().mkpath(at(u"disk"_s)));
        if (::mount("none", disk.constData(), "tmpfs", 0, "size=24m") != 0) {
            QSKIP("making a small disk needs the right to mount");
        }
        const auto unmount = qScopeGuard([&] { ::umount2(disk.constData(), MNT_DETACH); });
        makeLibrary(at(u"disk/library"_s));
        QStringList names;
        for (int i = 1; i <= 8; ++i) {
            QImage noise(800, 800, QImage::Format_RGB32);
            QRandomGenerator random{quint32(i)};
            random.fillRange(reinterpret_cast<quint32*>(noise.bits()), noise.sizeInBytes() / 4);
            QVERIFY(put(u"in/%1.png"_s.arg(i), samples::encoded(noise, "png"))); // about 2 MB
            names.append(u"%1.png"_s.arg(i));
        }
        const auto confirmed = confirm(run());
        QVERIFY(confirmed);
        const auto full = runImport(place(), m_vera.id, confirmed->id);
        QVERIFY(full);
        QVERIFY(full->stoppedBy);
        QCOMPARE(full->stoppedBy->kind, ErrorKind::DiskFull);
        qint64 rest = 0;
        for (const QString& name : names.mid(full->assets.size())) {
            rest += QFileInfo(at(u"in/"_s + name)).size();
        }
        QVERIFY(full->stoppedBy->amount >= rest);
        QVERIFY(!full->run.finished);
        QVERIFY(full->waiting > 0);
        QVERIFY(full->refused.isEmpty());
        verifySound();

        QCOMPARE(::mount("none", disk.constData(), "tmpfs", MS_REMOUNT, "size=128m"), 0);
        const auto report = runImport(place(), m_vera.id, confirmed->id);
        QVERIFY(report->run.finished);
        QCOMPARE(story(), names.join(u" | "_s));
        verifySound();
        m_library.reset();
    }

    void givesUpTheRestButKeepsWhatIsIn()
    {
        putPictures(3);
        const auto confirmed = confirm(run());
        QVERIFY(endImport(m_library->store(), m_vera.id, confirmed->id));
        const auto report = runImport(place(), m_vera.id, confirmed->id);
        QVERIFY(report->run.finished);
        QCOMPARE(report->waiting, 3);
        QVERIFY(shots().isEmpty());
    }

    // --- beside the window

    void runsBesideTheWindow()
    {
        const QStringList names = putPictures(5);
        Importer importer(m_library->store(), m_library->media(), m_clock,
                          m_library->scratchPath());
        QSignalSpy finished(&importer, &Importer::finished);
        QSignalSpy progressed(&importer, &Importer::progressed);
        const ImportRunId first = importer.start(run());
        const ImportRunId second = importer.start(run({at(u"nowhere"_s)}));
        QVERIFY(importer.isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, patienceMs);
        QVERIFY(!importer.isRunning());
        const auto report = finished[0][0].value<ImportReport>();
        QCOMPARE(report.run.id, first);
        QCOMPARE(report.assets.size(), 5);
        QCOMPARE(finished[1][0].value<ImportReport>().run.id, second);
        QCOMPARE(story(), names.join(u" | "_s));
        QVERIFY(!progressed.isEmpty());
        const auto last = progressed.last()[1].value<ImportProgress>();
        QCOMPARE(last.done, last.total);
    }

    void saysWhyARunCameToNothing()
    {
        putPictures(1);
        Importer importer(m_library->store(), m_library->media(), m_clock,
                          m_library->scratchPath());
        QSignalSpy finished(&importer, &Importer::finished);
        ImportRun wrong = run();
        wrong.projectId = ProjectId::create();
        const ImportRunId id = importer.start(wrong);
        QVERIFY(finished.wait(patienceMs));
        const auto report = finished[0][0].value<ImportReport>();
        QCOMPARE(report.run.id, id);
        QVERIFY(report.stoppedBy);
        QCOMPARE(report.stoppedBy->kind, ErrorKind::NotFound);
    }

    void takesInAPictureThatIsNoFile()
    {
        Importer importer(m_library->store(), m_library->media(), m_clock,
                          m_library->scratchPath());
        QSignalSpy finished(&importer, &Importer::finished);
        importer.startPicture(run(), picture(1), u"../../up\n.png"_s);
        importer.startPicture(run(), "no picture", u"..."_s);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, patienceMs);
        QCOMPARE(shots().size(), 1);
        QCOMPARE(assetsOf(shots().first()).first().sourceName, u"up_.png"_s);
        QCOMPARE(finished[1][0].value<ImportReport>().refused.size(), 1);
        QVERIFY(treeOf(m_library->scratchPath()).isEmpty());
        verifySound();
    }

    void keepsWhatIsInWhenItIsCancelled()
    {
        putPictures(70);
        Importer importer(m_library->store(), m_library->media(), m_clock,
                          m_library->scratchPath());
        QSignalSpy finished(&importer, &Importer::finished);
        const ImportRunId id = importer.start(run());
        connect(&importer, &Importer::progressed, this, [&] { importer.cancel(id); });
        QVERIFY(finished.wait(patienceMs));
        const auto report = finished[0][0].value<ImportReport>();
        QVERIFY(report.run.finished);
        QCOMPARE(shots().size(), report.assets.size());
        const auto unfinished = read([](const Repositories& r) { return r.imports.unfinished(); });
        QVERIFY(unfinished.isEmpty());
        verifySound();
    }

    void goesOnAfterTheProgramWasClosed()
    {
        const QStringList names = putPictures(70);
        {
            Importer importer(m_library->store(), m_library->media(), m_clock,
                              m_library->scratchPath());
            QSignalSpy progressed(&importer, &Importer::progressed);
            importer.start(run());
            QVERIFY(progressed.wait(patienceMs));
        }
        Importer importer(m_library->store(), m_library->media(), m_clock,
                          m_library->scratchPath());
        QSignalSpy finished(&importer, &Importer::finished);
        importer.resumeUnfinished(m_vera.id);
        if (importer.isRunning()) { // the first may have been quick
            QVERIFY(finished.wait(patienceMs));
        }
        QCOMPARE(story(), names.join(u" | "_s));
        verifySound();
    }
};

RASKADR_TEST_MAIN_WITH_CHILDREN(ImportTest, child)
#include "importtest.moc"
