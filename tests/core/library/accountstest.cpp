#include "core/library/accounts.h"
#include "core/vault/recoverycode.h"
#include "tests/support/files.h"
#include "tests/support/handclock.h"
#include "tests/support/rows.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr PasswordCost cheap{1, 8192};
constexpr PasswordCost dearer{2, 16384};
const QString password = u"маяк и море 7"_s;

} // namespace

class AccountsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    HandClock m_clock;
    std::unique_ptr<Accounts> m_accounts;

    QString databasePath() const { return m_folder->filePath(u"library.db"_s); }
    void open(Store::Mode mode = Store::Mode::ReadWrite)
    {
        m_store.reset();
        auto opened = Store::open(databasePath(), mode);
        QVERIFY(opened);
        m_store = std::move(*opened);
        m_accounts = std::make_unique<Accounts>(*m_store, m_clock, cheap);
    }
    NewSession create(const QString& login = u"vera"_s)
    {
        auto created = m_accounts->create(login, {}, password);
        return created ? std::move(*created) : NewSession{};
    }
    Account row(const AccountId& id) const
    {
        return **m_store->read(id, [&](const Repositories& r) { return r.accounts.find(id); });
    }
    void change(const AccountId& id, const std::function<void(Account&)>& change)
    {
        QVERIFY(rows::write(*m_store, id, [&](Repositories& r) {
            Account account = *r.accounts.find(id);
            change(account);
            r.accounts.update(account);
        }));
    }
    ErrorKind loginError(const QString& login, const QString& typed)
    {
        const auto session = m_accounts->login(login, typed);
        return session ? ErrorKind::Internal : session.error().kind;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.now = 1'700'000'000'000;
        open();
    }
    void cleanup()
    {
        m_accounts.reset();
        m_store.reset();
    }

    void createsAnAccountThatLogsIn()
    {
        const auto created = m_accounts->create(u" Вера "_s, u"Вера Ильина"_s, password);
        QVERIFY(created);
        QCOMPARE(created->session.vaultKey.size(), 32);
        const Account account = row(created->session.accountId);
        QCOMPARE(account.login, u"Вера"_s);
        QCOMPARE(account.name, u"Вера Ильина"_s);
        QCOMPARE(account.createdMs, m_clock.nowMs());
        const auto session = m_accounts->login(u"Вера"_s, password);
        QVERIFY(session);
        QCOMPARE(session->accountId, created->session.accountId);
        QVERIFY(session->vaultKey == created->session.vaultKey);
    }

    void namesAnAccountAfterItsLogin()
    {
        QCOMPARE(row(create().session.accountId).name, u"vera"_s);
    }

    void tellsLoginsApartWithoutRegardToCase()
    {
        const AccountId id = create(u"Ёлка"_s).session.accountId;
        for (const QString& typed : {u"ёлка"_s, u"ЁЛКА"_s, u" ёлка"_s, u"е\u0308лка"_s}) {
            const auto session = m_accounts->login(typed, password);
            QVERIFY2(session, qPrintable(typed));
            QCOMPARE(session->accountId, id);
            const auto again = m_accounts->create(typed, {}, password);
            QVERIFY(!again);
            QCOMPARE(again.error().kind, ErrorKind::AlreadyExists);
        }
        QVERIFY(m_accounts->login(u"ёлка"_s, password.normalized(QString::NormalizationForm_D)));
        QCOMPARE(loginError(u"ёлка"_s, password.toUpper()), ErrorKind::WrongPassword);
    }

    void refusesWhatIsNoLoginOrPassword_data()
    {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("field");
        QTest::newRow("empty login") << u"  "_s << password << u"login"_s;
        QTest::newRow("long login") << QString(65, u'a') << password << u"login"_s;
        QTest::newRow("line break") << u"a\nb"_s << password << u"login"_s;
        QTest::newRow("direction mark") << u"a\u202eb"_s << password << u"login"_s;
        QTest::newRow("short password") << u"vera"_s << u"12345"_s << u"password"_s;
        QTest::newRow("long password") << u"vera"_s << QString(513, u'x') << u"password"_s;
    }
    void refusesWhatIsNoLoginOrPassword()
    {
        QFETCH(QString, login);
        QFETCH(QString, typed);
        QFETCH(QString, field);
        const auto created = m_accounts->create(login, {}, typed);
        QVERIFY(!created);
        QCOMPARE(created.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(created.error().subject, field);
        const auto all = m_store->read({}, [](const Repositories& r) { return r.accounts.all(); });
        QVERIFY(all->isEmpty());
    }

    void takesLoginsAndPasswordsAtTheirLimits()
    {
        QVERIFY(m_accounts->create(u"𝒜"_s.repeated(64), {}, u"𝒜"_s.repeated(6)));
        QVERIFY(m_accounts->create(u"a"_s, {}, QString(512, u'я')));
        QVERIFY(m_accounts->login(u"a"_s, QString(512, u'я')));
    }

    void doesNotTellWhichLoginsThereAre()
    {
        create();
        QCOMPARE(loginError(u"vera"_s, u"something"_s), ErrorKind::WrongPassword);
        QCOMPARE(loginError(u"oleg"_s, u"something"_s), ErrorKind::WrongPassword);
        const auto reset = m_accounts->resetPassword(u"oleg"_s, makeRecoveryCode(), password);
        QVERIFY(!reset);
        QCOMPARE(reset.error().kind, ErrorKind::WrongPassword);
    }

    void makesWrongAttemptsWaitLongerAndLonger()
    {
        create();
        QCOMPARE(loginError(u"vera"_s, u"wrong 1"_s), ErrorKind::WrongPassword);
        QCOMPARE(loginError(u"vera"_s, u"wrong 2"_s), ErrorKind::WrongPassword);
        for (const qint64 wait : {1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000}) {
            const auto locked = m_accounts->login(u"vera"_s, password);
            QVERIFY(!locked);
            QCOMPARE(locked.error().kind, ErrorKind::AccountLocked);
            QCOMPARE(locked.error().amount, wait);
            m_clock.now += wait - 1;
            const auto almost = m_accounts->resetPassword(u"vera"_s, u"no code"_s, password);
            QVERIFY(!almost);
            QCOMPARE(almost.error().kind, ErrorKind::AccountLocked);
            QCOMPARE(almost.error().amount, 1);
            m_clock.now += 1;
            QCOMPARE(loginError(u"vera"_s, u"wrong again"_s), ErrorKind::WrongPassword);
        }
        m_clock.now += 60'000;
        QVERIFY(m_accounts->login(u"vera"_s, password));
        QCOMPARE(loginError(u"vera"_s, u"wrong 1"_s), ErrorKind::WrongPassword);
        QVERIFY(m_accounts->login(u"vera"_s, password)); // the row of wrong ones began anew
    }

    void delaysOneAccountOnly()
    {
        create();
        create(u"oleg"_s);
        QCOMPARE(loginError(u"vera"_s, u"wrong 1"_s), ErrorKind::WrongPassword);
        QCOMPARE(loginError(u"vera"_s, u"wrong 2"_s), ErrorKind::WrongPassword);
        QCOMPARE(loginError(u"vera"_s, u"wrong 3"_s), ErrorKind::AccountLocked);
        QVERIFY(m_accounts->login(u"oleg"_s, password));
    }

    void keepsNobodyOutWhenTheClockIsSetBack()
    {
        create();
        QCOMPARE(loginError(u"vera"_s, u"wrong 1"_s), ErrorKind::WrongPassword);
        QCOMPARE(loginError(u"vera"_s, u"wrong 2"_s), ErrorKind::WrongPassword);
        m_clock.now -= 365LL * 24 * 3600 * 1000;
        QVERIFY(m_accounts->login(u"vera"_s, password));
    }

    void recoversWithTheCode()
    {
        const NewSession created = create();
        // As people type: small letters, spaces for dashes, letters that look alike.
        QString typed = created.recoveryCode.toLower().replace(u'-', u' ');
        typed.replace(u'c', u'с').replace(u'a', u'а').replace(u'q', u'0').replace(u'j', u'1');
        const auto session = m_accounts->resetPassword(u"VERA"_s, typed, u"new password"_s);
        QVERIFY(session);
        QVERIFY(session->vaultKey == created.session.vaultKey);
        QCOMPARE(loginError(u"vera"_s, password), ErrorKind::WrongPassword);
        const auto after = m_accounts->login(u"vera"_s, u"new password"_s);
        QVERIFY(after);
        QVERIFY(after->vaultKey == created.session.vaultKey);
        QVERIFY(m_accounts->resetPassword(u"vera"_s, created.recoveryCode, u"newer password"_s));
    }

    void countsWrongCodesLikeWrongPasswords()
    {
        create();
        for (int i = 0; i < 2; ++i) {
            const auto reset =
                m_accounts->resetPassword(u"vera"_s, makeRecoveryCode(), u"new password"_s);
            QVERIFY(!reset);
            QCOMPARE(reset.error().kind, ErrorKind::WrongPassword);
        }
        QCOMPARE(loginError(u"vera"_s, password), ErrorKind::AccountLocked);
        m_clock.now += 1000;
        QVERIFY(m_accounts->login(u"vera"_s, password)); // nothing was changed
    }

    void losesOnlyWhatWasSealedWithoutTheCode()
    {
        const NewSession before = create();
        const Project film = rows::project(before.session.accountId);
        QVERIFY(rows::write(*m_store, before.session.accountId,
                            [&](Repositories& r) { r.projects.insert(film); }));
        const auto after = m_accounts->resetWithoutCode(u"vera"_s, u"new password"_s);
        QVERIFY(after);
        QCOMPARE(after->session.accountId, before.session.accountId);
        QVERIFY(!(after->session.vaultKey == before.session.vaultKey));
        const auto found = m_store->read(before.session.accountId, [&](const Repositories& r) {
            return r.projects.find(film.id);
        });
        QCOMPARE(*found, std::optional(film));
        QVERIFY(!m_accounts->resetPassword(u"vera"_s, before.recoveryCode, u"by the old code"_s));
        const auto byCode =
            m_accounts->resetPassword(u"vera"_s, after->recoveryCode, u"by the new code"_s);
        QVERIFY(byCode);
        QVERIFY(byCode->vaultKey == after->session.vaultKey);
    }

    void changesThePasswordAndKeepsTheKey()
    {
        const NewSession created = create();
        const AccountId id = created.session.accountId;
        const auto refused = [&](const AccountId& account, const QString& old,
                                 const QString& fresh) {
            const auto changed = m_accounts->changePassword(account, old, fresh);
            return changed ? ErrorKind::Internal : changed.error().kind;
        };
        QCOMPARE(refused(id, u"not mine"_s, u"new password"_s), ErrorKind::WrongPassword);
        QCOMPARE(refused(id, password, u"short"_s), ErrorKind::InvalidInput);
        QCOMPARE(refused(AccountId::create(), password, u"new password"_s), ErrorKind::NotFound);
        QVERIFY(m_accounts->changePassword(id, password, u"new password"_s));
        QCOMPARE(loginError(u"vera"_s, password), ErrorKind::WrongPassword);
        const auto session = m_accounts->login(u"vera"_s, u"new password"_s);
        QVERIFY(session);
        QVERIFY(session->vaultKey == created.session.vaultKey);
        QVERIFY(m_accounts->resetPassword(u"vera"_s, created.recoveryCode, u"third password"_s));
    }

    void comesBackWithTheKeyOfAnAccountThatWasKeptOpen()
    {
        const NewSession vera = create();
        const NewSession oleg = create(u"oleg"_s);
        const auto resumeError = [&](const SecretBytes& key) {
            const auto session = m_accounts->resume(u"vera"_s, key.clone());
            return session ? ErrorKind::Internal : session.error().kind;
        };
        QCOMPARE(resumeError(vera.session.vaultKey), ErrorKind::Unauthorized);
        QVERIFY(m_accounts->keepOpen(vera.session));
        const auto resumed = m_accounts->resume(u"Vera"_s, vera.session.vaultKey.clone());
        QVERIFY(resumed);
        QCOMPARE(resumed->accountId, vera.session.accountId);
        QVERIFY(resumed->vaultKey == vera.session.vaultKey);
        QCOMPARE(resumeError(oleg.session.vaultKey), ErrorKind::Unauthorized);
        QCOMPARE(resumeError(SecretBytes()), ErrorKind::Unauthorized);
        QCOMPARE(m_accounts->resume(u"nobody"_s, vera.session.vaultKey.clone()).error().kind,
                 ErrorKind::NotFound);
        QVERIFY(m_accounts->closeKept(vera.session.accountId));
        QCOMPARE(resumeError(vera.session.vaultKey), ErrorKind::Unauthorized);
    }

    void keepsNobodyOpenOverANewPassword_data()
    {
        QTest::addColumn<QString>("way");
        QTest::newRow("changed") << u"changed"_s;
        QTest::newRow("with the code") << u"code"_s;
        QTest::newRow("without the code") << u"without"_s;
    }
    void keepsNobodyOpenOverANewPassword()
    {
        QFETCH(QString, way);
        const NewSession vera = create();
        QVERIFY(m_accounts->keepOpen(vera.session));
        QVERIFY(m_accounts->login(u"vera"_s, password));
        QVERIFY(m_accounts->resume(u"vera"_s, vera.session.vaultKey.clone()));
        const QString fresh = u"другой пароль"_s;
        if (way == u"changed"_s) {
            QVERIFY(m_accounts->changePassword(vera.session.accountId, password, fresh));
        } else if (way == u"code"_s) {
            QVERIFY(m_accounts->resetPassword(u"vera"_s, vera.recoveryCode, fresh));
        } else {
            QVERIFY(m_accounts->resetWithoutCode(u"vera"_s, fresh));
        }
        QVERIFY(!m_accounts->resume(u"vera"_s, vera.session.vaultKey.clone()));
    }

    void opensTheProjectsWhenTheSealedKeyIsDamaged()
    {
        const NewSession created = create();
        const AccountId id = created.session.accountId;
        change(id, [](Account& account) {
            account.keyByPassword[account.keyByPassword.size() / 2] =
                char(account.keyByPassword[account.keyByPassword.size() / 2] ^ 1);
        });
        const auto session = m_accounts->login(u"vera"_s, password);
        QVERIFY(session);
        QCOMPARE(session->accountId, id);
        QVERIFY(session->vaultKey.isEmpty());
        const auto changed = m_accounts->changePassword(id, password, u"new password"_s);
        QVERIFY(!changed);
        QCOMPARE(changed.error().kind, ErrorKind::InputDamaged);
        const auto healed = m_accounts->resetPassword(u"vera"_s, created.recoveryCode, password);
        QVERIFY(healed);
        QVERIFY(healed->vaultKey == created.session.vaultKey);
        QVERIFY(!m_accounts->login(u"vera"_s, password)->vaultKey.isEmpty());
    }

    void survivesNonsenseInTheSecretColumns_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("hash");
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("short") << QByteArray("\x01", 1) << u"$argon2id$"_s;
        QTest::newRow("memory of 2^63 bytes")
            << QByteArray("\x01", 1) + QByteArray(8, '\x01') + QByteArray(8, '\x7f')
                + QByteArray(88, 'x')
            << u"$argon2id$v=19$m=99999999999,t=99999999,p=1$c2FsdA$aGFzaA"_s;
        QTest::newRow("noise") << QByteArray(105, '\xa5') << QString(200, u'я');
    }
    void survivesNonsenseInTheSecretColumns()
    {
        QFETCH(QByteArray, key);
        QFETCH(QString, hash);
        const NewSession created = create();
        const AccountId id = created.session.accountId;
        change(id, [&](Account& account) { account.keyByPassword = key; });
        const auto session = m_accounts->login(u"vera"_s, password);
        QVERIFY(session);
        QVERIFY(session->vaultKey.isEmpty());
        change(id, [&](Account& account) { account.passwordHash = hash; });
        QCOMPARE(loginError(u"vera"_s, password), ErrorKind::WrongPassword);
        QVERIFY(m_accounts->resetPassword(u"vera"_s, created.recoveryCode, u"new password"_s));
        QVERIFY(m_accounts->login(u"vera"_s, u"new password"_s));
    }

    void logsInWithoutWritingWhenReadOnly()
    {
        const AccountId id = create().session.accountId;
        QCOMPARE(loginError(u"vera"_s, u"wrong 1"_s), ErrorKind::WrongPassword);
        open(Store::Mode::ReadOnly);
        QVERIFY(m_accounts->login(u"vera"_s, password));
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(loginError(u"vera"_s, u"wrong"_s), ErrorKind::WrongPassword);
        }
        QCOMPARE(row(id).failedLogins, 1);
    }

    void raisesTheCostOfOldHashesAtLogin()
    {
        const NewSession created = create();
        const QString before = row(created.session.accountId).passwordHash;
        Accounts newer(*m_store, m_clock, dearer);
        const auto session = newer.login(u"vera"_s, password);
        QVERIFY(session);
        const QString after = row(created.session.accountId).passwordHash;
        QVERIFY(before.contains(u"m=8,t=1"_s));
        QVERIFY2(after.contains(u"m=16,t=2"_s), qPrintable(after));
        const auto again = newer.login(u"vera"_s, password);
        QVERIFY(again);
        QVERIFY(again->vaultKey == created.session.vaultKey);
        QCOMPARE(row(created.session.accountId).passwordHash, after);
    }

    void leavesNothingSecretInTheFiles()
    {
        const NewSession created = create();
        QVERIFY(m_accounts->login(u"vera"_s, password));
        const QByteArray key(reinterpret_cast<const char*>(created.session.vaultKey.data()), 32);
        m_store->flush();
        const auto tree = treeOf(m_folder->path());
        QVERIFY(tree.contains(u"library.db"_s));
        for (const QByteArray& bytes : tree) {
            QVERIFY(!bytes.contains(password.toUtf8()));
            QVERIFY(!bytes.contains(created.recoveryCode.toUtf8()));
            QVERIFY(!bytes.contains(normalisedRecoveryCode(created.recoveryCode).toUtf8()));
            QVERIFY(!bytes.contains(key));
        }
    }
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "accountstest.moc"
