#include "core/providers/requestbuilder.h"

#include "core/providers/jsonpointer.h"
#include "core/providers/servicebody.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qsizetype longestAddress = 16'000;

tl::unexpected<Error> bad(const QString& what)
{
    return failure(ErrorKind::BadResponse, what);
}

// Only addresses of the web, and unprotected ones only of local services.
bool isAllowed(const QString& address, const ServiceModel& model)
{
    // Nothing that two readers of addresses may take for different hosts.
    static const QRegularExpression shape(u"^[a-z]+://[A-Za-z0-9.:\\[\\]-]+([/?][^\\\\]*)?\\z"_s);
    const QUrl url(address, QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool isSafe = scheme == u"https"_s || scheme == u"wss"_s;
    const bool isPlain = scheme == u"http"_s || scheme == u"ws"_s;
    return address.size() <= longestAddress && shape.match(address).hasMatch() && url.isValid()
        && !url.host().isEmpty() && url.userInfo().isEmpty()
        && (isSafe || (isPlain && model.isLocal()));
}

void appendQuery(QString& url, const QString& name, const json& value)
{
    if (value.is_array()) {
        for (const json& one : value) {
            appendQuery(url, name, one);
        }
    } else if (const auto text = plainText(value)) {
        url += url.contains(u'?') ? u'&' : u'?';
        url += QString::fromLatin1(QUrl::toPercentEncoding(name)) + u'='
            + QString::fromLatin1(QUrl::toPercentEncoding(*text));
    }
}

void addHeaders(ServiceRequest& request, const json* headers, const Surroundings& at)
{
    if (!headers) {
        return;
    }
    for (const auto& [name, content] : headers->items()) {
        const auto value = expandedHeader(QString::fromStdString(content.get<std::string>()), at);
        if (!value) {
            continue; // of something that this run does not have
        }
        const QByteArray key = QByteArray::fromStdString(name);
        const auto known = std::find_if(
            request.headers.begin(), request.headers.end(), [&](const RequestHeader& header) {
                return header.name.compare(key, Qt::CaseInsensitive) == 0;
            });
        if (known != request.headers.end()) {
            known->value = *value;
        } else {
            request.headers.append({key, *value});
        }
    }
}

// Which of the keys that `auth` names the user has not entered.
QString missingSecret(const json& auth, const ServiceModel& model)
{
    if (auth.contains("secrets")) {
        for (const json& secret : auth["secrets"]) {
            const QString name = QString::fromStdString(secret.get<std::string>());
            if (!model.connection().secrets.contains(name)) {
                return name;
            }
        }
    }
    return {};
}

QList<std::pair<QString, QString>> headersOf(const json& auth)
{
    QList<std::pair<QString, QString>> headers;
    const std::string kind = auth["kind"].get<std::string>();
    if (kind == "header" && auth.contains("headers")) {
        for (const json& header : auth["headers"]) {
            headers.append({textIn(header, "name"), textIn(header, "value")});
        }
    } else if (kind == "header" || kind == "token") {
        headers.append({textIn(auth, "name"), textIn(auth, "value")});
    } else if (kind == "jwt_hs256") {
        const QString as = textIn(auth, "as");
        headers.append({as.section(u':', 0, 0), as.section(u':', 1).trimmed()});
    }
    return headers;
}

Result<> addKeys(ServiceRequest& request, const Surroundings& at)
{
    const json* auth = at.model.directive("auth");
    if (!auth) {
        return {};
    }
    if (const QString missing = missingSecret(*auth, at.model); !missing.isEmpty()) {
        return auth->value("optional", false)
            ? Result<>()
            : Result<>(failure(ErrorKind::Unauthorized, u"there is no such key"_s, missing));
    }
    if ((*auth)["kind"] == "basic") {
        auto value = expandedHeader(textIn(*auth, "user") + u':' + textIn(*auth, "password"), at);
        if (!value) {
            return bad(u"credentials that cannot be filled in"_s);
        }
        value->pieces.prepend({SecretText::Kind::Literal, u"Basic "_s});
        value->base64From = 1;
        request.headers.append({"Authorization", *value});
        return {};
    }
    for (const auto& [name, content] : headersOf(*auth)) {
        const auto value = expandedHeader(content, at);
        if (!value) {
            return bad(u"credentials that cannot be filled in"_s);
        }
        request.headers.append({name.toLatin1(), *value});
    }
    return {};
}

} // namespace

Result<ServiceRequest> requestFor(const json& step, const QString& name, const Surroundings& at)
{
    ServiceRequest request;
    request.step = name;
    request.method = QByteArray::fromStdString(step["method"].get<std::string>());
    const auto url = expandedAddress(textIn(step, "url"), at);
    if (!url) {
        return bad(u"the address of \"%1\" cannot be filled in"_s.arg(name));
    }
    request.url = *url;
    if (step.contains("query")) {
        for (const auto& [key, content] : step["query"].items()) {
            if (const auto value = rendered(content, at)) {
                appendQuery(request.url, QString::fromStdString(key), *value);
            }
        }
    }
    if (!isAllowed(request.url, at.model)) {
        return bad(u"an address where \"%1\" may not go"_s.arg(name));
    }
    if (step.contains("body")) {
        auto body = bodyFrom(step["body"], at);
        if (!body) {
            return bad(u"the body of \"%1\" cannot be filled in"_s.arg(name));
        }
        request.body = std::move(body->pieces);
        if (!body->contentType.isEmpty()) {
            const QString type = QString::fromUtf8(body->contentType);
            request.headers.append({"Content-Type", {{{SecretText::Kind::Literal, type}}}});
        }
    }
    const bool isOwn = at.model.trusts(request.url);
    if (isOwn) {
        addHeaders(request, at.model.ofProvider("headers"), at);
        addHeaders(request, at.model.directive("headers"), at);
    }
    addHeaders(request, step.contains("headers") ? &step["headers"] : nullptr, at);
    if (step.value("auth", true)) {
        // A step that needs the key and lies elsewhere would be answered by a stranger.
        if (!isOwn) {
            return bad(u"\"%1\" leads to a foreign host"_s.arg(name));
        }
        if (auto done = addKeys(request, at); !done) {
            return failure(done.error());
        }
    }
    if (request.carriesSecrets() && !isOwn) {
        return bad(u"\"%1\" would carry a key to a foreign host"_s.arg(name));
    }
    if (step.contains("expect")) {
        for (const json& status : step["expect"]) {
            request.expected.append(status.get<int>());
        }
    }
    request.timeoutMs = step.value("timeoutMs", qint64(60'000));
    request.retrySafe =
        step.value("retrySafe", request.method == "GET" || request.method == "DELETE");
    return request;
}

Result<ServiceRequest> downloadOf(const QString& url, bool withKeys, const Surroundings& at)
{
    if (!isAllowed(url, at.model)) {
        return bad(u"the result lies at an address that may not be read"_s);
    }
    ServiceRequest request;
    request.url = url;
    request.timeoutMs = 600'000;
    if (withKeys && at.model.trusts(url)) {
        if (auto done = addKeys(request, at); !done) {
            return failure(done.error());
        }
    }
    return request;
}

} // namespace raskadr
