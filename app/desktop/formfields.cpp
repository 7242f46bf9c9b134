#include "app/desktop/formfields.h"

#include "core/providers/jsonlimits.h"
#include "ui/common/format.h"
#include "ui/common/jsonvalue.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostChoices = 8; // more are nothing for a sentence

bool inRussian()
{
    return QLocale().language() == QLocale::Russian;
}

ui::FormField::Kind kindOf(const ParameterField& field)
{
    using Kind = ui::FormField::Kind;
    if (field.widget == u"prompt"_s) {
        return Kind::Prompt;
    }
    if (field.widget == u"negativePrompt"_s) {
        return Kind::NegativePrompt;
    }
    if (field.widget == u"seed"_s) {
        return Kind::Seed;
    }
    if (!field.choices.isEmpty()) {
        return Kind::Choice;
    }
    switch (field.type) {
    case ParameterType::Integer:
        return Kind::Integer;
    case ParameterType::Number:
        return Kind::Number;
    case ParameterType::Boolean:
        return Kind::Switch;
    case ParameterType::String:
        return Kind::Text;
    case ParameterType::Array:
        return Kind::List;
    }
    return Kind::Text;
}

std::optional<double> number(const std::optional<nlohmann::json>& value)
{
    return value && value->is_number() ? std::optional(value->get<double>()) : std::nullopt;
}

ui::FormField formField(const ParameterField& field)
{
    ui::FormField form;
    form.name = field.name;
    form.title = fieldTitle(field);
    form.unit = field.unit;
    form.hint = field.description;
    form.kind = kindOf(field);
    form.initial = ui::jsonValueOf(field.initial);
    form.minimum = number(field.minimum);
    form.maximum = number(field.maximum);
    form.step = number(field.multipleOf);
    form.required = field.required;
    for (qsizetype i = 0; i < field.choices.size(); ++i) {
        form.choices.append({choiceTitle(field, i), ui::jsonValueOf(field.choices.at(i))});
    }
    return form;
}

QList<ui::FormField> formFields(const QList<ParameterField>& fields)
{
    QList<ui::FormField> forms;
    for (const ParameterField& field : fields) {
        forms.append(formField(field));
    }
    return forms;
}

} // namespace

QString fieldTitle(const ParameterField& field)
{
    const QString& title = inRussian() && !field.titleRu.isEmpty() ? field.titleRu : field.title;
    return title.isEmpty() ? field.name : title;
}

QString choiceTitle(const ParameterField& field, qsizetype index)
{
    const QStringList& titles =
        inRussian() && !field.choiceTitlesRu.isEmpty() ? field.choiceTitlesRu : field.choiceTitles;
    if (index < titles.size()) {
        return titles.at(index);
    }
    const QJsonValue value = ui::jsonValueOf(field.choices.at(index));
    return value.isDouble() ? ui::decimalText(value.toDouble()) : value.toString();
}

QString allowedText(const ParameterField& field)
{
    const auto words = [](const char* text) {
        return QCoreApplication::translate("FormFields", text);
    };
    QString text;
    if (!field.choices.isEmpty() && field.choices.size() <= mostChoices) {
        QStringList titles;
        for (qsizetype i = 0; i < field.choices.size(); ++i) {
            titles.append(choiceTitle(field, i));
        }
        const QString last = titles.takeLast();
        text = titles.isEmpty()
            ? last
            : words(QT_TRANSLATE_NOOP("FormFields", "%1 or %2")).arg(titles.join(u", "_s), last);
    } else if (const auto least = number(field.minimum), most = number(field.maximum);
               least && most) {
        text = words(QT_TRANSLATE_NOOP("FormFields", "from %1 to %2"))
                   .arg(ui::decimalText(*least), ui::decimalText(*most));
    } else if (least) {
        text = words(QT_TRANSLATE_NOOP("FormFields", "from %1")).arg(ui::decimalText(*least));
    } else if (most) {
        text = words(QT_TRANSLATE_NOOP("FormFields", "up to %1")).arg(ui::decimalText(*most));
    }
    return text.isEmpty() || field.unit.isEmpty() ? text : text + u'\u00a0' + field.unit;
}

QList<ui::FormField> formFields(const ParameterSchema& schema)
{
    return formFields(schema.fields());
}

ui::FieldsBeside fieldsBeside(const ParameterSchema& schema)
{
    if (!schema.hasRules()) {
        return {};
    }
    return [schema](const QJsonObject& values) {
        const auto beside = parseLimitedJson(QJsonDocument(values).toJson(QJsonDocument::Compact));
        return formFields(beside ? schema.fieldsFor(*beside) : schema.fields());
    };
}

} // namespace raskadr::desktop
