#include "core/vault/passwordhash.h"
#include "core/vault/recoverycode.h"
#include "core/vault/retrydelay.h"
#include "core/vault/sealing.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QtEndian>

#include <limits>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr PasswordCost cheap{1, 8192};

SecretBytes secret(const char* text)
{
    return SecretBytes(QByteArray(text));
}

} // namespace

class VaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- passwords

    void knowsAPasswordByItsHash()
    {
        const auto hash = hashPassword(u"маяк и море"_s, cheap);
        QVERIFY(hash);
        QVERIFY(verifyPassword(*hash, u"маяк и море"_s));
        QVERIFY(!verifyPassword(*hash, u"маяк и мор"_s));
        QVERIFY(!verifyPassword(*hash, u""_s));
        QVERIFY(!hash->contains(u"маяк"_s));
        QVERIFY(*hashPassword(u"маяк и море"_s, cheap) != *hash); // a salt of its own
    }

    void paysWhatItPromises()
    {
        const auto hash = hashPassword(u"secret"_s);
        QVERIFY(hash);
        QVERIFY2(hash->startsWith(u"$argon2id$v=19$m=65536,t=3,p=1$"_s), qPrintable(*hash));
        QVERIFY(!needsRehash(*hash));
        QVERIFY(needsRehash(*hash, {4, 64u << 20}));
        QVERIFY(needsRehash(*hashPassword(u"secret"_s, cheap)));
    }

    void takesNonsenseForNoHash_data()
    {
        QTest::addColumn<QString>("hash");
        QTest::newRow("empty") << QString();
        QTest::newRow("text") << u"password"_s;
        QTest::newRow("not Latin") << u"пароль"_s.repeated(40);
        QTest::newRow("cut") << hashPassword(u"secret"_s, cheap)->left(60);
        QTest::newRow("long") << hashPassword(u"secret"_s, cheap)->append(QString(1000, u'a'));
        QTest::newRow("too dear")
            << u"$argon2id$v=19$m=4294967295,t=4294967295,p=1$c2FsdHNhbHRzYWx0$aGFzaA"_s;
    }
    void takesNonsenseForNoHash()
    {
        QFETCH(QString, hash);
        QVERIFY(!verifyPassword(hash, u"secret"_s));
        QVERIFY(needsRehash(hash));
    }

    // --- the key that everything is sealed with

    void opensAWrappedKeyWithItsPasswordOnly()
    {
        const SecretBytes key = makeVaultKey();
        QCOMPARE(key.size(), 32);
        QVERIFY(!(key == makeVaultKey()));
        const auto wrapped = wrapKey(key, u"пароль"_s, cheap);
        QVERIFY(wrapped);
        const auto opened = unwrapKey(*wrapped, u"пароль"_s);
        QVERIFY(opened);
        QVERIFY(*opened == key);
        const auto refused = unwrapKey(*wrapped, u"Пароль"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::WrongPassword);
        QVERIFY(*wrapKey(key, u"пароль"_s, cheap) != *wrapped);
    }

    void opensNoWrongKeyWhenABitOfAWrappedOneIsChanged()
    {
        const SecretBytes key = makeVaultKey();
        const auto wrapped = wrapKey(key, u"password"_s, cheap);
        for (qsizetype i = 0; i < wrapped->size(); ++i) {
            QByteArray damaged = *wrapped;
            damaged[i] = char(damaged[i] ^ (1 << (i % 8)));
            // Memory is counted in whole kilobytes, so that some bits of its size mean nothing.
            const auto opened = unwrapKey(damaged, u"password"_s);
            QVERIFY2(!opened || (i >= 9 && i < 11 && *opened == key),
                     qPrintable(QString::number(i)));
            QVERIFY(!unwrapKey(wrapped->left(i), u"password"_s));
        }
        QVERIFY(!unwrapKey(*wrapped + 'x', u"password"_s));
    }

    void refusesToPayForAForeignKey()
    {
        QByteArray wrapped = *wrapKey(makeVaultKey(), u"password"_s, cheap);
        auto* bytes = reinterpret_cast<uchar*>(wrapped.data());
        qToLittleEndian<quint64>(std::numeric_limits<quint64>::max(), bytes + 1);
        QCOMPARE(unwrapKey(wrapped, u"password"_s).error().kind, ErrorKind::WrongPassword);
        qToLittleEndian<quint64>(1, bytes + 1);
        qToLittleEndian<quint64>(1ULL << 40, bytes + 9);
        QCOMPARE(unwrapKey(wrapped, u"password"_s).error().kind, ErrorKind::WrongPassword);
    }

    // --- sealed secrets

    void opensASealedSecretUnderItsNameAndKeyOnly()
    {
        const SecretBytes key = makeVaultKey();
        const QByteArray sealed = seal(secret("sk-12345"), key, u"openai/key"_s);
        QVERIFY(!sealed.contains("sk-12345"));
        const auto opened = unseal(sealed, key, u"openai/key"_s);
        QVERIFY(opened);
        QVERIFY(*opened == secret("sk-12345"));
        QVERIFY(!unseal(sealed, key, u"runway/key"_s));
        QVERIFY(!unseal(sealed, makeVaultKey(), u"openai/key"_s));
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray damaged = sealed;
            damaged[i] = char(damaged[i] ^ 1);
            QVERIFY(!unseal(damaged, key, u"openai/key"_s));
            QVERIFY(!unseal(sealed.left(i), key, u"openai/key"_s));
        }
        QVERIFY(seal(secret("sk-12345"), key, u"openai/key"_s) != sealed);
        QVERIFY(unseal(seal(SecretBytes(), key, u"empty"_s), key, u"empty"_s)->isEmpty());
    }

    void movesSecretsAndNeverCopiesThem()
    {
        static_assert(!std::is_copy_constructible_v<SecretBytes>);
        SecretBytes first = secret("abc");
        SecretBytes second = std::move(first);
        QVERIFY(first.isEmpty());
        QVERIFY(second == secret("abc"));
        const SecretBytes third = second.clone();
        second = secret("other");
        QVERIFY(third == secret("abc"));
        QVERIFY(!(third == second));
        QVERIFY(!(third == SecretBytes()));
    }

    void leavesTheBytesOfOthersAlone()
    {
        const QByteArray given = "kept by the caller";
        {
            const SecretBytes wiped(given);
        }
        QCOMPARE(given, QByteArray("kept by the caller"));
    }

    // --- the code for a forgotten password

    void makesCodesThatCanBeReadAloud()
    {
        static const QRegularExpression shape(
            u"^([23456789A-HJKMNP-Z]{4}-){5}[23456789A-HJKMNP-Z]{4}$"_s);
        QSet<QString> codes;
        for (int i = 0; i < 200; ++i) {
            const QString code = makeRecoveryCode();
            QVERIFY2(shape.match(code).hasMatch(), qPrintable(code));
            QCOMPARE(normalisedRecoveryCode(code), QString(code).remove(u'-'));
            codes.insert(code);
        }
        QCOMPARE(codes.size(), 200);
    }

    void takesACodeAsItIsTyped()
    {
        QCOMPARE(normalisedRecoveryCode(u" ab2c-d3ef\t"_s), u"AB2CD3EF"_s);
        QCOMPARE(normalisedRecoveryCode(u"АВЕКМНРСТУХ"_s), u"ABEKMHPCTYX"_s); // Cyrillic
        QCOMPARE(normalisedRecoveryCode(u"O0l1Iз"_s), normalisedRecoveryCode(u"QQJJJ3"_s));
        QCOMPARE(normalisedRecoveryCode(u"— ?! 🎬"_s), QString());
    }

    // --- waiting after wrong attempts

    void waitsLongerWithEveryWrongAttempt()
    {
        const QList<qint64> expected{0, 0, 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000};
        for (int i = 0; i < expected.size(); ++i) {
            QCOMPARE(retryDelayMs(i), expected[i]);
        }
        QCOMPARE(retryDelayMs(std::numeric_limits<int>::max()), 60000);
        QCOMPARE(retryDelayMs(-5), 0);
    }
};

QTEST_GUILESS_MAIN(VaultTest)
#include "vaulttest.moc"
