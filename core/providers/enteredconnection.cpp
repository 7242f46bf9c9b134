#include "core/providers/enteredconnection.h"

#include "core/providers/jsonlimits.h"
#include "core/providers/jsonpointer.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr std::pair<ProxyUse, const char*> proxyUses[]{
    {ProxyUse::Global, "global"}, {ProxyUse::Direct, "direct"}, {ProxyUse::Own, "own"}};

void addSecretsOf(const std::shared_ptr<const json>& document, QStringList& names)
{
    if (!document || !document->contains("auth") || !(*document)["auth"].contains("secrets")) {
        return;
    }
    for (const json& secret : (*document)["auth"]["secrets"]) {
        const QString name = QString::fromStdString(secret.get<std::string>());
        if (!names.contains(name)) {
            names.append(name);
        }
    }
}

} // namespace

QByteArray EnteredConnection::toText() const
{
    json object = json::object();
    const auto put = [&](const char* key, const QString& text) {
        if (!text.isEmpty()) {
            object[key] = text.toStdString();
        }
    };
    put("baseUrl", baseUrl);
    put("proxy", proxy);
    put("confirmed", confirmed);
    for (auto setting = settings.begin(); setting != settings.end(); ++setting) {
        if (!setting.value().isEmpty()) {
            object["settings"][setting.key().toStdString()] = setting.value().toStdString();
        }
    }
    for (const auto& [use, name] : proxyUses) {
        if (use == proxyUse && use != ProxyUse::Global) {
            object["proxyUse"] = name;
        }
    }
    if (concurrency > 0) {
        object["concurrency"] = concurrency;
    }
    return object.empty() ? QByteArray() : QByteArray::fromStdString(object.dump());
}

EnteredConnection EnteredConnection::fromText(const QByteArray& text)
{
    EnteredConnection entered;
    const auto parsed = parseLimitedJson(text);
    if (!parsed || !parsed->is_object()) {
        return entered;
    }
    const json& object = *parsed;
    entered.baseUrl = textIn(object, "baseUrl");
    entered.proxy = textIn(object, "proxy");
    entered.confirmed = textIn(object, "confirmed");
    if (const auto settings = object.find("settings");
        settings != object.end() && settings->is_object()) {
        for (const auto& [name, value] : settings->items()) {
            if (value.is_string()) {
                entered.settings.insert(QString::fromStdString(name),
                                        QString::fromStdString(value.get<std::string>()));
            }
        }
    }
    for (const auto& [use, name] : proxyUses) {
        if (textIn(object, "proxyUse") == QLatin1StringView(name)) {
            entered.proxyUse = use;
        }
    }
    if (const auto jobs = object.find("concurrency");
        jobs != object.end() && jobs->is_number_integer()) {
        entered.concurrency = int(std::clamp<qint64>(jobs->get<qint64>(), 0, maxConcurrency));
    }
    return entered;
}

QStringList secretNamesOf(const ProviderManifest& provider, const QList<ModelManifest>& models)
{
    QStringList names = provider.secrets;
    for (const ModelManifest& model : models) {
        addSecretsOf(model.document, names);
    }
    return names;
}

QString effectiveBaseUrl(const ProviderManifest& provider, const EnteredConnection& entered)
{
    return entered.baseUrl.isEmpty() ? provider.baseUrl : entered.baseUrl;
}

ConnectionGaps gapsOf(const ProviderManifest& provider, const EnteredConnection& entered,
                      const QSet<QString>& keys)
{
    ConnectionGaps gaps;
    if (provider.isBuiltin()) {
        return gaps;
    }
    const bool needsKeys = !provider.secrets.isEmpty() && !provider.secretsOptional;
    if (needsKeys) {
        for (const QString& name : provider.secrets) {
            if (!keys.contains(name)) {
                gaps.keys.append(name);
            }
        }
    }
    for (const ConnectionSetting& setting : provider.settings) {
        if (setting.required && setting.initial.isEmpty()
            && entered.settings.value(setting.name).isEmpty()) {
            gaps.settings.append(setting.name);
        }
    }
    // Nobody entered anything for a service that takes no key: whether to call it is still to be
    // said.
    if (provider.local || !needsKeys) {
        const auto url = HttpUrl::parse(effectiveBaseUrl(provider, entered));
        gaps.confirmation =
            !url || entered.confirmed != QString::fromLatin1(url->origin().toText());
    }
    return gaps;
}

QSet<QString> connectedProviders(const QList<ManifestRecord>& providers,
                                 const QList<SecretRecord>& secrets,
                                 const QHash<QString, QByteArray>& entered)
{
    QHash<QString, QSet<QString>> keys;
    for (const SecretRecord& secret : secrets) {
        keys[secret.providerId].insert(secret.name);
    }
    QSet<QString> connected;
    for (const ManifestRecord& record : providers) {
        // Of most services nothing was entered: their manifests need not be read.
        if (!keys.contains(record.id) && !entered.contains(record.id)) {
            continue;
        }
        const auto provider = parseProvider(record.manifest);
        if (provider
            && gapsOf(*provider, EnteredConnection::fromText(entered.value(record.id)),
                      keys.value(record.id))
                   .isEmpty()) {
            connected.insert(record.id);
        }
    }
    return connected;
}

} // namespace raskadr
