#pragma once

#include "core/providers/manifest.h"

#include <QHash>
#include <QSet>

namespace raskadr {

// What the user entered about a provider, without the keys themselves.
struct ServiceConnection
{
    QString baseUrl; // empty: that of the manifest
    QHash<QString, QString> settings;
    QSet<QString> secrets; // names of the keys that there are
};

// A job of such a flow has an id by which it is asked for until it is over.
bool isPolled(Flow flow);

// A model with its provider and the user's connection: what the engine asks for directives.
class ServiceModel
{
public:
    ServiceModel(const ProviderManifest& provider, const ModelManifest& model,
                 ServiceConnection connection);

    const ProviderManifest& provider() const { return m_provider; }
    const ModelManifest& manifest() const { return m_model; }
    bool isLocal() const { return m_provider.local; }
    const ServiceConnection& connection() const { return m_connection; }
    QString baseUrl() const; // without a slash at its end
    QString setting(const QString& name) const; // entered, or the default

    // The model's directive, or else its provider's; null if neither says it.
    const nlohmann::json* directive(const char* key) const;
    const nlohmann::json* ofProvider(const char* key) const;
    const nlohmann::json* step(const QString& name) const;
    qint64 limit(const char* name, qint64 otherwise) const;
    // Authorities that count beside those of the system. BadResponse: what stands for them is no
    // certificate.
    Result<QByteArray> authorities() const;
    // Keys may go there: the base address and what `origins` lists.
    bool trusts(const QString& url) const;

private:
    ProviderManifest m_provider;
    ModelManifest m_model;
    ServiceConnection m_connection;
};

} // namespace raskadr
