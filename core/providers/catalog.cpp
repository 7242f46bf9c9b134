#include "core/providers/catalog.h"

#include <QDir>
#include <QFile>

static void initialiseProviderResources()
{
    Q_INIT_RESOURCE(providers);
}

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

Catalog Catalog::fromRecords(const QList<ManifestRecord>& providers,
                             const QList<ManifestRecord>& models, const QSet<QString>& connected)
{
    Catalog catalog;
    for (const ManifestRecord& record : providers) {
        auto provider = parseProvider(record.manifest);
        if (provider && (provider->isBuiltin() || connected.contains(provider->id))) {
            catalog.m_providers.append(*provider);
        }
    }
    for (const ManifestRecord& record : models) {
        // Not even read: parsing the manifests of all services would cost a start its quickness.
        if (!record.providerId.isEmpty() && !catalog.provider(record.providerId)) {
            continue;
        }
        if (auto model = parseModel(record.manifest)) {
            catalog.m_models.append({*model, record.revision});
        }
    }
    return catalog;
}

Catalog Catalog::ofAll(const QList<ManifestRecord>& providers, const QList<ManifestRecord>& models)
{
    QSet<QString> every;
    for (const ManifestRecord& provider : providers) {
        every.insert(provider.id);
    }
    return fromRecords(providers, models, every);
}

const CatalogModel* Catalog::model(const QString& id) const
{
    for (const CatalogModel& model : m_models) {
        if (model.manifest.id == id) {
            return &model;
        }
    }
    return nullptr;
}

const ProviderManifest* Catalog::provider(const QString& id) const
{
    for (const ProviderManifest& provider : m_providers) {
        if (provider.id == id) {
            return &provider;
        }
    }
    return nullptr;
}

QByteArray manifestSchema()
{
    initialiseProviderResources();
    QFile file(u":/manifest/manifest.schema.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<QByteArray> seedManifests()
{
    initialiseProviderResources();
    QList<QByteArray> manifests;
    const QDir folder(u":/providers"_s);
    for (const QString& name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly)) {
            manifests.append(file.readAll());
        }
    }
    return manifests;
}

} // namespace raskadr
