#include "app/desktop/providersflow.h"
#include "core/library/ownmanifests.h"
#include "tests/support/fakeservice.h"
#include "tests/support/noengine.h"
#include "tests/support/openlibrary.h"
#include "tests/ui/settings/page.h"
#include "ui/common/dialog.h"
#include "ui/common/theme.h"
#include "ui/settings/jsonedit.h"
#include "ui/settings/modeleditor.h"
#include "ui/settings/networksection.h"
#include "ui/settings/providerssection.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/mainwindow.h"

#include <QDirIterator>
#include <QTemporaryDir>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;
constexpr PasswordCost cheap{1, 8192};
const QByteArray canary = "sk-canary-0123456789";

const QByteArray script = R"({"listeners": [{"name": "api", "kind": "http"}], "exchanges": [
    {"on": "api", "expect": {"method": "GET", "path": "/v1/balance",
                             "headers": {"Authorization": "Bearer sk-canary-0123456789"}},
     "answer": {"status": 200, "json": {"left": 21.15}}}]})";

// A service of the own network that wants a key and tells what is left of the money.
QByteArray manifest(const QByteArray& base)
{
    return R"({"manifestVersion": 1, "provider": {"id": "mine", "name": "My service", "local": true,
        "baseUrl": ")"
        + base + R"(/v1",
        "auth": {"kind": "header", "name": "Authorization", "value": "Bearer {secret.key}", "secrets": ["key"]},
        "error": {"rules": [{"when": {"http": [401, 599]}, "class": "auth_invalid"}]},
        "balance": {"url": "{base}/balance", "value": "/left", "unit": "usd"}},
      "model": {"id": "mine.picture", "name": "My picture", "produces": "image", "flow": "sync",
        "params": {"type": "object", "properties": {"prompt": {"type": "string", "x-widget": "prompt"}}},
        "steps": {"submit": {"method": "POST", "url": "{base}/images", "body": {"type": "json",
                  "value": {"prompt": {"$param": "prompt"}}}}},
        "outputs": [{"from": "submit", "value": "/image", "as": "base64"}]}})";
}

// A library with one account that is logged in, one provider, and the settings over them.
class Desk
{
public:
    Desk()
        : service(script)
        , services(openLibrary(folder.filePath(u"library"_s)), std::make_unique<NoEngine>(), cheap)
        , page(new SettingsPage)
    {
        const auto made = services.accounts().create(u"vera"_s, u"Vera"_s, u"first password"_s);
        Q_ASSERT(made);
        account = made->session.accountId;
        services.connections().unlock(made->session);
        const auto added = putManifest(services.store(), account, text()).wait();
        Q_ASSERT(added);
        window.resize(1120, 700);
        window.addPage(page);
        flow = std::make_unique<desktop::ProvidersFlow>(window, *page, services, account,
                                                        Language::English);
        window.showPage(page, nullptr);
        window.show();
        flow->refresh();
        QObject::connect(flow.get(), &desktop::ProvidersFlow::failed, flow.get(),
                         [this](const Error& error) { failures.append(error); });
    }
    ~Desk()
    {
        flow.reset();
        delete page;
    }

    QByteArray text() { return manifest(service.url("http", u"api"_s, "")); }
    template <class Widget>
    Widget* named(const QString& name)
    {
        for (Widget* widget : window.findChildren<Widget*>()) {
            if (widget->accessibleName() == name && widget->isVisible()) {
                return widget;
            }
        }
        return nullptr;
    }
    Button* button(const QString& text)
    {
        for (Button* button : window.findChildren<Button*>()) {
            if (button->isVisible()
                && (button->text() == text || button->accessibleName() == text)) {
                return button;
            }
        }
        return nullptr;
    }
    bool shows(const QString& text)
    {
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }
    bool isAt(const QString& providerId)
    {
        page->showProvider(providerId);
        return page->providers()->chosen() == providerId;
    }
    ModelEditor* editor() { return window.findChild<ModelEditor*>(); }
    int revision()
    {
        const auto rows = services.store().read(
            account, [](const Repositories& r) { return r.catalog.models(); });
        for (const ManifestRecord& row : *rows) {
            if (row.id == u"mine.picture"_s) {
                return row.revision;
            }
        }
        return 0;
    }

    QTemporaryDir folder;
    FakeService service;
    desktop::LibraryServices services;
    AccountId account;
    MainWindow window;
    SettingsPage* page;
    std::unique_ptr<desktop::ProvidersFlow> flow;
    QList<Error> failures;
};

bool liesAnywhere(const QString& folder, const QByteArray& words)
{
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(words)) {
            return true;
        }
    }
    return false;
}

} // namespace

class FlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAKeyChecksItAndForgetsIt()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isAt(u"mine"_s), patienceMs);
        auto* key = desk.named<QLineEdit>(u"Key"_s);
        QVERIFY(key);
        QTest::keyClicks(key, u" %1 "_s.arg(QString::fromLatin1(canary)));
        desk.button(u"Save and check"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.shows(u"The key fits. On the account: "_s), patienceMs);
        QVERIFY(desk.service.heard(u"api"_s).contains(canary));
        QTRY_VERIFY_WITH_TIMEOUT(desk.button(u"Replace: Key"_s), patienceMs);
        QVERIFY(key->text().isEmpty());
        QVERIFY2(!liesAnywhere(desk.folder.path(), canary),
                 "the key lies in the library in the clear");
        QVERIFY(desk.failures.isEmpty());

        // Removed, it is asked for again.
        desk.button(u"Remove: Key"_s)->click();
        desk.button(u"Remove the key"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.named<QLineEdit>(u"Key"_s), patienceMs);
        QVERIFY(!desk.shows(u"The key fits"_s));
    }

    void saysThatAKeyDoesNotFit()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isAt(u"mine"_s), patienceMs);
        QTest::keyClicks(desk.named<QLineEdit>(u"Key"_s), u"another-key"_s);
        desk.button(u"Save and check"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.shows(u"The key does not fit."_s), patienceMs);
        QVERIFY(desk.button(u"Details"_s));
    }

    void refusesAnAddressAndKeepsIt()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isAt(u"mine"_s), patienceMs);
        auto* address = desk.named<QLineEdit>(u"Address"_s);
        test::Page::type(address, u"ftp://nowhere"_s);
        QTRY_VERIFY_WITH_TIMEOUT(desk.shows(u"This is no address."_s), patienceMs);
        QCOMPARE(address->text(), u"ftp://nowhere"_s);
        test::Page::type(address, u"http://127.0.0.1:9/v1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(desk.shows(u"Usually "_s), patienceMs);
        const auto state = desk.services.connections().state(desk.account, u"mine"_s);
        QCOMPARE(state->entered.baseUrl, u"http://127.0.0.1:9/v1"_s);
    }

    void judgesTheAddressThatWasTypedLast()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isAt(u"mine"_s), patienceMs);
        auto* address = desk.named<QLineEdit>(u"Address"_s);
        test::Page::type(address, u"ftp://nowhere"_s);
        test::Page::type(address, u"http://127.0.0.1:9/v1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(desk.shows(u"Usually "_s), patienceMs);
        QVERIFY(!desk.shows(u"This is no address."_s));
    }

    void keepsTheProxyOfTheProgram()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::Network);
        test::Page::choose(desk.named<QComboBox>(u"Way into the network"_s), u"Through a proxy"_s);
        auto* proxy = desk.named<QLineEdit>(u"Address of the proxy"_s);
        test::Page::type(proxy, u"http://me:hidden-pass@10.0.0.1:3128"_s);
        QTRY_COMPARE_WITH_TIMEOUT(proxy->text(), u"http://me@10.0.0.1:3128"_s, patienceMs);
        QCOMPARE(desk.services.connections().globalProxyText(desk.account).value(),
                 u"http://me@10.0.0.1:3128"_s);
        QVERIFY(!liesAnywhere(desk.folder.path(), "hidden-pass"));
    }

    void savesAModelAsARevisionOfItsOwn()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isAt(u"mine"_s), patienceMs);
        QCOMPARE(desk.revision(), 1);
        Q_EMIT desk.page->providers()->wished(EditModel{u"mine"_s, u"mine.picture"_s});
        QVERIFY(desk.editor());
        QTRY_VERIFY_WITH_TIMEOUT(desk.button(u"Save"_s)->isEnabled(), patienceMs);
        auto* edit = desk.editor()->findChild<JsonEdit*>();
        QString text = edit->toPlainText();
        edit->replaceText(text.replace(u"My picture"_s, u"Another name"_s));
        QTRY_VERIFY_WITH_TIMEOUT(desk.shows(u"Another name"_s), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(desk.button(u"Save"_s)->isEnabled(), patienceMs);
        desk.button(u"Save"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.editor(), patienceMs);
        QCOMPARE(desk.revision(), 2);
    }

    void takesAProviderOutAfterSayingWhatGoesWithIt()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isAt(u"mine"_s), patienceMs);
        QVERIFY(desk.services.connections()
                    .sealKey(desk.account, u"mine"_s, u"key"_s, SecretBytes(canary))
                    .wait());
        QTRY_VERIFY_WITH_TIMEOUT(desk.button(u"Remove the provider…"_s), patienceMs);
        desk.button(u"Remove the provider…"_s)->click();
        QVERIFY(desk.shows(u"Its 1 model(s) go with it. 1 key(s) of it are forgotten."_s));
        Dialog::topmost(&desk.window)->reject();
        QVERIFY(desk.isAt(u"mine"_s));
        desk.button(u"Remove the provider…"_s)->click();
        desk.button(u"Remove"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.isAt(u"mine"_s), patienceMs);
        QCOMPARE(desk.revision(), 0);
        QVERIFY(desk.failures.isEmpty());
    }

    void givesAChangedModelItsOriginalBack()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isAt(u"draft"_s), patienceMs);
        // What a service said of its model makes it the account's own.
        ManifestRecord seeded;
        const auto rows = desk.services.store().read(
            desk.account, [](const Repositories& r) { return r.catalog.models(); });
        for (const ManifestRecord& row : *rows) {
            seeded = row.providerId == u"fal"_s ? row : seeded;
        }
        QVERIFY(!seeded.id.isEmpty());
        ManifestRecord changed = seeded;
        changed.accountId = desk.account;
        changed.manifest.replace("}", " }");
        QVERIFY(desk.services.store()
                    .write(desk.account,
                           [changed](Repositories& r) -> Result<> {
                               r.catalog.putModel(changed);
                               return {};
                           })
                    .wait());
        const auto wish = RemoveManifest{u"fal"_s, seeded.id};
        QTRY_VERIFY_WITH_TIMEOUT(desk.isAt(u"fal"_s), patienceMs);
        Q_EMIT desk.page->providers()->wished(wish);
        desk.button(u"Go back"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.services.store()
                .read(desk.account,
                      [&](const Repositories& r) {
                          const auto models = r.catalog.models();
                          return std::find(models.begin(), models.end(), seeded) != models.end();
                      })
                .value(),
            patienceMs);
        // Once more there is nothing of one's own.
        Q_EMIT desk.page->providers()->wished(wish);
        QTRY_COMPARE_WITH_TIMEOUT(desk.failures.size(), 1, patienceMs);
        QCOMPARE(desk.failures.first().kind, ErrorKind::NotFound);
    }

    void asksBeforeAKeyGoesToAnotherAddress()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isAt(u"mine"_s), patienceMs);
        QVERIFY(
            desk.services.connections()
                .sealKey(desk.account, u"mine"_s, u"key"_s, SecretBytes(QByteArray("k1-canary")))
                .wait());
        Q_EMIT desk.page->providers()->wished(EditModel{u"mine"_s, u"mine.picture"_s});
        auto* edit = desk.editor()->findChild<JsonEdit*>();
        QString text = edit->toPlainText();
        edit->replaceText(
            text.replace(u"\"local\": true,"_s,
                         u"\"local\": true, \"origins\": [\"https://stranger.example\"],"_s));
        QTRY_VERIFY_WITH_TIMEOUT(desk.button(u"Save"_s)->isEnabled(), patienceMs);
        desk.button(u"Save"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.shows(u"https://stranger.example"_s), patienceMs);
        Dialog::topmost(&desk.window)->reject();
        QVERIFY(desk.editor());
        QVERIFY(desk.shows(u"Not saved."_s));
        QCOMPARE(desk.revision(), 1);
        desk.button(u"Save"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.button(u"Allow"_s), patienceMs);
        desk.button(u"Allow"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.editor(), patienceMs);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    FlowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "flowtest.moc"
