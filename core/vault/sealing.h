#pragma once

#include "core/vault/passwordhash.h"

namespace raskadr {

// A fresh random key of 32 bytes that everything of one account is sealed with.
SecretBytes makeVaultKey();

// The vault key under a password or a recovery code: salt, Argon2id parameters and sealed key in
// one piece of bytes. Any thread.
Result<QByteArray> wrapKey(const SecretBytes& key, const QString& password,
                           const PasswordCost& cost = {});
// WrongPassword if it was not this password, or if the bytes are damaged.
Result<SecretBytes> unwrapKey(const QByteArray& wrapped, const QString& password);

// Seals a small secret under the vault key. `name` says what it is: a secret that was put in the
// place of another does not open.
QByteArray seal(const SecretBytes& secret, const SecretBytes& key, const QString& name);
Result<SecretBytes> unseal(const QByteArray& sealed, const SecretBytes& key, const QString& name);

} // namespace raskadr
