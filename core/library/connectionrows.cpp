#include "core/library/connectionrows.h"

#include "core/library/connectioninput.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

QString sealName(const QString& providerId, const QString& name)
{
    return u"provider/%1/%2"_s.arg(providerId, name);
}

Secret secretOf(const SecretBytes& bytes)
{
    // The secret has a copy of its own; this one lies in the bytes that are wiped.
    return Secret(
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

Result<ProviderManifest> findProvider(const Repositories& r, const QString& providerId)
{
    for (const ManifestRecord& record : r.catalog.providers()) {
        if (record.id != providerId) {
            continue;
        }
        auto provider = parseProvider(record.manifest);
        if (provider && !provider->isBuiltin()) {
            return std::move(*provider);
        }
        break;
    }
    return failure(ErrorKind::NotFound, u"no such provider"_s, providerId);
}

QList<ModelManifest> modelsOf(const Repositories& r, const QString& providerId)
{
    QList<ModelManifest> models;
    for (const ManifestRecord& record : r.catalog.models()) {
        if (record.providerId == providerId) {
            if (auto model = parseModel(record.manifest)) {
                models.append(std::move(*model));
            }
        }
    }
    return models;
}

Result<> knownKey(const Repositories& r, const QString& providerId, const QString& name)
{
    const auto provider = findProvider(r, providerId);
    if (!provider) {
        return failure(provider.error());
    }
    // Most keys are the provider's own; its models need not be read then.
    return provider->secrets.contains(name)
            || secretNamesOf(*provider, modelsOf(r, providerId)).contains(name)
        ? Result<>()
        : failure(ErrorKind::NotFound, u"the provider asks for no such key"_s, name);
}

QList<ConnectionSetting> knownSettings(const Repositories& r, const ProviderManifest& provider)
{
    QList<ConnectionSetting> known = provider.settings;
    for (const ModelManifest& model : modelsOf(r, provider.id)) {
        known += settingsIn(*model.document);
    }
    return known;
}

void confirmIn(Repositories& r, const ProviderManifest& provider)
{
    auto entered = EnteredConnection::fromText(r.secrets.enteredText(provider.id));
    entered.confirmed = originOf(effectiveBaseUrl(provider, entered));
    r.secrets.setEnteredText(provider.id, entered.toText());
}

} // namespace raskadr
