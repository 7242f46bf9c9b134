#include "tests/flows/cli.h"
#include "tests/support/samples.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace raskadr;
using namespace raskadr::flows;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pictures = 36; // more than one slice of rows
constexpr int films = 2;
constexpr int variants = 4;
constexpr int randomKills = 6; // of each kind
constexpr int killedStatus = 137;

QString sha256Of(const QString& path)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(samples::read(path), QCryptographicHash::Sha256).toHex());
}

// Lets the process work for so long, then ends it as `kill -9` does. False: it had ended by itself.
bool killedAfter(QProcess& process, int ms)
{
    if (process.waitForFinished(ms)) {
        return false;
    }
    process.kill();
    process.waitForFinished();
    return process.exitStatus() == QProcess::CrashExit;
}

// Random moments of a work that takes about so long. A machine that was busy when that was measured
// makes moments that come too late: then the next ones are sought earlier.
class Moments
{
public:
    Moments(quint32 seed, int usualMs)
        : m_random(seed)
        , m_usualMs(usualMs)
    {
    }
    bool kill(QProcess& process)
    {
        const bool inTime = killedAfter(process, 1 + int(m_random.bounded(m_usualMs)));
        m_usualMs = inTime ? m_usualMs : std::max(1, m_usualMs / 2);
        return inTime;
    }

private:
    QRandomGenerator m_random;
    int m_usualMs;
};

} // namespace

// Ends the program in the middle of its work, at random moments and at each named one, and sees
// that the next call finishes: nothing lost, nothing doubled, nothing half in.
class KillTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_files;
    QString m_template; // a library with an account and an empty project, closed
    QString m_project;
    QStringList m_names; // in natural order
    QStringList m_hashes; // likewise
    int m_importMs = 0; // what an import takes when nobody disturbs it
    int m_generationMs = 0;
    quint32 m_seed = 0;

    QString freshLibrary(const QString& name) const
    {
        const QString path = m_folder.filePath(name);
        return copyFolder(m_template, path) ? path : QString();
    }

    QStringList importWords() const { return {u"import"_s, m_project, m_files}; }

    void expectSound(const Cli& cli)
    {
        const CliResult checked = cli.json({u"library"_s, u"check"_s});
        EXPECT_STATUS(checked, 0);
    }

    // After the work was finished: no trace of what was interrupted, either.
    void expectTidy(const Cli& cli)
    {
        const CliResult checked = cli.json({u"library"_s, u"check"_s});
        EXPECT_STATUS(checked, 0);
        for (const QString& list :
             {u"unreferenced"_s, u"leftovers"_s, u"laggingRecords"_s, u"laggingSidecars"_s}) {
            QVERIFY2(checked.object()[list].toArray().isEmpty(), checked.report().constData());
        }
    }

    void finishImport(const Cli& cli)
    {
        const CliResult finished = cli.json(importWords());
        EXPECT_STATUS(finished, 0);
        // The passport tells everything at once.
        const QString passport = cli.library() + u".json"_s;
        EXPECT_STATUS(cli({u"passport"_s, m_project, passport}), 0);
        const QJsonObject film = QJsonDocument::fromJson(samples::read(passport)).object();
        const QJsonArray assets = film[u"assets"_s].toArray();
        QCOMPARE(column(film[u"shots"_s].toArray(), u"id"_s), column(assets, u"shotId"_s));
        QCOMPARE(column(film[u"shots"_s].toArray(), u"headlinerId"_s), column(assets, u"id"_s));
        const QStringList names = column(assets, u"sourceName"_s);
        const QStringList hashes = column(assets, u"sha256"_s);
        QCOMPARE(names, m_names);
        QCOMPARE(hashes, m_hashes);
        expectTidy(cli);
    }

    QStringList queueVariants(const Cli& cli)
    {
        const QJsonObject shot = cli.json({u"shot"_s, u"add"_s, m_project}).object();
        return column(cli.json({u"generate"_s, idOf(shot), u"--model"_s, u"draft.image"_s,
                                u"--prompt"_s, u"город, вечер"_s, u"--set"_s, u"height=540"_s,
                                u"--count"_s, QString::number(variants)})
                          .array(),
                      u"id"_s);
    }

    void finishGenerations(const Cli& cli, const QStringList& generations)
    {
        EXPECT_STATUS(cli({u"queue"_s, u"run"_s}), 0);
        const QJsonArray rows = cli.json({u"queue"_s, u"list"_s}).array();
        QCOMPARE(rows.size(), variants);
        QCOMPARE(QSet<QString>(generations.begin(), generations.end()).size(), variants);
        QCOMPARE(QStringList(column(rows, u"state"_s)), QStringList(variants, u"done"_s));
        const QJsonArray assets = cli.json({u"asset"_s, u"list"_s, m_project + u"#1"_s}).array();
        QStringList made = column(assets, u"generationId"_s);
        QStringList expected = generations;
        made.sort();
        expected.sort();
        QCOMPARE(made, expected); // one asset each
        expectTidy(cli);
    }

    static void addPoints(const QStringList& points)
    {
        QTest::addColumn<QString>("point");
        for (const QString& point : points) {
            QTest::newRow(qUtf8Printable(point)) << point;
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_seed = qEnvironmentVariableIntValue("RASKADR_TEST_SEED") != 0
            ? quint32(qEnvironmentVariableIntValue("RASKADR_TEST_SEED"))
            : QRandomGenerator::global()->generate() >> 1;
        qInfo("RASKADR_TEST_SEED=%u", m_seed);
        m_files = m_folder.filePath(u"кадры"_s);
        QVERIFY(QDir().mkpath(m_files));
        for (int i = 1; i <= pictures; ++i) {
            m_names.append(u"кадр %1.png"_s.arg(i));
            QVERIFY(samples::save(m_files + u'/' + m_names.last(), samples::picture(320, 180, i),
                                  "PNG"));
        }
        for (int i = 1; i <= films; ++i) {
            m_names.append(u"сцена %1.mp4"_s.arg(i));
            QCOMPARE(samples::film(m_files + u'/' + m_names.last(), 24 + i), QString());
        }
        for (const QString& name : std::as_const(m_names)) {
            m_hashes.append(sha256Of(m_files + u'/' + name));
        }
        m_template = m_folder.filePath(u"образец"_s);
        const Cli cli(m_template);
        EXPECT_STATUS(cli({u"library"_s, u"init"_s}), 0);
        EXPECT_STATUS(cli({u"account"_s, u"create"_s, u"anna"_s}), 0);
        m_project = idOf(cli.json({u"project"_s, u"create"_s, u"Маяк"_s}).object());
        QVERIFY(!m_project.isEmpty());
    }

    void undisturbed()
    {
        const Cli cli(freshLibrary(u"спокойно"_s));
        QElapsedTimer clock;
        clock.start();
        finishImport(cli);
        QVERIFY(!QTest::currentTestFailed());
        const QString second = freshLibrary(u"спокойно 2"_s);
        const Cli other(second);
        clock.restart();
        EXPECT_STATUS(other(importWords()), 0);
        m_importMs = int(clock.elapsed());

        const Cli third(freshLibrary(u"спокойно 3"_s));
        const QStringList generations = queueVariants(third);
        clock.restart();
        EXPECT_STATUS(third({u"queue"_s, u"run"_s}), 0);
        m_generationMs = int(clock.elapsed());
        finishGenerations(third, generations);
    }

    void importKilledAtRandom()
    {
        Moments moments(m_seed, m_importMs);
        int interrupted = 0;
        for (int i = 0; i < randomKills; ++i) {
            const Cli cli(freshLibrary(u"импорт %1"_s.arg(i)));
            QProcess process;
            cli.start(process, importWords());
            interrupted += moments.kill(process);
            expectSound(cli);
            finishImport(cli);
            if (QTest::currentTestFailed()) {
                return;
            }
        }
        QVERIFY2(interrupted > 0, "no kill came in time");
    }

    void importKilledAt_data()
    {
        addPoints({u"import-confirmed"_s, u"import-file-stored"_s, u"import-file-stored:17"_s,
                   u"import-slice-committed"_s, u"import-before-finish"_s, u"records-written"_s});
    }

    void importKilledAt()
    {
        QFETCH(QString, point);
        const QString library = freshLibrary(u"точка "_s + point);
        Cli killed(library);
        killed.setEnvironment(u"RASKADR_CRASH_AT"_s, point);
        EXPECT_STATUS(killed(importWords()), killedStatus);
        const Cli cli(library);
        expectSound(cli);
        finishImport(cli);
    }

    void anInterruptedImportTakesInWhatCameLater()
    {
        const QString library = freshLibrary(u"потом"_s);
        const QString files = m_folder.filePath(u"кадры потом"_s);
        QVERIFY(copyFolder(m_files, files));
        const QStringList words{u"import"_s, m_project, files};
        Cli killed(library);
        killed.setEnvironment(u"RASKADR_CRASH_AT"_s, u"import-slice-committed"_s);
        EXPECT_STATUS(killed(words), killedStatus);
        QVERIFY(samples::save(files + u"/кадр 99.png"_s, samples::picture(320, 180, 99), "PNG"));
        const Cli cli(library);
        const CliResult finished = cli.json(words);
        EXPECT_STATUS(finished, 0);
        QCOMPARE(finished.object()[u"assets"_s].toArray().size(), pictures + films + 1);
        QCOMPARE(cli.json({u"shot"_s, u"list"_s, m_project}).array().size(), pictures + films + 1);
    }

    void generationKilledAtRandom()
    {
        Moments moments(m_seed + 1, m_generationMs);
        int interrupted = 0;
        for (int i = 0; i < randomKills; ++i) {
            const Cli cli(freshLibrary(u"генерация %1"_s.arg(i)));
            const QStringList generations = queueVariants(cli);
            QProcess process;
            cli.start(process, {u"queue"_s, u"run"_s});
            interrupted += moments.kill(process);
            expectSound(cli);
            finishGenerations(cli, generations);
            if (QTest::currentTestFailed()) {
                return;
            }
        }
        QVERIFY2(interrupted > 0, "no kill came in time");
    }

    void generationKilledAt_data()
    {
        addPoints({u"generation-begun"_s, u"generation-result-there"_s,
                   u"generation-file-stored:2"_s, u"generation-finished:3"_s,
                   u"records-written"_s});
    }

    void generationKilledAt()
    {
        QFETCH(QString, point);
        const QString library = freshLibrary(u"генерация "_s + point);
        const Cli cli(library);
        const QStringList generations = queueVariants(cli);
        Cli killed(library);
        killed.setEnvironment(u"RASKADR_CRASH_AT"_s, point);
        EXPECT_STATUS(killed({u"queue"_s, u"run"_s}), killedStatus);
        expectSound(cli);
        finishGenerations(cli, generations);
    }
};

QTEST_GUILESS_MAIN(KillTest)
#include "killtest.moc"
