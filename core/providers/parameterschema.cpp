#include "core/providers/parameterschema.h"

#include "core/providers/jsonpointer.h"
#include "core/providers/parameterreader.h"
#include "core/providers/parameterrules.h"

#include <algorithm>
#include <set>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const std::set<std::string> rootKeywords{
    "type",    "properties", "required", "title", "description", "$defs", "additionalProperties",
    "x-order", "if",         "then",     "allOf"};

} // namespace

Result<ParameterSchema> ParameterSchema::parse(const json& schema)
{
    auto read = ParameterSchema::read(schema);
    if (!read) {
        return failure(errorOf(read.error()));
    }
    return std::move(*read);
}

Checked<ParameterSchema> ParameterSchema::read(const json& schema)
{
    if (!schema.is_object()) {
        return refused({}, ManifestFault::NotAnObject);
    }
    for (const auto& [key, value] : schema.items()) {
        if (!rootKeywords.contains(key)) {
            return refused(pointerStep(key), ManifestFault::UnknownKey);
        }
    }
    if (schema.contains("type") && schema["type"] != "object") {
        return refused(u"/type"_s, ManifestFault::NotOneOf, u"object"_s);
    }
    const json properties = schema.value("properties", json::object());
    const json required = schema.value("required", json::array());
    if (!properties.is_object()) {
        return refused(u"/properties"_s, ManifestFault::NotAnObject);
    }
    if (!required.is_array()) {
        return refused(u"/required"_s, ManifestFault::NotAnArray);
    }
    ParameterSchema result;
    ParameterReader reader(schema);
    for (const auto& [name, description] : properties.items()) {
        const QString key = QString::fromStdString(name);
        auto field = reader.field(description, key, u"/properties"_s + pointerStep(name));
        if (!field) {
            return refused(field.error());
        }
        field->required = std::find(required.begin(), required.end(), json(name)) != required.end();
        result.m_fields.append(std::move(*field));
    }
    for (const json& name : required) {
        if (!name.is_string() || !properties.contains(name.get<std::string>())) {
            return refused(u"/required"_s, ManifestFault::NoSuchParameter);
        }
    }
    std::stable_sort(result.m_fields.begin(), result.m_fields.end(),
                     [](const auto& a, const auto& b) {
                         return a.order.value_or(1'000'000) < b.order.value_or(1'000'000);
                     });
    auto rules = readRules(schema, result.m_fields,
                           [&](const json& description, const QString& name, const QString& place) {
                               return reader.field(description, name, place);
                           });
    if (!rules) {
        return refused(rules.error());
    }
    result.m_rules = std::move(*rules);
    return result;
}

const ParameterField* ParameterSchema::field(const QString& name) const
{
    const auto found =
        std::find_if(m_fields.begin(), m_fields.end(),
                     [&](const ParameterField& field) { return field.name == name; });
    return found == m_fields.end() ? nullptr : &*found;
}

const ParameterField* ParameterSchema::fieldOfWidget(const QString& widget) const
{
    const auto found =
        std::find_if(m_fields.begin(), m_fields.end(),
                     [&](const ParameterField& field) { return field.widget == widget; });
    return found == m_fields.end() ? nullptr : &*found;
}

} // namespace raskadr
