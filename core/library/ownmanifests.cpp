#include "core/library/ownmanifests.h"

#include "core/library/connectioninput.h"
#include "core/library/connectionrows.h"
#include "core/library/manifestrow.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// Where keys may go by such a record.
void addOrigins(const std::shared_ptr<const nlohmann::json>& record, QSet<QString>& origins)
{
    if (record->contains("baseUrl")) {
        origins.insert(originOf(QString::fromStdString((*record)["baseUrl"].get<std::string>())));
    }
    if (record->contains("origins")) {
        for (const auto& origin : (*record)["origins"]) {
            origins.insert(QString::fromStdString(origin.get<std::string>()));
        }
    }
}

QSet<QString> originsOf(const ProviderManifest& provider, const QList<ModelManifest>& models)
{
    QSet<QString> origins;
    addOrigins(provider.document, origins);
    for (const ModelManifest& model : models) {
        addOrigins(model.document, origins);
    }
    return origins;
}

QByteArray recordInForce(const QList<ManifestRecord>& records, const QString& id)
{
    for (const ManifestRecord& record : records) {
        if (record.id == id) {
            return record.manifest;
        }
    }
    return {};
}

// Of a provider that is known already: somebody else's file must not lead its keys away.
Result<> checkOrigins(const Repositories& r, const Manifest& manifest, const QStringList& agreed)
{
    const auto known = findProvider(r, manifest.provider.id);
    if (!known) {
        return {};
    }
    const auto models = modelsOf(r, known->id);
    if (secretNamesOf(*known, models).isEmpty()) {
        return {};
    }
    const QSet<QString> more = originsOf(manifest.provider, manifest.models)
        - originsOf(*known, models) - QSet<QString>(agreed.begin(), agreed.end());
    if (more.isEmpty()) {
        return {};
    }
    QStringList sorted(more.begin(), more.end());
    sorted.sort();
    return failure(ErrorKind::Unauthorized, u"keys would go to other addresses"_s,
                   sorted.join(u'\n'));
}

void put(Repositories& r, const AccountId& account, const QList<ManifestPiece>& pieces)
{
    const auto providers = r.catalog.providers();
    const auto models = r.catalog.models();
    for (const ManifestPiece& piece : pieces) {
        // What is in force already need not be the account's own, and follows the program then.
        if (recordInForce(piece.isProvider ? providers : models, piece.id) != piece.json) {
            putPiece(r, account, piece);
        }
    }
}

} // namespace

Result<QByteArray> exportedManifest(const Repositories& r, const QString& modelId)
{
    using nlohmann::ordered_json;
    for (const ManifestRecord& record : r.catalog.models()) {
        if (record.id != modelId) {
            continue;
        }
        const auto parse = [](const QByteArray& bytes) {
            return ordered_json::parse(bytes.begin(), bytes.end(), nullptr, false);
        };
        ordered_json model = parse(record.manifest);
        const ordered_json provider =
            parse(recordInForce(r.catalog.providers(), record.providerId));
        if (!model.is_object() || !provider.is_object()) {
            return failure(ErrorKind::InputDamaged, u"a manifest cannot be read"_s, modelId);
        }
        model.erase("provider"); // it stands beside the model in a file
        const ordered_json file{{"manifestVersion", 1}, {"provider", provider}, {"model", model}};
        return QByteArray::fromStdString(file.dump(2)) + '\n';
    }
    return failure(ErrorKind::NotFound, u"no such model"_s, modelId);
}

Pending<AddedManifest> putManifest(Store& store, const AccountId& account, const QByteArray& bytes,
                                   const QStringList& agreed)
{
    auto manifest = parseManifest(bytes);
    auto pieces = splitManifest(bytes);
    if (manifest && manifest->provider.isBuiltin()) {
        manifest = failure(ErrorKind::InvalidInput, u"the program has no such engine"_s,
                           u"/provider/baseUrl"_s);
    }
    return store.write(
        account, [account, manifest, pieces, agreed](Repositories& r) -> Result<AddedManifest> {
            if (!manifest || !pieces) {
                return failure(manifest ? pieces.error() : manifest.error());
            }
            if (auto checked = checkOrigins(r, *manifest, agreed); !checked) {
                return failure(checked.error());
            }
            put(r, account, *pieces);
            const ProviderManifest& provider = manifest->provider;
            if (provider.local || provider.secrets.isEmpty() || provider.secretsOptional) {
                confirmIn(r, provider);
            }
            AddedManifest added{provider.id, {}};
            for (const ModelManifest& model : manifest->models) {
                added.modelIds.append(model.id);
            }
            return added;
        });
}

} // namespace raskadr
