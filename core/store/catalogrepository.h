#pragma once

#include "core/model/modelrecord.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>
#include <QSet>

namespace raskadr {

struct RepositoryContext;

// How many generations name a model, and of how many nobody knows yet what becomes of them.
struct ManifestUses
{
    int all = 0;
    int unfinished = 0;
};

// Manifests of providers and models: those common to the library and those of the account. All
// revisions are kept, because a generation names the one that it ran.
class CatalogRepository
{
public:
    explicit CatalogRepository(const RepositoryContext& context);

    // The newest revision of each; the account's own record hides a common one of the same id.
    QList<ManifestRecord> providers() const;
    QList<ManifestRecord> models() const;
    // What the account took out again, as it was last: generations go on naming it.
    QList<ManifestRecord> withdrawnProviders() const;
    QList<ManifestRecord> withdrawnModels() const;
    // Ids of what every account of the library has.
    QSet<QString> commonProviders() const;
    QSet<QString> commonModels() const;
    std::optional<ManifestRecord> model(const QString& id, int revision) const;
    // Every revision of every provider and model, whoever's.
    QList<ManifestRecord> everything() const;

    // Adds the next revision unless the newest one has the same manifest. A record with a null
    // account becomes common to the library.
    void putProvider(const ManifestRecord& record);
    void putModel(const ManifestRecord& record);
    // Takes the account's own record out; a common one of the same id is in force again. The
    // revisions stay.
    void withdrawProvider(const QString& id);
    void withdrawModel(const QString& id);

    // Generations of the account that were made by one model of a provider, or by any (empty).
    ManifestUses usesOf(const QString& providerId, const QString& modelId) const;

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
