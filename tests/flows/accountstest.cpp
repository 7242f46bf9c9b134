#include "tests/flows/cli.h"
#include "tests/support/samples.h"

#include <QTest>

using namespace raskadr;
using namespace raskadr::flows;
using namespace Qt::Literals::StringLiterals;

// Two people in one library: neither sees, changes or names anything of the other's, and nobody
// gets in without the password.
class AccountsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_library;
    QString m_project; // of anna
    QString m_shot;
    QString m_asset;
    QString m_generation;

    Cli cli(const QString& password) const { return Cli(m_library, password); }
    CliResult as(const QString& login, const QStringList& arguments) const
    {
        return cli(login + u"-пароль"_s).json(QStringList{u"--account"_s, login} + arguments);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_library = m_folder.filePath(u"library"_s);
        const QString picture = m_folder.filePath(u"a.png"_s);
        QVERIFY(samples::save(picture, samples::picture(64, 36), "PNG"));
        EXPECT_STATUS(cli({})({u"library"_s, u"init"_s}), 0);
        EXPECT_STATUS(cli(u"anna-пароль"_s)({u"account"_s, u"create"_s, u"anna"_s}), 0);
        EXPECT_STATUS(cli(u"boris-пароль"_s)({u"account"_s, u"create"_s, u"boris"_s}), 0);
        m_project = idOf(as(u"anna"_s, {u"project"_s, u"create"_s, u"Тайна"_s}).object());
        const CliResult imported = as(u"anna"_s, {u"import"_s, m_project, picture});
        EXPECT_STATUS(imported, 0);
        m_shot = idOf(imported.object()[u"shots"_s].toArray()[0].toObject());
        m_asset = idOf(imported.object()[u"assets"_s].toArray()[0].toObject());
        m_generation = idOf(
            as(u"anna"_s,
               {u"generate"_s, m_shot, u"--model"_s, u"draft.image"_s, u"--prompt"_s, u"лес"_s})
                .object());
        QVERIFY(!m_generation.isEmpty());
    }

    void nothingIsSeenByTheOther()
    {
        QCOMPARE(as(u"anna"_s, {u"project"_s, u"list"_s}).array().size(), 1);
        QCOMPARE(as(u"boris"_s, {u"project"_s, u"list"_s}).array().size(), 0);
        QCOMPARE(as(u"boris"_s, {u"queue"_s, u"list"_s}).array().size(), 0);
        QCOMPARE(as(u"boris"_s, {u"queue"_s, u"run"_s}).array().size(), 0);
        QCOMPARE(as(u"boris"_s, {u"library"_s, u"stats"_s}).object()[u"assets"_s].toInt(), 0);
    }

    void nothingIsReachedByItsId_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("length"); // of the ids
        const auto row = [](const char* name, const QStringList& words, int length = 36) {
            QTest::newRow(name) << words << length;
        };
        row("shots", {u"shot"_s, u"list"_s, u"PROJECT"_s});
        row("numbered shot", {u"asset"_s, u"list"_s, u"PROJECT#1"_s});
        row("assets", {u"asset"_s, u"list"_s, u"SHOT"_s});
        row("asset", {u"asset"_s, u"show"_s, u"ASSET"_s});
        row("asset by its last digits", {u"asset"_s, u"show"_s, u"ASSET"_s}, 8);
        row("shot by its last digits", {u"asset"_s, u"list"_s, u"PROJECT#1"_s}, 8);
        row("cancel by its last digits", {u"queue"_s, u"cancel"_s, u"GENERATION"_s}, 8);
        row("headliner", {u"asset"_s, u"headliner"_s, u"SHOT"_s, u"ASSET"_s});
        row("status", {u"shot"_s, u"status"_s, u"SHOT"_s, u"done"_s});
        row("add", {u"shot"_s, u"add"_s, u"PROJECT"_s});
        row("move", {u"shot"_s, u"move"_s, u"PROJECT"_s, u"1"_s, u"1"_s});
        row("generate",
            {u"generate"_s, u"SHOT"_s, u"--model"_s, u"draft.image"_s, u"--prompt"_s, u"x"_s});
        row("animate", {u"animate"_s, u"ASSET"_s, u"--model"_s, u"draft.video"_s});
        row("cancel", {u"queue"_s, u"cancel"_s, u"GENERATION"_s});
        row("forget", {u"queue"_s, u"forget"_s, u"GENERATION"_s});
        row("import", {u"import"_s, u"PROJECT"_s, u"."_s});
        row("passport", {u"passport"_s, u"PROJECT"_s, u"FOLDER/p.csv"_s});
        row("headliners", {u"headliners"_s, u"PROJECT"_s, u"FOLDER/h"_s});
    }

    void nothingIsReachedByItsId()
    {
        QFETCH(QStringList, words);
        QFETCH(int, length);
        QStringList filled;
        for (QString word : std::as_const(words)) {
            word.replace(u"PROJECT"_s, m_project.right(length))
                .replace(u"SHOT"_s, m_shot.right(length))
                .replace(u"ASSET"_s, m_asset.right(length))
                .replace(u"GENERATION"_s, m_generation.right(length))
                .replace(u"FOLDER"_s, m_folder.path());
            filled.append(word);
        }
        const CliResult result = as(u"boris"_s, filled);
        EXPECT_STATUS(result, 1);
        QVERIFY2(isRussian(result.said()), result.report().constData());
        QVERIFY(!result.said().contains(u"Тайна"_s));
        QVERIFY(!QFile::exists(m_folder.filePath(u"p.csv"_s)));
        QVERIFY(!QFile::exists(m_folder.filePath(u"h"_s)));
    }

    void severalAccountsHaveToBeToldApart()
    {
        const CliResult result = cli(u"anna-пароль"_s)({u"project"_s, u"list"_s});
        EXPECT_STATUS(result, 3);
        QVERIFY(result.said().contains(u"--account"_s));
    }

    void noPasswordNoEntry()
    {
        const CliResult result = cli({})({u"--account"_s, u"anna"_s, u"project"_s, u"list"_s});
        EXPECT_STATUS(result, 3);
        QVERIFY(result.said().contains(u"RASKADR_PASSWORD"_s));
    }

    void thePasswordIsAskedAtTheTerminalAndNotShown_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<int>("status");
        QTest::newRow("right") << "anna-пароль\n"_ba << 0;
        QTest::newRow("wrong") << "не тот пароль\n"_ba << 3;
        QTest::newRow("Ctrl+C") << "anna\x03"_ba << 3;
        QTest::newRow("nothing") << "\n"_ba << 3;
    }

    void thePasswordIsAskedAtTheTerminalAndNotShown()
    {
        QFETCH(QByteArray, typed);
        QFETCH(int, status);
        QProcess terminal;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"RASKADR_PASSWORD"_s);
        environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        terminal.setProcessEnvironment(environment);
        terminal.start(u"script"_s,
                       {u"-qec"_s,
                        u"'%1/raskadr-cli' --library '%2' --account anna project list"_s.arg(
                            qEnvironmentVariable("RASKADR_BIN"), m_library),
                        u"/dev/null"_s});
        QByteArray shown;
        QTRY_VERIFY_WITH_TIMEOUT((shown += terminal.readAllStandardOutput()).contains(": "),
                                 30'000);
        terminal.write(typed);
        QVERIFY(terminal.waitForFinished());
        shown += terminal.readAllStandardOutput();
        QVERIFY2(terminal.exitCode() == status, shown.constData());
        QVERIFY2(isRussian(QString::fromUtf8(shown)), shown.constData());
        QVERIFY2(!shown.contains("anna-"), shown.constData());
        QVERIFY2(!shown.contains("не тот"), shown.constData());
    }

    void strangersAreNotToldApartFromWrongPasswords()
    {
        const CliResult stranger =
            cli(u"boris-пароль"_s)({u"--account"_s, u"nobody"_s, u"project"_s, u"list"_s});
        const CliResult wrong =
            cli(u"anna-пароль"_s)({u"--account"_s, u"boris"_s, u"project"_s, u"list"_s});
        EXPECT_STATUS(stranger, 3);
        EXPECT_STATUS(wrong, 3);
        QCOMPARE(stranger.said(), wrong.said());
        QVERIFY2(wrong.said().startsWith(u"Неверный логин или пароль"_s),
                 wrong.report().constData());
    }

    void wrongPasswordsDelayTheNextAttempt()
    {
        // Attempts that only read count as well.
        bool delayed = false;
        for (int i = 0; i < 4 && !delayed; ++i) {
            const CliResult wrong =
                cli(u"не тот"_s)({u"--account"_s, u"boris"_s, u"project"_s, u"list"_s});
            EXPECT_STATUS(wrong, 3);
            delayed = !wrong.said().startsWith(u"Неверный логин или пароль"_s);
        }
        QVERIFY(delayed);
        EXPECT_STATUS(as(u"anna"_s, {u"project"_s, u"list"_s}), 0);
    }

    void loginsAreUnique()
    {
        const CliResult twice = cli(u"anna-пароль"_s)({u"account"_s, u"create"_s, u"ANNA"_s});
        EXPECT_STATUS(twice, 1);
        QVERIFY(isRussian(twice.said()));
        const CliResult weak = cli(u"12345"_s)({u"account"_s, u"create"_s, u"vera"_s});
        EXPECT_STATUS(weak, 1);
        QVERIFY(weak.said().contains(u"6"_s));
        EXPECT_STATUS(cli({})({u"account"_s, u"create"_s, u"vera"_s}), 3);
    }

    void theListNeedsNoPasswordAndShowsNoSecret()
    {
        const CliResult list = cli({}).json({u"account"_s, u"list"_s});
        EXPECT_STATUS(list, 0);
        QCOMPARE(column(list.array(), u"login"_s), QStringList({u"anna"_s, u"boris"_s}));
        QVERIFY(!list.out.contains("argon"));
        QVERIFY(!list.out.toLower().contains("hash"));
    }
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "accountstest.moc"
