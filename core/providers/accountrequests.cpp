#include "core/providers/accountrequests.h"

#include "core/providers/answererror.h"
#include "core/providers/jsonpointer.h"
#include "core/providers/money.h"
#include "core/providers/requestbuilder.h"

#include <QMessageAuthenticationCode>

#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qsizetype longestToken = 64 * 1024;
constexpr qint64 usualLifeS = 1800;

const json nothing = json::object();
const QList<PlannedInput> noInputs;

bool hasKind(const ServiceModel& model, const char* kind)
{
    const json* auth = model.directive("auth");
    return auth && (*auth)["kind"] == kind;
}

Surroundings surroundings(const ServiceModel& model, const RunMoment& moment)
{
    return Surroundings{model, nothing, noInputs, nothing, moment};
}

QByteArray encoded(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Result<QByteArray> filled(const QString& text, const Surroundings& at, const SecretSource& secrets)
{
    const auto expanded = expandedHeader(text, at);
    return expanded ? filledIn(*expanded, secrets)
                    : failure(ErrorKind::Unauthorized, u"cannot be filled in"_s, text);
}

std::optional<ServiceRequest> simpleRequest(const ServiceModel& model, const char* directive,
                                            const RunMoment& moment)
{
    const json* said = model.directive(directive);
    if (!said) {
        return std::nullopt;
    }
    const json step{{"method", said->value("method", std::string("GET"))},
                    {"url", (*said)["url"]},
                    {"auth", said->value("auth", true)}};
    auto request = requestFor(step, QString::fromLatin1(directive), surroundings(model, moment));
    return request ? std::optional(std::move(*request)) : std::nullopt;
}

qint64 expiryIn(const json& auth, const Surroundings& at)
{
    if (!auth.contains("expires")) {
        return 0;
    }
    const auto value = sourced(auth["expires"]["pointer"], at);
    const auto text = value ? plainText(*value) : std::nullopt;
    const double number = text ? text->toDouble() : 0;
    if (!std::isfinite(number) || number <= 0 || number > 1e15) {
        return 0;
    }
    const std::string unit = auth["expires"]["unit"].get<std::string>();
    return unit == "ms" ? qint64(number)
        : unit == "s"   ? qint64(std::min(number, 1e12)) * 1000
                        : at.moment.nowMs + qint64(std::min(number, 1e9)) * 1000;
}

} // namespace

bool needsToken(const ServiceModel& model)
{
    return hasKind(model, "token");
}

bool needsSession(const ServiceModel& model)
{
    return hasKind(model, "session");
}

Result<ServiceRequest> tokenRequest(const ServiceModel& model, const RunMoment& moment)
{
    if (!needsToken(model) && !needsSession(model)) {
        return failure(ErrorKind::Internal, u"this service takes no token"_s);
    }
    const json& auth = *model.directive("auth");
    if (auth.contains("secrets")) {
        for (const json& secret : auth["secrets"]) {
            const QString name = QString::fromStdString(secret.get<std::string>());
            if (!model.connection().secrets.contains(name)) {
                return failure(ErrorKind::Unauthorized, u"there is no such key"_s, name);
            }
        }
    }
    json step = auth["step"].contains("chain") ? auth["step"]["chain"][0] : auth["step"];
    step["auth"] = false; // its keys stand in its own headers
    json variables = json::object();
    variables["clientJobId"] = moment.newUuid().toStdString();
    const Surroundings at{model, nothing, noInputs, variables, moment};
    return requestFor(step, u"token"_s, at);
}

Result<AccessToken> tokenIn(const ServiceModel& model, const ServiceAnswer& answer,
                            const RunMoment& moment)
{
    const json& auth = *model.directive("auth");
    const Surroundings at = surroundings(model, moment).with(answer);
    const auto value = sourced(auth[needsSession(model) ? "value" : "token"], at);
    const auto text = value ? plainText(*value) : std::nullopt;
    if (!answer.isSuccess() || !text || text->isEmpty() || text->size() > longestToken) {
        return failure(ErrorKind::BadResponse, u"the answer has no token"_s);
    }
    return AccessToken{text->toUtf8(), expiryIn(auth, at)};
}

bool signsItself(const ServiceModel& model)
{
    return hasKind(model, "jwt_hs256");
}

Result<AccessToken> signedToken(const ServiceModel& model, const SecretSource& secrets,
                                const RunMoment& moment)
{
    if (!signsItself(model)) {
        return failure(ErrorKind::Internal, u"this service takes no token"_s);
    }
    const json& auth = *model.directive("auth");
    const Surroundings at = surroundings(model, moment);
    json claims = json::object();
    for (const auto& [name, claim] : auth["claims"].items()) {
        if (claim.is_string()) {
            const auto text = filled(QString::fromStdString(claim.get<std::string>()), at, secrets);
            if (!text) {
                return failure(text.error());
            }
            claims[name] = QString::fromUtf8(*text).toStdString();
        } else if (auto value = rendered(claim, at)) {
            claims[name] = std::move(*value);
        }
    }
    const auto key = filled(QString::fromStdString(auth["key"].get<std::string>()), at, secrets);
    if (!key) {
        return failure(key.error());
    }
    const QByteArray signedPart = encoded(R"({"alg":"HS256","typ":"JWT"})") + '.'
        + encoded(QByteArray::fromStdString(claims.dump()));
    const QByteArray mark =
        QMessageAuthenticationCode::hash(signedPart, *key, QCryptographicHash::Sha256);
    const qint64 life = auth.value("ttlS", usualLifeS);
    return AccessToken{signedPart + '.' + encoded(mark), moment.nowMs + life * 1000};
}

std::optional<ServiceRequest> balanceRequest(const ServiceModel& model, const RunMoment& moment)
{
    return simpleRequest(model, "balance", moment);
}

std::optional<Charge> balanceIn(const ServiceModel& model, const ServiceAnswer& answer,
                                const RunMoment& moment)
{
    const json* balance = model.directive("balance");
    if (!balance || !answer.isSuccess()) {
        return std::nullopt;
    }
    const auto value = sourced((*balance)["value"], surroundings(model, moment).with(answer));
    const auto text = value ? plainText(*value) : std::nullopt;
    bool isNumber = false;
    const double amount = text ? text->toDouble(&isNumber) : 0;
    return isNumber ? chargeOf(*balance, amount * balance->value("scale", 1.0)) : std::nullopt;
}

std::optional<ServiceRequest> healthRequest(const ServiceModel& model, const RunMoment& moment)
{
    return simpleRequest(model, "health", moment);
}

std::optional<int> modelCountIn(const ServiceModel& model, const ServiceAnswer& answer)
{
    const json* health = model.directive("health");
    if (!health || !health->contains("models")) {
        return std::nullopt;
    }
    const json* models =
        lookUp(answer.body, QString::fromStdString((*health)["models"].get<std::string>()));
    return models && models->is_array() ? std::optional(int(models->size())) : std::nullopt;
}

std::optional<ServiceFailure> accountFailure(const ServiceModel& model,
                                             const ServiceRequest& request,
                                             const ServiceAnswer& answer, const RunMoment& moment)
{
    const Surroundings plain = surroundings(model, moment);
    const Surroundings at = plain.with(answer);
    if (auto failure = failureOf(request, at)) {
        return failure;
    }
    return rejectionOf(request.step, at);
}

} // namespace raskadr
