#include "app/desktop/addressflow.h"
#include "core/net/curlclient.h"
#include "tests/support/fakeservice.h"
#include "tests/support/noengine.h"
#include "tests/support/openlibrary.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"
#include "ui/common/button.h"
#include "ui/common/theme.h"
#include "ui/common/toast.h"
#include "ui/import/addresstext.h"
#include "ui/import/importprogresscard.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;
constexpr PasswordCost cheap{1, 8192};

QJsonObject exchange(const QString& path, const QJsonObject& answer)
{
    return {
        {u"on"_s, u"site"_s}, {u"expect"_s, QJsonObject{{u"path"_s, path}}}, {u"answer"_s, answer}};
}

QByteArray script()
{
    const auto picture = [](int seed) {
        const QByteArray png = samples::encoded(samples::picture(64, 36, seed), "PNG");
        return QJsonObject{{u"base64"_s, QString::fromLatin1(png.toBase64())}};
    };
    const QJsonArray exchanges{
        exchange(u"/lighthouse.png"_s, picture(1)), exchange(u"/sea.png"_s, picture(2)),
        exchange(u"/page.png"_s, {{u"text"_s, u"<!doctype html><title>A page</title>"_s}}),
        exchange(u"/slow.png"_s,
                 {{u"contentLength"_s, 100'000},
                  {u"steps"_s,
                   QJsonArray{QJsonObject{{u"send"_s, u"half"_s}},
                              QJsonObject{{u"wait"_s, u"never"_s}}}}})};
    return QJsonDocument(
               QJsonObject{{u"listeners"_s,
                            QJsonArray{QJsonObject{{u"name"_s, u"site"_s},
                                                   {u"kind"_s, u"https"_s},
                                                   {u"names"_s, QJsonArray{u"site.test"_s}}}}},
                           {u"exchanges"_s, exchanges}})
        .toJson(QJsonDocument::Compact);
}

CurlClientOptions optionsFor(const FakeService& site)
{
    CurlClientOptions options;
    options.testAuthorities = site.authority();
    options.testPublicAddresses = {*IpAddress::fromText("127.0.0.1")};
    options.testNames += "site.test:" + QByteArray::number(site.port(u"site"_s)) + ":127.0.0.1";
    return options;
}

// A window over a library with one film of one shot, and a site in the net.
class Desk
{
public:
    Desk()
        : site(script())
        , client(optionsFor(site))
        , services(openLibrary(folder.filePath(u"library"_s)), std::make_unique<NoEngine>(), cheap)
    {
        const auto made = services.accounts().create(u"vera"_s, u"Vera"_s, u"first password"_s);
        Q_ASSERT(made);
        account = made->session.accountId;
        services.connections().unlock(made->session);
        project = rows::project(account);
        shot = rows::shot(project.id, 0, u"Shot"_s);
        [[maybe_unused]] const auto written =
            rows::write(services.store(), account, [this](Repositories& r) {
                r.projects.insert(project);
                r.shots.insert(shot);
            });
        commands = std::make_unique<CommandStack>(services.store(), account, services.clock());
        imports = std::make_unique<ImportFlow>(&window, services.importer(), services.store(),
                                               *commands, services.clock(), account);
        addresses =
            std::make_unique<desktop::AddressFlow>(window, services, client, *imports, account);
        services.start();
        window.resize(1280, 800);
        window.show();
        window.showWork();
        QObject::connect(imports.get(), &ImportFlow::ended, &window, [this] { ++ended; });
    }

    QString at(const QString& path)
    {
        return u"https://site.test:%1%2"_s.arg(site.port(u"site"_s)).arg(path);
    }
    // As a browser gives links that are dragged.
    void drop(const QStringList& paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths) {
            urls.append(QUrl(path.startsWith(u'/') ? at(path) : path));
        }
        data.setUrls(urls);
        ImportTarget target;
        target.projectId = project.id;
        target.intoShotId = shot.id;
        imports->offer(data, target);
    }
    QList<Asset> assets()
    {
        return *services.store().read(account, [this](const Repositories& r) {
            QList<Asset> found;
            for (const AssetRow& row : r.assets.feed(shot.id)) {
                found.append(row.asset);
            }
            return found;
        });
    }
    bool says(const QString& sentence)
    {
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text() == sentence) {
                return true;
            }
        }
        return false;
    }
    // That is seen; null: none.
    ImportProgressCard* card()
    {
        for (auto* card : window.findChildren<ImportProgressCard*>()) {
            if (card->isVisible()) {
                return card;
            }
        }
        return nullptr;
    }
    bool leavesNothing()
    {
        QDirIterator left(services.library().scratchPath(), QDir::Files | QDir::Hidden,
                          QDirIterator::Subdirectories);
        return !left.hasNext();
    }

    QTemporaryDir folder;
    FakeService site;
    CurlClient client;
    desktop::LibraryServices services;
    AccountId account;
    Project project;
    Shot shot;
    MainWindow window;
    std::unique_ptr<CommandStack> commands;
    std::unique_ptr<ImportFlow> imports;
    std::unique_ptr<desktop::AddressFlow> addresses;
    int ended = 0;
};

} // namespace

// Addresses that are pasted or dragged out of a browser.
class AddressFlowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureComesInWithItsLink()
    {
        Desk desk;
        desk.drop({u"/lighthouse.png"_s});
        QTRY_COMPARE_WITH_TIMEOUT(desk.assets().size(), 1, patienceMs);
        QCOMPARE(desk.assets().first().sourceName, u"lighthouse.png"_s);
        QTRY_VERIFY_WITH_TIMEOUT(desk.assets().first().provenance.link, patienceMs);
        QCOMPARE(desk.assets().first().provenance.link->value, desk.at(u"/lighthouse.png"_s));
        QTRY_VERIFY_WITH_TIMEOUT(desk.leavesNothing(), patienceMs);
    }

    void whatCannotBeHadIsSaidAndTheOthersComeIn()
    {
        Desk desk;
        desk.drop({u"/lighthouse.png"_s, u"/page.png"_s, u"/sea.png"_s});
        QTRY_COMPARE_WITH_TIMEOUT(desk.assets().size(), 2, patienceMs);
        QVERIFY(desk.says(addressFaultText(AddressFault::NotMedia)));
        QTRY_VERIFY_WITH_TIMEOUT(desk.leavesNothing(), patienceMs);
    }

    void theOwnNetworkIsNotAsked_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<AddressFault>("fault");
        QTest::newRow("not encrypted")
            << u"http://site.test/lighthouse.png"_s << AddressFault::NotEncrypted;
        QTest::newRow("of the network")
            << u"https://192.168.0.1/camera.png"_s << AddressFault::Inside;
    }
    void theOwnNetworkIsNotAsked()
    {
        QFETCH(QString, address);
        QFETCH(AddressFault, fault);
        Desk desk;
        desk.drop({address});
        QTRY_VERIFY_WITH_TIMEOUT(desk.says(addressFaultText(fault)), patienceMs);
        QCOMPARE(desk.ended, 1); // whoever waits for a picture is told that none comes
        QVERIFY(desk.assets().isEmpty());
    }

    void whatTakesTooLongIsGivenUp()
    {
        Desk desk;
        desk.drop({u"/slow.png"_s, u"/sea.png"_s});
        ImportProgressCard* card = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((card = desk.card()) && !desk.site.heard(u"site"_s).isEmpty(),
                                 patienceMs);
        Q_EMIT card->cancelRequested();
        QTRY_VERIFY_WITH_TIMEOUT(!card->isVisible(), patienceMs);
        QCOMPARE(desk.ended, 1);
        QVERIFY(desk.assets().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(desk.leavesNothing(), patienceMs);
        // The next one is fetched as usual.
        desk.drop({u"/sea.png"_s});
        QTRY_COMPARE_WITH_TIMEOUT(desk.assets().size(), 1, patienceMs);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    AddressFlowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "addressflowtest.moc"
