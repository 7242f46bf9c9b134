#include "core/providers/grammar.h"
#include "core/providers/jsonpointer.h"

#include <array>

namespace raskadr::grammar {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qint64 longestWaitMs = 24 * 3600 * 1000LL;

Checked<> part(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"name", filledText, true},   {"nameWhenSingle", filledText},
                                {"value", grammar::value},    {"file", grammar::value},
                                {"filename", grammar::value}, {"contentType", filledText}};
    if (auto done = checkObject(value, place, scope, keys); !done) {
        return done;
    }
    return value.contains("value") != value.contains("file")
        ? Checked<>()
        : refused(place + u"/value"_s, ManifestFault::Missing);
}

Checked<> body(const json& value, const QString& place, Scope& scope)
{
    static constexpr const char* types[]{"none", "json", "multipart", "form", "raw"};
    static constexpr Key none[]{{"type", text}};
    static constexpr Key document[]{{"type", text}, {"value", grammar::value, true}};
    static constexpr Key multipart[]{
        {"type", text}, {"parts", list<part>, true}, {"spread", grammar::value}};
    static constexpr Key form[]{{"type", text}, {"fields", members<grammar::value>, true}};
    static constexpr Key raw[]{
        {"type", text}, {"file", grammar::value, true}, {"contentType", filledText}};
    static constexpr std::array<std::span<const Key>, 5> keys{none, document, multipart, form, raw};
    if (!value.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    if (!value.contains("type")) {
        return refused(place + u"/type"_s, ManifestFault::Missing);
    }
    if (auto done = checkChoice(value["type"], place + u"/type"_s, types); !done) {
        return done;
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (value["type"] == types[i]) {
            return checkObject(value, place, scope, keys[i]);
        }
    }
    return {};
}

Checked<> save(const json& value, const QString& place, Scope& scope)
{
    if (!value.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    for (const auto& [name, from] : value.items()) {
        const QString here = place + pointerStep(QString::fromStdString(name));
        if (auto done = id(name, here, scope); !done) {
            return done;
        }
        if (auto done = source(from, here, scope); !done) {
            return done;
        }
        scope.variables.append(QString::fromStdString(name));
    }
    return {};
}

Checked<> method(const json& value, const QString& place, Scope&)
{
    static constexpr const char* methods[]{"GET", "POST", "PUT", "PATCH", "DELETE"};
    return checkChoice(value, place, methods);
}

constexpr Key requestKeys[]{
    {"method", method, true},
    {"url", url, true},
    {"query", members<value>},
    {"headers", headers},
    {"body", body},
    {"auth", flag},
    {"expect", filledList<count<200, 299>>},
    {"timeoutMs", count<1000, longestWaitMs>},
    {"retrySafe", flag},
    {"save", save},
    {"result", value},
    {"recover", stepName},
    {"everyMs", count<200, longestWaitMs>},
    {"jitterMs", count<0, longestWaitMs>},
    {"minMs", count<200, longestWaitMs>},
    {"backoff", number},
    {"maxMs", count<200, longestWaitMs>},
};

Checked<> request(const json& value, const QString& place, Scope& scope)
{
    return checkObject(value, place, scope, requestKeys);
}

} // namespace

Checked<> step(const json& value, const QString& place, Scope& scope)
{
    if (value.is_object() && value.contains("chain")) {
        static constexpr Key keys[]{{"chain", filledList<request>, true},
                                    {"result", grammar::value}};
        return checkObject(value, place, scope, keys);
    }
    return request(value, place, scope);
}

Checked<> steps(const json& value, const QString& place, Scope& scope)
{
    if (!value.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    for (const auto& [name, content] : value.items()) {
        const QString here = place + pointerStep(QString::fromStdString(name));
        if (auto done = id(name, here, scope); !done) {
            return done;
        }
        if (auto done = step(content, here, scope); !done) {
            return done;
        }
    }
    if (!value.contains("submit")) {
        return refused(place + u"/submit"_s, ManifestFault::Missing);
    }
    return {};
}

} // namespace raskadr::grammar
