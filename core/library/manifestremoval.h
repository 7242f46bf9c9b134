#pragma once

#include "core/store/store.h"

#include <QHash>
#include <QStringList>

namespace raskadr {

// What of the catalogue in force the account added or changed itself, by id; true: one that came
// with the program lies below it, and takes its place when it is taken out.
struct OwnManifests
{
    QHash<QString, bool> providers;
    QHash<QString, bool> models;
};

OwnManifests ownManifests(const Repositories& r);

// What becomes of a provider or model of one's own that is taken out. Generations stay as they are
// and go on naming it.
struct ManifestRemoval
{
    QString id;
    bool isProvider = false;
    bool restores = false; // what came with the program is in force again
    QStringList models; // ids of those that go with their provider
    QStringList keys; // names of those that are forgotten with it
    int generations = 0; // that name it
    int unfinished = 0; // of them; while there are any it stays

    bool operator==(const ManifestRemoval&) const = default;
};

// NotFound: the account has none of its own of this id.
Result<ManifestRemoval> modelRemoval(const Repositories& r, const QString& modelId);
Result<ManifestRemoval> providerRemoval(const Repositories& r, const QString& providerId);

// Take it out, with what depends on it. InvalidInput with "unfinished" as subject and how many as
// amount: what is under way needs it yet. Any thread.
Pending<ManifestRemoval> removeModel(Store& store, const AccountId& account,
                                     const QString& modelId);
Pending<ManifestRemoval> removeProvider(Store& store, const AccountId& account,
                                        const QString& providerId);

} // namespace raskadr
