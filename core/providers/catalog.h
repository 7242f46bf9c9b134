#pragma once

#include "core/model/modelrecord.h"
#include "core/providers/manifest.h"

#include <QSet>

namespace raskadr {

struct CatalogModel
{
    ModelManifest manifest;
    int revision = 1;
};

// The models that can be called, made once from the rows of the library: those that run inside of
// the program, and those of the providers to which the user has a connection. A plain value; rows
// that cannot be read are left out.
class Catalog
{
public:
    static Catalog fromRecords(const QList<ManifestRecord>& providers,
                               const QList<ManifestRecord>& models,
                               const QSet<QString>& connected = {});

    // Those that cannot be called as well: for the names of what made something once.
    static Catalog ofAll(const QList<ManifestRecord>& providers,
                         const QList<ManifestRecord>& models);

    const QList<CatalogModel>& models() const { return m_models; }
    const CatalogModel* model(const QString& id) const;
    const ProviderManifest* provider(const QString& id) const;

private:
    QList<ProviderManifest> m_providers;
    QList<CatalogModel> m_models;
};

// The manifests that every library begins with.
QList<QByteArray> seedManifests();

} // namespace raskadr
