#pragma once

// What a process knows of the secrets of accounts; internal to this module.

#include "core/library/providerconnections.h"

#include <optional>

namespace raskadr {

struct ProviderConnections::KeychainKey
{
    bool answered = false;
    std::optional<Secret> secret;
};

struct ProviderConnections::Vault
{
    using Name = std::pair<QString, QString>; // of the provider and of the key
    struct Account
    {
        std::shared_ptr<const SecretBytes> key;
        QHash<Name, KeychainKey> inKeychain;
    };
    QHash<AccountId, Account> accounts;
};

} // namespace raskadr
