#include "core/library/library.h"
#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/rows.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdio>
#include <future>
#include <unistd.h>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

Result<std::unique_ptr<Library>> openForWriting(const QString& path, int waitMs = 0)
{
    Library::OpenOptions options;
    options.waitLockMs = waitMs;
    return Library::open(path, options);
}

Result<std::unique_ptr<Library>> openForReading(const QString& path)
{
    Library::OpenOptions options;
    options.mode = Library::Mode::ReadOnly;
    return Library::open(path, options);
}

int statusOf(const Result<std::unique_ptr<Library>>& library)
{
    return library ? 0 : 10 + int(library.error().kind);
}

// Children: one keeps a library open until it is killed or told to go, others say how opening went.
int child(const QString& name, const QStringList& arguments)
{
    const QString& path = arguments.first();
    if (name == u"hold"_s) {
        const auto library = openForWriting(path);
        std::puts(library ? "open" : "refused");
        std::fflush(stdout);
        [[maybe_unused]] const int line = std::getchar();
        return statusOf(library);
    }
    if (name == u"enter"_s) {
        // Only with the right to write nobody else is inside.
        const auto library = openForWriting(path, patienceMs);
        if (!library) {
            return statusOf(library);
        }
        QFile inside(path + u"/inside"_s);
        if (!inside.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
            return 1;
        }
        const auto written = rows::write((*library)->store(), {}, [](Repositories& r) {
            r.settings.setValue(
                u"turns"_s,
                QString::number(r.settings.value(u"turns"_s).value_or(u"0"_s).toInt() + 1));
        });
        return inside.remove() && written ? 0 : 2;
    }
    if (name == u"read"_s) {
        const auto library = openForReading(path);
        if (!library) {
            return statusOf(library);
        }
        const auto accounts =
            (*library)->store().read({}, [](const Repositories& r) { return r.accounts.all(); });
        return accounts && accounts->size() == 1 ? 0 : 1;
    }
    return statusOf(openForWriting(path));
}

} // namespace

class OpeningTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_template;
    std::unique_ptr<QTemporaryDir> m_folder;
    Account m_vera = rows::account(u"vera"_s);
    Project m_film = rows::project(m_vera.id, u"Последний маяк"_s);
    static constexpr int shotCount = 400;

    QString path() const { return m_folder->filePath(u"Раскадр 1"_s); }
    QString database() const { return path() + u"/library.db"_s; }

    void create(const QString& path)
    {
        Library::OpenOptions options;
        options.create = true;
        auto library = Library::open(path, options);
        QVERIFY2(library, library ? "" : qPrintable(library.error().detail));
        QVERIFY(rows::write((*library)->store(), m_vera.id, [this](Repositories& r) {
            r.accounts.insert(m_vera);
            r.projects.insert(m_film);
            for (int i = 0; i < shotCount; ++i) {
                Shot shot = rows::shot(m_film.id, i, u"Шот %1"_s.arg(i + 1));
                shot.script = u"Смотритель поднимается. "_s.repeated(20);
                r.shots.insert(shot);
            }
        }));
    }
    // A library with contents, made once and copied: making it is not the point here.
    void make()
    {
        QCOMPARE(QProcess::execute(u"cp"_s, {u"-a"_s, m_template.filePath(u"library"_s), path()}),
                 0);
    }
    bool hold(QProcess& process)
    {
        startChild(process, u"hold"_s, {path()});
        return process.waitForReadyRead(patienceMs) && process.readAll() == "open\n";
    }
    // Breaks pages as a failing disk does: the system does not know of it.
    void breakUnnoticed()
    {
        QFile file(database());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QDateTime changed = file.fileTime(QFileDevice::FileModificationTime);
        // In the middle, where the shots are.
        QVERIFY(file.seek(file.size() * 7 / 10 / 4096 * 4096));
        QVERIFY(file.write(QByteArray(3 * 4096, '\x5a')) > 0 && file.flush());
        QVERIFY(file.setFileTime(changed, QFileDevice::FileModificationTime));
    }
    static int shots(const Library& library, const AccountId& account, const ProjectId& project)
    {
        return library.store()
            .read(account, [&](const Repositories& r) { return r.shots.countOfProject(project); })
            .value_or(-1);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_template.isValid());
        create(m_template.filePath(u"library"_s));
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    // --- what is there and what is not

    void makesALibraryThatOnlyItsOwnerReads()
    {
        QVERIFY(!Library::existsIn(path()));
        create(path());
        QVERIFY(Library::existsIn(path()));
        for (const QString& name : {u"media"_s, u"records"_s, u"cache"_s, u"backups"_s, u""_s}) {
            const QFileInfo folder(path() + u'/' + name);
            QVERIFY2(folder.isDir(), qPrintable(name));
            QVERIFY(
                !(folder.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther)));
        }
        QVERIFY(!(QFileInfo(database()).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void leavesTheNameOfAMissingLibraryAlone()
    {
        const auto reading = openForReading(path());
        QVERIFY(!reading);
        QCOMPARE(reading.error().kind, ErrorKind::LibraryMissing);
        const auto writing = openForWriting(path());
        QVERIFY(!writing);
        QCOMPARE(writing.error().kind, ErrorKind::LibraryMissing);
        const auto damaged = Library::openDamagedReadOnly(path());
        QVERIFY(!damaged);
        QCOMPARE(damaged.error().kind, ErrorKind::LibraryMissing);
        QVERIFY(!QFileInfo::exists(path()));
    }

    void keepsThePermissionsOfAFolderThatWasThere()
    {
        QVERIFY(QDir().mkpath(path()));
        const auto shared = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadUser
            | QFile::WriteUser | QFile::ExeUser | QFile::ReadGroup | QFile::ExeGroup;
        QVERIFY(QFile::setPermissions(path(), shared));
        create(path());
        QCOMPARE(QFileInfo(path()).permissions(), shared);
    }

    void saysThatADatabaseWithoutItsFileIsDamaged()
    {
        make();
        for (const QString& name : {u""_s, u"-wal"_s, u"-shm"_s}) {
            QFile::remove(database() + name);
        }
        QVERIFY(Library::existsIn(path()));
        Library::OpenOptions options;
        options.create = true; // must not put an empty one over what the records know
        const auto library = Library::open(path(), options);
        QVERIFY(!library);
        QCOMPARE(library.error().kind, ErrorKind::LibraryDamaged);
        QVERIFY(!QFileInfo::exists(database()));
    }

    void refusesALibraryOfANewerVersionUntouched()
    {
        make();
        {
            SQLite::Database raw(database().toStdString(), SQLite::OPEN_READWRITE);
            raw.exec("PRAGMA user_version = 999");
        }
        const auto before = treeOf(path());
        for (const auto& opened : {openForWriting(path()), openForReading(path())}) {
            QVERIFY(!opened);
            QCOMPARE(opened.error().kind, ErrorKind::NewerVersion);
        }
        QVERIFY(treeOf(path()) == before);
    }

    void refusesADamagedLibraryUntouched_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("header") << 0 << QByteArray(100, 'x');
        QTest::newRow("schema") << 100 << QByteArray(3000, '\xff');
        QTest::newRow("pages") << 40 * 4096 << QByteArray(20 * 4096, '\x5a');
    }
    void refusesADamagedLibraryUntouched()
    {
        QFETCH(int, offset);
        QFETCH(QByteArray, bytes);
        make();
        QVERIFY(overwrite(database(), offset, bytes));
        const auto before = treeOf(path());
        for (const auto& opened : {openForWriting(path()), openForReading(path())}) {
            QVERIFY(!opened);
            QCOMPARE(opened.error().kind, ErrorKind::LibraryDamaged);
        }
        QVERIFY(treeOf(path()) == before);
    }

    void refusesAFileThatIsNoDatabase()
    {
        make();
        QFile file(database());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("this was written by somebody else");
        file.close();
        const auto opened = openForWriting(path());
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::LibraryDamaged);
        QCOMPARE(contentsOf(database()), QByteArray("this was written by somebody else"));
    }

    void doesNotLookAtEveryPageOfWhatItClosedItself()
    {
        make();
        breakUnnoticed();
        {
            const auto opened = openForWriting(path());
            QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
            QVERIFY((*opened)->lookedThroughMs() > 0);
            const auto sound = (*opened)->lookThrough();
            QVERIFY(!sound);
            QCOMPARE(sound.error().kind, ErrorKind::LibraryDamaged);
        }
        // It is known to be broken now.
        const auto again = openForWriting(path());
        QVERIFY(!again);
        QCOMPARE(again.error().kind, ErrorKind::LibraryDamaged);
    }
    void looksAtEveryPageAfterAKill()
    {
        make();
        QProcess other;
        QVERIFY(hold(other));
        other.kill();
        QVERIFY(other.waitForFinished(patienceMs));
        breakUnnoticed();
        for (const auto& opened : {openForReading(path()), openForWriting(path())}) {
            QVERIFY(!opened);
            QCOMPARE(opened.error().kind, ErrorKind::LibraryDamaged);
        }
    }
    void looksAtEveryPageWithoutItsCache()
    {
        make();
        QVERIFY(QDir(path() + u"/cache"_s).removeRecursively());
        breakUnnoticed();
        QVERIFY(!openForWriting(path()));
    }

    // --- reading what is left

    void readsWhatIsLeftOfADamagedLibrary()
    {
        make();
        // Pages in the middle, where the shots are.
        const qint64 size = QFileInfo(database()).size();
        QVERIFY(overwrite(database(), size * 7 / 10 / 4096 * 4096, QByteArray(3 * 4096, '\x5a')));
        const QByteArray before = contentsOf(database());
        QVERIFY(!openForReading(path()));
        const auto library = Library::openDamagedReadOnly(path());
        QVERIFY2(library, library ? "" : qPrintable(library.error().detail));
        QVERIFY((*library)->isSalvaged());
        QCOMPARE((*library)->mode(), Library::Mode::ReadOnly);
        const auto film = (*library)->store().read(
            m_vera.id, [&](const Repositories& r) { return r.projects.find(m_film.id); });
        QCOMPARE(*film, std::optional(m_film));
        const int left = shots(**library, m_vera.id, m_film.id);
        QVERIFY2(left > shotCount * 9 / 10, qPrintable(QString::number(left)));
        QCOMPARE(contentsOf(database()), before);

        const QDir backups(path() + u"/backups"_s);
        const QStringList kept = backups.entryList({u"damaged-*"_s}, QDir::Dirs);
        QCOMPARE(kept.size(), 1);
        QCOMPARE(contentsOf(backups.filePath(kept.first() + u"/library.db"_s)), before);
    }

    void keepsOneCopyOfTheSameDamage()
    {
        make();
        QVERIFY(overwrite(database(), 40 * 4096, QByteArray(4096, '\x5a')));
        for (int i = 0; i < 3; ++i) {
            QVERIFY(Library::openDamagedReadOnly(path()));
        }
        const QDir backups(path() + u"/backups"_s);
        QCOMPARE(backups.entryList({u"damaged-*"_s}, QDir::Dirs).size(), 1);
        const QDir cache(path() + u"/cache"_s);
        QVERIFY(cache.entryList({u"damaged-*"_s}, QDir::Dirs).isEmpty());
    }

    void saysThatNothingCanBeRead()
    {
        make();
        QVERIFY(overwrite(database(), 0, QByteArray(8192, '\xff')));
        const auto library = Library::openDamagedReadOnly(path());
        QVERIFY(!library);
        QCOMPARE(library.error().kind, ErrorKind::LibraryDamaged);
    }

    // --- one process at a time

    void letsOneProcessWriteAndOthersRead()
    {
        make();
        QProcess other;
        QVERIFY(hold(other));
        const auto second = openForWriting(path());
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::LibraryOpenElsewhere);
        QCOMPARE(second.error().subject, QSysInfo::machineHostName());
        QVERIFY(second.error().amount > 0);
        QVERIFY(second.error().detail.contains(QString::number(other.processId())));
        QCOMPARE(LibraryLock::holder(path())->pid, other.processId());

        const auto reader = openForReading(path());
        QVERIFY(reader);
        QCOMPARE(shots(**reader, m_vera.id, m_film.id), shotCount);

        other.write("\n");
        QVERIFY(other.waitForFinished(patienceMs));
        QCOMPARE(other.exitCode(), 0);
        QVERIFY(!LibraryLock::holder(path()));
        QVERIFY(openForWriting(path()));
    }

    void opensAfterTheOtherProcessWasKilled()
    {
        make();
        QProcess other;
        QVERIFY(hold(other));
        other.kill();
        QVERIFY(other.waitForFinished(patienceMs));
        QVERIFY(LibraryLock::holder(path())); // the dead one's name still stands there
        const auto library = openForWriting(path());
        QVERIFY2(library, library ? "" : qPrintable(library.error().detail));
        QCOMPARE(LibraryLock::holder(path())->pid, qint64(::getpid()));
        QCOMPARE(shots(**library, m_vera.id, m_film.id), shotCount);
    }

    void refusesTheSameProcessTwice()
    {
        make();
        const auto first = openForWriting(path());
        QVERIFY(first);
        const auto second = openForWriting(path());
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::LibraryOpenElsewhere);
        QVERIFY(LibraryLock::holder(path())); // a refused one does not empty the file
    }

    void waitsForTheLock()
    {
        make();
        QProcess other;
        QVERIFY(hold(other));
        auto lock = std::async(std::launch::async,
                               [this] { return LibraryLock::acquire(path(), patienceMs); });
        other.write("\n");
        QVERIFY(other.waitForFinished(patienceMs));
        QVERIFY(lock.get());
    }

    void givesEachOfManyItsTurn()
    {
        make();
        constexpr int count = 12;
        std::vector<std::unique_ptr<QProcess>> others;
        for (int i = 0; i < count; ++i) {
            others.push_back(std::make_unique<QProcess>());
            startChild(*others.back(), u"enter"_s, {path()});
        }
        for (const auto& other : others) {
            QVERIFY(other->waitForFinished(patienceMs));
            QCOMPARE(other->exitCode(), 0);
        }
        const auto library = openForWriting(path());
        QVERIFY(library);
        const auto turns = (*library)->store().read(
            {}, [](const Repositories& r) { return r.settings.value(u"turns"_s); });
        QCOMPARE(**turns, QString::number(count));
    }

    // --- permissions, as a user for whom they hold

    void readsALibraryThatCannotBeWritten()
    {
        make();
        QFile::setPermissions(m_folder->path(),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
                                  | QFile::ExeOther | QFile::ReadOther);
        giveToNobody(path());
        const auto lock = [this](bool open) {
            const auto mode = QFile::ReadOwner | (open ? QFile::WriteOwner : QFile::Permissions());
            QFile::setPermissions(database(), mode);
            QFile::setPermissions(path() + u"/library.lock"_s, mode);
            QFile::setPermissions(path(), mode | QFile::ExeOwner);
        };
        lock(false);
        const int writing = runChildAsNobody(u"write"_s, {path()});
        const int reading = runChildAsNobody(u"read"_s, {path()});
        lock(true);
        QCOMPARE(writing, 10 + int(ErrorKind::LibraryReadOnly));
        QCOMPARE(reading, 0);
    }
};

RASKADR_TEST_MAIN_WITH_CHILDREN(OpeningTest, child)
#include "openingtest.moc"
