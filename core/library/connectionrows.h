#pragma once

// What rows say about connections, and how their secrets are named; internal to this module.

#include "core/net/secret.h"
#include "core/providers/enteredconnection.h"
#include "core/store/repositories.h"
#include "core/vault/secretbytes.h"

namespace raskadr {

// No key can have this name.
inline const QString proxySecret = QStringLiteral("proxy:password");

// What a secret is sealed for: in the place of another one it does not open.
QString sealName(const QString& providerId, const QString& name);
Secret secretOf(const SecretBytes& bytes);

// NotFound: none outside of the program.
Result<ProviderManifest> findProvider(const Repositories& r, const QString& providerId);
QList<ModelManifest> modelsOf(const Repositories& r, const QString& providerId);
// NotFound unless the provider or one of its models asks for such a key.
Result<> knownKey(const Repositories& r, const QString& providerId, const QString& name);
// Those of the provider and those that its models have of their own.
QList<ConnectionSetting> knownSettings(const Repositories& r, const ProviderManifest& provider);
// Notes that the provider may be called where it is now.
void confirmIn(Repositories& r, const ProviderManifest& provider);

} // namespace raskadr
