#include "core/providers/catalog.h"
#include "tests/ui/settings/page.h"
#include "ui/common/dialog.h"
#include "ui/common/theme.h"
#include "ui/settings/modelrow.h"
#include "ui/settings/networksection.h"
#include "ui/settings/noticebar.h"
#include "ui/settings/providerlines.h"
#include "ui/settings/providerlist.h"
#include "ui/settings/providerssection.h"

#include <QAccessible>
#include <QAccessibleInterface>
#include <QSignalSpy>

using namespace raskadr;
using namespace raskadr::ui;
using raskadr::test::Page;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString secretText = u"sk-live-0123456789abcdef"_s;

ProviderLine remoteProvider(const QString& id, const QString& name)
{
    ProviderLine line;
    line.id = id;
    line.name = name;
    line.standing = ProviderStanding::NeedsKey;
    line.checkable = true;
    line.confirmed = true;
    line.keys = {{u"key"_s, u"Key"_s, KeyState::Missing}};
    line.address = line.usualAddress = u"https://api.example.com"_s;
    line.usualConcurrency = 2;
    ModelLine model;
    model.id = id + u".picture"_s;
    model.name = name + u": picture"_s;
    model.refreshable = true;
    model.parameters = {{u"Size"_s, u"Choice"_s, u"small, large"_s, u"small"_s}};
    line.models = {model};
    return line;
}

ProviderLine withKey(ProviderLine line)
{
    line.standing = ProviderStanding::Connected;
    for (KeyLine& key : line.keys) {
        key.state = KeyState::Sealed;
    }
    return line;
}

ProviderLine localProvider()
{
    ProviderLine line = remoteProvider(u"local"_s, u"Local program"_s);
    line.local = true;
    line.keys.clear();
    line.confirmed = false;
    line.standing = ProviderStanding::NeedsConfirmation;
    line.address = line.usualAddress = u"http://127.0.0.1:8188"_s;
    return line;
}

// Everything that a program could read out of a window: widgets and what assistive technology gets.
QString readable(const QObject* root)
{
    QString all;
    for (const QObject* object : root->findChildren<QObject*>()) {
        const QMetaObject* meta = object->metaObject();
        for (int i = 0; i < meta->propertyCount(); ++i) {
            all += meta->property(i).read(object).toString() + u'\n';
        }
        for (const QByteArray& name : object->dynamicPropertyNames()) {
            all += object->property(name.constData()).toString() + u'\n';
        }
        auto* widget = const_cast<QObject*>(object);
        if (QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget)) {
            for (const auto part : {QAccessible::Name, QAccessible::Description, QAccessible::Value,
                                    QAccessible::Help}) {
                all += face->text(part) + u'\n';
            }
            if (QAccessibleTextInterface* text = face->textInterface()) {
                all += text->text(0, text->characterCount()) + u'\n';
            }
        }
        // What an undo would bring back.
        if (auto* edit = qobject_cast<QLineEdit*>(widget)) {
            const QString before = edit->text();
            edit->undo();
            all += edit->text() + u'\n';
            edit->setText(before);
        }
    }
    return all;
}

class Section
{
public:
    explicit Section(const QList<ProviderLine>& lines, QSize size = {1120, 700})
        : section(new ProvidersSection)
        , page(section, size)
    {
        QObject::connect(section, &ProvidersSection::wished, section,
                         [this](const ProviderWish& wish) { wishes.append(wish); });
        section->setProviders(lines);
    }

    template <class Wish>
    const Wish* last() const
    {
        return wishes.isEmpty() ? nullptr : std::get_if<Wish>(&wishes.last());
    }

    ProvidersSection* section;
    Page page;
    QList<ProviderWish> wishes;
};

const Result<> addressRefusal =
    tl::unexpected(Error{ErrorKind::InvalidInput, u"https only"_s, u"baseUrl"_s, 0});

} // namespace

class ProvidersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsProvidersWithTheirStanding()
    {
        ProviderLine paused = withKey(remoteProvider(u"paused"_s, u"Tired"_s));
        paused.standing = ProviderStanding::Paused;
        paused.pauseReason = u"The funds are used up."_s;
        Section at({withKey(remoteProvider(u"one"_s, u"One"_s)), paused, localProvider()});
        auto* list = at.section->findChild<ProviderList*>();
        QCOMPARE(list->model()->rowCount(), 3);
        QCOMPARE(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 u"One, Connected"_s);
        QVERIFY(at.page.shows(u"Connected"_s));

        at.section->openProvider(u"paused"_s);
        QVERIFY(at.page.shows(u"The funds are used up."_s));
        at.page.button(u"Go on"_s)->click();
        QVERIFY(at.last<ResumeProvider>());
        QCOMPARE(at.last<ResumeProvider>()->providerId, u"paused"_s);
    }

    void keepsTheChosenProviderWhenTheOrderChanges()
    {
        const ProviderLine one = remoteProvider(u"one"_s, u"One"_s);
        const ProviderLine two = remoteProvider(u"two"_s, u"Two"_s);
        Section at({one, two});
        at.section->openProvider(u"two"_s);
        at.section->setProviders({withKey(two), one});
        QCOMPARE(at.section->chosen(), u"two"_s);
        QVERIFY(at.page.shows(u"Connected"_s));
        at.section->openProvider(u"three"_s);
        QCOMPARE(at.section->chosen(), u"two"_s);
        // It is opened as soon as it is there.
        at.section->setProviders({one, two, remoteProvider(u"three"_s, u"Three"_s)});
        QCOMPARE(at.section->chosen(), u"three"_s);
        at.section->openProvider(u"two"_s);
        at.section->setProviders({one, two, remoteProvider(u"three"_s, u"Three"_s)});
        QCOMPARE(at.section->chosen(), u"two"_s);
    }

    void handsAKeyOverWithoutWhiteSpaceAndForgetsIt()
    {
        const ProviderLine line = remoteProvider(u"one"_s, u"One"_s);
        Section at({line});
        QVERIFY(!at.page.button(u"Check"_s));
        auto* field = at.page.named<QLineEdit>(u"Key"_s);
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QVERIFY(!at.page.button(u"Save and check"_s)->isEnabled());
        QTest::keyClicks(field, u"  %1\t "_s.arg(secretText));
        at.page.button(u"Save and check"_s)->click();
        const auto* wish = at.last<EnterKeys>();
        QVERIFY(wish);
        QCOMPARE(wish->keys.value(u"key"_s).reveal(), secretText.toUtf8());
        QCOMPARE(wish->place, KeyPlace::Library);

        at.wishes.clear();
        at.section->showKeyOutcome(u"one"_s, u"key"_s, {});
        at.section->setProviders({withKey(line)});
        QVERIFY(at.page.shows(u"Stored in the library"_s));
        QVERIFY(!at.page.named<QLineEdit>(u"Key"_s));
        QVERIFY2(!readable(&at.page.window).contains(secretText), "the key can still be read");
        QVERIFY(at.page.button(u"Check"_s));
    }

    void forgetsAKeyThatWasShownWhileItWasTyped()
    {
        const ProviderLine line = remoteProvider(u"one"_s, u"One"_s);
        Section at({line});
        auto* field = at.page.named<QLineEdit>(u"Key"_s);
        QTest::keyClicks(field, secretText);
        static_cast<PasswordEdit*>(field)->setRevealed(true);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(at.last<EnterKeys>());
        at.wishes.clear();
        at.section->showKeyOutcome(u"one"_s, u"key"_s, {});
        at.section->setProviders({withKey(line)});
        QVERIFY(!readable(&at.page.window).contains(secretText));
        QCOMPARE(field->echoMode(), QLineEdit::Password);
    }

    void keepsWhatWasTypedWhenTheKeyIsRefused()
    {
        Section at({remoteProvider(u"one"_s, u"One"_s)});
        auto* field = at.page.named<QLineEdit>(u"Key"_s);
        QTest::keyClicks(field, secretText);
        at.page.button(u"Save and check"_s)->click();
        QVERIFY(!field->isEnabled());
        at.section->showKeyOutcome(u"one"_s, u"key"_s,
                                   failure(ErrorKind::InvalidInput, u"not a key"_s));
        QVERIFY(field->isEnabled());
        QCOMPARE(field->text(), secretText);
        QVERIFY(at.page.shows(u"This cannot be a key"_s));
        QVERIFY(at.page.button(u"Save and check"_s)->isEnabled());
    }

    void asksForSeveralKeys()
    {
        ProviderLine line = remoteProvider(u"two-keys"_s, u"Two keys"_s);
        line.keys = {{u"accessKey"_s, u"Access key"_s, KeyState::Missing},
                     {u"secretKey"_s, u"Secret key"_s, KeyState::Missing}};
        Section at({line});
        QTest::keyClicks(at.page.named<QLineEdit>(u"Access key"_s), u"AK"_s);
        QTest::keyClicks(at.page.named<QLineEdit>(u"Secret key"_s), u"SK"_s);
        at.page.button(u"Save and check"_s)->click();
        QCOMPARE(at.last<EnterKeys>()->keys.size(), 2);
        QCOMPARE(at.last<EnterKeys>()->keys.value(u"secretKey"_s).reveal(), "SK"_ba);
    }

    void offersTheKeychainWhereThereIsOne()
    {
        Section at({remoteProvider(u"one"_s, u"One"_s)});
        QVERIFY(!at.page.named<QComboBox>(u"Where to keep it"_s));
        at.section->setKeychainOffered(true);
        at.page.choose(at.page.named<QComboBox>(u"Where to keep it"_s),
                       u"In the system keychain"_s);
        QTest::keyClicks(at.page.named<QLineEdit>(u"Key"_s), u"abc"_s);
        at.page.button(u"Save and check"_s)->click();
        QCOMPARE(at.last<EnterKeys>()->place, KeyPlace::Keychain);
    }

    void replacesAndRemovesAKey()
    {
        Section at({withKey(remoteProvider(u"one"_s, u"One"_s))});
        at.page.button(u"Replace: Key"_s)->click();
        auto* field = at.page.named<QLineEdit>(u"Key"_s);
        QVERIFY(field);
        QTest::keyClicks(field, u"new"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!at.page.named<QLineEdit>(u"Key"_s));
        QVERIFY(field->text().isEmpty());
        QVERIFY(at.wishes.isEmpty());

        at.page.button(u"Remove: Key"_s)->click();
        QVERIFY(Dialog::topmost(&at.page.window));
        at.page.button(u"Remove the key"_s)->click();
        QVERIFY(at.last<RemoveKey>());
        QCOMPARE(at.last<RemoveKey>()->name, u"key"_s);
    }

    void saysHowACheckWent()
    {
        const ProviderLine line = withKey(remoteProvider(u"one"_s, u"One"_s));
        Section at({line, remoteProvider(u"two"_s, u"Two"_s)});
        at.page.button(u"Check"_s)->click();
        QVERIFY(at.last<CheckProvider>());
        at.section->setCheck(u"one"_s, {CheckLine::Kind::Running, {}, {}});
        QVERIFY(!at.page.button(u"Checking…"_s)->isEnabled());
        at.section->setCheck(u"one"_s,
                             {CheckLine::Kind::Bad, u"The key does not fit."_s, u"HTTP 401"_s});
        QVERIFY(at.page.shows(u"The key does not fit."_s));
        QVERIFY(at.page.button(u"Check"_s)->isEnabled());
        at.page.button(u"Details"_s)->click();
        QVERIFY(Dialog::topmost(&at.page.window));
        Dialog::topmost(&at.page.window)->reject();
        // It stays with its provider.
        at.section->openProvider(u"two"_s);
        QVERIFY(!at.page.shows(u"The key does not fit."_s));
        at.section->openProvider(u"one"_s);
        QVERIFY(at.page.shows(u"The key does not fit."_s));
    }

    void asksBeforeALocalAddressIsCalled()
    {
        Section at({localProvider()});
        QVERIFY(at.page.shows(u"http://127.0.0.1:8188"_s));
        at.page.button(u"Allow"_s)->click();
        QVERIFY(at.last<ConfirmAddress>());
        ProviderLine confirmed = localProvider();
        confirmed.confirmed = true;
        confirmed.standing = ProviderStanding::Connected;
        at.section->setProviders({confirmed});
        QVERIFY(!at.page.button(u"Allow"_s));
        // The proxy of the program is not offered for it.
        QCOMPARE(at.page.named<QComboBox>(u"Way into the network"_s)
                     ->findText(u"As for the whole program"_s),
                 -1);
    }

    void handsOverAnAddressAndKeepsARefusedOne()
    {
        ProviderLine line = withKey(remoteProvider(u"one"_s, u"One"_s));
        Section at({line});
        auto* address = at.page.named<QLineEdit>(u"Address"_s);
        QCOMPARE(address->text(), u"https://api.example.com"_s);
        Page::type(address, u"http://elsewhere.example"_s);
        const EnteredConnection refused = at.last<EnterConnection>()->entered;
        QCOMPARE(refused.baseUrl, u"http://elsewhere.example"_s);
        at.section->showConnectionOutcome(u"one"_s, refused, addressRefusal);
        QVERIFY(at.page.shows(u"https://"_s));
        at.section->setProviders({line});
        QCOMPARE(address->text(), u"http://elsewhere.example"_s);

        // The usual address is no address of one's own.
        line.address = u"https://relay.example"_s;
        line.entered.baseUrl = line.address;
        Section other({line});
        QVERIFY(other.page.shows(u"Usually https://api.example.com"_s));
        Page::type(other.page.named<QLineEdit>(u"Address"_s), u"https://api.example.com"_s);
        QCOMPARE(other.last<EnterConnection>()->entered.baseUrl, QString());
    }

    void saysNothingOfAnAddressThatWasTypedOver()
    {
        ProviderLine line = withKey(remoteProvider(u"one"_s, u"One"_s));
        Section at({line});
        auto* address = at.page.named<QLineEdit>(u"Address"_s);
        Page::type(address, u"http://elsewhere.example"_s);
        const EnteredConnection refused = at.last<EnterConnection>()->entered;
        Page::type(address, u"https://relay.example"_s);
        at.section->showConnectionOutcome(u"one"_s, refused, addressRefusal);
        QVERIFY(!at.page.shows(u"https://"_s));
        line.address = u"https://relay.example"_s;
        line.entered.baseUrl = line.address;
        at.section->setProviders({line});
        QVERIFY(at.page.shows(u"Usually https://api.example.com"_s));
    }

    void takesASettingOfTheManifest()
    {
        ProviderLine line = withKey(remoteProvider(u"one"_s, u"One"_s));
        line.settings = {
            {u"folder"_s, u"Folder id"_s, {}, {}, {}, true},
            {u"scope"_s, u"Kind of access"_s, {}, u"PERS"_s, {u"PERS"_s, u"CORP"_s}, false}};
        Section at({line});
        QVERIFY(at.page.shows(u"Needed: without it the service refuses"_s));
        Page::type(at.page.named<QLineEdit>(u"Folder id"_s), u" b1gabc "_s);
        QCOMPARE(at.last<EnterConnection>()->entered.settings.value(u"folder"_s), u"b1gabc"_s);
        Page::choose(at.page.named<QComboBox>(u"Kind of access"_s), u"CORP"_s);
        QCOMPARE(at.last<EnterConnection>()->entered.settings.value(u"scope"_s), u"CORP"_s);
    }

    void checksAProxyOfItsOwnBeforeItIsTaken()
    {
        Section at({withKey(remoteProvider(u"one"_s, u"One"_s))});
        Page::choose(at.page.named<QComboBox>(u"Way into the network"_s), u"A proxy of its own"_s);
        QVERIFY(at.wishes.isEmpty());
        auto* proxy = at.page.named<QLineEdit>(u"Proxy"_s);
        Page::type(proxy, u"ftp://nonsense"_s);
        QVERIFY(at.wishes.isEmpty());
        QVERIFY(at.page.shows(u"socks5h://host:port"_s));
        Page::type(proxy, u"socks5h://me:pass@proxy.example:1080"_s);
        QCOMPARE(at.last<EnterConnection>()->entered.proxyUse, ProxyUse::Own);
        QCOMPARE(at.last<EnterConnection>()->entered.proxy,
                 u"socks5h://me:pass@proxy.example:1080"_s);
        const EnteredConnection entered = at.last<EnterConnection>()->entered;
        at.wishes.clear();
        at.section->showConnectionOutcome(u"one"_s, entered, {});
        QVERIFY(!readable(&at.page.window).contains(u"pass@"_s));
        QCOMPARE(proxy->text(), u"socks5h://me@proxy.example:1080"_s);
    }

    void limitsJobsAtOnce()
    {
        ProviderLine line = withKey(remoteProvider(u"one"_s, u"One"_s));
        line.entered.concurrency = 5;
        Section at({line});
        auto* jobs = at.page.named<QComboBox>(u"Jobs at once"_s);
        QCOMPARE(jobs->currentText(), u"5"_s);
        QCOMPARE(jobs->itemText(0), u"As usual: 2"_s);
        Page::choose(jobs, u"As usual: 2"_s);
        QCOMPARE(at.last<EnterConnection>()->entered.concurrency, 0);
    }

    void opensAModelAndItsDescription()
    {
        Section at({withKey(remoteProvider(u"one"_s, u"One"_s))});
        auto* row = at.section->findChild<ModelRow*>();
        row->click();
        QVERIFY(at.page.shows(u"small, large"_s));
        at.page.button(u"Change…"_s)->click();
        QCOMPARE(at.last<EditModel>()->modelId, u"one.picture"_s);
        at.page.button(u"Update the schema"_s)->click();
        QCOMPARE(at.last<RefreshModel>()->modelId, u"one.picture"_s);
        at.page.button(u"Add a model…"_s)->click();
        QVERIFY(at.last<EditModel>()->modelId.isEmpty());
        QCOMPARE(at.last<EditModel>()->providerId, u"one"_s);
        at.page.button(u"Add a provider…"_s)->click();
        QVERIFY(at.last<EditModel>()->providerId.isEmpty());
        // Its parameters stay open when something else changes.
        ProviderLine line = withKey(remoteProvider(u"one"_s, u"One"_s));
        line.models.first().revision = 2;
        at.section->setProviders({line});
        QTRY_VERIFY(at.page.shows(u"small, large"_s));
    }

    void leavesABuiltinProviderAlone()
    {
        ProviderLine line = remoteProvider(u"draft"_s, u"Draft"_s);
        line.standing = ProviderStanding::Builtin;
        line.keys.clear();
        line.checkable = false;
        Section at({line});
        QVERIFY(!at.page.named<QLineEdit>(u"Address"_s));
        QVERIFY(!at.page.button(u"Add a model…"_s));
        at.section->findChild<ModelRow*>()->click();
        QVERIFY(at.page.shows(u"small, large"_s));
        QVERIFY(!at.page.button(u"Change…"_s));
    }

    void saysHowToBeginWithoutProviders()
    {
        Section at(QList<ProviderLine>{});
        QVERIFY(at.page.shows(u"No providers yet"_s));
        at.page.button(u"Import…"_s)->click();
        QVERIFY(at.last<ImportManifest>());
    }

    void givesTheKeyboardToWhatIsMissing()
    {
        Section at({remoteProvider(u"one"_s, u"One"_s), localProvider()});
        QVERIFY(QTest::qWaitForWindowActive(&at.page.window));
        at.section->openProvider(u"one"_s);
        QCOMPARE(QApplication::focusWidget(), at.page.named<QLineEdit>(u"Key"_s));
        at.section->openProvider(u"local"_s);
        QCOMPARE(QApplication::focusWidget(), at.page.button(u"Allow"_s));
    }

    void namesEveryControl()
    {
        ProviderLine line = withKey(remoteProvider(u"one"_s, u"One"_s));
        line.settings = {{u"folder"_s, u"Folder id"_s, {}, {}, {}, true}};
        Section at({line, localProvider(), remoteProvider(u"two"_s, u"Two"_s)});
        at.section->setKeychainOffered(true);
        for (const QString& id : {u"one"_s, u"local"_s, u"two"_s}) {
            at.section->openProvider(id);
            for (QWidget* widget : at.page.window.findChildren<QWidget*>()) {
                if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus)) {
                    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
                    QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                             widget->metaObject()->className());
                }
            }
        }
    }

    void fitsIntoASmallWindow()
    {
        ProviderLine line =
            withKey(remoteProvider(u"one"_s, u"A provider with a rather long name of its own"_s));
        Section at({line}, QSize(888, 652));
        at.section->findChild<ModelRow*>()->click();
        QCoreApplication::processEvents();
        for (const QWidget* widget : at.page.window.findChildren<QWidget*>()) {
            const bool shown = widget->isVisible() && qobject_cast<const QAbstractButton*>(widget);
            if (shown) {
                const int right = widget->mapTo(&at.page.window, QPoint(widget->width(), 0)).x();
                QVERIFY2(right <= at.page.window.width(), qPrintable(widget->accessibleName()));
            }
        }
    }

    // --- the words

    void tellsWhatIsMissingInWords()
    {
        QList<ManifestRecord> providers, models;
        QList<ConnectionState> states;
        for (const QByteArray& bytes : seedManifests()) {
            const auto pieces = splitManifest(bytes);
            QVERIFY(pieces);
            for (const ManifestPiece& piece : *pieces) {
                (piece.isProvider ? providers : models)
                    .append({piece.id,
                             piece.isProvider ? QString() : piece.providerId,
                             {},
                             1,
                             piece.json});
                if (piece.isProvider) {
                    const auto provider = parseProvider(piece.json);
                    QVERIFY(provider);
                    if (!provider->isBuiltin()) {
                        ConnectionState state;
                        state.provider = *provider;
                        state.gaps = gapsOf(*provider, {}, {});
                        for (const QString& name : secretNamesOf(*provider)) {
                            state.keys.insert(name, KeyState::Missing);
                        }
                        states.append(state);
                    }
                }
            }
        }
        const Catalog all = Catalog::ofAll(providers, models);
        const auto lines = providerLines(all, states, {}, Language::Russian);
        QCOMPARE(lines.size(), states.size() + 1);
        QCOMPARE(lines.first().name, u"Черновик"_s);
        QCOMPARE(lines.first().standing, ProviderStanding::Builtin);
        QVERIFY(lines.first().models.size() >= 2);
        const auto named = [&lines](const QString& id) {
            for (const ProviderLine& line : lines) {
                if (line.id == id) {
                    return line;
                }
            }
            return ProviderLine();
        };
        QCOMPARE(named(u"kling"_s).standing, ProviderStanding::NeedsKey);
        QCOMPARE(named(u"kling"_s).keys.size(), 2);
        QCOMPARE(named(u"kling"_s).keys.first().title, u"Access key"_s);
        QCOMPARE(named(u"yandex"_s).settings.first().title, u"Идентификатор каталога"_s);
        QCOMPARE(named(u"comfyui"_s).standing, ProviderStanding::NeedsConfirmation);
        QCOMPARE(named(u"comfyui"_s).remark, u"127.0.0.1:8188"_s);
        QVERIFY(named(u"automatic1111"_s).keysOptional);
        QVERIFY(named(u"fal"_s).models.first().refreshable);

        // A key comes, and the service is paused.
        for (ConnectionState& state : states) {
            if (state.provider.id == u"kling"_s) {
                state.keys = {{u"accessKey"_s, KeyState::Sealed},
                              {u"secretKey"_s, KeyState::InKeychain}};
                state.gaps = {};
            }
        }
        const auto paused =
            providerLines(all, states, {{u"kling"_s, u"No funds."_s}}, Language::English);
        QCOMPARE(paused.at(1).id, u"kling"_s);
        QCOMPARE(paused.at(1).standing, ProviderStanding::Paused);
        QCOMPARE(paused.at(1).remark, u"No funds."_s);
    }

    // --- the network

    void takesAGlobalProxy()
    {
        auto* section = new NetworkSection;
        Page page(section);
        QSignalSpy entered(section, &NetworkSection::proxyEntered);
        section->setProxy({});
        QVERIFY(!page.named<QLineEdit>(u"Address of the proxy"_s));
        Page::choose(page.named<QComboBox>(u"Way into the network"_s), u"Through a proxy"_s);
        auto* proxy = page.named<QLineEdit>(u"Address of the proxy"_s);
        Page::type(proxy, u"127.0.0.1"_s);
        QVERIFY(entered.isEmpty());
        QVERIFY(page.shows(u"http://host:port"_s));
        QCOMPARE(proxy->text(), u"127.0.0.1"_s);
        Page::type(proxy, u"http://me:secret@10.0.0.1:3128"_s);
        QCOMPARE(entered.size(), 1);
        QCOMPARE(entered.first().first().toString(), u"http://me:secret@10.0.0.1:3128"_s);
        section->showOutcome(u"http://another@10.0.0.2:3128"_s,
                             tl::unexpected(Error{ErrorKind::InvalidInput, {}, {}, 0}));
        QVERIFY(!page.shows(u"http://host:port"_s));
        section->showOutcome(u"http://me:secret@10.0.0.1:3128"_s, {});
        section->setProxy(u"http://me@10.0.0.1:3128"_s);
        QVERIFY(!readable(&page.window).contains(u"secret"_s));
        Page::choose(page.named<QComboBox>(u"Way into the network"_s), u"Directly"_s);
        QCOMPARE(entered.last().first().toString(), QString());
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    ProvidersTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "providerstest.moc"
