#include "core/vault/passwordhash.h"

#include <array>
#include <sodium.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

Result<QString> hashPassword(const QString& password, const PasswordCost& cost)
{
    if (sodium_init() < 0) {
        return failure(ErrorKind::Internal, u"libsodium does not start"_s);
    }
    const SecretBytes bytes(password.toUtf8());
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), reinterpret_cast<const char*>(bytes.data()),
                              static_cast<unsigned long long>(bytes.size()), cost.passes,
                              cost.memoryBytes, crypto_pwhash_ALG_ARGON2ID13)
        != 0) {
        return failure(ErrorKind::Internal, u"not enough memory for Argon2id"_s);
    }
    return QString::fromLatin1(hash.data());
}

bool verifyPassword(const QString& hash, const QString& password)
{
    const QByteArray stored = hash.toLatin1();
    const SecretBytes bytes(password.toUtf8());
    return sodium_init() >= 0
        && crypto_pwhash_str_verify(stored.constData(), reinterpret_cast<const char*>(bytes.data()),
                                    static_cast<unsigned long long>(bytes.size()))
        == 0;
}

bool needsRehash(const QString& hash, const PasswordCost& cost)
{
    return crypto_pwhash_str_needs_rehash(hash.toLatin1().constData(), cost.passes,
                                          cost.memoryBytes)
        != 0;
}

} // namespace raskadr
