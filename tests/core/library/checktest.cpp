#include "core/library/check.h"
#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

Result<std::unique_ptr<Library>> open(const QString& path, Library::Mode mode)
{
    Library::OpenOptions options;
    options.mode = mode;
    options.create = mode == Library::Mode::ReadWrite;
    return Library::open(path, options);
}

// A check by somebody who may not read every file: the number of files that it could not read.
int child(const QString&, const QStringList& arguments)
{
    const auto library = open(arguments.first(), Library::Mode::ReadOnly);
    if (!library) {
        return 200;
    }
    const auto report = checkLibrary(**library);
    return report && !report->ok() ? int(report->unreadable.size()) : 201;
}

} // namespace

class CheckTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int pictureCount = 6;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
    Account m_vera = rows::account(u"vera"_s);
    Project m_film;
    QList<Shot> m_shots;
    QList<Media> m_media;
    QList<Asset> m_assets;

    QString path() const { return m_folder->filePath(u"library"_s); }
    QString original(int i) const { return m_library->media().path(m_media[i].sha256); }
    void reopen(Library::Mode mode = Library::Mode::ReadWrite)
    {
        m_library.reset();
        auto opened = open(path(), mode);
        QVERIFY(opened);
        m_library = std::move(*opened);
    }
    CheckReport check(const CheckOptions& options = {})
    {
        m_library->flushRecords();
        const auto report = checkLibrary(*m_library, options);
        return report ? *report : CheckReport{};
    }
    MediaState stateOf(int i) const
    {
        return (**m_library->store().read(
                    {}, [&](const Repositories& r) { return r.media.find(m_media[i].sha256); }))
            .state;
    }
    CheckReport::File file(int i) const { return {m_media[i].sha256, m_media[i].size}; }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_media.clear();
        m_shots.clear();
        m_assets.clear();
        reopen();
        m_film = rows::project(m_vera.id);
        for (int i = 0; i < pictureCount; ++i) {
            const QString picture = m_folder->filePath(u"%1.png"_s.arg(i));
            QVERIFY(samples::save(picture, samples::picture(64, 36, i), "png"));
            m_media.append(rows::mediaOfFile(m_library->media(), picture));
            m_shots.append(rows::shot(m_film.id, i));
            m_assets.append(rows::asset(m_shots.last().id, m_media.last().sha256));
        }
        QVERIFY(rows::write(m_library->store(), m_vera.id, [&](Repositories& r) {
            r.accounts.insert(m_vera);
            r.projects.insert(m_film);
            for (int i = 0; i < pictureCount; ++i) {
                r.shots.insert(m_shots[i]);
                r.media.insert(m_media[i]);
                r.assets.insert(m_assets[i]);
                m_shots[i].headlinerId = m_assets[i].id;
                r.shots.update(m_shots[i]);
            }
        }));
    }
    void cleanup() { m_library.reset(); }

    void findsNothingInACleanLibrary()
    {
        const CheckReport report = check();
        QVERIFY(report.ok());
        QVERIFY(report.lag.isEmpty());
        QVERIFY(report.unreferenced.isEmpty());
        QVERIFY(report.leftovers.isEmpty());
        QCOMPARE(report.originals, pictureCount);
        QVERIFY(report.hashesVerified);
        QCOMPARE(report.toJson()[u"ok"_s].toBool(), true);
        QCOMPARE(report.toJson()[u"originals"_s].toInt(), pictureCount);
    }

    void namesEveryMissingAndAlteredFile()
    {
        QVERIFY(QFile::remove(original(0)));
        QVERIFY(flipBit(original(1), m_media[1].size / 2));
        QVERIFY(overwrite(original(2), m_media[2].size, "more"));
        QVERIFY(QFile::remove(original(3)));
        QVERIFY(QDir().mkpath(original(3))); // a folder in the file's place
        const CheckReport report = check();
        QVERIFY(!report.ok());
        QCOMPARE(report.missing, QList<CheckReport::File>{file(0)});
        QCOMPARE(report.altered.size(), 3);
        for (int i : {1, 2, 3}) {
            QVERIFY(report.altered.contains(file(i)));
        }
        QCOMPARE(stateOf(0), MediaState::Missing);
        QCOMPARE(stateOf(1), MediaState::Altered);
        QCOMPARE(stateOf(4), MediaState::Present);
    }

    void findsAnySingleFlippedBit()
    {
        for (qint64 offset = 0; offset < m_media[0].size; offset += 97) {
            QVERIFY(flipBit(original(0), offset, int(offset % 8)));
            QCOMPARE(check().altered, QList<CheckReport::File>{file(0)});
            QVERIFY(flipBit(original(0), offset, int(offset % 8)));
            QVERIFY(check().ok());
        }
    }

    void seesThatAFileIsWellAgain()
    {
        const QByteArray bytes = contentsOf(original(0));
        QVERIFY(QFile::remove(original(0)));
        QVERIFY(!check().ok());
        QVERIFY(samples::write(original(0), bytes));
        QVERIFY(check().ok());
        QCOMPARE(stateOf(0), MediaState::Present);
    }

    void comparesSizesAloneWhenAskedTo()
    {
        QVERIFY(flipBit(original(0), 40));
        QVERIFY(check().altered.contains(file(0)));
        CheckOptions quick;
        quick.verifyHashes = false;
        QVERIFY(QFile::remove(original(1)));
        const CheckReport report = check(quick);
        QVERIFY(!report.hashesVerified);
        QCOMPARE(report.missing, QList<CheckReport::File>{file(1)});
        QVERIFY(report.altered.isEmpty());
        QCOMPARE(stateOf(0), MediaState::Altered); // a right size heals nothing
    }

    void namesRowsThatContradictEachOther()
    {
        // A headliner of another shot, and a generation without its job.
        const Generation generation = rows::generation(m_shots[1].id);
        Asset generated = rows::asset(m_shots[1].id, m_media[1].sha256);
        generated.origin = AssetOrigin::Generated;
        generated.generationId = generation.id;
        QVERIFY(rows::write(m_library->store(), m_vera.id, [&](Repositories& r) {
            Shot shot = m_shots[0];
            shot.headlinerId = m_assets[3].id;
            r.shots.update(shot);
            r.generations.insert(generation);
            r.assets.insert(generated);
        }));
        const CheckReport report = check();
        QVERIFY(!report.ok());
        QCOMPARE(report.brokenRows.size(), 2);
        const QString all = report.brokenRows.join(u'\n');
        QVERIFY(all.contains(m_shots[0].id.toString()));
        QVERIFY(all.contains(generation.id.toString()));
    }

    void namesAManifestThatCannotBeRead()
    {
        QVERIFY(rows::write(m_library->store(), m_vera.id, [&](Repositories& r) {
            ManifestRecord record;
            record.id = u"my.model"_s;
            record.providerId = u"draft"_s;
            record.manifest = "{\"id\":\"my.mo\x01";
            r.catalog.putModel(record);
            record.manifest = R"({"id":"my.model"})";
            r.catalog.putModel(record);
        }));
        const CheckReport report = check();
        QVERIFY(!report.ok());
        QCOMPARE(report.brokenRows,
                 QStringList{u"manifest my.model, revision 1: cannot be read"_s});
    }

    void namesRowsThatPointToNothing()
    {
        m_library.reset();
        {
            SQLite::Database raw((path() + u"/library.db"_s).toStdString(), SQLite::OPEN_READWRITE);
            raw.exec("PRAGMA foreign_keys = OFF");
            raw.exec("DELETE FROM media WHERE sha256 = '" + m_media[2].sha256.toStdString() + "'");
        }
        reopen();
        const CheckReport report = check();
        QVERIFY(!report.ok());
        QVERIFY2(report.brokenRows.join(u' ').contains(u"asset"_s),
                 qPrintable(report.brokenRows.join(u' ')));
    }

    void namesRecordsThatLagBehind()
    {
        m_library->flushRecords();
        const QString records = m_library->recordsPath();
        const QString project = m_film.id.toString() + u"/project.json"_s;
        const QString shot = m_film.id.toString() + u'/' + m_shots[2].id.toString() + u".json"_s;
        QVERIFY(samples::write(records + u'/' + project, "{}"));
        QVERIFY(QFile::remove(records + u'/' + shot));
        QVERIFY(samples::write(records + u"/stranger.json"_s, "{}"));
        QVERIFY(overwrite(m_library->media().sidecarPath(m_media[4].sha256), 5, "x"));
        const CheckReport report = check();
        QVERIFY(report.ok()); // the database knows it all
        QStringList expected{project, shot, u"stranger.json"_s};
        expected.sort();
        QCOMPARE(report.lag.records, expected);
        QCOMPARE(report.lag.sidecars, QStringList{m_media[4].sha256});
    }

    void listsWhatNobodyRefersTo()
    {
        const QString picture = m_folder->filePath(u"more.png"_s);
        QVERIFY(samples::save(picture, samples::picture(64, 36, 99), "png"));
        const auto unknown = m_library->media().ingest(picture);
        QVERIFY(unknown);
        const QString stranger = path() + u"/media/notes.txt"_s;
        QVERIFY(samples::write(stranger, "mine"));
        const QString hidden = path() + u"/media/ab/.DS_Store"_s;
        QVERIFY(QDir().mkpath(path() + u"/media/ab"_s) && samples::write(hidden, "x"));
        const QString leftover = path() + u"/media/.part-0123456789abcdef-1"_s;
        QVERIFY(samples::write(leftover, "half a file"));
        const QString record = m_library->recordsPath() + u"/accounts.json.new"_s;
        m_library->flushRecords();
        QVERIFY(samples::write(record, "half a record"));

        const CheckReport report = check();
        QVERIFY(report.ok());
        QStringList names;
        for (const CheckReport::File& file : report.unreferenced) {
            names.append(file.name);
        }
        names.sort();
        QStringList expected{unknown->sha256, stranger, hidden};
        expected.sort();
        QCOMPARE(names, expected);
        QCOMPARE(QSet<QString>(report.leftovers.begin(), report.leftovers.end()),
                 (QSet<QString>{leftover, record}));

        QVERIFY(QFile::exists(leftover)); // looking removes nothing
        QCOMPARE(m_library->removeLeftovers(), 1);
        QVERIFY(!QFile::exists(leftover));
        QVERIFY(QFile::exists(stranger));
    }

    void changesNothingWhenReadOnly()
    {
        m_library->flushRecords();
        m_library.reset();
        reopen(Library::Mode::ReadOnly);
        QVERIFY(flipBit(original(1), 40));
        const auto before = treeOf(path() + u"/media"_s);
        const CheckReport report = check();
        QCOMPARE(report.altered, QList<CheckReport::File>{file(1)});
        QCOMPARE(stateOf(1), MediaState::Present);
        QCOMPARE(treeOf(path() + u"/media"_s), before);
    }

    void tellsHowFarItIsAndStopsWhenAsked()
    {
        QList<CheckProgress> told;
        std::stop_source stop;
        const auto stopped = checkLibrary(
            *m_library, {},
            [&](const CheckProgress& progress) {
                told.append(progress);
                if (told.size() == 3) {
                    stop.request_stop();
                }
            },
            stop.get_token());
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
        QCOMPARE(told.size(), 3);
        told.clear();
        QVERIFY(checkLibrary(*m_library, {},
                             [&](const CheckProgress& progress) { told.append(progress); }));
        QCOMPARE(told.size(), pictureCount);
        QCOMPARE(told.last().bytesDone, told.last().bytesTotal);
        QVERIFY(std::is_sorted(told.begin(), told.end(), [](const auto& a, const auto& b) {
            return a.bytesDone < b.bytesDone;
        }));
    }

    void tellsFilesThatCannotBeReadFromAlteredOnes()
    {
        m_library->flushRecords();
        QFile::setPermissions(original(0), {});
        QFile::setPermissions(original(1), {});
        m_library.reset();
        QFile::setPermissions(m_folder->path(),
                              QFile::permissions(m_folder->path()) | QFile::ExeOther
                                  | QFile::ReadOther);
        giveToNobody(path());
        QCOMPARE(runChildAsNobody(u"check"_s, {path()}), 2);
    }
};

RASKADR_TEST_MAIN_WITH_CHILDREN(CheckTest, child)
#include "checktest.moc"
