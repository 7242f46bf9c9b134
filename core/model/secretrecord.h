#pragma once

#include <QByteArray>
#include <QString>

namespace raskadr {

// A secret that an account entered for a provider, as the library keeps it: sealed under the
// account's vault key, or not at all because the system keychain has it.
struct SecretRecord
{
    QString providerId; // empty: of the account itself
    QString name;
    QByteArray sealed; // empty: in the system keychain
    qint64 changedMs = 0;

    bool isInKeychain() const { return sealed.isEmpty(); }
    bool operator==(const SecretRecord&) const = default;
};

} // namespace raskadr
