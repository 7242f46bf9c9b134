#pragma once

#include "core/model/modelrecord.h"
#include "core/model/secretrecord.h"
#include "core/net/httprequest.h"
#include "core/providers/catalog.h"

#include <QHash>

namespace raskadr {

// What an account entered about one provider and what is no secret, as the library keeps it.
struct EnteredConnection
{
    QString baseUrl; // empty: that of the manifest
    QHash<QString, QString> settings;
    ProxyUse proxyUse = ProxyUse::Global;
    QString proxy; // with ProxyUse::Own: "socks5h://name@host:port", never with the password
    int concurrency = 0; // 0: as the manifest says
    // The address that the user added or confirmed, as an origin: local providers, and those that
    // need no key, are called there and nowhere else.
    QString confirmed;

    // Small JSON; what cannot be read counts as not entered.
    QByteArray toText() const;
    static EnteredConnection fromText(const QByteArray& text);
    bool operator==(const EnteredConnection&) const = default;
};

inline constexpr int maxConcurrency = 64;

// The names of the keys that a provider asks for, also those that one of its models has of its own.
QStringList secretNamesOf(const ProviderManifest& provider,
                          const QList<ModelManifest>& models = {});

// What still has to be entered before a provider can be called.
struct ConnectionGaps
{
    QStringList keys;
    QStringList settings;
    bool confirmation = false; // of the address

    bool isEmpty() const { return keys.isEmpty() && settings.isEmpty() && !confirmation; }
};
ConnectionGaps gapsOf(const ProviderManifest& provider, const EnteredConnection& entered,
                      const QSet<QString>& keys);

// Where the provider is reached: the address that was entered, or that of its manifest.
QString effectiveBaseUrl(const ProviderManifest& provider, const EnteredConnection& entered);

// The providers that can be called with what an account entered.
QSet<QString> connectedProviders(const QList<ManifestRecord>& providers,
                                 const QList<SecretRecord>& secrets,
                                 const QHash<QString, QByteArray>& entered);

// The models that an account can call: the one way to make a Catalog that offers something. `rows`
// are Repositories.
template <class Rows>
Catalog connectedCatalog(const Rows& rows)
{
    const QList<ManifestRecord> providers = rows.catalog.providers();
    return Catalog::fromRecords(
        providers, rows.catalog.models(),
        connectedProviders(providers, rows.secrets.all(), rows.secrets.enteredTexts()));
}

} // namespace raskadr
