#include "core/providers/grammar.h"
#include "core/providers/jsonpointer.h"

#include <array>

namespace raskadr::grammar {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr const char* flows[]{"builtin",   "sync", "sync_progress", "prefer_wait", "poll",
                              "operation", "sse",  "ndjson",        "websocket"};
constexpr const char* states[]{"queued", "running", "done", "failed", "canceled", "expired"};

Checked<> state(const json& value, const QString& place, Scope&)
{
    return checkChoice(value, place, states);
}

Checked<> stateRule(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"when", condition, true}, {"is", state, true}};
    return checkObject(value, place, scope, keys);
}

Checked<> progress(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"pointer", pointer, true}, {"scale", number}};
    if (value.is_array()) {
        if (value.size() != 2) {
            return refused(place, ManifestFault::OutOfRange, u"2"_s);
        }
        return checkList(value, place, scope, pointer);
    }
    return value.is_object() ? checkObject(value, place, scope, keys)
                             : pointer(value, place, scope);
}

// Where a job is while the poll does not know it yet; it cannot be over there.
Checked<> waitingRule(const json& value, const QString& place, Scope& scope)
{
    static constexpr const char* waiting[]{"queued", "running"};
    static constexpr Key keys[]{
        {"when", condition, true},
        {"is", [](const json& v, const QString& p, Scope&) { return checkChoice(v, p, waiting); },
         true}};
    return checkObject(value, place, scope, keys);
}

Checked<> missing(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"when", condition, true},
                                {"step", stepName, true},
                                {"rules", filledList<waitingRule>, true}};
    return checkObject(value, place, scope, keys);
}

Checked<> status(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{
        {"pointer", pointer}, {"map", members<state>}, {"rules", filledList<stateRule>},
        {"default", state},   {"progress", progress},  {"queuePosition", pointer},
        {"missing", missing}};
    if (auto done = checkObject(value, place, scope, keys); !done) {
        return done;
    }
    if (value.contains("pointer") != value.contains("map")) {
        return refused(place + u"/map"_s, ManifestFault::Missing);
    }
    return value.contains("map") || value.contains("rules")
        ? Checked<>()
        : refused(place + u"/rules"_s, ManifestFault::Missing);
}

Checked<> mime(const json& value, const QString& place, Scope& scope)
{
    if (value.is_string()) {
        return filledText(value, place, scope);
    }
    static constexpr Key keys[]{{"pointer", pointer}, {"header", headerName}};
    return value.is_object() && value.contains("$param") ? grammar::value(value, place, scope)
                                                         : checkObject(value, place, scope, keys);
}

Checked<> output(const json& value, const QString& place, Scope& scope)
{
    static constexpr const char* forms[]{"base64", "dataUri", "url", "bytes", "step", "text"};
    static constexpr Key keys[]{
        {"from", stepName, true},
        {"each", list<oneOrMany<pointer>>},
        {"where", condition},
        {"value", pointer},
        {"regex", pattern},
        {"parseJson", pointer},
        {"as", [](const json& v, const QString& p, Scope&) { return checkChoice(v, p, forms); },
         true},
        {"step", stepName},
        {"auth", flag},
        {"mime", mime},
        {"ttlHours", number},
        {"seed", source},
        {"meta", members<source>}};
    if (auto done = checkObject(value, place, scope, keys); !done) {
        return done;
    }
    return (value["as"] == "step") == value.contains("step")
        ? Checked<>()
        : refused(place + u"/step"_s, ManifestFault::Missing);
}

Checked<> eventRule(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{
        {"when", condition, true}, {"is", state}, {"progress", progress}, {"errorAt", pointer}};
    return checkObject(value, place, scope, keys);
}

Checked<> preview(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"offset", count<0, 1024>, true}};
    return checkObject(value, place, scope, keys);
}

Checked<> events(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"url", url},
                                {"job", pointer},
                                {"rules", filledList<eventRule>, true},
                                {"append", pointer},
                                {"binaryPreview", preview}};
    return checkObject(value, place, scope, keys);
}

// --- what goes in, and what it costs

Checked<> encoding(const json& value, const QString& place, Scope& scope)
{
    static constexpr const char* forms[]{"file", "dataUri", "base64", "url", "upload", "relay"};
    static constexpr Key keys[]{
        {"as", [](const json& v, const QString& p, Scope&) { return checkChoice(v, p, forms); },
         true},
        {"step", stepName},
        {"maxEncodedBytes", count<1, 1LL << 40>},
        {"maxBytes", count<1, 1LL << 40>}};
    if (auto done = checkObject(value, place, scope, keys); !done) {
        return done;
    }
    return (value["as"] == "upload") == value.contains("step")
        ? Checked<>()
        : refused(place + u"/step"_s, ManifestFault::Missing);
}

Checked<> transcode(const json& value, const QString& place, Scope& scope)
{
    static constexpr const char* formats[]{"png", "jpeg"};
    static constexpr const char* alphas[]{"keep", "black", "white"};
    static constexpr Key keys[]{
        {"to", [](const json& v, const QString& p, Scope&) { return checkChoice(v, p, formats); },
         true},
        {"quality", count<1, 100>},
        {"alpha",
         [](const json& v, const QString& p, Scope&) { return checkChoice(v, p, alphas); }}};
    return checkObject(value, place, scope, keys);
}

Checked<> media(const json& value, const QString& place, Scope&)
{
    static constexpr const char* kinds[]{"image", "video", "audio", "mask"};
    return checkChoice(value, place, kinds);
}

Checked<> ratio(const json& value, const QString& place, Scope& scope)
{
    return value.is_array() && value.size() == 2
        ? checkList(value, place, scope, number)
        : refused(place, ManifestFault::OutOfRange, u"2"_s);
}

Checked<> input(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"name", id, true},
                                {"title", text},
                                {"titleRu", text},
                                {"media", media, true},
                                {"role", filledText},
                                {"min", count<0, 100>},
                                {"max", count<1, 100>},
                                {"accept", filledList<filledText>},
                                {"maxBytes", count<1, 1LL << 40>},
                                {"minSide", count<1, 100'000>},
                                {"maxSide", count<1, 100'000>},
                                {"ratio", ratio},
                                {"transcode", transcode},
                                {"encode", filledList<encoding>}};
    return checkObject(value, place, scope, keys);
}

Checked<> usage(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"from", stepName, true}, {"fields", members<source>, true}};
    return checkObject(value, place, scope, keys);
}

Checked<> priceRow(const json& value, const QString& place, Scope& scope)
{
    static constexpr const char* measures[]{"output", "second", "megapixel", "token"};
    static constexpr Key tokenKeys[]{{"input", number, true}, {"output", number, true}};
    static constexpr Key keys[]{
        {"when", condition},
        {"amount", number},
        {"per",
         [](const json& v, const QString& p, Scope&) { return checkChoice(v, p, measures); }},
        {"perMillionTokens", [](const json& v, const QString& p, Scope& s) {
             return checkObject(v, p, s, tokenKeys);
         }}};
    if (auto done = checkObject(value, place, scope, keys); !done) {
        return done;
    }
    const bool isOfTokens = value.contains("perMillionTokens");
    for (const char* key : {"amount", "per"}) {
        if (isOfTokens == value.contains(key)) {
            return refused(place + u'/' + QString::fromLatin1(key),
                           isOfTokens ? ManifestFault::Contradiction : ManifestFault::Missing);
        }
    }
    return {};
}

// As long as the lists of models are that a service publishes prices of.
Checked<> priceRows(const json& value, const QString& place, Scope& scope)
{
    return checkList(value, place, scope, priceRow, 5000, false);
}

Checked<> priceSource(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key tokenKeys[]{{"model", pointer, true},
                                     {"input", pointer, true},
                                     {"output", pointer, true},
                                     {"scale", number}};
    static constexpr Key keys[]{{"url", url, true},
                                {"pointer", pointer, true},
                                {"unit", pointer},
                                {"tokens", [](const json& v, const QString& p, Scope& s) {
                                     return checkObject(v, p, s, tokenKeys);
                                 }}};
    return checkObject(value, place, scope, keys);
}

Checked<> price(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"unit", filledText, true},
                                {"usdPerUnit", number},
                                {"asOf", filledText},
                                {"estimate", priceRows},
                                {"outputs", parameterName},
                                {"seconds", grammar::value},
                                {"megapixels", grammar::value},
                                {"estimateFrom", pointer},
                                {"actual", source},
                                {"scale", number},
                                {"source", priceSource}};
    return checkObject(value, place, scope, keys);
}

Checked<> schemaSource(const json& value, const QString& place, Scope& scope)
{
    static constexpr const char* formats[]{"json_schema", "openapi", "object_info", "param_list",
                                           "model_list"};
    static constexpr Key keys[]{
        {"url", url, true},
        {"format",
         [](const json& v, const QString& p, Scope&) { return checkChoice(v, p, formats); }, true},
        {"pointer", pointer},
        {"auth", flag},
        {"match", filledText}};
    return checkObject(value, place, scope, keys);
}

Checked<> seed(const json& value, const QString& place, Scope& scope)
{
    if (value.is_null()) {
        return {};
    }
    static constexpr Key keys[]{{"sent", parameterName}, {"returned", source}};
    return value.is_string() ? parameterName(value, place, scope)
                             : checkObject(value, place, scope, keys);
}

Checked<> flow(const json& value, const QString& place, Scope&)
{
    return checkChoice(value, place, flows);
}

Checked<> produces(const json& value, const QString& place, Scope&)
{
    static constexpr const char* products[]{"image", "video", "text"};
    return checkChoice(value, place, products);
}

Checked<> structured(const json& value, const QString& place, Scope&)
{
    static constexpr const char* kinds[]{"json_schema", "json_object", "tool", "ollama_format",
                                         "none"};
    return checkChoice(value, place, kinds);
}

constexpr Key ofModel[]{{"provider", id},
                        {"produces", produces, true},
                        {"flow", flow, true},
                        {"params", anything},
                        {"inputs", list<input>},
                        {"seed", seed},
                        {"steps", steps},
                        {"status", status},
                        {"outputs", filledList<output>},
                        {"events", events},
                        {"usage", usage},
                        {"price", price},
                        {"schemaSource", schemaSource},
                        {"refreshed", filledText}, // the day of what it gave
                        {"structured", structured}};

} // namespace

std::span<const Key> modelKeys()
{
    static const std::vector<Key> keys = joined(sharedKeys(), ofModel);
    return keys;
}

std::span<const char* const> flowNames()
{
    return flows;
}

} // namespace raskadr::grammar
