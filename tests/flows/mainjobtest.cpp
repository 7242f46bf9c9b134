#include "tests/flows/cli.h"
#include "tests/support/samples.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

using namespace raskadr;
using namespace raskadr::flows;
using namespace Qt::Literals::StringLiterals;

// The producer's main job on a folder of real files, step by step through the real program, each
// step looked at in what it prints.
class MainJobTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_files;
    QString m_library;
    QString m_project;
    QStringList m_picture; // of the variants
    QString m_video;

    Cli cli() const { return Cli(m_library); }
    QJsonArray shots() const { return cli().json({u"shot"_s, u"list"_s, m_project}).array(); }
    QJsonObject shotAt(int number) const { return shots()[number - 1].toObject(); }
    QString shotWord(int number) const { return u"%1#%2"_s.arg(m_project).arg(number); }
    QJsonObject asset(const QString& id) const
    {
        return cli().json({u"asset"_s, u"show"_s, id}).object();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_files = m_folder.filePath(u"кадры"_s);
        m_library = m_folder.filePath(u"библиотека"_s);
        QVERIFY(QDir().mkpath(m_files + u"/акт 2"_s));
        QVERIFY(samples::save(m_files + u"/кадр 1.png"_s, samples::picture(640, 360, 1), "PNG"));
        QVERIFY(
            samples::save(m_files + u"/кадр 2.jpg"_s, samples::picture(640, 360, 2), "JPEG", 90));
        QVERIFY(
            samples::save(m_files + u"/кадр 10.webp"_s, samples::picture(320, 180, 3), "WEBP", 90));
        QCOMPARE(samples::film(m_files + u"/акт 2/сцена.mp4"_s, 36), QString());
    }

    void makesALibraryAndAnAccount()
    {
        const CliResult made = cli().json({u"library"_s, u"init"_s});
        EXPECT_STATUS(made, 0);
        QCOMPARE(made.object()[u"path"_s].toString(), m_library);
        QVERIFY(QFile::exists(m_library + u"/library.db"_s));
        QCOMPARE(cli().json({u"account"_s, u"list"_s}).array().size(), 0);

        const CliResult account = cli().json({u"account"_s, u"create"_s, u"Анна"_s});
        EXPECT_STATUS(account, 0);
        QCOMPARE(account.object()[u"login"_s].toString(), u"Анна"_s);
        QVERIFY(!idOf(account.object()).isEmpty());
        QCOMPARE(account.object()[u"recoveryCode"_s].toString().remove(u'-').size(), 24);
        QCOMPARE(column(cli().json({u"account"_s, u"list"_s}).array(), u"login"_s), {u"Анна"_s});
    }

    void createsAProject()
    {
        const CliResult made = cli().json(
            {u"project"_s, u"create"_s, u"Последний маяк"_s, u"--aspect"_s, u"2.39:1"_s});
        EXPECT_STATUS(made, 0);
        m_project = idOf(made.object());
        QCOMPARE(made.object()[u"title"_s].toString(), u"Последний маяк"_s);
        QCOMPARE(made.object()[u"aspect"_s].toString(), u"239:100"_s);
        const QJsonArray projects = cli().json({u"project"_s, u"list"_s}).array();
        QCOMPARE(column(projects, u"id"_s), {m_project});
    }

    void importsAFolderInNaturalOrderWithHeadliners()
    {
        const CliResult imported = cli().json({u"import"_s, m_project, m_files});
        EXPECT_STATUS(imported, 0);
        QCOMPARE(imported.object()[u"shots"_s].toArray().size(), 4);
        QCOMPARE(imported.object()[u"refused"_s].toArray().size(), 0);
        const QStringList names = column(imported.object()[u"assets"_s].toArray(), u"sourceName"_s);
        const QStringList expected{u"сцена.mp4"_s, u"кадр 1.png"_s, u"кадр 2.jpg"_s,
                                   u"кадр 10.webp"_s};
        QCOMPARE(names, expected);
        const QJsonArray shotList = shots();
        QCOMPARE(column(shotList, u"id"_s),
                 column(imported.object()[u"shots"_s].toArray(), u"id"_s));
        QCOMPARE(column(shotList, u"headlinerId"_s),
                 column(imported.object()[u"assets"_s].toArray(), u"id"_s));
        QCOMPARE(column(shotList, u"title"_s), QStringList({{}, {}, {}, {}}));

        const QJsonObject film = asset(shotAt(1)[u"headlinerId"_s].toString());
        QCOMPARE(film[u"kind"_s].toString(), u"video"_s);
        QCOMPARE(film[u"origin"_s].toString(), u"imported"_s);
        QCOMPARE(film[u"durationMs"_s].toInt(), 1500);
        QVERIFY(film[u"provenance"_s].isObject());
        QCOMPARE(film[u"sha256"_s].toString().toLatin1(),
                 QCryptographicHash::hash(samples::read(m_files + u"/акт 2/сцена.mp4"_s),
                                          QCryptographicHash::Sha256)
                     .toHex());
    }

    void skipsWhatIsInTheProjectAlready()
    {
        const CliResult again = cli().json({u"import"_s, m_project, m_files});
        EXPECT_STATUS(again, 0);
        QCOMPARE(again.object()[u"skipped"_s].toInt(), 4);
        QCOMPARE(again.object()[u"shots"_s].toArray().size(), 0);
        QCOMPARE(shots().size(), 4);

        const CliResult into =
            cli().json({u"import"_s, m_project.right(8), m_files + u"/кадр 1.png"_s, u"--into"_s,
                        shotWord(3), u"--again"_s});
        EXPECT_STATUS(into, 0);
        QCOMPARE(into.object()[u"assets"_s].toArray().size(), 1);
        const QString headliner = shotAt(3)[u"headlinerId"_s].toString();
        QVERIFY(headliner
                != into.object()[u"assets"_s].toArray()[0].toObject()[u"id"_s].toString());
        QCOMPARE(cli().json({u"asset"_s, u"list"_s, shotWord(3)}).array().size(), 2);
    }

    void generatesVariantsOfATypedSeed()
    {
        const CliResult added = cli().json({u"shot"_s, u"add"_s, m_project, u"--title"_s,
                                            u"Шторм"_s, u"--script"_s, u"Маяк гаснет."_s});
        EXPECT_STATUS(added, 0);
        QCOMPARE(added.object()[u"number"_s].toInt(), 5);
        const CliResult made =
            cli().json({u"generate"_s, idOf(added.object()), u"--model"_s, u"draft.image"_s,
                        u"--prompt"_s, u"маяк, шторм, ночь, общий план"_s, u"--count"_s, u"3"_s,
                        u"--set"_s, u"seed=41"_s, u"--set"_s, u"height=540"_s, u"--wait"_s});
        EXPECT_STATUS(made, 0);
        QCOMPARE(made.array().size(), 3);
        QList<int> seeds;
        for (const QJsonValue& value : made.array()) {
            const QJsonObject generation = value.toObject();
            QCOMPARE(generation[u"state"_s].toString(), u"done"_s);
            seeds.append(generation[u"seedSent"_s].toInt());
            m_picture.append(generation[u"assetId"_s].toString());
            const QJsonObject shown = asset(m_picture.last());
            QCOMPARE(shown[u"origin"_s].toString(), u"generated"_s);
            QCOMPARE(shown[u"generationId"_s].toString(), idOf(generation));
            QCOMPARE(shown[u"height"_s].toInt(), 540);
            const QJsonObject how = shown[u"generation"_s].toObject();
            QCOMPARE(how[u"model"_s].toString(), u"draft.image"_s);
            QCOMPARE(how[u"prompt"_s].toString(), u"маяк, шторм, ночь, общий план"_s);
            QCOMPARE(how[u"parameters"_s].toObject()[u"height"_s].toInt(), 540);
        }
        QCOMPARE(seeds, QList<int>({41, 42, 43}));
        // Nothing becomes the headliner by itself.
        QVERIFY(shotAt(5)[u"headlinerId"_s].isNull());
    }

    void choosesAHeadlinerAndAnimatesIt()
    {
        const CliResult chosen =
            cli().json({u"asset"_s, u"headliner"_s, shotWord(5), m_picture[1].right(8)});
        EXPECT_STATUS(chosen, 0);
        QCOMPARE(chosen.object()[u"headlinerId"_s].toString(), m_picture[1]);

        const CliResult animated =
            cli().json({u"animate"_s, m_picture[1], u"--model"_s, u"draft.video"_s, u"--set"_s,
                        u"duration=1"_s, u"--set"_s, u"move=pan"_s, u"--wait"_s});
        EXPECT_STATUS(animated, 0);
        m_video = animated.object()[u"assetId"_s].toString();
        const QJsonObject video = asset(m_video);
        QCOMPARE(video[u"kind"_s].toString(), u"video"_s);
        QCOMPARE(video[u"parentAssetId"_s].toString(), m_picture[1]);
        QCOMPARE(video[u"durationMs"_s].toInt(), 1000);
    }

    void takesAFrameOutOfAVideo()
    {
        const CliResult frame = cli().json({u"asset"_s, u"frame"_s, m_video, u"last"_s});
        EXPECT_STATUS(frame, 0);
        QCOMPARE(frame.object()[u"kind"_s].toString(), u"image"_s);
        QCOMPARE(frame.object()[u"origin"_s].toString(), u"frame"_s);
        QCOMPARE(frame.object()[u"parentAssetId"_s].toString(), m_video);
        EXPECT_STATUS(cli()({u"asset"_s, u"frame"_s, m_video, u"500"_s}), 0);
        EXPECT_STATUS(cli()({u"asset"_s, u"frame"_s, m_video, u"5000"_s}), 1);
        EXPECT_STATUS(cli()({u"asset"_s, u"frame"_s, m_picture[1], u"first"_s}), 1);
        EXPECT_STATUS(cli()({u"asset"_s, u"frame"_s, m_video, u"middle"_s}), 2);
    }

    void putsShotsInOrderAndSetsTheirStatus()
    {
        const QStringList before = column(shots(), u"id"_s);
        const CliResult moved = cli().json({u"shot"_s, u"move"_s, m_project, u"5"_s, u"1"_s});
        EXPECT_STATUS(moved, 0);
        QCOMPARE(moved.object()[u"number"_s].toInt(), 1);
        QStringList expected = before;
        expected.move(4, 0);
        QCOMPARE(column(shots(), u"id"_s), expected);
        const CliResult done = cli().json({u"shot"_s, u"status"_s, shotWord(1), u"in-progress"_s});
        EXPECT_STATUS(done, 0);
        QCOMPARE(shotAt(1)[u"status"_s].toString(), u"in-progress"_s);
        EXPECT_STATUS(cli()({u"shot"_s, u"move"_s, m_project, u"6"_s, u"1"_s}), 1);
    }

    void queuesWithoutWaiting()
    {
        const CliResult queued = cli().json({u"generate"_s, shotWord(2), u"--model"_s,
                                             u"draft.image"_s, u"--prompt"_s, u"лес, утро"_s});
        EXPECT_STATUS(queued, 0);
        const QString id = idOf(queued.object());
        QCOMPARE(queued.object()[u"state"_s].toString(), u"queued"_s);
        const CliResult cancelled = cli().json({u"queue"_s, u"cancel"_s, id.right(8)});
        QCOMPARE(cancelled.object()[u"state"_s].toString(), u"canceled"_s);
        const CliResult retried = cli().json({u"queue"_s, u"retry"_s, id});
        QCOMPARE(retried.object()[u"state"_s].toString(), u"queued"_s);
        const CliResult run = cli().json({u"queue"_s, u"run"_s});
        EXPECT_STATUS(run, 0);
        QCOMPARE(column(run.array(), u"id"_s), {id});
        QCOMPARE(column(run.array(), u"state"_s), {u"done"_s});
        EXPECT_STATUS(cli()({u"queue"_s, u"retry"_s, id}), 1);
        QCOMPARE(cli().json({u"queue"_s, u"run"_s}).array().size(), 0);
        QCOMPARE(cli().json({u"queue"_s, u"list"_s}).array().size(), 5);
    }

    void refusesAParameterThatDoesNotFit()
    {
        const CliResult refused = cli()({u"generate"_s, shotWord(1), u"--model"_s, u"draft.image"_s,
                                         u"--prompt"_s, u"лес"_s, u"--set"_s, u"height=3"_s});
        EXPECT_STATUS(refused, 1);
        QVERIFY(refused.said().contains(u"height"_s));
        EXPECT_STATUS(cli()({u"generate"_s, shotWord(1), u"--model"_s, u"nobody.knows"_s}), 1);
    }

    void writesThePassport()
    {
        const QString target = m_folder.filePath(u"паспорт"_s);
        const QStringList common{u"passport"_s, m_project};
        const CliResult xlsx =
            cli().json(common + QStringList{target + u".xlsx"_s, u"--with-files"_s});
        EXPECT_STATUS(xlsx, 0);
        QCOMPARE(samples::read(target + u".xlsx"_s).left(2), "PK"_ba);
        const int assets = xlsx.object()[u"assets"_s].toInt();
        QCOMPARE(xlsx.object()[u"copied"_s].toInt(), assets);
        const QString files = xlsx.object()[u"filesFolder"_s].toString();
        QCOMPARE(files, target + u". Файлы"_s);
        QCOMPARE(QDir(files).entryList(QDir::Files).size(), assets);

        EXPECT_STATUS(cli()(common + QStringList{target + u".csv"_s}), 0);
        QVERIFY(samples::read(target + u".csv"_s).startsWith("\xEF\xBB\xBF"));
        EXPECT_STATUS(cli()(common + QStringList{target + u"2.csv"_s, u"--csv"_s, u"rfc4180"_s}),
                      0);
        const QByteArray plain = samples::read(target + u"2.csv"_s);
        QVERIFY(!plain.startsWith("\xEF\xBB\xBF"));
        QVERIFY(plain.contains("маяк, шторм, ночь, общий план"_ba));

        EXPECT_STATUS(
            cli()(common + QStringList{target + u".json"_s, u"--scope"_s, u"headliners"_s}), 0);
        const QJsonObject json =
            QJsonDocument::fromJson(samples::read(target + u".json"_s)).object();
        QCOMPARE(json[u"assets"_s].toArray().size(), 5);
        EXPECT_STATUS(cli()(common + QStringList{target + u".pdf"_s}), 2);
        EXPECT_STATUS(cli()(common + QStringList{m_folder.filePath(u"nowhere/p.csv"_s)}), 1);
    }

    void copiesTheHeadlinersInStoryOrder()
    {
        const QString target = m_folder.filePath(u"монтаж"_s);
        const CliResult copied = cli().json({u"headliners"_s, m_project, target});
        EXPECT_STATUS(copied, 0);
        QCOMPARE(copied.object()[u"copied"_s].toInt(), 5);
        const QStringList names = QDir(target).entryList(QDir::Files, QDir::Name);
        QCOMPARE(names.size(), 5);
        QVERIFY2(names.first().startsWith(u"001_"_s), qUtf8Printable(names.first()));
        QVERIFY2(names[1].endsWith(u".mp4"_s), qUtf8Printable(names[1]));
    }

    void knowsTheModels()
    {
        QVERIFY(
            column(cli().json({u"provider"_s, u"list"_s}).array(), u"id"_s).contains(u"draft"_s));
        const QJsonArray models = cli().json({u"model"_s, u"list"_s}).array();
        QCOMPARE(column(models, u"id"_s),
                 QStringList({u"draft.agent"_s, u"draft.image"_s, u"draft.video"_s}));
        QCOMPARE(column(models, u"produces"_s), QStringList({u"text"_s, u"image"_s, u"video"_s}));
        QVERIFY(column(cli().json({u"model"_s, u"params"_s, u"draft.video"_s}).array(), u"name"_s)
                    .contains(u"move"_s));
        const QJsonObject manifest = cli()({u"model"_s, u"export"_s, u"draft.image"_s}).object();
        QCOMPARE(manifest[u"model"_s].toObject()[u"id"_s].toString(), u"draft.image"_s);
        QCOMPARE(manifest[u"provider"_s].toObject()[u"id"_s].toString(), u"draft"_s);
    }

    void everythingIsInOrder()
    {
        const CliResult checked = cli().json({u"library"_s, u"check"_s});
        EXPECT_STATUS(checked, 0);
        for (const QString& list : {u"missing"_s, u"altered"_s, u"brokenRows"_s, u"unreferenced"_s,
                                    u"leftovers"_s, u"laggingRecords"_s, u"laggingSidecars"_s}) {
            QVERIFY2(checked.object()[list].toArray().isEmpty(), checked.report().constData());
        }
        const QJsonObject stats = cli().json({u"library"_s, u"stats"_s}).object();
        QCOMPARE(stats[u"projects"_s].toInt(), 1);
        QCOMPARE(stats[u"shots"_s].toInt(), 5);
        QCOMPARE(stats[u"assets"_s].toInt(), 12);
        QCOMPARE(stats[u"generations"_s].toInt(), 5);
    }

    void namesAMissingOriginal()
    {
        const QString path = asset(m_picture[0])[u"path"_s].toString();
        QVERIFY(QFile::exists(path));
        QVERIFY(QFile::remove(path));
        const CliResult checked = cli().json({u"library"_s, u"check"_s});
        EXPECT_STATUS(checked, 1);
        QCOMPARE(checked.object()[u"missing"_s].toArray().size(), 1);
        const CliResult passport =
            cli()({u"passport"_s, m_project, m_folder.filePath(u"q.csv"_s), u"--with-files"_s});
        EXPECT_STATUS(passport, 1);
        QVERIFY(isRussian(passport.said()));
    }
};

QTEST_GUILESS_MAIN(MainJobTest)
#include "mainjobtest.moc"
