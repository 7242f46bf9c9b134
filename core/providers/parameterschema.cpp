#include "core/providers/parameterschema.h"

#include "core/providers/jsonnumbers.h"
#include "core/providers/parametercheck.h"

#include <algorithm>
#include <limits>
#include <set>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int maxDepth = 32;
// Parts of a schema that are looked at in all; references may multiply without running in a circle.
constexpr int maxParts = 20'000;

const std::set<std::string> rootKeywords{"type", "properties", "required", "title", "description", "$defs",
                                         "additionalProperties", "x-order"};
const std::set<std::string> fieldKeywords{
    "type", "enum", "const", "default", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "multipleOf", "minLength", "maxLength", "pattern", "items", "minItems", "maxItems", "title",
    "description", "format", "$ref", "allOf", "x-widget", "x-order", "x-unit", "x-group", "x-titleRu",
    "x-enumTitles", "x-enumTitlesRu", "x-generate"};

tl::unexpected<Error> wrong(const QString& place, const QString& reason)
{
    return failure(ErrorKind::InvalidInput, reason, place);
}

// The keywords that restrict values; saying two of them differently would leave it open which holds.
const std::set<std::string> constraints{
    "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "minLength", "maxLength", "pattern", "items", "minItems", "maxItems"};

// One step of a JSON pointer.
QString step(const std::string& key)
{
    return u'/' + QString::fromStdString(key).replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

class Parser
{
public:
    explicit Parser(const json& root)
        : m_root(root)
    {
    }

    Result<ParameterField> field(const json& description, const QString& name, const QString& place, int depth)
    {
        if (depth > maxDepth) {
            return wrong(place, u"nested deeper than %1"_s.arg(maxDepth));
        }
        if (!description.is_object()) {
            return wrong(place, u"not an object"_s);
        }
        json merged = json::object();
        if (auto done = merge(description, merged, place, depth, {}); !done) {
            return failure(done.error());
        }
        ParameterField result;
        result.name = name;
        if (auto done = fill(merged, result, place, depth); !done) {
            return failure(done.error());
        }
        return result;
    }

private:
    // Brings $ref and allOf into one object.
    Result<> merge(const json& from, json& into, const QString& place, int depth, std::set<std::string> seen)
    {
        if (depth > maxDepth) {
            return wrong(place, u"nested deeper than %1"_s.arg(maxDepth));
        }
        if (++m_parts > maxParts) {
            return wrong(place, u"more than %1 parts"_s.arg(maxParts));
        }
        for (const auto& [key, value] : from.items()) {
            const QString here = place + step(key);
            if (!fieldKeywords.contains(key)) {
                return wrong(here, u"unknown keyword"_s);
            }
            if (key == "$ref") {
                if (!value.is_string() || !value.get<std::string>().starts_with("#/")) {
                    return wrong(here, u"only local references"_s);
                }
                const auto target = value.get<std::string>();
                if (!seen.insert(target).second) {
                    return wrong(here, u"the reference runs in a circle"_s);
                }
                try {
                    const json& referred = m_root.at(json::json_pointer(target.substr(1)));
                    if (!referred.is_object()) {
                        return wrong(here, u"refers to no object"_s);
                    }
                    if (auto done = merge(referred, into, here, depth + 1, seen); !done) {
                        return done;
                    }
                } catch (const json::exception&) {
                    return wrong(here, u"refers to nothing"_s);
                }
            } else if (key == "allOf") {
                if (!value.is_array()) {
                    return wrong(here, u"not an array"_s);
                }
                for (const json& part : value) {
                    if (!part.is_object()) {
                        return wrong(here, u"not an object"_s);
                    }
                    if (auto done = merge(part, into, here, depth + 1, seen); !done) {
                        return done;
                    }
                }
            } else {
                if (constraints.contains(key) && into.contains(key) && !isSameJson(into[key], value)) {
                    return wrong(here, u"said twice, and differently"_s);
                }
                into[key] = value;
            }
        }
        return {};
    }

    Result<> fill(const json& d, ParameterField& f, const QString& place, int depth)
    {
        if (auto done = readType(d, f, place); !done) {
            return done;
        }
        const auto readText = [&](const char* key, QString& out) -> Result<> {
            if (d.contains(key)) {
                if (!d[key].is_string()) {
                    return wrong(place + u'/' + QString::fromLatin1(key), u"not a text"_s);
                }
                out = jsonText(d[key]);
            }
            return {};
        };
        for (auto [key, out] : {std::pair{"title", &f.title}, {"x-titleRu", &f.titleRu},
                                {"description", &f.description}, {"x-widget", &f.widget}, {"x-unit", &f.unit},
                                {"x-group", &f.group}}) {
            if (auto done = readText(key, *out); !done) {
                return done;
            }
        }
        const auto readNumber = [&](const char* key, std::optional<json>& out) -> Result<> {
            if (d.contains(key)) {
                if (!d[key].is_number()) {
                    return wrong(place + u'/' + QString::fromLatin1(key), u"not a number"_s);
                }
                out = d[key];
            }
            return {};
        };
        for (auto [key, out] : {std::pair{"minimum", &f.minimum}, {"maximum", &f.maximum},
                                {"exclusiveMinimum", &f.exclusiveMinimum},
                                {"exclusiveMaximum", &f.exclusiveMaximum}, {"multipleOf", &f.multipleOf}}) {
            if (auto done = readNumber(key, *out); !done) {
                return done;
            }
        }
        if (f.multipleOf && compareNumbers(*f.multipleOf, json(0)) <= 0) {
            return wrong(place + u"/multipleOf"_s, u"has to be above zero"_s);
        }
        const auto readCount = [&](const char* key, std::optional<qint64>& out) -> Result<> {
            if (d.contains(key)) {
                if (!d[key].is_number_integer() || compareNumbers(d[key], json(0)) < 0
                    || compareNumbers(d[key], json(std::numeric_limits<qint64>::max())) > 0) {
                    return wrong(place + u'/' + QString::fromLatin1(key), u"not a count"_s);
                }
                out = d[key].get<qint64>();
            }
            return {};
        };
        for (auto [key, out] : {std::pair{"minLength", &f.minLength}, {"maxLength", &f.maxLength},
                                {"minItems", &f.minItems}, {"maxItems", &f.maxItems}}) {
            if (auto done = readCount(key, *out); !done) {
                return done;
            }
        }
        if (d.contains("x-order")) {
            if (!d["x-order"].is_number_integer()
                || compareNumbers(d["x-order"], json(std::numeric_limits<int>::min())) < 0
                || compareNumbers(d["x-order"], json(std::numeric_limits<int>::max())) > 0) {
                return wrong(place + u"/x-order"_s, u"not a whole number"_s);
            }
            f.order = d["x-order"].get<int>();
        }
        if (d.contains("pattern")) {
            if (!d["pattern"].is_string()) {
                return wrong(place + u"/pattern"_s, u"not a text"_s);
            }
            f.pattern = QRegularExpression(jsonText(d["pattern"]));
            if (!f.pattern->isValid()) {
                return wrong(place + u"/pattern"_s, f.pattern->errorString());
            }
        }
        if (d.contains("enum")) {
            for (const json& choice : d["enum"]) {
                f.choices.append(choice);
            }
        }
        if (d.contains("const")) {
            const bool chosen = f.choices.isEmpty()
                                || std::any_of(f.choices.begin(), f.choices.end(), [&](const json& choice) {
                                       return isSameJson(choice, d["const"]);
                                   });
            if (!chosen) {
                return wrong(place + u"/const"_s, u"not one of the choices"_s);
            }
            f.choices = {d["const"]};
        }
        for (auto [key, out] : {std::pair{"x-enumTitles", &f.choiceTitles}, {"x-enumTitlesRu", &f.choiceTitlesRu}}) {
            if (d.contains(key)) {
                if (!d[key].is_array() || qsizetype(d[key].size()) != f.choices.size()) {
                    return wrong(place + u'/' + QString::fromLatin1(key), u"one title for each choice"_s);
                }
                for (const json& title : d[key]) {
                    out->append(jsonText(title));
                }
            }
        }
        if (f.type == ParameterType::Array) {
            if (!d.contains("items")) {
                return wrong(place, u"an array needs items"_s);
            }
            auto items = field(d["items"], f.name, place + u"/items"_s, depth + 1);
            if (!items) {
                return failure(items.error());
            }
            if (items->type == ParameterType::Array) {
                return wrong(place + u"/items"_s, u"arrays of scalars only"_s);
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

    // A choice that the other keywords forbid could never be made.
    static Result<> checkChoices(const ParameterField& f, const QString& place)
    {
        ParameterField others = f;
        others.choices.clear();
        QList<Violation> violations;
        for (const json& choice : f.choices) {
            checkParameter(others, choice, violations);
        }
        return violations.isEmpty() ? Result<>()
                                    : wrong(place + u"/enum"_s, u"a choice that does not fit"_s);
    }

    static Result<> readDefault(const json& d, ParameterField& f, const QString& place)
    {
        if (!d.contains("default") || d["default"].is_null()) {
            return {};
        }
        f.initial = d["default"];
        QList<Violation> violations;
        checkParameter(f, f.initial, violations);
        return violations.isEmpty() ? Result<>() : wrong(place + u"/default"_s, u"does not fit"_s);
    }

    static Result<> readType(const json& d, ParameterField& f, const QString& place)
    {
        if (d.contains("enum") && (!d["enum"].is_array() || d["enum"].empty())) {
            return wrong(place + u"/enum"_s, u"not a list of values"_s);
        }
        const std::string type = d.contains("type") && d["type"].is_string() ? d["type"].get<std::string>() : "";
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
            return wrong(place + u"/type"_s, u"string, integer, number, boolean or array"_s);
        }
        return {};
    }

    const json& m_root;
    int m_parts = 0;
};

} // namespace

Result<ParameterSchema> ParameterSchema::parse(const json& schema)
{
    if (!schema.is_object()) {
        return wrong({}, u"not an object"_s);
    }
    for (const auto& [key, value] : schema.items()) {
        if (!rootKeywords.contains(key)) {
            return wrong(step(key), u"unknown keyword"_s);
        }
    }
    if (schema.contains("type") && schema["type"] != "object") {
        return wrong(u"/type"_s, u"parameters are an object"_s);
    }
    const json properties = schema.value("properties", json::object());
    const json required = schema.value("required", json::array());
    if (!properties.is_object()) {
        return wrong(u"/properties"_s, u"not an object"_s);
    }
    if (!required.is_array()) {
        return wrong(u"/required"_s, u"not an array"_s);
    }
    ParameterSchema result;
    Parser parser(schema);
    for (const auto& [name, description] : properties.items()) {
        const QString key = QString::fromStdString(name);
        auto field = parser.field(description, key, u"/properties"_s + step(name), 0);
        if (!field) {
            return failure(field.error());
        }
        field->required = std::find(required.begin(), required.end(), json(name)) != required.end();
        result.m_fields.append(std::move(*field));
    }
    for (const json& name : required) {
        if (!name.is_string() || !properties.contains(name.get<std::string>())) {
            return wrong(u"/required"_s, u"names no property"_s);
        }
    }
    std::stable_sort(result.m_fields.begin(), result.m_fields.end(), [](const auto& a, const auto& b) {
        return a.order.value_or(1'000'000) < b.order.value_or(1'000'000);
    });
    return result;
}

const ParameterField* ParameterSchema::field(const QString& name) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                    [&](const ParameterField& field) { return field.name == name; });
    return found == m_fields.end() ? nullptr : &*found;
}

const ParameterField* ParameterSchema::fieldOfWidget(const QString& widget) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                    [&](const ParameterField& field) { return field.widget == widget; });
    return found == m_fields.end() ? nullptr : &*found;
}

QList<Violation> ParameterSchema::check(const json& values) const
{
    QList<Violation> violations;
    for (const ParameterField& field : m_fields) {
        const auto value = values.find(field.name.toStdString());
        if (value != values.end()) {
            checkParameter(field, *value, violations);
        } else if (field.required) {
            violations.append({field.name, ViolationReason::Missing, {}});
        }
    }
    for (const auto& [name, value] : values.items()) {
        if (!field(QString::fromStdString(name))) {
            violations.append({QString::fromStdString(name), ViolationReason::Unknown, {}});
        }
    }
    return violations;
}

json ParameterSchema::withDefaults(json values) const
{
    for (const ParameterField& field : m_fields) {
        const std::string name = field.name.toStdString();
        if (!values.contains(name) && !field.initial.is_null()) {
            values[name] = field.initial;
        }
    }
    return values;
}

} // namespace raskadr
