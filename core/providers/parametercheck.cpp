#include "core/providers/parametercheck.h"

#include "core/providers/jsonnumbers.h"
#include "core/providers/parameternarrowing.h"
#include "core/providers/parameterrules.h"

#include <algorithm>
#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

bool hasType(ParameterType type, const json& value)
{
    switch (type) {
    case ParameterType::String:
        return value.is_string();
    case ParameterType::Integer:
        return value.is_number_integer()
            || (value.is_number_float() && value.get<double>() == std::floor(value.get<double>()));
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
        return a ? jsonText(*a) : b ? jsonText(*b) : QString();
    };
    return u"%1…%2"_s.arg(side(field.minimum, field.exclusiveMinimum),
                          side(field.maximum, field.exclusiveMaximum));
}

} // namespace

QString jsonText(const json& value)
{
    return value.is_string() ? QString::fromStdString(value.get<std::string>())
                             : QString::fromStdString(value.dump());
}

void checkParameter(const ParameterField& field, const json& value, QList<Violation>& violations)
{
    const auto violate = [&](ViolationReason reason, const QString& expected = {}) {
        violations.append({field.name, reason, expected});
    };
    if (!field.choices.isEmpty()) {
        const bool chosen =
            std::any_of(field.choices.begin(), field.choices.end(),
                        [&](const json& choice) { return isSameJson(choice, value); });
        if (!chosen) {
            QStringList names;
            for (const json& choice : field.choices) {
                names.append(jsonText(choice));
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
        if ((field.minimum && compareNumbers(value, *field.minimum) < 0)
            || (field.exclusiveMinimum && compareNumbers(value, *field.exclusiveMinimum) <= 0)) {
            violate(ViolationReason::TooSmall, rangeText(field));
        }
        if ((field.maximum && compareNumbers(value, *field.maximum) > 0)
            || (field.exclusiveMaximum && compareNumbers(value, *field.exclusiveMaximum) >= 0)) {
            violate(ViolationReason::TooLarge, rangeText(field));
        }
        if (field.multipleOf && !isMultipleOf(value, *field.multipleOf)) {
            violate(ViolationReason::NotAMultiple, jsonText(*field.multipleOf));
        }
    }
    if (value.is_string()) {
        const QString string = jsonText(value);
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
            checkParameter(*field.items, item, violations);
        }
    }
}

QList<Violation> ParameterSchema::check(const json& values) const
{
    QList<Violation> violations;
    const auto checkField = [&](const ParameterField& field) {
        const auto value = values.find(field.name.toStdString());
        if (value != values.end()) {
            checkParameter(field, *value, violations);
        } else if (field.required) {
            violations.append({field.name, ViolationReason::Missing, {}});
        }
    };
    for (const ParameterField& field : m_fields) {
        checkField(field);
    }
    for (const ParameterRule& rule : m_rules) {
        // What is wrong in itself is said once.
        if (violations.isEmpty() && applies(rule, values)) {
            std::for_each(rule.then.begin(), rule.then.end(), checkField);
        }
    }
    for (const auto& [name, value] : values.items()) {
        if (!field(QString::fromStdString(name))) {
            violations.append({QString::fromStdString(name), ViolationReason::Unknown, {}});
        }
    }
    return violations;
}

QList<ParameterField> ParameterSchema::fieldsFor(const json& values) const
{
    QList<ParameterField> fields = m_fields;
    for (const ParameterRule& rule : m_rules) {
        if (!applies(rule, values)) {
            continue;
        }
        for (const ParameterField& changed : rule.then) {
            const auto field =
                std::find_if(fields.begin(), fields.end(), [&](const ParameterField& candidate) {
                    return candidate.name == changed.name;
                });
            if (field != fields.end()) {
                *field = narrowed(*field, changed);
            }
        }
    }
    return fields;
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
