#include "core/library/ownmanifests.h"
#include "core/library/providerconnections.h"
#include "core/library/seedcatalog.h"
#include "core/vault/sealing.h"
#include "tests/support/handclock.h"
#include "tests/support/rows.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray canary = "sk-canary-0123456789";

// A keychain that answers when the test says so.
class HandKeychain final : public Keychain
{
public:
    void read(const QString& name, QObject* context, Secret answer) override
    {
        later(context, [this, name, answer = std::move(answer)] {
            if (broken) {
                answer(failure(ErrorKind::Storage));
            } else if (!kept.contains(name)) {
                answer(failure(ErrorKind::NotFound));
            } else {
                answer(SecretBytes(kept.value(name)));
            }
        });
    }
    void write(const QString& name, const SecretBytes& secret, QObject* context,
               Done answer) override
    {
        later(context,
              [this, name,
               bytes = QByteArray(reinterpret_cast<const char*>(secret.data()), secret.size()),
               answer = std::move(answer)] {
                  if (broken) {
                      answer(failure(ErrorKind::Storage));
                      return;
                  }
                  kept.insert(name, bytes);
                  answer({});
              });
    }
    void remove(const QString& name, QObject* context, Done answer) override
    {
        later(context, [this, name, answer = std::move(answer)] {
            kept.remove(name);
            answer({});
        });
    }
    void answerAll()
    {
        const auto waiting = std::exchange(m_waiting, {});
        for (const auto& [context, act] : waiting) {
            if (context) {
                act();
            }
        }
    }

    QHash<QString, QByteArray> kept;
    bool broken = false;

private:
    void later(QObject* context, std::function<void()> act)
    {
        m_waiting.append({context, std::move(act)});
    }

    QList<std::pair<QPointer<QObject>, std::function<void()>>> m_waiting;
};

std::optional<QByteArray> keyIn(const ProviderAccess& access, const QString& name)
{
    return access.secrets({SecretText::Kind::Secret, name});
}

SecretBytes bytes(const QByteArray& text)
{
    return SecretBytes(text);
}

// A model that is nothing special, of this provider.
QByteArray manifestOf(const QByteArray& provider, const QByteArray& model)
{
    QByteArray manifest =
        R"({"manifestVersion": 1, "provider": PROVIDER, "model": {"id": "MODEL", "produces": "image",)"
        R"( "flow": "sync", "params": {"type": "object", "properties": {"prompt": {"type": "string"}}},)"
        R"( "steps": {"submit": {"method": "POST", "url": "{base}/make", "retrySafe": false,)"
        R"( "body": {"type": "json", "value": {"p": {"$param": "prompt"}}}}},)"
        R"( "outputs": [{"from": "submit", "value": "/image", "as": "base64"}]}})";
    return manifest.replace("PROVIDER", provider).replace("MODEL", model);
}

} // namespace

// What accounts enter about providers: who can read it, where it goes, and where it does not.
class ConnectionsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_template;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    HandClock m_clock;
    HandKeychain m_keychain;
    std::unique_ptr<ProviderConnections> m_connections;
    Account m_anna = rows::account(u"anna"_s);
    Account m_boris = rows::account(u"boris"_s);
    SecretBytes m_annaKey = makeVaultKey();

    Session session(const Account& account, const SecretBytes& key) const
    {
        return {account.id, key.clone()};
    }
    void begin()
    {
        m_connections = std::make_unique<ProviderConnections>(*m_store, m_clock, &m_keychain);
    }
    void unlockAnna() { m_connections->unlock(session(m_anna, m_annaKey)); }
    Result<> seal(const QString& provider, const QByteArray& key = canary,
                  const QString& name = u"key"_s)
    {
        return m_connections->sealKey(m_anna.id, provider, name, bytes(key)).wait();
    }
    KeyState keyState(const QString& provider)
    {
        return m_connections->state(m_anna.id, provider)->keys.value(u"key"_s);
    }
    QByteArray key(const QString& provider)
    {
        const auto access = m_connections->access(m_anna.id, provider);
        return access ? keyIn(*access, u"key"_s).value_or("none") : "no access";
    }
    // Everything of the library, as it lies on the disk.
    QByteArray disk()
    {
        QByteArray all;
        QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly)) {
                all += file.readAll();
            }
        }
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto made = Store::open(m_template.filePath(u"library.db"_s), Store::Mode::ReadWrite);
        QVERIFY(made);
        QVERIFY(putSeedManifests(**made));
        for (const Account& account : {m_anna, m_boris}) {
            QVERIFY(rows::write(**made, account.id,
                                [&](Repositories& r) { r.accounts.insert(account); }));
        }
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(
            QFile::copy(m_template.filePath(u"library.db"_s), m_folder->filePath(u"library.db"_s)));
        auto opened = Store::open(m_folder->filePath(u"library.db"_s), Store::Mode::ReadWrite);
        QVERIFY(opened);
        m_store = std::move(*opened);
        m_keychain = HandKeychain();
        begin();
    }
    void cleanup()
    {
        m_connections.reset();
        m_store.reset();
    }

    void aKeyIsReadByItsAccountAloneAndNowhereOnTheDisk()
    {
        unlockAnna();
        m_connections->unlock(session(m_boris, makeVaultKey()));
        QVERIFY(seal(u"openai"_s, "  " + canary + "\r\n"));
        QCOMPARE(key(u"openai"_s), canary);
        QCOMPARE(m_connections->access(m_boris.id, u"openai"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(m_connections->state(m_boris.id, u"openai"_s)->keys.value(u"key"_s),
                 KeyState::Missing);
        QVERIFY(!disk().contains(canary)); // the log and all
        m_connections.reset();
        m_store.reset();
        QVERIFY(!disk().contains(canary));
        for (const QByteArray& spelling : {canary.toBase64(), canary.toHex()}) {
            QVERIFY(!disk().contains(spelling));
        }
    }

    void nothingIsReadBeforeTheAccountHasLoggedIn()
    {
        unlockAnna();
        QVERIFY(seal(u"openai"_s));
        begin(); // another process
        QVERIFY(!m_connections->isUnlocked(m_anna.id));
        QCOMPARE(m_connections->access(m_anna.id, u"openai"_s).error().kind,
                 ErrorKind::AccountLocked);
        QCOMPARE(seal(u"openai"_s).error().kind, ErrorKind::AccountLocked);
        QSignalSpy unlocked(m_connections.get(), &ProviderConnections::unlocked);
        unlockAnna();
        QCOMPARE(unlocked.size(), 1);
        QCOMPARE(key(u"openai"_s), canary);
    }

    void aSealedKeyInThePlaceOfAnotherDoesNotOpen()
    {
        unlockAnna();
        QVERIFY(seal(u"openai"_s));
        QVERIFY(seal(u"runway"_s, "sk-runway"));
        QVERIFY(rows::write(*m_store, m_anna.id, [](Repositories& r) {
            SecretRecord moved = *r.secrets.find(u"openai"_s, u"key"_s);
            moved.providerId = u"runway"_s;
            r.secrets.put(moved);
        }));
        QCOMPARE(keyState(u"runway"_s), KeyState::Unreadable);
        QCOMPARE(key(u"runway"_s), QByteArray("none"));
        QCOMPARE(key(u"openai"_s), canary);
    }

    void aDamagedVaultCostsTheKeysAndNothingElse()
    {
        unlockAnna();
        QVERIFY(seal(u"openai"_s));
        m_connections->unlock(session(m_anna, SecretBytes()));
        QCOMPARE(keyState(u"openai"_s), KeyState::Unreadable);
        QCOMPARE(key(u"openai"_s), QByteArray("none"));
        QCOMPARE(seal(u"openai"_s).error().kind, ErrorKind::InputDamaged);
        // After a reset without the code there is another key.
        m_connections->unlock(session(m_anna, makeVaultKey()));
        QCOMPARE(keyState(u"openai"_s), KeyState::Unreadable);
        QVERIFY(seal(u"openai"_s, "sk-typed-again"));
        QCOMPARE(key(u"openai"_s), QByteArray("sk-typed-again"));
    }

    void whatIsNoKeyIsRefused_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("blanks") << QByteArray(" \t\r\n");
        QTest::newRow("two lines") << QByteArray("sk-one\nsk-two");
        QTest::newRow("another header") << QByteArray("sk\r\nX-Other: 1");
        QTest::newRow("Cyrillic letters") << QString(u"ключ"_s).toUtf8();
        QTest::newRow("zero byte") << QByteArray("sk\0x", 4);
        QTest::newRow("a file") << QByteArray(20'000, 'x');
    }
    void whatIsNoKeyIsRefused()
    {
        QFETCH(QByteArray, typed);
        unlockAnna();
        const auto refused = seal(u"openai"_s, typed);
        QCOMPARE(refused.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(refused.error().subject, u"key"_s);
        QCOMPARE(keyState(u"openai"_s), KeyState::Missing);
    }

    void strangersAreNotFound()
    {
        unlockAnna();
        QCOMPARE(seal(u"nobody"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(seal(u"openai"_s, canary, u"other"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(seal(u"draft"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(m_connections->removeKey(m_anna.id, u"openai"_s, u"key"_s).wait().error().kind,
                 ErrorKind::NotFound);
    }

    void aChangeIsAnnouncedWithItsProvider()
    {
        unlockAnna();
        QCoreApplication::sendPostedEvents(); // of what was written before
        QList<ChangeSet> heard;
        connect(m_store.get(), &Store::changed, this,
                [&](const ChangeSet& changes) { heard.append(changes); });
        QVERIFY(seal(u"openai"_s));
        QTRY_COMPARE(heard.size(), 1);
        QCOMPARE(heard[0].connections, QSet<QString>{u"openai"_s});
        QVERIFY(heard[0].catalog);
        QVERIFY(m_connections->removeKey(m_anna.id, u"openai"_s, u"key"_s).wait());
        QTRY_COMPARE(heard.size(), 2);
        QCOMPARE(heard[1].connections, QSet<QString>{u"openai"_s});
        disconnect(m_store.get(), nullptr, this, nullptr);
    }

    void modelsAreOfferedOnceTheirProviderIsConnected()
    {
        unlockAnna();
        const auto offers = [&](const Account& account, const QString& model) {
            return *m_store->read(account.id, [&](const Repositories& r) {
                return connectedCatalog(r).model(model) != nullptr;
            });
        };
        QVERIFY(!offers(m_anna, u"openai.chat"_s));
        QVERIFY(offers(m_anna, u"draft.image"_s));
        QVERIFY(seal(u"openai"_s));
        QVERIFY(offers(m_anna, u"openai.chat"_s));
        QVERIFY(!offers(m_boris, u"openai.chat"_s));
        QVERIFY(m_connections->removeKey(m_anna.id, u"openai"_s, u"key"_s).wait());
        QVERIFY(!offers(m_anna, u"openai.chat"_s));
    }

    void settingsThatAreNeededAreMissed()
    {
        unlockAnna();
        QVERIFY(seal(u"yandex"_s));
        const auto missed = m_connections->access(m_anna.id, u"yandex"_s);
        QCOMPARE(missed.error().kind, ErrorKind::NotFound);
        QCOMPARE(missed.error().subject, u"folder"_s);
        EnteredConnection entered;
        entered.settings = {{u"folder"_s, u" b1g "_s}};
        QVERIFY(m_connections->enter(m_anna.id, u"yandex"_s, entered).wait());
        QCOMPARE(m_connections->access(m_anna.id, u"yandex"_s)->connection.settings,
                 (QHash<QString, QString>{{u"folder"_s, u"b1g"_s}}));
        entered.settings = {{u"fodler"_s, u"b1g"_s}};
        QCOMPARE(m_connections->enter(m_anna.id, u"yandex"_s, entered).wait().error().subject,
                 u"fodler"_s);
    }

    void aLocalProviderIsCalledWhereTheUserSaysAndNowhereElse()
    {
        unlockAnna();
        QCOMPARE(m_connections->access(m_anna.id, u"comfyui"_s).error().kind, ErrorKind::NotFound);
        QVERIFY(m_connections->confirmAddress(m_anna.id, u"comfyui"_s).wait());
        QCOMPARE(m_connections->access(m_anna.id, u"comfyui"_s)->localHost,
                 QByteArray("127.0.0.1"));
        EnteredConnection entered;
        entered.baseUrl = u"http://192.168.1.7:8188/"_s;
        QVERIFY(m_connections->enter(m_anna.id, u"comfyui"_s, entered).wait());
        const auto access = m_connections->access(m_anna.id, u"comfyui"_s);
        QCOMPARE(access->localHost, QByteArray("192.168.1.7"));
        QCOMPARE(access->connection.baseUrl, u"http://192.168.1.7:8188"_s);
        // Back at the address of the manifest, which is not the one that was typed.
        QVERIFY(m_connections->enter(m_anna.id, u"comfyui"_s, {}).wait());
        QVERIFY(m_connections->state(m_anna.id, u"comfyui"_s)->gaps.confirmation);
    }

    void aRemoteProviderIsReachedInPublicOnly_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("plain") << u"http://api.example.com/v1"_s;
        QTest::newRow("loopback") << u"https://127.0.0.1/v1"_s;
        QTest::newRow("loopback as a number") << u"https://2130706433/v1"_s;
        QTest::newRow("private") << u"https://10.0.0.3"_s;
        QTest::newRow("inside name") << u"https://printer.local"_s;
        QTest::newRow("user in it") << u"https://me:word@api.example.com"_s;
        QTest::newRow("query") << u"https://api.example.com/v1?key=1"_s;
        QTest::newRow("file") << u"file:///etc/passwd"_s;
        QTest::newRow("words") << u"my server"_s;
    }
    void aRemoteProviderIsReachedInPublicOnly()
    {
        QFETCH(QString, url);
        unlockAnna();
        EnteredConnection entered;
        entered.baseUrl = url;
        const auto refused = m_connections->enter(m_anna.id, u"openai"_s, entered).wait();
        QCOMPARE(refused.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(refused.error().subject, u"baseUrl"_s);
        QCOMPARE(m_connections->state(m_anna.id, u"openai"_s)->entered, EnteredConnection());
    }

    void theProxyKeepsItsPasswordSealed()
    {
        unlockAnna();
        QVERIFY(seal(u"openai"_s));
        EnteredConnection entered;
        entered.proxyUse = ProxyUse::Own;
        entered.proxy = u"socks5h://vera:pa%40ss-canary@proxy.example:1080"_s;
        entered.concurrency = 3;
        QVERIFY(m_connections->enter(m_anna.id, u"openai"_s, entered).wait());
        const auto state = m_connections->state(m_anna.id, u"openai"_s);
        QCOMPARE(state->entered.proxy, u"socks5h://vera@proxy.example:1080"_s);
        auto access = m_connections->access(m_anna.id, u"openai"_s);
        QCOMPARE(access->proxyUse, ProxyUse::Own);
        QCOMPARE(access->proxy->address(), QByteArray("socks5h://proxy.example:1080"));
        QCOMPARE(access->proxy->name(), QByteArray("vera"));
        QCOMPARE(access->proxy->password().reveal(), QByteArray("pa@ss-canary"));
        QCOMPARE(access->concurrency, 3);
        QVERIFY(!access->connection.secrets.contains(u"proxy:password"_s));
        QVERIFY(!disk().contains("ss-canary"));

        // The rest is changed, the proxy stays, and so does its password.
        EnteredConnection again = state->entered;
        again.concurrency = 1;
        QVERIFY(m_connections->enter(m_anna.id, u"openai"_s, again).wait());
        access = m_connections->access(m_anna.id, u"openai"_s);
        QCOMPARE(access->concurrency, 1);
        QCOMPARE(access->proxy->password().reveal(), QByteArray("pa@ss-canary"));
        // Another proxy does not get the password of the first.
        again.proxy = u"http://other.example:3128"_s;
        QVERIFY(m_connections->enter(m_anna.id, u"openai"_s, again).wait());
        access = m_connections->access(m_anna.id, u"openai"_s);
        QVERIFY(access->proxy->password().isEmpty());
        again.proxy = u"ftp://other.example:3128"_s;
        QCOMPARE(m_connections->enter(m_anna.id, u"openai"_s, again).wait().error().subject,
                 u"proxy"_s);
    }

    void theProxyOfTheAccountCountsForAllThatAreNotLocal()
    {
        unlockAnna();
        m_connections->unlock(session(m_boris, makeVaultKey()));
        QVERIFY(seal(u"openai"_s));
        QVERIFY(m_connections->confirmAddress(m_anna.id, u"comfyui"_s).wait());
        QVERIFY(m_connections->enterGlobalProxy(m_anna.id, u"http://a:secret@proxy.example:3128"_s)
                    .wait());
        QCOMPARE(*m_connections->globalProxyText(m_anna.id), u"http://a@proxy.example:3128"_s);
        QCOMPARE((*m_connections->globalProxy(m_anna.id))->password().reveal(),
                 QByteArray("secret"));
        QCOMPARE(m_connections->access(m_anna.id, u"openai"_s)->proxyUse, ProxyUse::Own);
        QCOMPARE(m_connections->access(m_anna.id, u"comfyui"_s)->proxyUse, ProxyUse::Global);
        QVERIFY(!*m_connections->globalProxy(m_boris.id));
        EnteredConnection direct;
        direct.proxyUse = ProxyUse::Direct;
        QVERIFY(m_connections->enter(m_anna.id, u"openai"_s, direct).wait());
        QCOMPARE(m_connections->access(m_anna.id, u"openai"_s)->proxyUse, ProxyUse::Direct);
        // A password that does not open leads to no way around the proxy.
        QVERIFY(m_connections->enter(m_anna.id, u"openai"_s, {}).wait());
        m_connections->unlock(session(m_anna, makeVaultKey()));
        QCOMPARE(m_connections->access(m_anna.id, u"openai"_s).error().kind,
                 ErrorKind::Unauthorized);
        QVERIFY(m_connections->enterGlobalProxy(m_anna.id, {}).wait());
        QCOMPARE(m_connections->access(m_anna.id, u"openai"_s)->proxyUse, ProxyUse::Global);
    }

    void theKeychainHoldsAKeyInsteadOfTheLibrary()
    {
        unlockAnna();
        QVERIFY(seal(u"openai"_s, "sk-before"));
        std::optional<Result<>> put;
        m_connections->putIntoKeychain(m_anna.id, u"openai"_s, u"key"_s, bytes(canary), this,
                                       [&](const Result<>& done) { put = done; });
        m_keychain.answerAll();
        QTRY_VERIFY(put);
        QVERIFY(*put);
        QCOMPARE(keyState(u"openai"_s), KeyState::InKeychain);
        QCOMPARE(key(u"openai"_s), canary);
        QVERIFY(m_store
                    ->read(m_anna.id,
                           [](const Repositories& r) {
                               return r.secrets.find(u"openai"_s, u"key"_s)->sealed;
                           })
                    ->isEmpty());

        begin(); // another process, whose keychain takes its time
        unlockAnna();
        QCOMPARE(keyState(u"openai"_s), KeyState::Waiting);
        QCOMPARE(m_connections->access(m_anna.id, u"openai"_s).error().kind,
                 ErrorKind::AccountLocked);
        QSignalSpy unlocked(m_connections.get(), &ProviderConnections::unlocked);
        m_keychain.answerAll();
        QCOMPARE(unlocked.size(), 1);
        QCOMPARE(key(u"openai"_s), canary);

        QVERIFY(m_connections->removeKey(m_anna.id, u"openai"_s, u"key"_s).wait());
        QTRY_VERIFY((m_keychain.answerAll(), m_keychain.kept.isEmpty()));
        QCOMPARE(keyState(u"openai"_s), KeyState::Missing);
    }

    void aKeychainThatIsGoneAsksForTheKeyAgainAndNothingGoesIntoTheClear()
    {
        unlockAnna();
        std::optional<Result<>> put;
        const auto putKey = [&] {
            m_connections->putIntoKeychain(m_anna.id, u"openai"_s, u"key"_s, bytes(canary), this,
                                           [&](const Result<>& done) { put = done; });
            m_keychain.answerAll();
        };
        m_keychain.broken = true;
        putKey();
        QTRY_VERIFY(put);
        QCOMPARE(put->error().kind, ErrorKind::Storage);
        QCOMPARE(put->error().subject, u"keychain"_s);
        QCOMPARE(keyState(u"openai"_s), KeyState::Missing);
        m_keychain.broken = false;
        put.reset();
        putKey();
        QTRY_VERIFY(put && *put);

        m_keychain.broken = true;
        begin();
        unlockAnna();
        m_keychain.answerAll();
        QCOMPARE(keyState(u"openai"_s), KeyState::KeychainGone);
        QCOMPARE(key(u"openai"_s), QByteArray("none"));
        QVERIFY(!disk().contains(canary));
        QVERIFY(seal(u"openai"_s, "sk-in-the-vault"));
        QCOMPARE(key(u"openai"_s), QByteArray("sk-in-the-vault"));
    }

    void aManifestBelongsToWhoAddsIt()
    {
        const QByteArray manifest = manifestOf(
            R"({"id":"mine","baseUrl":"http://127.0.0.1:7000","local":true,"auth":{"kind":"none"}})",
            "mine.still");
        unlockAnna();
        m_connections->unlock(session(m_boris, makeVaultKey()));
        const auto added = putManifest(*m_store, m_anna.id, manifest).wait();
        QVERIFY(added);
        QCOMPARE(added->providerId, u"mine"_s);
        QCOMPARE(added->modelIds, QStringList{u"mine.still"_s});
        // Adding is confirming.
        QCOMPARE(m_connections->access(m_anna.id, u"mine"_s)->localHost, QByteArray("127.0.0.1"));
        QCOMPARE(m_connections->access(m_boris.id, u"mine"_s).error().kind, ErrorKind::NotFound);
        const auto revision = [&] {
            return *m_store->read(m_anna.id, [](const Repositories& r) {
                return Catalog::ofAll(r.catalog.providers(), r.catalog.models())
                    .model(u"mine.still"_s)
                    ->revision;
            });
        };
        QCOMPARE(revision(), 1);
        QVERIFY(putManifest(*m_store, m_anna.id, manifest).wait());
        QCOMPARE(revision(), 1); // it says the same
        QByteArray changed = manifest;
        QVERIFY(putManifest(*m_store, m_anna.id, changed.replace("/make", "/made")).wait());
        QCOMPARE(revision(), 2);
        // What is exported is taken again, and changes nothing.
        const auto exported = m_store->read(
            m_anna.id, [](const Repositories& r) { return exportedManifest(r, u"mine.still"_s); });
        QVERIFY(exported);
        QVERIFY(putManifest(*m_store, m_anna.id, *exported).wait());
        QCOMPARE(revision(), 2);
    }

    void aStrangersFileDoesNotLeadKnownKeysAway_data()
    {
        QTest::addColumn<QByteArray>("addresses");
        QTest::addColumn<bool>("hasKey");
        QTest::newRow("base") << QByteArray("'baseUrl': 'https://evil.example/v1'") << true;
        QTest::newRow("origins") << QByteArray(
            "'baseUrl': 'https://api.openai.com/v1', 'origins': ['https://evil.example']")
                                 << true;
        QTest::newRow("without keys of its own")
            << QByteArray("'baseUrl': 'https://evil.example/v1'") << false;
    }
    void aStrangersFileDoesNotLeadKnownKeysAway()
    {
        QFETCH(QByteArray, addresses);
        QFETCH(bool, hasKey);
        unlockAnna();
        QVERIFY(seal(u"openai"_s));
        const QByteArray auth = hasKey
            ? "{'kind': 'header', 'name': 'X-Key', 'value': '{secret.key}', 'secrets': ['key']}"
            : "{'kind': 'none'}";
        QByteArray provider = "{'id': 'openai', " + addresses + ", 'auth': " + auth + "}";
        const QByteArray manifest = manifestOf(provider.replace('\'', '"'), "openai.fresh");
        const auto refused = putManifest(*m_store, m_anna.id, manifest).wait();
        QCOMPARE(refused.error().kind, ErrorKind::Unauthorized);
        QVERIFY(refused.error().subject.contains(u"https://evil.example"_s));
        QCOMPARE(m_connections->access(m_anna.id, u"openai"_s)->connection.baseUrl, QString());
        QVERIFY(putManifest(*m_store, m_anna.id, manifest, refused.error().subject.split(u'\n'))
                    .wait());
    }

    void aFaultyManifestIsRefusedWithItsPlace()
    {
        const auto refused =
            putManifest(*m_store, m_anna.id, R"({"manifestVersion":1,"provider":{"id":"x y"}})")
                .wait();
        QCOMPARE(refused.error().kind, ErrorKind::InvalidInput);
        QVERIFY(refused.error().subject.startsWith(u"/provider"_s));
    }
};

QTEST_GUILESS_MAIN(ConnectionsTest)

#include "connectionstest.moc"
