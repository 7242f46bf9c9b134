#include "core/library/manifestremoval.h"

#include "core/library/connectionrows.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QHash<QString, bool> ownOf(const QList<ManifestRecord>& records, const QSet<QString>& common)
{
    QHash<QString, bool> own;
    for (const ManifestRecord& record : records) {
        if (!record.accountId.isNull()) {
            own.insert(record.id, common.contains(record.id));
        }
    }
    return own;
}

const ManifestRecord* recordOf(const QList<ManifestRecord>& records, const QString& id)
{
    const auto found = std::find_if(records.begin(), records.end(),
                                    [&](const ManifestRecord& each) { return each.id == id; });
    return found == records.end() || found->accountId.isNull() ? nullptr : &*found;
}

Result<> mayGo(const ManifestRemoval& removal)
{
    // A result that was paid for could not be fetched any more.
    return removal.unfinished > 0 ? failure(ErrorKind::InvalidInput, u"generations are under way"_s,
                                            u"unfinished"_s, removal.unfinished)
                                  : Result<>();
}

} // namespace

OwnManifests ownManifests(const Repositories& r)
{
    return {ownOf(r.catalog.providers(), r.catalog.commonProviders()),
            ownOf(r.catalog.models(), r.catalog.commonModels())};
}

Result<ManifestRemoval> modelRemoval(const Repositories& r, const QString& modelId)
{
    const auto models = r.catalog.models();
    const ManifestRecord* record = recordOf(models, modelId);
    if (!record) {
        return failure(ErrorKind::NotFound, u"no model of one's own"_s, modelId);
    }
    ManifestRemoval removal;
    removal.id = modelId;
    removal.restores = r.catalog.commonModels().contains(modelId);
    const ManifestUses uses = r.catalog.usesOf(record->providerId, modelId);
    removal.generations = uses.all;
    removal.unfinished = uses.unfinished;
    return removal;
}

Result<ManifestRemoval> providerRemoval(const Repositories& r, const QString& providerId)
{
    const auto providers = r.catalog.providers();
    if (!recordOf(providers, providerId)) {
        return failure(ErrorKind::NotFound, u"no provider of one's own"_s, providerId);
    }
    ManifestRemoval removal;
    removal.id = providerId;
    removal.isProvider = true;
    removal.restores = r.catalog.commonProviders().contains(providerId);
    const ManifestUses uses = r.catalog.usesOf(providerId, {});
    removal.generations = uses.all;
    removal.unfinished = uses.unfinished;
    if (removal.restores) {
        return removal;
    }
    for (const ManifestRecord& model : r.catalog.models()) {
        if (model.providerId == providerId) {
            removal.models.append(model.id);
        }
    }
    for (const SecretRecord& secret : r.secrets.all()) {
        if (secret.providerId == providerId && secret.name != proxySecret) {
            removal.keys.append(secret.name);
        }
    }
    return removal;
}

Pending<ManifestRemoval> removeModel(Store& store, const AccountId& account, const QString& modelId)
{
    return store.write(account, [modelId](Repositories& r) -> Result<ManifestRemoval> {
        const auto removal = modelRemoval(r, modelId);
        if (!removal) {
            return removal;
        }
        if (const auto allowed = mayGo(*removal); !allowed) {
            return failure(allowed.error());
        }
        r.catalog.withdrawModel(modelId);
        return removal;
    });
}

Pending<ManifestRemoval> removeProvider(Store& store, const AccountId& account,
                                        const QString& providerId)
{
    return store.write(account, [providerId](Repositories& r) -> Result<ManifestRemoval> {
        const auto removal = providerRemoval(r, providerId);
        if (!removal) {
            return removal;
        }
        if (const auto allowed = mayGo(*removal); !allowed) {
            return failure(allowed.error());
        }
        r.catalog.withdrawProvider(providerId);
        for (const QString& model : removal->models) {
            r.catalog.withdrawModel(model);
        }
        for (const QString& key : removal->keys) {
            r.secrets.remove(providerId, key);
        }
        if (!removal->restores) {
            r.secrets.remove(providerId, proxySecret);
            r.secrets.setEnteredText(providerId, {});
        }
        return removal;
    });
}

} // namespace raskadr
