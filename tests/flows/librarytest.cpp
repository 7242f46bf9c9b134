#include "tests/flows/cli.h"
#include "tests/support/files.h"
#include "tests/support/samples.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QDir>
#include <QScopeGuard>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace raskadr;
using namespace raskadr::flows;
using namespace Qt::Literals::StringLiterals;

namespace {

// Holds a library as the window does, from outside of the program.
class ForeignLock
{
public:
    explicit ForeignLock(const QString& library)
        : m_descriptor(
            ::open(QFile::encodeName(library + u"/library.lock"_s).constData(), O_RDWR | O_CLOEXEC))
    {
        m_held = m_descriptor >= 0 && ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0;
    }
    ForeignLock(const ForeignLock&) = delete;
    ForeignLock& operator=(const ForeignLock&) = delete;
    ~ForeignLock() { ::close(m_descriptor); }
    bool isHeld() const { return m_held; }

private:
    int m_descriptor;
    bool m_held = false;
};

} // namespace

// What the program answers when the library is in use, newer, damaged, gone, or its disk is full.
class LibraryTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_template;
    QString m_project;
    QString m_picture;

    QString fresh(const QString& name) const
    {
        const QString path = m_folder.filePath(name);
        return copyFolder(m_template, path) ? path : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_template = m_folder.filePath(u"образец"_s);
        m_picture = m_folder.filePath(u"a.png"_s);
        QVERIFY(samples::save(m_picture, samples::picture(64, 36), "PNG"));
        const Cli cli(m_template);
        EXPECT_STATUS(cli({u"library"_s, u"init"_s}), 0);
        EXPECT_STATUS(cli({u"account"_s, u"create"_s, u"anna"_s}), 0);
        m_project = idOf(cli.json({u"project"_s, u"create"_s, u"Маяк"_s}).object());
        EXPECT_STATUS(cli({u"import"_s, m_project, m_picture}), 0);
    }

    void readersWorkBesideAWriterAndWritersAreToldSo()
    {
        const Cli cli(fresh(u"занята"_s));
        {
            const ForeignLock lock(cli.library());
            QVERIFY(lock.isHeld());
            EXPECT_STATUS(cli({u"shot"_s, u"list"_s, m_project}), 0);
            EXPECT_STATUS(cli({u"library"_s, u"check"_s}), 0);
            EXPECT_STATUS(cli({u"passport"_s, m_project, m_folder.filePath(u"p.xlsx"_s)}), 0);
            const CliResult refused =
                cli({u"--wait-lock"_s, u"0"_s, u"shot"_s, u"add"_s, m_project});
            EXPECT_STATUS(refused, 4);
            QVERIFY2(refused.said().startsWith(u"Библиотека открыта в программе"_s),
                     refused.report().constData());
        }
        EXPECT_STATUS(cli({u"shot"_s, u"add"_s, m_project}), 0);
    }

    void aWriterWaitsForTheLock()
    {
        const Cli cli(fresh(u"ждёт"_s));
        QProcess waiting;
        {
            const ForeignLock lock(cli.library());
            QVERIFY(lock.isHeld());
            cli.start(waiting, {u"--wait-lock"_s, u"60"_s, u"shot"_s, u"add"_s, m_project});
            QVERIFY(waiting.waitForStarted());
            QVERIFY(!waiting.waitForFinished(500));
        }
        EXPECT_STATUS(Cli::waitFor(waiting), 0);
        QCOMPARE(cli.json({u"shot"_s, u"list"_s, m_project}).array().size(), 2);
    }

    void aRealWriterIsReadBeside()
    {
        const Cli cli(fresh(u"рядом"_s));
        const QString lockFile = cli.library() + u"/library.lock"_s;
        QProcess writer;
        cli.start(writer,
                  {u"generate"_s, m_project + u"#1"_s, u"--model"_s, u"draft.image"_s,
                   u"--prompt"_s, u"море"_s, u"--count"_s, u"4"_s, u"--wait"_s});
        QVERIFY(writer.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(!contentsOf(lockFile).isEmpty(), 30'000);
        QCOMPARE(::kill(pid_t(writer.processId()), SIGSTOP), 0);
        EXPECT_STATUS(cli({u"shot"_s, u"list"_s, m_project}), 0);
        EXPECT_STATUS(cli({u"--wait-lock"_s, u"0"_s, u"shot"_s, u"add"_s, m_project}), 4);
        QCOMPARE(::kill(pid_t(writer.processId()), SIGCONT), 0);
        EXPECT_STATUS(Cli::waitFor(writer), 0);
        QCOMPARE(cli.json({u"asset"_s, u"list"_s, m_project + u"#1"_s}).array().size(), 5);
    }

    void ctrlCPutsGenerationsBackIntoTheQueue()
    {
        const Cli cli(fresh(u"прервано"_s));
        QProcess running;
        cli.start(running,
                  {u"generate"_s, m_project + u"#1"_s, u"--model"_s, u"draft.image"_s,
                   u"--prompt"_s, u"море"_s, u"--count"_s, u"40"_s, u"--wait"_s});
        // As soon as it has begun, it is to hear of it.
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const QStringList states =
                    column(cli.json({u"queue"_s, u"list"_s}).array(), u"state"_s);
                return states.contains(u"running"_s) || states.contains(u"done"_s);
            }(),
            60'000);
        QCOMPARE(::kill(pid_t(running.processId()), SIGINT), 0);
        const CliResult stopped = Cli::waitFor(running);
        EXPECT_STATUS(stopped, 1);
        QVERIFY(isRussian(stopped.said()));
        EXPECT_STATUS(cli({u"library"_s, u"check"_s}), 0);
        const QStringList states = column(cli.json({u"queue"_s, u"list"_s}).array(), u"state"_s);
        QCOMPARE(states.size(), 40);
        QCOMPARE(states.count(u"queued"_s) + states.count(u"done"_s), 40);
    }

    void aStoppedImportKeepsWhatIsInAndCompletesLater_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("the computer goes down") << SIGTERM;
    }

    void aStoppedImportKeepsWhatIsInAndCompletesLater()
    {
        QFETCH(int, signal);
        constexpr int pictures = 60;
        const QString files = m_folder.filePath(u"кадры %1"_s.arg(signal));
        QVERIFY(QDir().mkpath(files));
        for (int i = 0; i < pictures; ++i) {
            QVERIFY(samples::save(files + u"/%1.png"_s.arg(i), samples::picture(640, 360, 100 + i),
                                  "PNG"));
        }
        const Cli cli(fresh(u"остановлен %1"_s.arg(signal)));
        const QStringList words{u"import"_s, m_project, files};
        QProcess import;
        cli.start(import, QStringList{u"--json"_s} + words);
        // Once the first rows are there, it is in the middle.
        QTRY_VERIFY_WITH_TIMEOUT(import.state() == QProcess::NotRunning
                                     || cli.json({u"shot"_s, u"list"_s, m_project}).array().size()
                                         > 1,
                                 60'000);
        if (import.state() == QProcess::Running) {
            ::kill(pid_t(import.processId()), signal);
        }
        const CliResult stopped = Cli::waitFor(import);
        QVERIFY2(stopped.status == 0 || stopped.status == 1, stopped.report().constData());
        const qsizetype in = stopped.object()[u"assets"_s].toArray().size();
        QCOMPARE(cli.json({u"shot"_s, u"list"_s, m_project}).array().size(), in + 1);
        EXPECT_STATUS(cli({u"library"_s, u"check"_s}), 0);

        EXPECT_STATUS(cli(words), 0);
        QCOMPARE(cli.json({u"shot"_s, u"list"_s, m_project}).array().size(), pictures + 1);
        QCOMPARE(cli.json(words).object()[u"skipped"_s].toInt(), pictures);
    }

    void aMissingLibraryIsNamed()
    {
        const QString nowhere = m_folder.filePath(u"нет такой"_s);
        const CliResult result = Cli(nowhere)({u"project"_s, u"list"_s});
        EXPECT_STATUS(result, 1);
        QVERIFY(result.said().contains(u"нет такой"_s));
        QVERIFY(!QFile::exists(nowhere));
        EXPECT_STATUS(Cli(nowhere)({u"account"_s, u"create"_s, u"anna"_s}), 1);
        QVERIFY(!QFile::exists(nowhere));
    }

    void aNewerLibraryIsLeftAlone()
    {
        const Cli cli(fresh(u"новее"_s));
        {
            SQLite::Database database(
                QFile::encodeName(cli.library() + u"/library.db"_s).toStdString(),
                SQLite::OPEN_READWRITE);
            database.exec("PRAGMA journal_mode=DELETE");
            database.exec("PRAGMA user_version=1000000");
        }
        const QByteArray before = contentsOf(cli.library() + u"/library.db"_s);
        for (const QStringList& words :
             {QStringList{u"project"_s, u"list"_s}, QStringList{u"project"_s, u"create"_s, u"X"_s},
              QStringList{u"library"_s, u"init"_s}, QStringList{u"library"_s, u"check"_s}}) {
            const CliResult result = cli(words);
            EXPECT_STATUS(result, 1);
            QVERIFY2(result.said().contains(u"более новая версия"_s), result.report().constData());
        }
        QCOMPARE(contentsOf(cli.library() + u"/library.db"_s), before);
    }

    void aDamagedLibraryIsReadAsFarAsItGoes()
    {
        const Cli cli(fresh(u"повреждена"_s));
        const QString database = cli.library() + u"/library.db"_s;
        {
            SQLite::Database whole(QFile::encodeName(database).toStdString(),
                                   SQLite::OPEN_READWRITE);
            whole.exec("PRAGMA journal_mode=DELETE");
        }
        // The pages of an index: the rows themselves are still there.
        const qint64 size = QFileInfo(database).size();
        for (qint64 page = 4096 * 40; page + 4096 < size; page += 4096 * 7) {
            QVERIFY(overwrite(database, page, QByteArray(600, '\xa5')));
        }
        const QByteArray before = contentsOf(database);
        const CliResult writer = cli({u"project"_s, u"create"_s, u"X"_s});
        const CliResult checked = cli.json({u"library"_s, u"check"_s});
        EXPECT_STATUS(writer, 1);
        EXPECT_STATUS(checked, 1);
        QVERIFY(isRussian(writer.said()));
        QCOMPARE(contentsOf(database), before);
    }

    void aDatabaseThatIsNoneIsRefused()
    {
        const Cli cli(fresh(u"чужой файл"_s));
        const QString database = cli.library() + u"/library.db"_s;
        QVERIFY(QFile::remove(database));
        QVERIFY(samples::write(database, QByteArray(8192, 'x')));
        for (const QStringList& words : {QStringList{u"project"_s, u"list"_s},
                                         QStringList{u"project"_s, u"create"_s, u"X"_s}}) {
            const CliResult result = cli(words);
            EXPECT_STATUS(result, 1);
            QVERIFY2(result.said().contains(u"повреждена"_s), result.report().constData());
        }
        QCOMPARE(contentsOf(database), QByteArray(8192, 'x'));
    }

    void aFullDiskStopsTheImportAndKeepsWhatIsIn()
    {
        const QString disk = m_folder.filePath(u"маленький диск"_s);
        QVERIFY(QDir().mkpath(disk));
        if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", 0, "size=24m") != 0) {
            QSKIP("a small file system cannot be mounted here");
        }
        const auto unmount =
            qScopeGuard([&] { ::umount2(QFile::encodeName(disk).constData(), MNT_DETACH); });
        const QString library = disk + u"/library"_s;
        QVERIFY(copyFolder(m_template, library));
        const QString files = m_folder.filePath(u"много"_s);
        QVERIFY(QDir().mkpath(files));
        for (int i = 0; i < 12; ++i) {
            QImage noise = samples::picture(1000, 700, i);
            for (int y = 0; y < noise.height(); ++y) {
                for (int x = 0; x < noise.width(); ++x) {
                    noise.setPixel(x, y,
                                   noise.pixel(x, y)
                                       ^ quint32((x * 7919 + y * 104729 + i) * 2654435761u) >> 8);
                }
            }
            QVERIFY(samples::save(files + u"/%1.png"_s.arg(i), noise, "PNG", 100));
        }
        const Cli cli(library);
        const CliResult full = cli.json({u"import"_s, m_project, files});
        EXPECT_STATUS(full, 1);
        const QJsonObject stop = full.object()[u"stoppedBy"_s].toObject();
        QCOMPARE(stop[u"kind"_s].toString(), u"diskFull"_s);
        QVERIFY(stop[u"bytesNeeded"_s].toDouble() > 0);
        QVERIFY(full.object()[u"waiting"_s].toInt() > 0);
        EXPECT_STATUS(cli({u"library"_s, u"check"_s}), 0);
        const qsizetype in = full.object()[u"assets"_s].toArray().size();
        QCOMPARE(cli.json({u"shot"_s, u"list"_s, m_project}).array().size(), in + 1);

        // With more space it goes on where it stopped.
        QCOMPARE(
            ::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", MS_REMOUNT, "size=200m"),
            0);
        const CliResult done = cli.json({u"import"_s, m_project, files});
        EXPECT_STATUS(done, 0);
        QCOMPARE(done.object()[u"assets"_s].toArray().size(), 12);
        QCOMPARE(cli.json({u"shot"_s, u"list"_s, m_project}).array().size(), 13);
    }
};

QTEST_GUILESS_MAIN(LibraryTest)
#include "librarytest.moc"
