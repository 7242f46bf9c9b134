#include "core/providers/parameterrules.h"

#include "core/providers/jsonnumbers.h"
#include "core/providers/jsonpointer.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr std::size_t maxRules = 2'000;

const ParameterField* find(const QList<ParameterField>& fields, const QString& name)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const ParameterField& field) {
        return field.name == name;
    });
    return found == fields.end() ? nullptr : &*found;
}

QString placeOf(const QString& place, const std::string& name)
{
    return place + u"/properties"_s + pointerStep(QString::fromStdString(name));
}

// {"properties": …, "required": …} and nothing else.
Checked<> checkShape(const json& part, const QString& place, const QList<ParameterField>& fields)
{
    if (!part.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    for (const auto& [key, value] : part.items()) {
        const QString here = place + pointerStep(QString::fromStdString(key));
        if (key == "properties") {
            if (!value.is_object()) {
                return refused(here, ManifestFault::NotAnObject);
            }
            for (const auto& [name, description] : value.items()) {
                if (!find(fields, QString::fromStdString(name))) {
                    return refused(placeOf(place, name), ManifestFault::NoSuchParameter);
                }
                if (!description.is_object()) {
                    return refused(placeOf(place, name), ManifestFault::NotAnObject);
                }
            }
        } else if (key == "required") {
            if (!value.is_array()) {
                return refused(here, ManifestFault::NotAnArray);
            }
            for (const json& name : value) {
                if (!name.is_string()
                    || !find(fields, QString::fromStdString(name.get<std::string>()))) {
                    return refused(here, ManifestFault::NoSuchParameter);
                }
            }
        } else {
            return refused(here, ManifestFault::UnknownKey);
        }
    }
    return {};
}

bool lists(const json& part, const std::string& name)
{
    const json names = part.value("required", json::array());
    return std::find(names.begin(), names.end(), json(name)) != names.end();
}

Checked<> readCondition(const json& part, ParameterRule& rule, const QString& place)
{
    const json conditions = part.value("properties", json::object());
    for (const auto& [name, condition] : conditions.items()) {
        ParameterRule::Condition asked;
        asked.name = QString::fromStdString(name);
        asked.needed = lists(part, name);
        for (const auto& [key, value] : condition.items()) {
            const QString here = placeOf(place, name) + pointerStep(QString::fromStdString(key));
            if (key == "const") {
                asked.values.append(value);
            } else if (key == "enum") {
                if (!value.is_array() || value.empty()) {
                    return refused(here, ManifestFault::NotAnArray);
                }
                for (const json& each : value) {
                    asked.values.append(each);
                }
            } else {
                return refused(here, ManifestFault::UnknownKey);
            }
        }
        if (asked.values.isEmpty()) {
            return refused(placeOf(place, name), ManifestFault::Empty);
        }
        rule.when.append(asked);
    }
    if (rule.when.isEmpty()) {
        return refused(place + u"/properties"_s, ManifestFault::Missing);
    }
    return {};
}

// The titles of choices, from among those of the parameter itself.
void retitle(ParameterField& field, const ParameterField& base)
{
    for (auto [titles, from] : {std::pair{&field.choiceTitles, &base.choiceTitles},
                                {&field.choiceTitlesRu, &base.choiceTitlesRu}}) {
        if (from->isEmpty()) {
            continue;
        }
        titles->clear();
        for (const json& choice : std::as_const(field.choices)) {
            const auto same =
                std::find_if(base.choices.begin(), base.choices.end(),
                             [&](const json& each) { return isSameJson(each, choice); });
            titles->append(same == base.choices.end() ? QString::fromStdString(
                               choice.is_string() ? choice.get<std::string>() : choice.dump())
                                                      : from->at(same - base.choices.begin()));
        }
    }
}

Checked<> readConsequence(const json& part, const json& schema, ParameterRule& rule,
                          const QList<ParameterField>& fields, const FieldReader& readField,
                          const QString& place)
{
    const json changes = part.value("properties", json::object());
    for (const ParameterField& base : fields) {
        const std::string name = base.name.toStdString();
        const bool isRequired = lists(part, name);
        if (!changes.contains(name) && !isRequired) {
            continue;
        }
        json description = schema["properties"][name];
        if (changes.contains(name)) {
            const json& change = changes[name];
            if (change.contains("enum") || change.contains("const")) {
                for (const char* key : {"enum", "const", "x-enumTitles", "x-enumTitlesRu"}) {
                    description.erase(key);
                }
            }
            description.erase("default"); // it may be one of those that are left out
            description.update(change);
        }
        auto field = readField(description, base.name, placeOf(place, name));
        if (!field) {
            return refused(field.error());
        }
        field->required = base.required || isRequired;
        retitle(*field, base);
        rule.then.append(std::move(*field));
    }
    return {};
}

Checked<ParameterRule> readRule(const json& object, const json& schema, const QString& place,
                                const QList<ParameterField>& fields, const FieldReader& readField)
{
    for (const char* key : {"if", "then"}) {
        const QString here = place + u'/' + QString::fromLatin1(key);
        if (!object.contains(key)) {
            return refused(here, ManifestFault::Missing);
        }
        if (auto done = checkShape(object[key], here, fields); !done) {
            return refused(done.error());
        }
    }
    ParameterRule rule;
    if (auto done = readCondition(object["if"], rule, place + u"/if"_s); !done) {
        return refused(done.error());
    }
    if (auto done =
            readConsequence(object["then"], schema, rule, fields, readField, place + u"/then"_s);
        !done) {
        return refused(done.error());
    }
    return rule;
}

} // namespace

Checked<QList<ParameterRule>> readRules(const json& schema, const QList<ParameterField>& fields,
                                        const FieldReader& readField)
{
    QList<ParameterRule> rules;
    if (schema.contains("if") || schema.contains("then")) {
        auto rule = readRule(schema, schema, {}, fields, readField);
        if (!rule) {
            return refused(rule.error());
        }
        rules.append(std::move(*rule));
    }
    if (!schema.contains("allOf")) {
        return rules;
    }
    const json& list = schema["allOf"];
    if (!list.is_array()) {
        return refused(u"/allOf"_s, ManifestFault::NotAnArray);
    }
    if (list.size() > maxRules) {
        return refused(u"/allOf"_s, ManifestFault::TooMuch, QString::number(maxRules));
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        const QString place = u"/allOf/%1"_s.arg(i);
        if (!list[i].is_object()) {
            return refused(place, ManifestFault::NotAnObject);
        }
        for (const auto& [key, value] : list[i].items()) {
            if (key != "if" && key != "then") {
                return refused(place + pointerStep(QString::fromStdString(key)),
                               ManifestFault::UnknownKey);
            }
        }
        auto rule = readRule(list[i], schema, place, fields, readField);
        if (!rule) {
            return refused(rule.error());
        }
        rules.append(std::move(*rule));
    }
    return rules;
}

bool applies(const ParameterRule& rule, const json& values)
{
    return std::all_of(rule.when.begin(), rule.when.end(), [&](const auto& condition) {
        const auto value = values.find(condition.name.toStdString());
        if (value == values.end()) {
            return !condition.needed;
        }
        return std::any_of(condition.values.begin(), condition.values.end(),
                           [&](const json& each) { return isSameJson(each, *value); });
    });
}

} // namespace raskadr
