#include "tests/flows/cli.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace raskadr;
using namespace raskadr::flows;
using namespace Qt::Literals::StringLiterals;

// The grammar: what is written wrongly is told in one sentence with status 2, and nothing is done.
class UsageTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_library;
    QString m_project;

    Cli cli() const { return Cli(m_library); }

private Q_SLOTS:
    void initTestCase()
    {
        m_library = m_folder.filePath(u"library"_s);
        EXPECT_STATUS(cli()({u"library"_s, u"init"_s}), 0);
        EXPECT_STATUS(cli()({u"account"_s, u"create"_s, u"anna"_s}), 0);
        m_project = idOf(cli().json({u"project"_s, u"create"_s, u"Маяк"_s}).object());
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char* line) {
            QTest::newRow(line) << QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
        };
        for (const char* line : {
                 "",
                 "nonsense",
                 "library",
                 "library nonsense",
                 "account",
                 "project",
                 "shot",
                 "asset",
                 "queue",
                 "model",
                 "provider",
                 "--nonsense",
                 "--nonsense project list",
                 "project list --nonsense",
                 "project list garbage",
                 "project create",
                 "account create",
                 "account create a b",
                 "shot add",
                 "shot list",
                 "shot move P 1",
                 "shot move P 1 2 3",
                 "shot status S",
                 "shot status S sleeping",
                 "shot add P --count 0",
                 "shot add P --count x",
                 "shot add P --count",
                 "import P",
                 "import",
                 "import P . --by size",
                 "import P . --into",
                 "import P . --into S --by file",
                 "asset reread",
                 "asset frame A",
                 "asset frame A never",
                 "asset clean A",
                 "asset clean A b.txt",
                 "asset clean A b",
                 "asset headliner S",
                 "generate S",
                 "generate S --model m --set x",
                 "generate S --model m --count -1",
                 "generate",
                 "animate",
                 "animate A",
                 "animate A --count 2 --model m",
                 "queue cancel",
                 "queue cancel a b",
                 "model params",
                 "passport P",
                 "passport P p.pdf",
                 "passport P p",
                 "passport P p.csv --scope some",
                 "passport P p.csv --csv tsv",
                 "passport P p.json --csv excel",
                 "passport P p.csv --scope all --scope all",
                 "headliners P",
                 "project create T --aspect wide",
                 "project create T --aspect 0:1",
                 "--json=yes project list",
                 "--wait-lock soon project list",
                 "--wait-lock -1 project list",
                 "--wait-lock nan project list",
                 "--lang de project list",
                 "--library",
                 "--account",
                 "publish",
                 "publish P --expires soon",
                 "publish P --folder d --server u",
                 "publish P --folder d --password-stdin",
                 "share",
                 "share list",
                 "share update",
                 "share revoke S T",
                 "comments",
                 "comments reply C",
                 "comments resolve",
                 "server login u",
                 // of later issues
                 "timeline P f.otio",
                 "animatic P f.mp4",
                 "search text",
                 "library backup f",
                 "library restore f",
                 "library rebuild",
                 "project export P f",
             }) {
            row(line);
        }
    }

    void wrongUsage()
    {
        QFETCH(QStringList, words);
        const CliResult result = cli()(words);
        // What depends on a name that is not there cannot be wrong usage only.
        EXPECT_STATUS(result, 2);
        QVERIFY2(isRussian(result.said()), result.report().constData());
        QCOMPARE(result.said().count(u'\n'), 1);
        QVERIFY(result.out.isEmpty());
    }

    void unknownIdsAreNamed_data()
    {
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char* line) {
            QTest::newRow(line) << QString::fromUtf8(line).split(u' ');
        };
        for (const char* line : {
                 "shot list 00000000",
                 "shot list nonsense",
                 "asset list 00000000#1",
                 "asset show 01890a5d-ac96-774b-bcce-b302099a8057",
                 "queue cancel 00000000",
                 "shot status #1 done",
                 "asset headliner 00000000 00000000",
                 "model params nobody.knows",
                 "model export nobody.knows",
                 "import 00000000 .",
                 "headliners 00000000 here",
             }) {
            row(line);
        }
    }

    void unknownIdsAreNamed()
    {
        QFETCH(QStringList, words);
        const CliResult result = cli()(words);
        EXPECT_STATUS(result, 1);
        QVERIFY2(isRussian(result.said()), result.report().constData());
        QCOMPARE(result.said().count(u'\n'), 1);
        QVERIFY(result.out.isEmpty());
    }

    void shotsBeyondTheLastAreNamed()
    {
        EXPECT_STATUS(cli()({u"shot"_s, u"add"_s, m_project}), 0);
        EXPECT_STATUS(cli()({u"asset"_s, u"list"_s, m_project.right(8) + u"#1"_s}), 0);
        for (const QString& number : {u"0"_s, u"2"_s, u"-1"_s, u"x"_s, QString()}) {
            EXPECT_STATUS(cli()({u"asset"_s, u"list"_s, m_project + u'#' + number}), 1);
        }
    }

    void optionsStandAnywhere()
    {
        const CliResult behind = cli()({u"project"_s, u"list"_s, u"--json"_s, u"--wait-lock=0"_s});
        EXPECT_STATUS(behind, 0);
        QCOMPARE(behind.array().size(), 1);
        // Behind "--" everything is an argument.
        const CliResult dashes = cli().json({u"project"_s, u"create"_s, u"--"_s, u"--aspect"_s});
        EXPECT_STATUS(dashes, 0);
        QCOMPARE(dashes.object()[u"title"_s].toString(), u"--aspect"_s);
    }

    void everyCommandExplainsItself()
    {
        const CliResult general = Cli(QString())({u"--help"_s});
        EXPECT_STATUS(general, 0);
        QVERIFY(isRussian(general.text()));
        QStringList commands;
        bool inside = false;
        for (const QString& line : general.text().split(u'\n')) {
            if (line.startsWith(u"  "_s) && inside && line.trimmed().at(0).isLower()
                && line.trimmed().at(0) < u'z') {
                QStringList words;
                for (const QString& word : line.trimmed().split(u' ', Qt::SkipEmptyParts)) {
                    if (words.size() == 2 || !(word.at(0) >= u'a' && word.at(0) <= u'z')) {
                        break;
                    }
                    words.append(word);
                }
                commands.append(words.join(u' '));
            } else if (!line.startsWith(u' ')) {
                inside = line == u"Команды:"_s;
            }
        }
        QCOMPARE(commands.size(), 50);
        for (const QString& command : std::as_const(commands)) {
            const CliResult help = Cli(QString())(command.split(u' ') + QStringList{u"--help"_s});
            EXPECT_STATUS(help, 0);
            QVERIFY2(isRussian(help.text()), help.report().constData());
            QVERIFY2(help.text().contains(u"raskadr-cli "_s + command), qUtf8Printable(command));
        }
    }

    void saysItsVersion()
    {
        const CliResult version = Cli(QString())({u"--version"_s});
        EXPECT_STATUS(version, 0);
        QVERIFY(version.text().startsWith(u"raskadr-cli "_s));
        QVERIFY(version.text().at(12).isDigit());
        QVERIFY(version.err.isEmpty());
    }

    void speaksRussianWithRightPlurals()
    {
        const QString files = m_folder.filePath(u"files"_s);
        QVERIFY(QDir().mkpath(files));
        const QList<QPair<int, QString>> expected{
            {1, u"1 файл"_s}, {3, u"3 файла"_s}, {11, u"11 файлов"_s}};
        int made = 0;
        for (const auto& [count, words] : expected) {
            QStringList paths;
            for (int i = 0; i < count; ++i) {
                paths.append(files + u"/%1.png"_s.arg(made));
                QVERIFY(samples::save(paths.last(), samples::picture(16, 9, made), "PNG"));
                ++made;
            }
            const CliResult imported = cli()(QStringList{u"import"_s, m_project} + paths);
            EXPECT_STATUS(imported, 0);
            // Numbers and their words never part at a line end.
            const QString text = imported.text().replace(QChar::Nbsp, u' ');
            QVERIFY2(QRegularExpression(words + u"(?![а-я])"_s).match(text).hasMatch(),
                     imported.report().constData());
        }
        // Whatever the system says.
        Cli foreign(m_library);
        foreign.setEnvironment(u"LANG"_s, u"de_DE.UTF-8"_s);
        foreign.setEnvironment(u"LC_ALL"_s, u"de_DE.UTF-8"_s);
        QVERIFY(isRussian(foreign({u"shot"_s, u"list"_s, m_project}).text()));
    }

    void speaksEnglishOnDemand()
    {
        const CliResult result = cli()({u"--lang"_s, u"en"_s, u"library"_s, u"stats"_s});
        EXPECT_STATUS(result, 0);
        QVERIFY2(!isRussian(result.text().remove(m_library)), result.report().constData());
        const CliResult wrong = cli()({u"--lang=en"_s, u"nonsense"_s});
        EXPECT_STATUS(wrong, 2);
        QVERIFY(!isRussian(wrong.said()));
    }
};

QTEST_GUILESS_MAIN(UsageTest)
#include "usagetest.moc"
