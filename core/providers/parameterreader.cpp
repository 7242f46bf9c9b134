#include "core/providers/parameterreader.h"

#include "core/providers/jsonnumbers.h"
#include "core/providers/jsonpointer.h"
#include "core/providers/parametercheck.h"

#include <algorithm>
#include <limits>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// The keywords that restrict values; saying two of them differently would leave it open which
// holds.
const std::set<std::string> constraints{"type",
                                        "enum",
                                        "const",
                                        "minimum",
                                        "maximum",
                                        "exclusiveMinimum",
                                        "exclusiveMaximum",
                                        "multipleOf",
                                        "minLength",
                                        "maxLength",
                                        "pattern",
                                        "items",
                                        "minItems",
                                        "maxItems"};

// What a parameter may say besides.
const std::set<std::string> otherKeywords{
    "default",   "title",        "description",    "format",     "$ref",
    "allOf",     "x-widget",     "x-order",        "x-unit",     "x-group",
    "x-titleRu", "x-enumTitles", "x-enumTitlesRu", "x-enumFrom", "x-generate"};

Checked<> readChoicesSource(const json& source, ParameterField& f, const QString& place)
{
    if (!source.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    for (const auto& [key, value] : source.items()) {
        if (key != "url" && key != "pointer") {
            return refused(place + pointerStep(key), ManifestFault::UnknownKey);
        }
    }
    for (auto [key, out] : {std::pair{"url", &f.choicesUrl}, {"pointer", &f.choicesPointer}}) {
        if (!source.contains(key)) {
            return refused(place + u'/' + QString::fromLatin1(key), ManifestFault::Missing);
        }
        if (!source[key].is_string()) {
            return refused(place + u'/' + QString::fromLatin1(key), ManifestFault::NotAText);
        }
        *out = jsonText(source[key]);
    }
    return isPointer(f.choicesPointer) ? Checked<>()
                                       : refused(place + u"/pointer"_s, ManifestFault::BadPointer);
}

// A choice that the other keywords forbid could never be made.
Checked<> checkChoices(const ParameterField& f, const QString& place)
{
    ParameterField others = f;
    others.choices.clear();
    QList<Violation> violations;
    for (const json& choice : f.choices) {
        checkParameter(others, choice, violations);
    }
    return violations.isEmpty() ? Checked<>()
                                : refused(place + u"/enum"_s, ManifestFault::DoesNotFit);
}

Checked<> readDefault(const json& d, ParameterField& f, const QString& place)
{
    if (!d.contains("default") || d["default"].is_null()) {
        return {};
    }
    f.initial = d["default"];
    QList<Violation> violations;
    checkParameter(f, f.initial, violations);
    return violations.isEmpty() ? Checked<>()
                                : refused(place + u"/default"_s, ManifestFault::DoesNotFit);
}

Checked<> readType(const json& d, ParameterField& f, const QString& place)
{
    if (d.contains("enum") && (!d["enum"].is_array() || d["enum"].empty())) {
        return refused(place + u"/enum"_s, ManifestFault::NotAnArray);
    }
    const std::string type =
        d.contains("type") && d["type"].is_string() ? d["type"].get<std::string>() : "";
    if (type == "string") {
        f.type = ParameterType::String;
    } else if (type == "integer") {
        f.type = ParameterType::Integer;
    } else if (type == "number") {
        f.type = ParameterType::Number;
    } else if (type == "boolean") {
        f.type = ParameterType::Boolean;
    } else if (type == "array") {
        f.type = ParameterType::Array;
    } else if (type.empty() && !d.contains("type") && (d.contains("enum") || d.contains("const"))) {
        const json& first = d.contains("const") ? d["const"] : d["enum"][0];
        f.type = first.is_number_integer() ? ParameterType::Integer
            : first.is_number()            ? ParameterType::Number
            : first.is_boolean()           ? ParameterType::Boolean
                                           : ParameterType::String;
    } else {
        return refused(place + u"/type"_s, ManifestFault::NotOneOf,
                       u"string, integer, number, boolean, array"_s);
    }
    return {};
}

} // namespace

Checked<ParameterField> ParameterReader::field(const json& description, const QString& name,
                                               const QString& place, int depth)
{
    if (depth > maxDepth) {
        return refused(place, ManifestFault::TooDeep);
    }
    if (!description.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    json merged = json::object();
    if (auto done = merge(description, merged, place, depth, {}); !done) {
        return refused(done.error());
    }
    ParameterField result;
    result.name = name;
    if (auto done = fill(merged, result, place, depth); !done) {
        return refused(done.error());
    }
    return result;
}

// Brings $ref and allOf into one object.
Checked<> ParameterReader::merge(const json& from, json& into, const QString& place, int depth,
                                 std::set<std::string> seen)
{
    if (depth > maxDepth) {
        return refused(place, ManifestFault::TooDeep);
    }
    if (++m_parts > maxParts) {
        return refused(place, ManifestFault::TooMuch, QString::number(maxParts));
    }
    for (const auto& [key, value] : from.items()) {
        const QString here = place + pointerStep(key);
        if (!constraints.contains(key) && !otherKeywords.contains(key)) {
            return refused(here, ManifestFault::UnknownKey);
        }
        if (key == "$ref") {
            if (!value.is_string() || !value.get<std::string>().starts_with("#/")) {
                return refused(here, ManifestFault::BadReference);
            }
            const auto target = value.get<std::string>();
            if (!seen.insert(target).second) {
                return refused(here, ManifestFault::CircularReference);
            }
            try {
                const json& referred = m_root.at(json::json_pointer(target.substr(1)));
                if (!referred.is_object()) {
                    return refused(here, ManifestFault::BadReference);
                }
                if (auto done = merge(referred, into, here, depth + 1, seen); !done) {
                    return done;
                }
            } catch (const json::exception&) {
                return refused(here, ManifestFault::BadReference);
            }
        } else if (key == "allOf") {
            if (!value.is_array()) {
                return refused(here, ManifestFault::NotAnArray);
            }
            for (const json& part : value) {
                if (!part.is_object()) {
                    return refused(here, ManifestFault::NotAnObject);
                }
                if (auto done = merge(part, into, here, depth + 1, seen); !done) {
                    return done;
                }
            }
        } else {
            if (constraints.contains(key) && into.contains(key) && !isSameJson(into[key], value)) {
                return refused(here, ManifestFault::Contradiction);
            }
            into[key] = value;
        }
    }
    return {};
}

Checked<> ParameterReader::fill(const json& d, ParameterField& f, const QString& place, int depth)
{
    if (auto done = readType(d, f, place); !done) {
        return done;
    }
    const auto readText = [&](const char* key, QString& out) -> Checked<> {
        if (d.contains(key)) {
            if (!d[key].is_string()) {
                return refused(place + u'/' + QString::fromLatin1(key), ManifestFault::NotAText);
            }
            out = jsonText(d[key]);
        }
        return {};
    };
    for (auto [key, out] : {std::pair{"title", &f.title},
                            {"x-titleRu", &f.titleRu},
                            {"description", &f.description},
                            {"x-widget", &f.widget},
                            {"x-unit", &f.unit},
                            {"x-group", &f.group}}) {
        if (auto done = readText(key, *out); !done) {
            return done;
        }
    }
    const auto readNumber = [&](const char* key, std::optional<json>& out) -> Checked<> {
        if (d.contains(key)) {
            if (!d[key].is_number()) {
                return refused(place + u'/' + QString::fromLatin1(key), ManifestFault::NotANumber);
            }
            out = d[key];
        }
        return {};
    };
    for (auto [key, out] : {std::pair{"minimum", &f.minimum},
                            {"maximum", &f.maximum},
                            {"exclusiveMinimum", &f.exclusiveMinimum},
                            {"exclusiveMaximum", &f.exclusiveMaximum},
                            {"multipleOf", &f.multipleOf}}) {
        if (auto done = readNumber(key, *out); !done) {
            return done;
        }
    }
    if (f.multipleOf && compareNumbers(*f.multipleOf, json(0)) <= 0) {
        return refused(place + u"/multipleOf"_s, ManifestFault::OutOfRange, u"0…"_s);
    }
    const auto readCount = [&](const char* key, std::optional<qint64>& out) -> Checked<> {
        if (d.contains(key)) {
            if (!d[key].is_number_integer() || compareNumbers(d[key], json(0)) < 0
                || compareNumbers(d[key], json(std::numeric_limits<qint64>::max())) > 0) {
                return refused(place + u'/' + QString::fromLatin1(key),
                               ManifestFault::NotAWholeNumber);
            }
            out = d[key].get<qint64>();
        }
        return {};
    };
    for (auto [key, out] : {std::pair{"minLength", &f.minLength},
                            {"maxLength", &f.maxLength},
                            {"minItems", &f.minItems},
                            {"maxItems", &f.maxItems}}) {
        if (auto done = readCount(key, *out); !done) {
            return done;
        }
    }
    if (d.contains("x-order")) {
        if (!d["x-order"].is_number_integer()
            || compareNumbers(d["x-order"], json(std::numeric_limits<int>::min())) < 0
            || compareNumbers(d["x-order"], json(std::numeric_limits<int>::max())) > 0) {
            return refused(place + u"/x-order"_s, ManifestFault::NotAWholeNumber);
        }
        f.order = d["x-order"].get<int>();
    }
    if (d.contains("x-enumFrom")) {
        if (auto done = readChoicesSource(d["x-enumFrom"], f, place + u"/x-enumFrom"_s); !done) {
            return done;
        }
    }
    if (d.contains("pattern")) {
        if (!d["pattern"].is_string()) {
            return refused(place + u"/pattern"_s, ManifestFault::NotAText);
        }
        f.pattern = QRegularExpression(jsonText(d["pattern"]));
        if (!f.pattern->isValid()) {
            return refused(place + u"/pattern"_s, ManifestFault::BadPattern,
                           f.pattern->errorString());
        }
    }
    if (d.contains("enum")) {
        for (const json& choice : d["enum"]) {
            f.choices.append(choice);
        }
    }
    if (d.contains("const")) {
        const bool chosen = f.choices.isEmpty()
            || std::any_of(f.choices.begin(), f.choices.end(),
                           [&](const json& choice) { return isSameJson(choice, d["const"]); });
        if (!chosen) {
            return refused(place + u"/const"_s, ManifestFault::DoesNotFit);
        }
        f.choices = {d["const"]};
    }
    for (auto [key, out] :
         {std::pair{"x-enumTitles", &f.choiceTitles}, {"x-enumTitlesRu", &f.choiceTitlesRu}}) {
        if (d.contains(key)) {
            if (!d[key].is_array() || qsizetype(d[key].size()) != f.choices.size()) {
                return refused(place + u'/' + QString::fromLatin1(key), ManifestFault::DoesNotFit);
            }
            for (const json& title : d[key]) {
                out->append(jsonText(title));
            }
        }
    }
    if (f.type == ParameterType::Array) {
        if (!d.contains("items")) {
            return refused(place, ManifestFault::Missing);
        }
        auto items = field(d["items"], f.name, place + u"/items"_s, depth + 1);
        if (!items) {
            return refused(items.error());
        }
        if (items->type == ParameterType::Array) {
            return refused(place + u"/items"_s, ManifestFault::NotOneOf,
                           u"string, integer, number, boolean"_s);
        }
        f.items = std::make_shared<const ParameterField>(std::move(*items));
    }
    if (d.contains("type")) {
        if (auto done = checkChoices(f, place); !done) {
            return done;
        }
    }
    return readDefault(d, f, place);
}

} // namespace raskadr
