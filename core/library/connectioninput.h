#pragma once

// What a person typed about a connection, judged before it is kept; internal to this module.
// Everything here is pure.

#include "core/providers/enteredconnection.h"
#include "core/vault/secretbytes.h"

namespace raskadr {

inline constexpr qsizetype maxKeyBytes = 16 * 1024;

// Without the white space around it. InvalidInput.
Result<SecretBytes> typedKey(const SecretBytes& typed, const QString& name);

// The address in its one spelling, without a slash at its end; empty stays empty. InvalidInput.
Result<QString> typedBaseUrl(const QString& typed, const ProviderManifest& provider);

// "https://api.example.com:8443"; empty if it is no address.
QString originOf(const QString& url);

struct TypedProxy
{
    QString text; // without the password
    SecretBytes password;
};
// InvalidInput. Empty stays empty.
Result<TypedProxy> typedProxy(const QString& typed);
// The proxy that such a text and its password mean.
Result<HttpProxy> proxyFrom(const QString& text, const QByteArray& password);

// Settings that the provider or one of its models knows, without empty ones. InvalidInput.
Result<QHash<QString, QString>> typedSettings(const QHash<QString, QString>& typed,
                                              const QList<ConnectionSetting>& known);

} // namespace raskadr
