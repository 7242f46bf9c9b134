#include "ui/settings/cataloglines.h"

#include "core/providers/schemaimport.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/moneytext.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CatalogWords
{
    Q_DECLARE_TR_FUNCTIONS(Catalog)
};

QString shownIn(Language language, const LocalName& name)
{
    return ui::shownIn(language, name.en, name.ru);
}

QString valueText(const nlohmann::json& value)
{
    if (value.is_string()) {
        return QString::fromStdString(value.get<std::string>());
    }
    if (value.is_boolean()) {
        return value.get<bool>() ? CatalogWords::tr("yes") : CatalogWords::tr("no");
    }
    if (value.is_number_unsigned()) {
        return QString::number(value.get<quint64>());
    }
    if (value.is_number_integer()) {
        return QString::number(value.get<qint64>());
    }
    if (value.is_number()) {
        return decimalText(value.get<double>());
    }
    return QString::fromStdString(value.dump());
}

QString choiceText(const ParameterField& field, qsizetype index, Language language)
{
    const QStringList& titles = language == Language::Russian && !field.choiceTitlesRu.isEmpty()
        ? field.choiceTitlesRu
        : field.choiceTitles;
    return index < titles.size() ? titles[index] : valueText(field.choices[index]);
}

QString withUnit(const QString& text, const ParameterField& field)
{
    return field.unit.isEmpty() || text.isEmpty() ? text : text + u'\u00a0' + field.unit;
}

QString kindOf(const ParameterField& field)
{
    if (!field.choices.isEmpty()) {
        return CatalogWords::tr("Choice");
    }
    switch (field.type) {
    case ParameterType::String:
        return CatalogWords::tr("Text");
    case ParameterType::Integer:
        return CatalogWords::tr("Whole number");
    case ParameterType::Number:
        return CatalogWords::tr("Number");
    case ParameterType::Boolean:
        return CatalogWords::tr("Yes or no");
    case ParameterType::Array:
        return CatalogWords::tr("List");
    }
    Q_UNREACHABLE();
}

QString valuesOf(const ParameterField& field, Language language)
{
    if (!field.choices.isEmpty()) {
        QStringList texts;
        for (qsizetype i = 0; i < field.choices.size(); ++i) {
            texts.append(choiceText(field, i, language));
        }
        return withUnit(texts.join(u", "_s), field);
    }
    if (field.minimum && field.maximum) {
        return withUnit(CatalogWords::tr("from %1 to %2")
                            .arg(valueText(*field.minimum), valueText(*field.maximum)),
                        field);
    }
    if (field.minimum) {
        return withUnit(CatalogWords::tr("from %1").arg(valueText(*field.minimum)), field);
    }
    if (field.maximum) {
        return withUnit(CatalogWords::tr("up to %1").arg(valueText(*field.maximum)), field);
    }
    if (field.maxLength) {
        return CatalogWords::tr("up to %1 characters").arg(numberText(*field.maxLength));
    }
    return {};
}

QString initialOf(const ParameterField& field, Language language)
{
    if (field.initial.is_null()) {
        return field.required ? CatalogWords::tr("required") : QString();
    }
    for (qsizetype i = 0; i < field.choices.size(); ++i) {
        if (field.choices[i] == field.initial) {
            return withUnit(choiceText(field, i, language), field);
        }
    }
    return withUnit(valueText(field.initial), field);
}

} // namespace

QString shownIn(Language language, const QString& english, const QString& russian)
{
    return language == Language::Russian && !russian.isEmpty() ? russian : english;
}

QString taskText(const ModelManifest& model)
{
    const bool fromPicture =
        std::any_of(model.inputs.begin(), model.inputs.end(),
                    [](const InputSlotDescription& slot) { return slot.min > 0; });
    switch (model.produces) {
    case Produces::Image:
        return fromPicture ? CatalogWords::tr("Picture to picture")
                           : CatalogWords::tr("Text to picture");
    case Produces::Video:
        return fromPicture ? CatalogWords::tr("Picture to video")
                           : CatalogWords::tr("Text to video");
    case Produces::Text:
        return CatalogWords::tr("Text to text");
    }
    Q_UNREACHABLE();
}

ModelLine modelLine(const ProviderManifest& provider, const CatalogModel& entry, Language language)
{
    const ModelManifest& model = entry.manifest;
    ModelLine line;
    line.id = model.id;
    line.name = shownIn(language, model.name);
    line.task = taskText(model);
    line.price = modelPriceText(provider, model);
    line.revision = entry.revision;
    line.refreshable = publishesSchema(model);
    for (const InputSlotDescription& slot : model.inputs) {
        line.parameters.append({shownIn(language, slot.title),
                                kindText(slot.media),
                                {},
                                slot.min > 0 ? CatalogWords::tr("required") : QString()});
    }
    for (const ParameterField& field : model.parameters.fields()) {
        const QString title = ui::shownIn(language, field.title, field.titleRu);
        line.parameters.append({title.isEmpty() ? field.name : title, kindOf(field),
                                valuesOf(field, language), initialOf(field, language)});
    }
    return line;
}

} // namespace raskadr::ui
