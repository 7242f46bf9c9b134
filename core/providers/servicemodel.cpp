#include "core/providers/servicemodel.h"

#include "core/net/certificates.h"

#include <QUrl>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const json* member(const std::shared_ptr<const json>& document, const std::string& key)
{
    if (!document) {
        return nullptr;
    }
    const auto found = document->find(key);
    return found == document->end() ? nullptr : &*found;
}

int portOf(const QUrl& url)
{
    return url.port(url.scheme() == u"https"_s || url.scheme() == u"wss"_s ? 443 : 80);
}

// "https://*.bfl.ai" is any name below that domain.
bool isAt(const QUrl& url, const QString& origin)
{
    QString shape = origin;
    const bool anyBelow = shape.contains(u"://*."_s);
    const QUrl wanted(shape.replace(u"://*."_s, u"://"_s));
    if (url.scheme() != wanted.scheme() || portOf(url) != portOf(wanted)) {
        return false;
    }
    const QString host = url.host().toLower();
    const QString wantedHost = wanted.host().toLower();
    return anyBelow ? host.endsWith(u'.' + wantedHost) : host == wantedHost;
}

} // namespace

bool isPolled(Flow flow)
{
    return flow == Flow::Poll || flow == Flow::Operation || flow == Flow::PreferWait
        || flow == Flow::WebSocket;
}

ServiceModel::ServiceModel(const ProviderManifest& provider, const ModelManifest& model,
                           ServiceConnection connection)
    : m_provider(provider)
    , m_model(model)
    , m_connection(std::move(connection))
{
}

QString ServiceModel::baseUrl() const
{
    QString base = m_connection.baseUrl;
    if (base.isEmpty()) {
        const json* own = directive("baseUrl");
        base = own ? QString::fromStdString(own->get<std::string>()) : m_provider.baseUrl;
    }
    while (base.endsWith(u'/')) {
        base.chop(1);
    }
    return base;
}

QString ServiceModel::setting(const QString& name) const
{
    const QString entered = m_connection.settings.value(name);
    if (!entered.isEmpty()) {
        return entered;
    }
    for (const json* list :
         {member(m_model.document, "settings"), member(m_provider.document, "settings")}) {
        if (!list) {
            continue;
        }
        for (const json& entry : *list) {
            if (entry["name"] == name.toStdString() && entry.contains("default")) {
                return QString::fromStdString(entry["default"].get<std::string>());
            }
        }
    }
    return {};
}

const json* ServiceModel::directive(const char* key) const
{
    const json* own = member(m_model.document, key);
    return own ? own : ofProvider(key);
}

const json* ServiceModel::ofProvider(const char* key) const
{
    return member(m_provider.document, key);
}

const json* ServiceModel::step(const QString& name) const
{
    const json* steps = member(m_model.document, "steps");
    if (!steps) {
        return nullptr;
    }
    const auto found = steps->find(name.toStdString());
    return found == steps->end() ? nullptr : &*found;
}

qint64 ServiceModel::limit(const char* name, qint64 otherwise) const
{
    const json* limits = directive("limits");
    if (!limits) {
        return otherwise;
    }
    const auto found = limits->find(name);
    return found == limits->end() || !found->is_number_integer() ? otherwise : found->get<qint64>();
}

Result<QByteArray> ServiceModel::authorities() const
{
    const json* tls = directive("tls");
    if (!tls) {
        return QByteArray();
    }
    const auto text = [&](const char* key) {
        return QString::fromStdString(tls->value(key, std::string()));
    };
    const QString pem = tls->contains("pem") ? text("pem") : setting(text("ca"));
    if (pem.trimmed().isEmpty()) {
        return QByteArray(); // those of the system may do
    }
    const auto certificates = certificatesIn(pem);
    return certificates ? Result<QByteArray>(*certificates)
                        : failure(ErrorKind::BadResponse, u"no certificate"_s, text("ca"));
}

bool ServiceModel::trusts(const QString& address) const
{
    const QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || !url.userInfo().isEmpty()) {
        return false;
    }
    if (isAt(url, baseUrl())) {
        return true;
    }
    const json* origins = directive("origins");
    return origins && std::any_of(origins->begin(), origins->end(), [&](const json& origin) {
               return isAt(url, QString::fromStdString(origin.get<std::string>()));
           });
}

} // namespace raskadr
