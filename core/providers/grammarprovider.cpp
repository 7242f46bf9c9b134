#include "core/net/certificates.h"
#include "core/providers/grammar.h"
#include "core/providers/jsonpointer.h"

#include <array>

namespace raskadr::grammar {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// --- who asks

constexpr const char* authKinds[]{"none", "header", "basic", "jwt_hs256", "token", "session"};

Checked<> authHeader(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"name", headerName, true}, {"value", templated, true}};
    return checkObject(value, place, scope, keys);
}

Checked<> expiry(const json& value, const QString& place, Scope& scope)
{
    static constexpr const char* units[]{"s", "ms", "secondsFromNow"};
    static constexpr Key keys[]{
        {"pointer", pointer, true},
        {"unit", [](const json& v, const QString& p, Scope&) { return checkChoice(v, p, units); },
         true}};
    return checkObject(value, place, scope, keys);
}

Checked<> authKind(const json& value, const QString& place, Scope&)
{
    return checkChoice(value, place, authKinds);
}

constexpr Key noAuthKeys[]{{"kind", authKind}};
constexpr Key headerAuthKeys[]{{"kind", authKind},
                               {"name", headerName},
                               {"value", templated},
                               {"headers", filledList<authHeader>},
                               {"secrets", filledList<id>, true},
                               {"optional", flag}};
constexpr Key basicAuthKeys[]{{"kind", authKind},
                              {"user", templated, true},
                              {"password", templated, true},
                              {"secrets", filledList<id>, true},
                              {"optional", flag}};
// Of a token that is signed here: a text with variables, a number, or the time.
Checked<> claim(const json& value, const QString& place, Scope& scope)
{
    return value.is_string() ? templated(value, place, scope) : grammar::value(value, place, scope);
}

constexpr Key jwtAuthKeys[]{
    {"kind", authKind},      {"claims", members<claim>, true},  {"key", templated, true},
    {"as", templated, true}, {"secrets", filledList<id>, true}, {"ttlS", count<1, 86400>}};
constexpr Key tokenAuthKeys[]{{"kind", authKind},
                              {"step", step, true},
                              {"token", pointer, true},
                              {"expires", expiry},
                              {"name", headerName, true},
                              {"value", templated, true},
                              {"secrets", filledList<id>, true}};
constexpr Key sessionAuthKeys[]{
    {"kind", authKind}, {"step", step, true}, {"value", pointer, true}, {"secrets", list<id>}};

Checked<> auth(const json& value, const QString& place, Scope& scope)
{
    static constexpr std::array<std::span<const Key>, 6> keys{
        noAuthKeys, headerAuthKeys, basicAuthKeys, jwtAuthKeys, tokenAuthKeys, sessionAuthKeys};
    if (!value.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    if (!value.contains("kind")) {
        return refused(place + u"/kind"_s, ManifestFault::Missing);
    }
    if (auto done = authKind(value["kind"], place + u"/kind"_s, scope); !done) {
        return done;
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (value["kind"] != authKinds[i]) {
            continue;
        }
        scope.secretsAllowed = true;
        auto done = checkObject(value, place, scope, keys[i]);
        scope.secretsAllowed = false;
        if (!done) {
            return done;
        }
    }
    if (value["kind"] == "header") {
        if (value.contains("name") == value.contains("headers")) {
            return refused(place + u"/headers"_s, ManifestFault::Missing);
        }
        if (value.contains("name") != value.contains("value")) {
            return refused(place + u"/value"_s, ManifestFault::Missing);
        }
    }
    return {};
}

Checked<> setting(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"name", id, true},
                                {"title", text},
                                {"titleRu", text},
                                {"default", filledText},
                                {"choices", filledList<filledText>},
                                {"required", flag}};
    return checkObject(value, place, scope, keys);
}

// --- what answers mean

Checked<> errorRule(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{
        {"when", condition, true}, {"class", errorClass, true}, {"retryAfter", oneOrMany<source>}};
    return checkObject(value, place, scope, keys);
}

Checked<> errors(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"message", oneOrMany<source>},
                                {"code", oneOrMany<source>},
                                {"requestId", source},
                                {"retryAfter", oneOrMany<source>},
                                {"rules", list<errorRule>}};
    return checkObject(value, place, scope, keys);
}

Checked<> limits(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"concurrency", count<1, 64>},
                                {"rpm", count<1, 100'000>},
                                {"pollMinMs", count<200, 3'600'000>},
                                {"retryAfter", filledList<headerName>}};
    return checkObject(value, place, scope, keys);
}

Checked<> balanceMethod(const json& value, const QString& place, Scope&)
{
    static constexpr const char* methods[]{"GET", "POST"};
    return checkChoice(value, place, methods);
}

Checked<> balance(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"url", url, true},
                                {"method", balanceMethod},
                                {"value", pointer, true},
                                {"unit", filledText, true},
                                {"scale", number}};
    return checkObject(value, place, scope, keys);
}

Checked<> health(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"url", url, true}, {"auth", flag}, {"models", pointer}};
    return checkObject(value, place, scope, keys);
}

// Authorities beside those of the system: in the manifest, or in a setting of the account.
Checked<> tls(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"ca", id}, {"pem", filledText}};
    if (auto done = checkObject(value, place, scope, keys); !done) {
        return done;
    }
    if (value.contains("ca") == value.contains("pem")) {
        return refused(place + u"/pem"_s, ManifestFault::Missing);
    }
    if (value.contains("ca")) {
        scope.references.append({ReferenceKind::Setting,
                                 QString::fromStdString(value["ca"].get<std::string>()),
                                 place + u"/ca"_s});
        return {};
    }
    const QString pem = QString::fromStdString(value["pem"].get<std::string>());
    return certificatesIn(pem) ? Checked<>()
                               : refused(place + u"/pem"_s, ManifestFault::DoesNotFit);
}

Checked<> rejection(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{
        {"when", condition, true}, {"class", errorClass, true}, {"message", oneOrMany<source>}};
    return checkObject(value, place, scope, keys);
}

constexpr Key shared[]{{"auth", auth},
                       {"baseUrl", url},
                       {"origins", filledList<origin>},
                       {"headers", headers},
                       {"settings", filledList<setting>},
                       {"error", errors},
                       {"limits", limits},
                       {"balance", balance},
                       {"health", health},
                       {"tls", tls},
                       {"relay", step},
                       {"rejectOn", list<rejection>},
                       {"name", text},
                       {"nameRu", text},
                       {"id", id, true},
                       {"free", flag}};

constexpr Key ofProvider[]{{"local", flag}, {"billingUrl", webPage}};

} // namespace

std::span<const Key> sharedKeys()
{
    return shared;
}

std::vector<Key> joined(std::span<const Key> first, std::span<const Key> second)
{
    std::vector<Key> keys(first.begin(), first.end());
    keys.insert(keys.end(), second.begin(), second.end());
    return keys;
}

std::span<const Key> providerKeys()
{
    static const std::vector<Key> keys = joined(shared, ofProvider);
    return keys;
}

} // namespace raskadr::grammar
