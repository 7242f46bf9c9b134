#include "core/vault/sealing.h"

#include <QtEndian>
#include <sodium.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char wrapVersion = 1;
constexpr qsizetype wrapHeader = 1 + 8 + 8 + crypto_pwhash_SALTBYTES;
// A wrapped key that asks for more than this was not written by us.
constexpr quint64 maxMemory = 1ull << 30;
constexpr quint64 maxPasses = 64;

Result<SecretBytes> deriveKey(const QString& password, const unsigned char* salt,
                              const PasswordCost& cost)
{
    const SecretBytes bytes(password.toUtf8());
    SecretBytes key(crypto_secretbox_KEYBYTES);
    if (crypto_pwhash(key.data(), crypto_secretbox_KEYBYTES,
                      reinterpret_cast<const char*>(bytes.data()),
                      static_cast<unsigned long long>(bytes.size()), salt, cost.passes,
                      cost.memoryBytes, crypto_pwhash_ALG_ARGON2ID13)
        != 0) {
        return failure(ErrorKind::Internal, u"not enough memory for Argon2id"_s);
    }
    return key;
}

QByteArray box(const unsigned char* data, qsizetype size, const SecretBytes& key)
{
    QByteArray sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + size, '\0');
    auto* out = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(out, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, data,
                          static_cast<unsigned long long>(size), out, key.data());
    return sealed;
}

Result<SecretBytes> unbox(const unsigned char* data, qsizetype size, const SecretBytes& key)
{
    const qsizetype overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (size < overhead) {
        return failure(ErrorKind::WrongPassword, u"too short to be sealed"_s);
    }
    SecretBytes opened(size - overhead);
    if (crypto_secretbox_open_easy(
            opened.data(), data + crypto_secretbox_NONCEBYTES,
            static_cast<unsigned long long>(size - crypto_secretbox_NONCEBYTES), data, key.data())
        != 0) {
        return failure(ErrorKind::WrongPassword, u"does not open"_s);
    }
    return opened;
}

// A key of its own for every name, so that sealed secrets cannot change places.
SecretBytes keyFor(const SecretBytes& key, const QString& name)
{
    const QByteArray context = "raskadr secret v1:" + name.toUtf8();
    SecretBytes derived(crypto_secretbox_KEYBYTES);
    crypto_generichash(derived.data(), crypto_secretbox_KEYBYTES,
                       reinterpret_cast<const unsigned char*>(context.constData()),
                       static_cast<unsigned long long>(context.size()), key.data(),
                       static_cast<size_t>(key.size()));
    return derived;
}

} // namespace

SecretBytes makeVaultKey()
{
    SecretBytes key(crypto_secretbox_KEYBYTES);
    randombytes_buf(key.data(), crypto_secretbox_KEYBYTES);
    return key;
}

Result<QByteArray> wrapKey(const SecretBytes& key, const QString& password,
                           const PasswordCost& cost)
{
    if (sodium_init() < 0) {
        return failure(ErrorKind::Internal, u"libsodium does not start"_s);
    }
    QByteArray wrapped(wrapHeader, '\0');
    auto* out = reinterpret_cast<unsigned char*>(wrapped.data());
    out[0] = wrapVersion;
    qToLittleEndian<quint64>(cost.passes, out + 1);
    qToLittleEndian<quint64>(cost.memoryBytes, out + 9);
    randombytes_buf(out + 17, crypto_pwhash_SALTBYTES);
    auto derived = deriveKey(password, out + 17, cost);
    if (!derived) {
        return failure(derived.error());
    }
    return wrapped + box(key.data(), key.size(), *derived);
}

Result<SecretBytes> unwrapKey(const QByteArray& wrapped, const QString& password)
{
    const auto* in = reinterpret_cast<const unsigned char*>(wrapped.constData());
    if (sodium_init() < 0 || wrapped.size() < wrapHeader || wrapped.at(0) != wrapVersion) {
        return failure(ErrorKind::WrongPassword, u"no wrapped key"_s);
    }
    const PasswordCost cost{qFromLittleEndian<quint64>(in + 1), qFromLittleEndian<quint64>(in + 9)};
    if (cost.memoryBytes > maxMemory || cost.passes > maxPasses) {
        return failure(ErrorKind::WrongPassword, u"absurd parameters"_s);
    }
    auto derived = deriveKey(password, in + 17, cost);
    if (!derived) {
        return failure(derived.error());
    }
    return unbox(in + wrapHeader, wrapped.size() - wrapHeader, *derived);
}

QByteArray seal(const SecretBytes& secret, const SecretBytes& key, const QString& name)
{
    return box(secret.data(), secret.size(), keyFor(key, name));
}

Result<SecretBytes> unseal(const QByteArray& sealed, const SecretBytes& key, const QString& name)
{
    return unbox(reinterpret_cast<const unsigned char*>(sealed.constData()), sealed.size(),
                 keyFor(key, name));
}

} // namespace raskadr
