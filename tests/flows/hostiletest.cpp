#include "tests/flows/cli.h"
#include "tests/flows/hostilefiles.h"
#include "tests/support/process.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QTest>

using namespace raskadr;
using namespace raskadr::flows;
using namespace Qt::Literals::StringLiterals;

// A hundred malformed files through the real program: each goes in or is refused with a reason, and
// what is good among them is in.
class HostileTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_files;
    QString m_project;
    HostileFolder m_hostile;
    CliResult m_imported;

    // As nobody, for whom permissions hold whoever runs the test.
    Cli cli() const
    {
        Cli cli(m_folder.filePath(u"library"_s));
        cli.setAsNobody();
        return cli;
    }
    QStringList refusedNames() const
    {
        QStringList names;
        for (const QString& path : column(m_imported.object()[u"refused"_s].toArray(), u"path"_s)) {
            names.append(QDir(m_files).relativeFilePath(path));
        }
        return names;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_files = m_folder.filePath(u"files"_s);
        QVERIFY(QDir().mkpath(m_files));
        m_hostile = makeHostileFolder(m_files, 20240607);
        QVERIFY2(m_hostile.files >= 100, QByteArray::number(m_hostile.files).constData());
        giveToNobody(m_folder.path());
        EXPECT_STATUS(cli()({u"library"_s, u"init"_s}), 0);
        EXPECT_STATUS(cli()({u"account"_s, u"create"_s, u"anna"_s}), 0);
        m_project = idOf(cli().json({u"project"_s, u"create"_s, u"Маяк"_s}).object());
        m_imported = cli().json({u"import"_s, m_project, m_files});
        EXPECT_STATUS(m_imported, 1);
    }

    void everyFileIsJudged()
    {
        const QJsonObject report = m_imported.object();
        const qsizetype judged = report[u"assets"_s].toArray().size()
            + report[u"refused"_s].toArray().size() + report[u"skipped"_s].toInt();
        QCOMPARE(judged, qsizetype(m_hostile.files));
        QCOMPARE(report[u"waiting"_s].toInt(), 0);
        QCOMPARE(report[u"links"_s].toInt(), m_hostile.links);
        QCOMPARE(report[u"notFiles"_s].toInt(), m_hostile.pipes);
        QCOMPARE(report[u"shots"_s].toArray().size(), report[u"assets"_s].toArray().size());
    }

    void whatIsGoodIsIn()
    {
        const QStringList in = column(m_imported.object()[u"assets"_s].toArray(), u"sourceName"_s);
        for (const QString& name : std::as_const(m_hostile.mustGoIn)) {
            QVERIFY2(in.contains(name.section(u'/', -1)), qUtf8Printable(name));
        }
    }

    void whatIsBadIsRefused()
    {
        const QStringList refused = refusedNames();
        for (const QString& name : std::as_const(m_hostile.mustBeRefused)) {
            QVERIFY2(refused.contains(name), qUtf8Printable(name));
        }
    }

    void everyReasonIsASentenceInRussian()
    {
        for (const QJsonValue& value : m_imported.object()[u"refused"_s].toArray()) {
            const QJsonObject file = value.toObject();
            const QString reason = file[u"reason"_s].toString();
            QVERIFY2(isRussian(reason) && reason.endsWith(u'.'), qUtf8Printable(reason));
            QVERIFY(QFileInfo(file[u"path"_s].toString()).isAbsolute());
            QVERIFY(!reason.contains(u"passwd"_s));
        }
    }

    void reasonsFitTheFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kind");
        QTest::newRow("playlist") << u"playlist.mp4"_s << u"playlistRefused"_s;
        QTest::newRow("concat") << u"concat.mp4"_s << u"playlistRefused"_s;
        QTest::newRow("svg") << u"drawing.png"_s << u"svgRefused"_s;
        QTest::newRow("heic") << u"phone.heic"_s << u"heicRefused"_s;
        QTest::newRow("avif") << u"phone.jpg"_s << u"heicRefused"_s;
        QTest::newRow("bomb") << u"bomb.png"_s << u"pictureTooLarge"_s;
        QTest::newRow("empty") << u"empty.png"_s << u"fileEmpty"_s;
        QTest::newRow("unreadable") << u"secret.png"_s << u"fileUnreadable"_s;
        QTest::newRow("text") << u"text.png"_s << u"formatUnsupported"_s;
        QTest::newRow("cut off") << u"cut 10.png"_s << u"fileDamaged"_s;
    }

    void reasonsFitTheFiles()
    {
        QFETCH(QString, name);
        QFETCH(QString, kind);
        const qsizetype at = refusedNames().indexOf(name);
        QVERIFY(at >= 0);
        const QJsonObject file = m_imported.object()[u"refused"_s].toArray()[at].toObject();
        QCOMPARE(file[u"kind"_s].toString(), kind);
    }

    void nothingIsHalfIn()
    {
        const CliResult checked = cli().json({u"library"_s, u"check"_s});
        EXPECT_STATUS(checked, 0);
        QVERIFY(checked.object()[u"unreferenced"_s].toArray().isEmpty());
        QVERIFY(checked.object()[u"leftovers"_s].toArray().isEmpty());
    }

    void aSecondImportAddsNothing()
    {
        const CliResult again = cli().json({u"import"_s, m_project, m_files});
        EXPECT_STATUS(again, 1);
        QCOMPARE(again.object()[u"assets"_s].toArray().size(), 0);
        QCOMPARE(again.object()[u"refused"_s].toArray().size(),
                 m_imported.object()[u"refused"_s].toArray().size());
    }

    void whatIsNotThereIsNamed()
    {
        const CliResult missing =
            cli().json({u"import"_s, m_project, m_folder.filePath(u"нет такой"_s)});
        EXPECT_STATUS(missing, 1);
        QCOMPARE(column(missing.object()[u"refused"_s].toArray(), u"kind"_s), {u"fileMissing"_s});
        // A pipe that was given by itself does not hang the program.
        const CliResult pipe = cli().json({u"import"_s, m_project, m_files + u"/pipe.mp4"_s});
        EXPECT_STATUS(pipe, 0);
        QCOMPARE(pipe.object()[u"notFiles"_s].toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(HostileTest)
#include "hostiletest.moc"
