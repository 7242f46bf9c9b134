#pragma once

#include "core/model/modelrecord.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>

namespace raskadr {

struct RepositoryContext;

// Manifests of providers and models: those common to the library and those of the account. All
// revisions are kept, because a generation names the one that it ran.
class CatalogRepository
{
public:
    explicit CatalogRepository(const RepositoryContext& context);

    // The newest revision of each; the account's own record hides a common one of the same id.
    QList<ManifestRecord> providers() const;
    QList<ManifestRecord> models() const;
    std::optional<ManifestRecord> model(const QString& id, int revision) const;
    // Every revision of every provider and model, whoever's.
    QList<ManifestRecord> everything() const;

    // Adds the next revision unless the newest one has the same manifest. A record with a null
    // account becomes common to the library.
    void putProvider(const ManifestRecord& record);
    void putModel(const ManifestRecord& record);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
