#include "core/providers/parameterschema.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int maxDepth = 32;

const std::set<std::string> rootKeywords{"type", "properties", "required", "title", "description", "$defs",
                                         "additionalProperties", "x-order"};
const std::set<std::string> fieldKeywords{
    "type", "enum", "const", "default", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "multipleOf", "minLength", "maxLength", "pattern", "items", "minItems", "maxItems", "title",
    "description", "format", "$ref", "allOf", "x-widget", "x-order", "x-unit", "x-group", "x-titleRu",
    "x-enumTitles", "x-enumTitlesRu", "x-generate"};

QString text(const json& value)
{
    return value.is_string() ? QString::fromStdString(value.get<std::string>())
                             : QString::fromStdString(value.dump());
}

tl::unexpected<Error> wrong(const QString& place, const QString& reason)
{
    return failure(ErrorKind::InvalidInput, reason, place);
}

// Compares two numbers without losing a digit of whole ones.
int compare(const json& a, const json& b)
{
    if (a.is_number_unsigned() && b.is_number_unsigned()) {
        const auto x = a.get<quint64>(), y = b.get<quint64>();
        return x < y ? -1 : x > y;
    }
    if (a.is_number_integer() && b.is_number_integer()) {
        const bool aBig = a.is_number_unsigned() && a.get<quint64>() > quint64(INT64_MAX);
        const bool bBig = b.is_number_unsigned() && b.get<quint64>() > quint64(INT64_MAX);
        if (aBig || bBig) {
            return aBig ? 1 : -1;
        }
        const auto x = a.get<qint64>(), y = b.get<qint64>();
        return x < y ? -1 : x > y;
    }
    const auto x = a.get<double>(), y = b.get<double>();
    return x < y ? -1 : x > y;
}

bool isMultiple(const json& value, const json& step)
{
    if (value.is_number_integer() && step.is_number_integer()) {
        const quint64 divisor = step.is_number_unsigned() ? step.get<quint64>() : quint64(step.get<qint64>());
        const quint64 magnitude = value.is_number_unsigned() ? value.get<quint64>()
                                                             : quint64(std::llabs(value.get<qint64>()));
        return magnitude % divisor == 0;
    }
    const double quotient = value.get<double>() / step.get<double>();
    return std::abs(quotient - std::round(quotient)) < 1e-9;
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
        for (const auto& [key, value] : from.items()) {
            const QString here = place + u'/' + QString::fromStdString(key);
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
                out = text(d[key]);
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
        if (f.multipleOf && compare(*f.multipleOf, json(0)) <= 0) {
            return wrong(place + u"/multipleOf"_s, u"has to be above zero"_s);
        }
        const auto readCount = [&](const char* key, std::optional<qint64>& out) -> Result<> {
            if (d.contains(key)) {
                if (!d[key].is_number_integer() || d[key] < 0) {
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
            if (!d["x-order"].is_number_integer()) {
                return wrong(place + u"/x-order"_s, u"not a whole number"_s);
            }
            f.order = d["x-order"].get<int>();
        }
        if (d.contains("pattern")) {
            f.pattern = QRegularExpression(text(d["pattern"]));
            if (!f.pattern->isValid()) {
                return wrong(place + u"/pattern"_s, f.pattern->errorString());
            }
        }
        if (d.contains("enum")) {
            if (!d["enum"].is_array() || d["enum"].empty()) {
                return wrong(place + u"/enum"_s, u"not a list of values"_s);
            }
            for (const json& choice : d["enum"]) {
                f.choices.append(choice);
            }
        }
        if (d.contains("const")) {
            f.choices = {d["const"]};
        }
        for (auto [key, out] : {std::pair{"x-enumTitles", &f.choiceTitles}, {"x-enumTitlesRu", &f.choiceTitlesRu}}) {
            if (d.contains(key)) {
                if (!d[key].is_array() || qsizetype(d[key].size()) != f.choices.size()) {
                    return wrong(place + u'/' + QString::fromLatin1(key), u"one title for each choice"_s);
                }
                for (const json& title : d[key]) {
                    out->append(text(title));
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
        if (d.contains("default")) {
            f.initial = d["default"];
        }
        return {};
    }

    static Result<> readType(const json& d, ParameterField& f, const QString& place)
    {
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
            const json& first = d.contains("const") ? d["const"] : d["enum"].empty() ? json() : d["enum"][0];
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
};

bool hasType(ParameterType type, const json& value)
{
    switch (type) {
    case ParameterType::String:
        return value.is_string();
    case ParameterType::Integer:
        return value.is_number_integer() || (value.is_number_float() && value.get<double>() == std::floor(value.get<double>()));
    case ParameterType::Number:
        return value.is_number();
    case ParameterType::Boolean:
        return value.is_boolean();
    case ParameterType::Array:
        return value.is_array();
    }
    return false;
}

QString rangeText(const ParameterField& field)
{
    const auto side = [](const std::optional<json>& a, const std::optional<json>& b) {
        return a ? text(*a) : b ? text(*b) : QString();
    };
    return u"%1…%2"_s.arg(side(field.minimum, field.exclusiveMinimum), side(field.maximum, field.exclusiveMaximum));
}

void checkField(const ParameterField& field, const json& value, QList<Violation>& violations)
{
    const auto violate = [&](ViolationReason reason, const QString& expected = {}) {
        violations.append({field.name, reason, expected});
    };
    if (!field.choices.isEmpty()) {
        if (!field.choices.contains(value)) {
            QStringList names;
            for (const json& choice : field.choices) {
                names.append(text(choice));
            }
            violate(ViolationReason::NotInChoices, names.join(u", "_s));
        }
        return;
    }
    if (!hasType(field.type, value)) {
        violate(ViolationReason::WrongType);
        return;
    }
    if (value.is_number()) {
        if ((field.minimum && compare(value, *field.minimum) < 0)
            || (field.exclusiveMinimum && compare(value, *field.exclusiveMinimum) <= 0)) {
            violate(ViolationReason::TooSmall, rangeText(field));
        }
        if ((field.maximum && compare(value, *field.maximum) > 0)
            || (field.exclusiveMaximum && compare(value, *field.exclusiveMaximum) >= 0)) {
            violate(ViolationReason::TooLarge, rangeText(field));
        }
        if (field.multipleOf && !isMultiple(value, *field.multipleOf)) {
            violate(ViolationReason::NotAMultiple, text(*field.multipleOf));
        }
    }
    if (value.is_string()) {
        const QString string = text(value);
        const qint64 length = string.toUcs4().size();
        if (field.minLength && length < *field.minLength) {
            violate(ViolationReason::TooShort, QString::number(*field.minLength));
        }
        if (field.maxLength && length > *field.maxLength) {
            violate(ViolationReason::TooLong, QString::number(*field.maxLength));
        }
        if (field.pattern && !field.pattern->match(string).hasMatch()) {
            violate(ViolationReason::NoMatch, field.pattern->pattern());
        }
    }
    if (value.is_array()) {
        const auto count = static_cast<qint64>(value.size());
        if (field.minItems && count < *field.minItems) {
            violate(ViolationReason::TooFew, QString::number(*field.minItems));
        }
        if (field.maxItems && count > *field.maxItems) {
            violate(ViolationReason::TooMany, QString::number(*field.maxItems));
        }
        for (const json& item : value) {
            checkField(*field.items, item, violations);
        }
    }
}

} // namespace

Result<ParameterSchema> ParameterSchema::parse(const json& schema)
{
    if (!schema.is_object()) {
        return wrong(u"/"_s, u"not an object"_s);
    }
    for (const auto& [key, value] : schema.items()) {
        if (!rootKeywords.contains(key)) {
            return wrong(u'/' + QString::fromStdString(key), u"unknown keyword"_s);
        }
    }
    const json properties = schema.value("properties", json::object());
    const json required = schema.value("required", json::array());
    if (!properties.is_object() || !required.is_array()) {
        return wrong(u"/"_s, u"properties and required have to be an object and an array"_s);
    }
    ParameterSchema result;
    Parser parser(schema);
    for (const auto& [name, description] : properties.items()) {
        const QString key = QString::fromStdString(name);
        auto field = parser.field(description, key, u"/properties/"_s + key, 0);
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
            checkField(field, *value, violations);
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
