#include "core/library/library.h"
#include "tests/support/files.h"
#include "tests/support/openlibrary.h"
#include "tests/support/process.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <sys/inotify.h>
#include <unistd.h>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

// Children: change the library and are killed before, or while, the files follow.
int child(const QString& name, const QStringList& arguments)
{
    const auto library = openLibrary(arguments[0]);
    const auto account = AccountId(QUuid::fromString(arguments[1]));
    const auto shotId = ShotId(QUuid::fromString(arguments[2]));
    if (!library) {
        return 1;
    }
    const auto written = rows::write(library->store(), account, [&](Repositories& r) {
        Shot shot = *r.shots.find(shotId);
        shot.title = u"written by a process that was killed"_s;
        r.shots.update(shot);
        const auto row = r.assets.feed(shotId).first();
        r.media.setPalette(row.media.sha256, u"new palette"_s);
    });
    if (name == u"flush"_s) {
        library->flushRecords(); // the failpoint ends it here
    }
    std::_Exit(written ? killedStatus : 2);
}

// Counts how often a file gets its name in a folder, by what the system tells.
class RenameCount
{
public:
    explicit RenameCount(const QString& folder)
        : m_descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        ::inotify_add_watch(m_descriptor, folder.toUtf8().constData(), IN_MOVED_TO);
    }
    ~RenameCount() { ::close(m_descriptor); }
    int of(const QByteArray& name)
    {
        alignas(inotify_event) char buffer[64 * 1024];
        for (ssize_t size; (size = ::read(m_descriptor, buffer, sizeof buffer)) > 0;) {
            for (ssize_t at = 0; at < size;) {
                const auto* event = reinterpret_cast<const inotify_event*>(buffer + at);
                ++m_counts[event->name];
                at += ssize_t(sizeof(inotify_event) + event->len);
            }
        }
        return m_counts.value(name);
    }

private:
    int m_descriptor;
    QHash<QByteArray, int> m_counts;
};

} // namespace

class RecordsTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int shotCount = 4;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
    Account m_vera = rows::account(u"vera"_s);
    Account m_oleg = rows::account(u"oleg"_s);
    Project m_film;
    Project m_olegsFilm;
    QList<Shot> m_shots;
    QString m_picture; // SHA-256

    QString path() const { return m_folder->filePath(u"library"_s); }
    QString projectFile(const Project& project) const
    {
        return path() + u"/records/"_s + project.id.toString() + u"/project.json"_s;
    }
    QString shotFile(int i) const
    {
        return path() + u"/records/"_s + m_film.id.toString() + u'/' + m_shots[i].id.toString()
            + u".json"_s;
    }
    static QJsonObject json(const QString& file)
    {
        return QJsonDocument::fromJson(contentsOf(file)).object();
    }
    QJsonObject sidecar(const QString& sha256) const
    {
        return json(m_library->media().sidecarPath(sha256));
    }
    void write(const std::function<void(Repositories&)>& fn)
    {
        QVERIFY(rows::write(m_library->store(), m_vera.id, fn));
    }
    RecordLag lag() const
    {
        return *findRecordLag(m_library->store(), m_library->media(), m_library->recordsPath());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_library = openLibrary(path());
        QVERIFY(m_library);
        m_film = rows::project(m_vera.id, u"Последний маяк"_s);
        m_olegsFilm = rows::project(m_oleg.id, u"Степь"_s);
        m_shots.clear();
        for (int i = 0; i < shotCount; ++i) {
            m_shots.append(rows::shot(m_film.id, i, u"Шот %1"_s.arg(i + 1)));
        }
        const QString picture = m_folder->filePath(u"picture.png"_s);
        QVERIFY(samples::save(picture, samples::picture(64, 36), "png"));
        const Media media = rows::mediaOfFile(m_library->media(), picture);
        m_picture = media.sha256;
        QVERIFY(rows::write(m_library->store(), m_oleg.id, [&](Repositories& r) {
            r.accounts.insert(m_vera);
            r.accounts.insert(m_oleg);
            r.projects.insert(m_olegsFilm);
        }));
        write([&](Repositories& r) {
            r.projects.insert(m_film);
            for (const Shot& shot : m_shots) {
                r.shots.insert(shot);
            }
            r.media.insert(media);
            Asset asset = rows::asset(m_shots[0].id, media.sha256);
            asset.note = u"заметка"_s;
            r.assets.insert(asset);
        });
        m_library->flushRecords();
    }
    void cleanup() { m_library.reset(); }

    void saysWhoWorksHereAndNothingSecret()
    {
        const QByteArray bytes = contentsOf(path() + u"/records/accounts.json"_s);
        const QJsonArray accounts =
            QJsonDocument::fromJson(bytes).object()[u"accounts"_s].toArray();
        QCOMPARE(accounts.size(), 2);
        QCOMPARE(accounts[0].toObject()[u"login"_s].toString(), u"vera"_s);
        QCOMPARE(accounts[0].toObject()[u"id"_s].toString(), m_vera.id.toString());
        QVERIFY(!bytes.contains("hash"));
        QVERIFY(!bytes.contains("key"));
    }

    void followsTheProjectAndTheOrderOfItsShots()
    {
        QCOMPARE(json(projectFile(m_olegsFilm))[u"title"_s].toString(), u"Степь"_s);
        const QList<ShotId> order{m_shots[3].id, m_shots[1].id, m_shots[0].id, m_shots[2].id};
        write([&](Repositories& r) {
            r.shots.setOrder(m_film.id, order);
            Project film = *r.projects.find(m_film.id);
            film.title = u"Маяк"_s;
            film.budget = 1234.5;
            r.projects.update(film);
        });
        m_library->flushRecords();
        const QJsonObject record = json(projectFile(m_film));
        QCOMPARE(record[u"title"_s].toString(), u"Маяк"_s);
        QCOMPARE(record[u"budget"_s].toDouble(), 1234.5);
        QCOMPARE(record[u"accountId"_s].toString(), m_vera.id.toString());
        QList<ShotId> written;
        for (const QJsonValue& id : record[u"order"_s].toArray()) {
            written.append(ShotId::fromString(id.toString()));
        }
        QCOMPARE(written, order);
        QVERIFY(lag().isEmpty());
    }

    void followsTheShotAndItsAssets()
    {
        QCOMPARE(json(shotFile(0))[u"assets"_s].toArray()[0].toObject()[u"note"_s].toString(),
                 u"заметка"_s);
        write([&](Repositories& r) {
            Shot shot = *r.shots.find(m_shots[0].id);
            shot.script = u"Смотритель \"поднимается\"\n🎬"_s;
            shot.status = ShotStatus::Done;
            shot.trashedMs = 77;
            r.shots.update(shot);
            Asset asset = r.assets.feed(shot.id).first().asset;
            asset.favourite = true;
            asset.trashedMs = 78;
            r.assets.update(asset);
        });
        m_library->flushRecords();
        const QJsonObject record = json(shotFile(0));
        QCOMPARE(record[u"script"_s].toString(), u"Смотритель \"поднимается\"\n🎬"_s);
        QCOMPARE(record[u"status"_s].toString(), u"done"_s);
        QCOMPARE(record[u"trashedAt"_s].toString(), u"1970-01-01T00:00:00.077Z"_s);
        const QJsonObject asset = record[u"assets"_s].toArray()[0].toObject();
        QCOMPARE(asset[u"favourite"_s].toBool(), true);
        QCOMPARE(asset[u"trashedAt"_s].toString(), u"1970-01-01T00:00:00.078Z"_s);
        QCOMPARE(asset[u"sha256"_s].toString(), m_picture);
        QVERIFY(
            !json(projectFile(m_film))[u"order"_s].toArray().contains(m_shots[0].id.toString()));
        QVERIFY(lag().isEmpty());
    }

    void putsTheGenerationBesideItsMedium()
    {
        Generation generation = rows::generation(m_shots[1].id, u"маяк, \"шторм\""_s);
        generation.seedSent = 18446744073709551615ULL;
        generation.parameters = R"({"height":720})";
        Job job;
        job.generationId = generation.id;
        job.state = JobState::Done;
        Asset asset = rows::asset(m_shots[1].id, m_picture);
        asset.origin = AssetOrigin::Generated;
        asset.generationId = generation.id;
        write([&](Repositories& r) {
            r.generations.insert(generation);
            r.jobs.insert(job);
            r.assets.insert(asset);
        });
        m_library->flushRecords();
        QJsonObject record = sidecar(m_picture);
        QCOMPARE(record[u"sha256"_s].toString(), m_picture);
        QCOMPARE(record[u"width"_s].toInt(), 64);
        QJsonObject made = record[u"generations"_s].toArray()[0].toObject();
        QCOMPARE(made[u"prompt"_s].toString(), generation.prompt);
        QCOMPARE(made[u"seedSent"_s].toString(), u"18446744073709551615"_s);
        QCOMPARE(made[u"parameters"_s].toObject()[u"height"_s].toInt(), 720);
        QVERIFY(made[u"costCharged"_s].isNull());

        job.costCharged = 0.25;
        write([&](Repositories& r) { r.jobs.update(job); });
        m_library->flushRecords();
        made = sidecar(m_picture)[u"generations"_s].toArray()[0].toObject();
        QCOMPARE(made[u"costCharged"_s].toDouble(), 0.25);
        QVERIFY(lag().isEmpty());
    }

    void keepsTheHistoryThatASidecarKnowsAlone()
    {
        const QString file = m_library->media().sidecarPath(m_picture);
        QJsonObject record = json(file);
        record[u"generations"_s] = QJsonArray{
            QJsonObject{{u"id"_s, u"from-a-lost-database"_s}, {u"prompt"_s, u"старый промт"_s}}};
        QVERIFY(m_library->media().writeSidecar(m_picture, QJsonDocument(record).toJson()));
        write([&](Repositories& r) { r.media.setPalette(m_picture, u"palette"_s); });
        m_library->flushRecords();
        QCOMPARE(sidecar(m_picture)[u"palette"_s].toString(), u"palette"_s);
        QCOMPARE(
            sidecar(m_picture)[u"generations"_s].toArray()[0].toObject()[u"prompt"_s].toString(),
            u"старый промт"_s);
    }

    void writesManyChangesAtOnce()
    {
        RenameCount renames(QFileInfo(shotFile(2)).path());
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < 200; ++i) {
            write([&](Repositories& r) {
                Shot shot = *r.shots.find(m_shots[2].id);
                shot.title = u"Правка %1"_s.arg(i);
                r.shots.update(shot);
            });
            QCoreApplication::processEvents();
        }
        m_library->flushRecords();
        const qint64 most = time.elapsed() / 2000 + 1; // once in two seconds, and at the end
        const int written = renames.of(m_shots[2].id.toString().toUtf8() + ".json");
        QVERIFY2(written >= 1 && written <= most, qPrintable(QString::number(written)));
        QCOMPARE(json(shotFile(2))[u"title"_s].toString(), u"Правка 199"_s);
    }

    void writesByItselfWithoutBeingAsked()
    {
        write([&](Repositories& r) {
            Shot shot = *r.shots.find(m_shots[2].id);
            shot.title = u"Сама"_s;
            r.shots.update(shot);
        });
        QTRY_COMPARE_WITH_TIMEOUT(json(shotFile(2))[u"title"_s].toString(), u"Сама"_s, 60'000);
    }

    void leavesFilesAloneThatSayItAlready()
    {
        const auto before = treeOf(m_library->recordsPath());
        RenameCount renames(QFileInfo(shotFile(0)).path());
        write([&](Repositories& r) { r.shots.update(*r.shots.find(m_shots[0].id)); });
        m_library->flushRecords();
        QCOMPARE(renames.of(m_shots[0].id.toString().toUtf8() + ".json"), 0);
        QCOMPARE(treeOf(m_library->recordsPath()), before);
    }

    void writesWhatIsLeftWhenItCloses()
    {
        write([&](Repositories& r) {
            Shot shot = *r.shots.find(m_shots[1].id);
            shot.title = u"Последняя правка"_s;
            r.shots.update(shot);
        });
        m_library.reset();
        QCOMPARE(json(shotFile(1))[u"title"_s].toString(), u"Последняя правка"_s);
        m_library = openLibrary(path());
        QVERIFY(lag().isEmpty());
    }

    void catchesUpAfterAKill_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("point");
        QTest::newRow("before anything was written") << u"change"_s << u""_s;
        QTest::newRow("between records and sidecars") << u"flush"_s << u"records-written"_s;
    }
    void catchesUpAfterAKill()
    {
        QFETCH(QString, name);
        QFETCH(QString, point);
        m_library.reset();
        QCOMPARE(runChild(name, {path(), m_vera.id.toString(), m_shots[0].id.toString()}, point),
                 killedStatus);
        m_library = openLibrary(path());
        QVERIFY(m_library);
        QVERIFY(!lag().isEmpty());
        m_library->flushRecords();
        QVERIFY(lag().isEmpty());
        QCOMPARE(json(shotFile(0))[u"title"_s].toString(),
                 u"written by a process that was killed"_s);
        QCOMPARE(sidecar(m_picture)[u"palette"_s].toString(), u"new palette"_s);
    }

    void clearsAwayWhatAKillLeftHalfWritten()
    {
        m_library.reset();
        const QString half = path() + u"/records/accounts.json.new"_s;
        QVERIFY(samples::write(half, "half"));
        const QString stray = path() + u"/records/stray.json"_s;
        QVERIFY(samples::write(stray, "{}"));
        QCOMPARE(runChild(u"change"_s, {path(), m_vera.id.toString(), m_shots[0].id.toString()}),
                 killedStatus);
        m_library = openLibrary(path());
        m_library->flushRecords();
        QVERIFY(!QFile::exists(half));
        QVERIFY(!QFile::exists(stray));
    }

    void makesTheFilesAgainWhenTheyAreGone()
    {
        m_library.reset();
        const auto before = treeOf(path() + u"/records"_s);
        QVERIFY(QDir(path() + u"/records"_s).removeRecursively());
        m_library = openLibrary(path());
        m_library->flushRecords();
        m_library.reset();
        QCOMPARE(treeOf(path() + u"/records"_s), before);
    }

    void writesNothingForAMediumThatIsGone()
    {
        const QString original = m_library->media().path(m_picture);
        const QString file = m_library->media().sidecarPath(m_picture);
        QVERIFY(QFile::remove(original));
        QVERIFY(QFile::remove(file));
        write([&](Repositories& r) { r.media.setPalette(m_picture, u"palette"_s); });
        m_library->flushRecords();
        QVERIFY(!QFile::exists(file));
    }
};

RASKADR_TEST_MAIN_WITH_CHILDREN(RecordsTest, child)
#include "recordstest.moc"
