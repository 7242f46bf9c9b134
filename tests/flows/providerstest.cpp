#include "tests/flows/cli.h"
#include "tests/flows/lanternservice.h"
#include "tests/support/fakeservice.h"
#include "tests/support/samples.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QTest>

using namespace raskadr;
using namespace raskadr::flows;
using namespace Qt::Literals::StringLiterals;

// A service that the program has never heard of becomes a row: it is added from a file, gets its
// key, runs on loopback, and nobody else learns of it.
class ProvidersTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_library;
    QString m_project;
    QString m_shot;
    QByteArray m_picture;
    std::unique_ptr<FakeService> m_service;

    Cli cli(const QString& password = u"anna-пароль"_s) const { return Cli(m_library, password); }
    CliResult anna(const QStringList& words, const QByteArray& input = {}) const
    {
        Cli cli = this->cli();
        cli.setInput(input);
        return cli.json(QStringList{u"--account"_s, u"anna"_s} + words);
    }
    QString file(const QString& name, const QByteArray& content) const
    {
        const QString path = m_folder.filePath(name);
        return samples::write(path, content) ? path : QString();
    }
    QStringList modelIds(const QStringList& more = {}) const
    {
        return column(anna(QStringList{u"model"_s, u"list"_s} + more).array(), u"id"_s);
    }
    QByteArray libraryBytes() const
    {
        QByteArray all;
        QDirIterator files(m_library, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            all += samples::read(files.next());
        }
        return all;
    }
    QStringList faults()
    {
        QStringList all;
        for (const QJsonValue& request : m_service->requests()) {
            for (const QJsonValue& fault : request[u"faults"_s].toArray()) {
                all.append(request[u"target"_s].toString() + u": "_s + fault.toString());
            }
        }
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_library = m_folder.filePath(u"library"_s);
        m_picture = samples::encoded(samples::picture(96, 54), "PNG");
        m_service = std::make_unique<FakeService>(lanternScript(m_picture));
        EXPECT_STATUS(cli()({u"library"_s, u"init"_s}), 0);
        EXPECT_STATUS(cli()({u"account"_s, u"create"_s, u"anna"_s}), 0);
        EXPECT_STATUS(cli(u"boris-пароль"_s)({u"account"_s, u"create"_s, u"boris"_s}), 0);
        m_project = idOf(anna({u"project"_s, u"create"_s, u"Маяк"_s}).object());
        const CliResult added = anna({u"shot"_s, u"add"_s, m_project});
        EXPECT_STATUS(added, 0);
        m_shot = added.array().isEmpty() ? idOf(added.object()) : idOf(added.array()[0].toObject());
        QVERIFY(!m_shot.isEmpty());
    }

    void aServiceIsAddedAndWaitsForItsKey()
    {
        const QString manifest =
            file(u"my-service.json"_s, lanternManifest(m_service->port(u"api"_s)));
        const CliResult added = anna({u"model"_s, u"add"_s, manifest});
        EXPECT_STATUS(added, 0);
        QCOMPARE(idOf(added.object()), u"lantern.still"_s);
        QCOMPARE(added.object()[u"providerId"_s].toString(), u"lantern"_s);
        QVERIFY2(added.said().contains(u"provider key lantern key"_s), added.err.constData());
        QVERIFY(!modelIds().contains(u"lantern.still"_s));
        QVERIFY(modelIds({u"--all"_s}).contains(u"lantern.still"_s));
        EXPECT_STATUS(anna({u"generate"_s, m_shot, u"--model"_s, u"lantern.still"_s, u"--prompt"_s,
                            u"маяк"_s}),
                      1);
        const CliResult unchecked = anna({u"provider"_s, u"check"_s, u"lantern"_s});
        EXPECT_STATUS(unchecked, 1);
        QVERIFY(isRussian(unchecked.said()));
        QCOMPARE(m_service->connections(u"api"_s), 0);
    }

    void theKeyIsReadFromTheStandardInputAndChecked()
    {
        EXPECT_STATUS(anna({u"provider"_s, u"key"_s, u"lantern"_s, u"key"_s}), 1);
        const CliResult kept =
            anna({u"provider"_s, u"key"_s, u"lantern"_s, u"key"_s}, lanternKey + '\n');
        EXPECT_STATUS(kept, 0);
        QCOMPARE(kept.object()[u"connected"_s].toBool(), true);
        QVERIFY(!kept.out.contains(lanternKey) && !kept.err.contains(lanternKey));
        QVERIFY(modelIds().contains(u"lantern.still"_s));
        const CliResult checked = anna({u"provider"_s, u"check"_s, u"lantern"_s});
        EXPECT_STATUS(checked, 0);
        QCOMPARE(checked.object()[u"models"_s].toInt(), 1);
        QCOMPARE(checked.object()[u"balance"_s].toObject()[u"amount"_s].toDouble(), 12.5);
        QCOMPARE(faults(), QStringList());
    }

    void itGenerates()
    {
        const CliResult made = anna({u"generate"_s, m_shot, u"--model"_s, u"lantern.still"_s,
                                     u"--prompt"_s, u"маяк ночью"_s, u"--set"_s, u"size=512"_s,
                                     u"--set"_s, u"seed=7"_s, u"--wait"_s});
        EXPECT_STATUS(made, 0);
        QCOMPARE(faults(), QStringList());
        QCOMPARE(made.object()[u"state"_s].toString(), u"done"_s);
        QCOMPARE(made.object()[u"sha256"_s].toString(),
                 QString::fromLatin1(
                     QCryptographicHash::hash(m_picture, QCryptographicHash::Sha256).toHex()));
        const CliResult assets = anna({u"asset"_s, u"list"_s, m_shot});
        EXPECT_STATUS(assets, 0);
        QCOMPARE(assets.array().size(), 1);
    }

    void theKeyIsNowhereButAtTheService()
    {
        QVERIFY(m_service->heard(u"api"_s).contains(lanternKey));
        QVERIFY(!m_service->heard(u"files"_s).isEmpty());
        QVERIFY(!m_service->heard(u"files"_s).contains(lanternKey));
        QVERIFY(!libraryBytes().contains(lanternKey));
        const CliResult exported = anna({u"model"_s, u"export"_s, u"lantern.still"_s});
        EXPECT_STATUS(exported, 0);
        QVERIFY(!exported.out.contains(lanternKey));
        const QString passport = m_folder.filePath(u"passport.json"_s);
        EXPECT_STATUS(anna({u"passport"_s, m_project, passport}), 0);
        QVERIFY(!samples::read(passport).contains(lanternKey));
    }

    void whatIsExportedIsTakenAgain()
    {
        const CliResult exported =
            cli()({u"--account"_s, u"anna"_s, u"model"_s, u"export"_s, u"lantern.still"_s});
        EXPECT_STATUS(exported, 0);
        const CliResult again = anna({u"model"_s, u"add"_s, file(u"again.json"_s, exported.out)});
        EXPECT_STATUS(again, 0);
        QCOMPARE(again.object()[u"revision"_s].toInt(), 1);
    }

    void theSchemaIsRefreshedAndAFaultyOneIsNot()
    {
        const CliResult faulty = anna({u"model"_s, u"refresh"_s, u"lantern.still"_s});
        EXPECT_STATUS(faulty, 1);
        QVERIFY2(faulty.said().contains(u"/input/properties/size/enum"_s), faulty.err.constData());
        QVERIFY(isRussian(faulty.said()));
        const CliResult refreshed = anna({u"model"_s, u"refresh"_s, u"lantern.still"_s});
        EXPECT_STATUS(refreshed, 0);
        QCOMPARE(refreshed.object()[u"changed"_s].toBool(), true);
        QCOMPARE(refreshed.object()[u"revision"_s].toInt(), 2);
        const QJsonArray params = anna({u"model"_s, u"params"_s, u"lantern.still"_s}).array();
        QVERIFY(column(params, u"name"_s).contains(u"glow"_s));
        const CliResult again = anna({u"model"_s, u"refresh"_s, u"lantern.still"_s});
        EXPECT_STATUS(again, 0);
        QCOMPARE(again.object()[u"changed"_s].toBool(), false);
        EXPECT_STATUS(anna({u"model"_s, u"refresh"_s, u"draft.image"_s}), 1);
    }

    void theOtherAccountKnowsNothingOfIt()
    {
        const auto boris = [this](const QStringList& words) {
            return cli(u"boris-пароль"_s).json(QStringList{u"--account"_s, u"boris"_s} + words);
        };
        QVERIFY(!boris({u"provider"_s, u"list"_s}).out.contains("lantern"));
        QVERIFY(!boris({u"model"_s, u"list"_s, u"--all"_s}).out.contains("lantern"));
        EXPECT_STATUS(boris({u"provider"_s, u"check"_s, u"lantern"_s}), 1);
        EXPECT_STATUS(boris({u"model"_s, u"export"_s, u"lantern.still"_s}), 1);
    }

    void aFaultyManifestIsRefusedWithPlaceAndReason_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const char* from, const char* to,
                            const QString& place) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << place;
        };
        row("no JSON", "\"manifestVersion\"", "manifestVersion", QString());
        row("of the future", "\"manifestVersion\": 1", "\"manifestVersion\": 2",
            u"/manifestVersion"_s);
        row("unknown key", "\"balance\"", "\"balanse\"", u"/provider/balanse"_s);
        row("unknown directive", "{\"$param\": \"size\"}", "{\"$parameter\": \"size\"}",
            u"/model/steps/submit/body/value/size"_s);
        row("no such parameter", "{\"$param\": \"size\"}", "{\"$param\": \"siz\"}",
            u"/model/steps/submit/body/value/size"_s);
        row("broken pointer", "\"/order\"", "\"order\"", u"/model/steps/submit/save/job"_s);
        row("a key in an address", "{base}/models", "{base}/models?key={secret.key}",
            u"/provider/health/url"_s);
        row("unknown flow", "\"poll\", \"seed\"", "\"pol\", \"seed\"", u"/model/flow"_s);
    }
    void aFaultyManifestIsRefusedWithPlaceAndReason()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, place);
        QByteArray manifest = lanternManifest(1);
        QVERIFY(manifest.contains(from));
        manifest.replace(from, to);
        const CliResult refused = anna({u"model"_s, u"add"_s, file(u"faulty.json"_s, manifest)});
        EXPECT_STATUS(refused, 1);
        QVERIFY2(refused.said().contains(place), refused.err.constData());
        QVERIFY2(isRussian(refused.said()), refused.err.constData());
        QCOMPARE(refused.said().trimmed().count(u'\n'), 0);
        QCOMPARE(refused.out, QByteArray());
    }

    void whatIsNoManifestIsRefused()
    {
        const QString folder = m_folder.filePath(u"folder"_s);
        QVERIFY(QDir().mkpath(folder));
        for (const QString& path :
             {m_folder.filePath(u"gone.json"_s), folder, file(u"empty.json"_s, {}),
              file(u"large.json"_s, QByteArray(5 << 20, '[')),
              file(u"picture.json"_s, m_picture)}) {
            const CliResult refused = anna({u"model"_s, u"add"_s, path});
            EXPECT_STATUS(refused, 1);
            QVERIFY2(isRussian(refused.said()), refused.err.constData());
        }
    }

    void aRemoteProviderStaysOutOfTheOwnNetwork()
    {
        EXPECT_STATUS(anna({u"provider"_s, u"base"_s, u"openai"_s, u"http://127.0.0.1:1/v1"_s}), 1);
        EXPECT_STATUS(anna({u"provider"_s, u"base"_s, u"openai"_s, u"https://10.0.0.1/v1"_s}), 1);
        EXPECT_STATUS(anna({u"provider"_s, u"set"_s, u"yandex"_s, u"folder"_s, u"b1g"_s}), 0);
        EXPECT_STATUS(anna({u"provider"_s, u"set"_s, u"yandex"_s, u"nothing"_s, u"b1g"_s}), 1);
        EXPECT_STATUS(anna({u"provider"_s, u"key"_s, u"nobody"_s, u"key"_s}, "x\n"), 1);
    }

    void aKeyThatIsForgottenDisconnects()
    {
        const QStringList forget{u"provider"_s, u"key"_s, u"lantern"_s, u"key"_s, u"--remove"_s};
        const CliResult forgotten = anna(forget);
        EXPECT_STATUS(forgotten, 0);
        QCOMPARE(forgotten.object()[u"connected"_s].toBool(), false);
        QVERIFY(!modelIds().contains(u"lantern.still"_s));
        EXPECT_STATUS(anna(forget), 1);
    }

    void whatWasAddedIsTakenOutAndWhatItMadeStays()
    {
        const CliResult nobody = anna({u"provider"_s, u"remove"_s, u"openai"_s});
        EXPECT_STATUS(nobody, 1);
        QVERIFY(isRussian(nobody.said()));
        EXPECT_STATUS(anna({u"provider"_s, u"key"_s, u"lantern"_s, u"key"_s}, lanternKey + '\n'),
                      0);
        // A generation that waits needs its model yet.
        const CliResult waiting = anna(
            {u"generate"_s, m_shot, u"--model"_s, u"lantern.still"_s, u"--prompt"_s, u"маяк"_s});
        EXPECT_STATUS(waiting, 0);
        const CliResult refused = anna({u"model"_s, u"remove"_s, u"lantern.still"_s});
        EXPECT_STATUS(refused, 1);
        QVERIFY2(isRussian(refused.said()), refused.err.constData());
        EXPECT_STATUS(anna({u"queue"_s, u"forget"_s, idOf(waiting.object())}), 0);

        const CliResult removed = anna({u"provider"_s, u"remove"_s, u"lantern"_s});
        EXPECT_STATUS(removed, 0);
        QCOMPARE(removed.object()[u"restored"_s].toBool(), false);
        QCOMPARE(removed.object()[u"models"_s].toArray(), QJsonArray{u"lantern.still"_s});
        QCOMPARE(removed.object()[u"keys"_s].toArray(), QJsonArray{u"key"_s});
        QVERIFY(!modelIds({u"--all"_s}).contains(u"lantern.still"_s));
        QVERIFY(!anna({u"provider"_s, u"list"_s}).out.contains("lantern"));
        EXPECT_STATUS(anna({u"provider"_s, u"remove"_s, u"lantern"_s}), 1);
        // What it made is as it was, and the library is sound.
        const CliResult assets = anna({u"asset"_s, u"list"_s, m_shot});
        const QString asset = idOf(assets.array().first().toObject());
        const QJsonObject shown = anna({u"asset"_s, u"show"_s, asset}).object();
        QCOMPARE(shown[u"generation"_s].toObject()[u"model"_s].toString(), u"lantern.still"_s);
        EXPECT_STATUS(anna({u"library"_s, u"check"_s}), 0);
    }
};

QTEST_GUILESS_MAIN(ProvidersTest)
#include "providerstest.moc"
