#include "core/providers/schemaproperty.h"

#include "core/providers/jsonpointer.h"

#include <algorithm>
#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qsizetype maxTitle = 200;
constexpr qsizetype maxDescription = 2'000;
constexpr std::size_t maxChoiceLength = 1'000;

// Patterns are left out: they are written for other readers, and ours would have to trust them.
constexpr const char* keptKeys[]{"type",
                                 "enum",
                                 "const",
                                 "default",
                                 "minimum",
                                 "maximum",
                                 "exclusiveMinimum",
                                 "exclusiveMaximum",
                                 "multipleOf",
                                 "minLength",
                                 "maxLength",
                                 "items",
                                 "minItems",
                                 "maxItems",
                                 "title",
                                 "description",
                                 "x-order",
                                 "x-enumTitles",
                                 "format",
                                 "contentMediaType"};

const char* typeOf(const json& value)
{
    return value.is_string()        ? "string"
        : value.is_boolean()        ? "boolean"
        : value.is_number_integer() ? "integer"
        : value.is_number()         ? "number"
                                    : nullptr;
}

bool isType(const json& schema, const char* type)
{
    return schema.contains("type") && schema["type"] == type;
}

// "type": ["integer", "null"], or none at all where the values tell it.
void settleType(json& flat)
{
    if (flat.contains("type") && flat["type"].is_array()) {
        json types = json::array();
        for (const json& type : flat["type"]) {
            if (type != "null") {
                types.push_back(type);
            }
        }
        flat["type"] = types.size() == 1 ? types[0] : json();
    }
    if (flat.contains("type") && flat["type"].is_string()) {
        return;
    }
    flat.erase("type");
    const json* example = flat.contains("enum") && flat["enum"].is_array() && !flat["enum"].empty()
        ? &flat["enum"][0]
        : flat.contains("default") ? &flat["default"]
                                   : nullptr;
    if (const char* type = example ? typeOf(*example) : nullptr) {
        // 1 among 1.5 is a number, too.
        const bool isNumber = flat.contains("enum")
            && std::any_of(flat["enum"].begin(), flat["enum"].end(),
                           [](const json& each) { return each.is_number_float(); });
        flat["type"] = isNumber ? "number" : type;
    }
}

bool isFile(const json& flat)
{
    static const std::set<std::string> formats{"uri",  "url",      "uri-reference", "binary",
                                               "byte", "data-url", "data-uri"};
    return flat.contains("contentMediaType")
        || (flat.contains("format") && flat["format"].is_string()
            && formats.contains(flat["format"].get<std::string>()));
}

// OpenAPI 3.0 says with a flag that a bound itself is excluded.
void settleBound(json& flat, const char* bound, const char* exclusive)
{
    if (!flat.contains(exclusive) || !flat[exclusive].is_boolean()) {
        return;
    }
    if (flat[exclusive] == true && flat.contains(bound)) {
        flat[exclusive] = flat[bound];
        flat.erase(bound);
    } else {
        flat.erase(exclusive);
    }
}

void settleText(json& flat, const char* key, qsizetype longest)
{
    if (!flat.contains(key)) {
        return;
    }
    const QString text = flat[key].is_string()
        ? QString::fromStdString(flat[key].get<std::string>()).simplified().left(longest)
        : QString();
    if (text.isEmpty()) {
        flat.erase(key);
    } else {
        flat[key] = text.toStdString();
    }
}

Checked<> settleChoices(json& flat, const QString& place)
{
    if (flat.contains("const") && !flat["const"].is_null()) {
        flat["enum"] = json::array({flat["const"]});
    }
    flat.erase("const");
    if (!flat.contains("enum")) {
        return {};
    }
    if (!flat["enum"].is_array()) {
        return refused(place + u"/enum"_s, ManifestFault::NotAnArray);
    }
    if (flat["enum"].size() > maxChoices) {
        return refused(place + u"/enum"_s, ManifestFault::TooMuch, QString::number(maxChoices));
    }
    json choices = json::array();
    for (const json& choice : flat["enum"]) {
        const bool isScalar = choice.is_primitive() && !choice.is_null();
        const bool isShort =
            !choice.is_string() || choice.get_ref<const std::string&>().size() <= maxChoiceLength;
        if (isScalar && isShort
            && std::find(choices.begin(), choices.end(), choice) == choices.end()) {
            choices.push_back(choice);
        }
    }
    if (flat.contains("x-enumTitles")
        && (!flat["x-enumTitles"].is_array() || flat["x-enumTitles"].size() != choices.size())) {
        flat.erase("x-enumTitles");
    }
    if (choices.empty()) {
        flat.erase("enum");
        flat.erase("x-enumTitles");
    } else {
        flat["enum"] = std::move(choices);
    }
    return {};
}

} // namespace

Checked<const json*> resolvedReference(const json& schema, const SchemaRoots& roots,
                                       const QString& place)
{
    if (!schema.is_object() || !schema.contains("$ref")) {
        return &schema;
    }
    const json& reference = schema["$ref"];
    const QString target =
        reference.is_string() ? QString::fromStdString(reference.get<std::string>()) : QString();
    if (target.startsWith(u"#/"_s) && isPointer(target.mid(1))) {
        QString from = roots.pointer;
        while (true) {
            const json* root = lookUp(roots.answer, from);
            const json* found = root ? lookUp(*root, target.mid(1)) : nullptr;
            if (found && found->is_object()) {
                return found;
            }
            if (from.isEmpty()) {
                break;
            }
            from.truncate(from.lastIndexOf(u'/'));
        }
    }
    return refused(place + u"/$ref"_s, ManifestFault::BadReference);
}

Checked<json> SchemaPropertyReader::read(const json& description, const QString& place)
{
    json flat = json::object();
    if (auto done = flatten(description, flat, place, 0, {}); !done) {
        return refused(done.error());
    }
    return plain(flat, place, 0);
}

Checked<json> SchemaPropertyReader::plain(const json& merged, const QString& place, int depth)
{
    json flat = merged;
    if (auto done = settleChoices(flat, place); !done) {
        return refused(done.error());
    }
    settleType(flat);
    if (!flat.contains("type") || isFile(flat)) {
        return json();
    }
    settleBound(flat, "minimum", "exclusiveMinimum");
    settleBound(flat, "maximum", "exclusiveMaximum");
    settleText(flat, "title", maxTitle);
    settleText(flat, "description", maxDescription);
    flat.erase("format");
    if (flat.contains("default") && flat["default"].is_null()) {
        flat.erase("default");
    }
    if (flat.contains("x-order") && !flat["x-order"].is_number_integer()) {
        flat.erase("x-order");
    }
    if (isType(flat, "array")) {
        if (depth > 0 || !flat.contains("items")) {
            return json();
        }
        json items = json::object();
        if (auto done = flatten(flat["items"], items, place + u"/items"_s, 1, {}); !done) {
            return refused(done.error());
        }
        auto settled = plain(items, place + u"/items"_s, depth + 1);
        if (!settled) {
            return refused(settled.error());
        }
        if (settled->is_null()) {
            return json();
        }
        flat["items"] = std::move(*settled);
        return flat;
    }
    flat.erase("items");
    const bool isScalar = isType(flat, "string") || isType(flat, "integer")
        || isType(flat, "number") || isType(flat, "boolean");
    return isScalar ? flat : json();
}

Checked<> SchemaPropertyReader::flatten(const json& from, json& into, const QString& place,
                                        int depth, std::set<std::string> seen)
{
    if (depth > maxDepth) {
        return refused(place, ManifestFault::TooDeep);
    }
    if (++m_parts > maxParts) {
        return refused(place, ManifestFault::TooMuch, QString::number(maxParts));
    }
    if (!from.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    if (from.contains("$ref")) {
        if (!from["$ref"].is_string() || !seen.insert(from["$ref"].get<std::string>()).second) {
            return refused(place + u"/$ref"_s, ManifestFault::CircularReference);
        }
        const auto target = resolvedReference(from, m_roots, place);
        if (!target) {
            return refused(target.error());
        }
        if (auto done = flatten(**target, into, place + u"/$ref"_s, depth + 1, seen); !done) {
            return done;
        }
    }
    if (from.contains("allOf")) {
        if (!from["allOf"].is_array()) {
            return refused(place + u"/allOf"_s, ManifestFault::NotAnArray);
        }
        for (const json& part : from["allOf"]) {
            if (auto done = flatten(part, into, place + u"/allOf"_s, depth + 1, seen); !done) {
                return done;
            }
        }
    }
    for (const char* key : {"anyOf", "oneOf"}) {
        if (from.contains(key)) {
            const QString here = place + u'/' + QString::fromLatin1(key);
            if (auto done = decide(from[key], into, here, depth + 1, seen); !done) {
                return done;
            }
        }
    }
    for (const char* key : keptKeys) {
        if (from.contains(key)) {
            into[key] = from[key];
        }
    }
    return {};
}

// A form has one control: the choices among the alternatives, or the first that it can hold.
Checked<> SchemaPropertyReader::decide(const json& alternatives, json& into, const QString& place,
                                       int depth, const std::set<std::string>& seen)
{
    if (!alternatives.is_array()) {
        return refused(place, ManifestFault::NotAnArray);
    }
    json chosen;
    json constants = json::array();
    for (const json& alternative : alternatives) {
        json flat = json::object();
        if (auto done = flatten(alternative, flat, place, depth, seen); !done) {
            return done;
        }
        if (isType(flat, "null") || isType(flat, "object")) {
            continue;
        }
        if (flat.contains("const")) {
            constants.push_back(flat["const"]);
        }
        const bool isBetter =
            chosen.is_null() || (!chosen.contains("enum") && flat.contains("enum"));
        if (isBetter) {
            chosen = std::move(flat);
        }
    }
    if (constants.size() > 1) {
        chosen.erase("const");
        chosen["enum"] = std::move(constants);
    }
    if (!chosen.is_null()) {
        into.update(chosen);
    }
    return {};
}

} // namespace raskadr
