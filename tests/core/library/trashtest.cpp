#include "core/library/trash.h"
#include "core/library/check.h"
#include "tests/support/files.h"
#include "tests/support/openlibrary.h"
#include "tests/support/process.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

// The child empties the trash and is killed at a failpoint.
int child(const QString&, const QStringList& arguments)
{
    const auto library = openLibrary(arguments[0]);
    if (!library) {
        return 1;
    }
    const AccountId account(QUuid::fromString(arguments[1]));
    const TrashPick pick{{}, {}, {AssetId(QUuid::fromString(arguments[2]))}};
    return emptyTrash(*library, account, pick) ? 0 : 2;
}

} // namespace

class TrashTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
    const Account m_vera = rows::account(u"vera"_s);
    const Account m_oleg = rows::account(u"oleg"_s);
    Project m_film;
    Project m_olegsFilm;
    Shot m_shot;
    Shot m_other;
    Shot m_olegsShot;

    QString path() const { return m_folder->filePath(u"library"_s); }
    Media medium(int seed) const
    {
        const QString file = m_folder->filePath(u"picture-%1.png"_s.arg(seed));
        samples::save(file, samples::picture(64, 36, seed), "png");
        return rows::mediaOfFile(m_library->media(), file);
    }
    void write(const Account& account, const std::function<void(Repositories&)>& fn)
    {
        QVERIFY(rows::write(m_library->store(), account.id, fn));
    }
    static Asset thrownAway(const Shot& shot, const Media& media, const QString& name = {})
    {
        Asset asset = rows::asset(shot.id, media.sha256);
        asset.sourceName = name;
        asset.trashedMs = 7;
        return asset;
    }
    Asset addTrashed(int seed, const QString& name = {})
    {
        const Media media = medium(seed);
        const Asset asset = thrownAway(m_shot, media, name);
        write(m_vera, [&](Repositories& r) {
            r.media.insert(media);
            r.assets.insert(asset);
        });
        m_library->flushRecords();
        return asset;
    }
    void trash(Shot& shot)
    {
        shot.trashedMs = 7;
        write(m_vera, [&](Repositories& r) { r.shots.update(shot); });
    }
    EmptiedTrash empty(const TrashPick& pick)
    {
        const auto emptied = emptyTrash(*m_library, m_vera.id, pick);
        m_library->flushRecords();
        return emptied ? *emptied : EmptiedTrash();
    }
    template <class Fn>
    auto read(Fn fn) const
    {
        return *m_library->store().read(m_vera.id, fn);
    }
    QStringList systemTrash() const
    {
        return QDir(m_folder->filePath(u"data/Trash/files"_s)).entryList(QDir::Files, QDir::Name);
    }
    bool isStored(const QString& sha256) const { return m_library->media().contains(sha256); }
    // Nothing missing, nothing lying about, every record up to date.
    void expectTidy()
    {
        m_library->flushRecords();
        const auto report = checkLibrary(*m_library);
        QVERIFY(report);
        QVERIFY2(report->ok(), qPrintable(report->brokenRows.join(u'\n')));
        QVERIFY(report->unreferenced.isEmpty());
        QVERIFY(report->leftovers.isEmpty());
        QCOMPARE(report->lag, RecordLag());
        QVERIFY(!QFile::exists(path() + u"/cache/emptied"_s));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", m_folder->filePath(u"data"_s).toUtf8());
        m_library = openLibrary(path());
        QVERIFY(m_library);
        m_film = rows::project(m_vera.id, u"Последний маяк"_s);
        m_olegsFilm = rows::project(m_oleg.id, u"Степь"_s);
        m_shot = rows::shot(m_film.id, 0);
        m_other = rows::shot(m_film.id, 1);
        m_olegsShot = rows::shot(m_olegsFilm.id, 0);
        write(m_oleg, [&](Repositories& r) {
            r.accounts.insert(m_vera);
            r.accounts.insert(m_oleg);
            r.projects.insert(m_olegsFilm);
            r.shots.insert(m_olegsShot);
        });
        write(m_vera, [&](Repositories& r) {
            r.projects.insert(m_film);
            r.shots.insert(m_shot);
            r.shots.insert(m_other);
        });
    }
    void cleanup() { m_library.reset(); }

    void handsTheFileToTheSystemsTrashUnderItsName()
    {
        const Asset asset = addTrashed(1, u"мост на рассвете.JPG"_s);
        const QByteArray bytes = contentsOf(m_library->media().path(asset.sha256));
        const auto size = measureTrash(m_library->store(), m_vera.id, {{}, {}, {asset.id}});
        QVERIFY(size);
        QCOMPARE(*size, (TrashSize{0, 0, 1, bytes.size(), 0}));

        const EmptiedTrash emptied = empty({{}, {}, {asset.id}});
        QCOMPARE(emptied.assets, 1);
        QCOMPARE(emptied.files, 1);
        QCOMPARE(emptied.filesLeft, 0);
        QCOMPARE(emptied.bytes, bytes.size());
        QCOMPARE(systemTrash(), QStringList{u"мост на рассвете.png"_s});
        QCOMPARE(contentsOf(m_folder->filePath(u"data/Trash/files/мост на рассвете.png"_s)), bytes);
        QVERIFY(!isStored(asset.sha256));
        QVERIFY(!QFile::exists(m_library->media().sidecarPath(asset.sha256)));
        QVERIFY(!read([&](const Repositories& r) { return r.assets.find(asset.id).has_value(); }));
        QVERIFY(
            !read([&](const Repositories& r) { return r.media.find(asset.sha256).has_value(); }));
        expectTidy();
    }

    void keepsAContentThatSomebodyElseUses_data()
    {
        QTest::addColumn<bool>("inTheirTrash");
        QTest::newRow("in a film") << false;
        QTest::newRow("in a trash") << true;
    }
    void keepsAContentThatSomebodyElseUses()
    {
        QFETCH(bool, inTheirTrash);
        const Asset asset = addTrashed(1);
        Asset theirs = rows::asset(m_olegsShot.id, asset.sha256);
        theirs.trashedMs = inTheirTrash ? 7 : 0;
        write(m_oleg, [&](Repositories& r) { r.assets.insert(theirs); });
        QCOMPARE(measureTrash(m_library->store(), m_vera.id, {{}, {}, {asset.id}})->bytes, 0);

        const EmptiedTrash emptied = empty({{}, {}, {asset.id}});
        QCOMPARE(emptied.assets, 1);
        QCOMPARE(emptied.files, 0);
        QVERIFY(isStored(asset.sha256));
        QVERIFY(systemTrash().isEmpty());
        QVERIFY(!read([&](const Repositories& r) { return r.assets.find(asset.id).has_value(); }));
        expectTidy();
    }

    void touchesNothingThatIsNotInTheTrashOrNotOurs()
    {
        const Media media = medium(1);
        const Asset shown = rows::asset(m_shot.id, media.sha256);
        const Asset theirs = thrownAway(m_olegsShot, media);
        Shot theirShot = rows::shot(m_olegsFilm.id, 1);
        theirShot.trashedMs = 7;
        write(m_vera, [&](Repositories& r) {
            r.media.insert(media);
            r.assets.insert(shown);
        });
        write(m_oleg, [&](Repositories& r) {
            r.assets.insert(theirs);
            r.shots.insert(theirShot);
        });
        const EmptiedTrash emptied =
            empty({{m_film.id, m_olegsFilm.id}, {m_shot.id, theirShot.id}, {shown.id, theirs.id}});
        QCOMPARE(emptied.projects + emptied.shots + emptied.assets + emptied.files, 0);
        QVERIFY(read([&](const Repositories& r) { return r.assets.find(shown.id).has_value(); }));
        QVERIFY(*m_library->store().read(m_oleg.id, [&](const Repositories& r) {
            return r.assets.find(theirs.id) && r.shots.find(theirShot.id)
                && r.projects.find(m_olegsFilm.id);
        }));
        expectTidy();
    }

    void deletesAProjectWithEverythingInIt()
    {
        const Asset thrown = addTrashed(1);
        const Media cover = medium(2);
        const Asset headliner = rows::asset(m_other.id, cover.sha256);
        m_other.headlinerId = headliner.id;
        m_film.trashedMs = 7;
        write(m_vera, [&](Repositories& r) {
            r.media.insert(cover);
            r.assets.insert(headliner);
            r.shots.update(m_other);
            r.projects.update(m_film);
        });
        QCOMPARE(
            measureTrash(m_library->store(), m_vera.id, {{m_film.id}, {}, {}}).value(),
            (TrashSize{1, 2, 2,
                       QFileInfo(m_library->media().path(thrown.sha256)).size() + cover.size, 0}));
        const EmptiedTrash emptied = empty({{m_film.id}, {}, {}});
        QCOMPARE(emptied.projects, 1);
        QCOMPARE(emptied.shots, 2);
        QCOMPARE(emptied.assets, 2);
        QCOMPARE(emptied.files, 2);
        QVERIFY(read([](const Repositories& r) { return r.projects.all().isEmpty(); }));
        QVERIFY(read([](const Repositories& r) { return r.media.all().isEmpty(); }));
        expectTidy();
    }

    void keepsWhatWasMadeFromSomethingThatGoes()
    {
        // A picture, a second one made from it, and a third from that, which was moved elsewhere.
        const Media first = medium(1);
        const Media last = medium(3);
        Generation root = rows::generation(m_shot.id, u"маяк"_s);
        Generation step = rows::generation(m_shot.id, u"маяк ночью"_s);
        step.parentId = root.id;
        Asset picture = rows::asset(m_shot.id, first.sha256);
        picture.origin = AssetOrigin::Generated;
        picture.generationId = root.id;
        Asset moved = rows::asset(m_other.id, last.sha256);
        moved.origin = AssetOrigin::Generated;
        moved.generationId = step.id;
        moved.parentId = picture.id;
        write(m_vera, [&](Repositories& r) {
            r.media.insert(first);
            r.media.insert(last);
            for (const Generation& generation : {root, step}) {
                r.generations.insert(generation);
                Job job;
                job.generationId = generation.id;
                job.state = JobState::Done;
                job.costCharged = 0.5;
                r.jobs.insert(job);
            }
            r.assets.insert(picture);
            r.assets.insert(moved);
            r.jobs.putOutput({root.id, 0, {}, 0, OutputState::Stored, first.sha256});
            r.jobs.putOutput({step.id, 0, {}, 0, OutputState::Stored, last.sha256});
        });
        trash(m_shot);
        const EmptiedTrash emptied = empty({{}, {m_shot.id}, {}});
        QCOMPARE(emptied.shots, 1);
        QCOMPARE(emptied.files, 1);
        QVERIFY(!isStored(first.sha256));
        QVERIFY(isStored(last.sha256));
        const auto asset = read([&](const Repositories& r) { return r.assets.find(moved.id); });
        QVERIFY(asset && asset->parentId.isNull());
        for (const Generation& generation : {root, step}) {
            const auto kept =
                read([&](const Repositories& r) { return r.generations.find(generation.id); });
            QVERIFY(kept);
            QCOMPARE(kept->shotId, m_other.id);
            QCOMPARE(kept->prompt, generation.prompt);
            QCOMPARE(kept->parentId, generation.parentId);
            QCOMPARE(read([&](const Repositories& r) {
                         return r.jobs.find(generation.id);
                     })->costCharged,
                     0.5);
        }
        QCOMPARE(
            read([&](const Repositories& r) { return r.jobs.outputs(step.id); }).first().sha256,
            last.sha256);
        expectTidy();
    }

    void takesTheGenerationOfAnAssetAlongUnlessSomethingIsMadeFromIt_data()
    {
        QTest::addColumn<bool>("isParent");
        QTest::newRow("alone") << false;
        QTest::newRow("with a child") << true;
    }
    void takesTheGenerationOfAnAssetAlongUnlessSomethingIsMadeFromIt()
    {
        QFETCH(bool, isParent);
        const Media media = medium(1);
        const Generation generation = rows::generation(m_shot.id);
        Generation later = rows::generation(m_shot.id);
        later.parentId = generation.id;
        Asset asset = thrownAway(m_shot, media);
        asset.origin = AssetOrigin::Generated;
        asset.generationId = generation.id;
        write(m_vera, [&](Repositories& r) {
            r.media.insert(media);
            r.generations.insert(generation);
            Job job;
            job.generationId = generation.id;
            job.state = JobState::Done;
            r.jobs.insert(job);
            r.assets.insert(asset);
            r.jobs.putOutput({generation.id, 0, {}, 0, OutputState::Stored, media.sha256});
            if (isParent) {
                r.generations.insert(later);
                job.generationId = later.id;
                job.state = JobState::Queued;
                r.jobs.insert(job);
            }
        });
        QCOMPARE(empty({{}, {}, {asset.id}}).files, 1);
        QCOMPARE(read([&](const Repositories& r) {
                     return r.generations.find(generation.id).has_value();
                 }),
                 isParent);
        expectTidy();
    }

    void leavesWhatIsStillBeingWorkedOn()
    {
        const Generation generation = rows::generation(m_shot.id);
        const Media input = medium(1);
        Generation waiting = rows::generation(m_other.id);
        const Asset start = thrownAway(m_other, input);
        waiting.inputs = {{u"start"_s, start.id, input.sha256}};
        write(m_vera, [&](Repositories& r) {
            r.media.insert(input);
            r.assets.insert(start);
            for (const Generation& one : {generation, waiting}) {
                r.generations.insert(one);
                Job job;
                job.generationId = one.id;
                job.state = JobState::Running;
                r.jobs.insert(job);
            }
        });
        trash(m_shot);
        QCOMPARE(measureTrash(m_library->store(), m_vera.id, {{}, {m_shot.id}, {}})->busy, 1);
        const EmptiedTrash emptied = empty({{}, {m_shot.id}, {start.id}});
        QCOMPARE(emptied.busy, 1);
        QCOMPARE(emptied.shots, 0);
        QVERIFY(read([&](const Repositories& r) { return r.shots.find(m_shot.id).has_value(); }));
        // The asset is gone; its picture is what the other generation starts from.
        QCOMPARE(emptied.assets, 1);
        QVERIFY(isStored(input.sha256));
        expectTidy();
    }

    void goesOnAfterAKill_data()
    {
        QTest::addColumn<QString>("point");
        QTest::newRow("rows removed") << u"trash-rows-removed"_s;
        QTest::newRow("file staged") << u"trash-file-staged"_s;
    }
    void goesOnAfterAKill()
    {
        QFETCH(QString, point);
        const Asset asset = addTrashed(1, u"кадр.png"_s);
        m_library.reset();
        QCOMPARE(runChild(u"empty"_s, {path(), m_vera.id.toString(), asset.id.toString()}, point),
                 killedStatus);
        m_library = openLibrary(path());
        QVERIFY(m_library);
        QVERIFY(systemTrash().isEmpty());
        QVERIFY(checkLibrary(*m_library)->ok());
        QCOMPARE(finishEmptying(*m_library).value(), 0);
        QCOMPARE(systemTrash(), QStringList{u"кадр.png"_s});
        expectTidy();
    }

    void triesAgainWhatTheSystemsTrashDidNotTake()
    {
        const Asset asset = addTrashed(1, u"кадр.png"_s);
        const auto emptied = emptyTrash(*m_library, m_vera.id, {{}, {}, {asset.id}}, {},
                                        [](const QString&) { return false; });
        QVERIFY(emptied);
        QCOMPARE(emptied->filesLeft, 1);
        QCOMPARE(emptied->files, 0);
        QVERIFY(checkLibrary(*m_library)->ok());
        QCOMPARE(finishEmptying(*m_library).value(), 0);
        QCOMPARE(systemTrash(), QStringList{u"кадр.png"_s});
        expectTidy();
    }

    void leavesWhatIsOnItsWayToARow()
    {
        const Asset asset = addTrashed(1);
        auto coming = m_library->media().ingest(m_folder->filePath(u"picture-1.png"_s));
        QVERIFY(coming && coming->alreadyThere);
        const EmptiedTrash emptied = empty({{}, {}, {asset.id}});
        QCOMPARE(emptied.assets, 1);
        QCOMPARE(emptied.filesLeft, 1);
        QVERIFY(isStored(asset.sha256));
        QVERIFY(!QFile::exists(path() + u"/cache/emptied"_s));

        // Nobody gave it a row.
        coming = failure(ErrorKind::Cancelled);
        QCOMPARE(finishEmptying(*m_library).value(), 0);
        QVERIFY(!isStored(asset.sha256));
        expectTidy();
    }

    void bringsBackAFileWhoseContentCameInAgain()
    {
        const Asset asset = addTrashed(1);
        QVERIFY(emptyTrash(*m_library, m_vera.id, {{}, {}, {asset.id}}, {},
                           [](const QString&) { return false; }));
        QVERIFY(!isStored(asset.sha256));
        // The same picture is imported meanwhile; the staged file is one too many.
        const Media again = medium(1);
        QCOMPARE(again.sha256, asset.sha256);
        const Asset anew = rows::asset(m_shot.id, again.sha256);
        write(m_vera, [&](Repositories& r) {
            r.media.insert(again);
            r.assets.insert(anew);
        });
        QCOMPARE(finishEmptying(*m_library).value(), 0);
        QVERIFY(isStored(again.sha256));
        expectTidy();
    }
};

RASKADR_TEST_MAIN_WITH_CHILDREN(TrashTest, child)
#include "trashtest.moc"
