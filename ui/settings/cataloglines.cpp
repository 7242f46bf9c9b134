#include "ui/settings/cataloglines.h"

#include "ui/common/format.h"
#include "ui/common/labels.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Catalog)
};

QString inLanguage(Language language, const QString& english, const QString& russian)
{
    return language == Language::Russian && !russian.isEmpty() ? russian : english;
}

QString inLanguage(Language language, const LocalName& name)
{
    return inLanguage(language, name.en, name.ru);
}

QString valueText(const nlohmann::json& value)
{
    if (value.is_string()) {
        return QString::fromStdString(value.get<std::string>());
    }
    if (value.is_boolean()) {
        return value.get<bool>() ? Words::tr("yes") : Words::tr("no");
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
        return Words::tr("Choice");
    }
    switch (field.type) {
    case ParameterType::String:
        return Words::tr("Text");
    case ParameterType::Integer:
        return Words::tr("Whole number");
    case ParameterType::Number:
        return Words::tr("Number");
    case ParameterType::Boolean:
        return Words::tr("Yes or no");
    case ParameterType::Array:
        return Words::tr("List");
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
        return withUnit(
            Words::tr("from %1 to %2").arg(valueText(*field.minimum), valueText(*field.maximum)),
            field);
    }
    if (field.minimum) {
        return withUnit(Words::tr("from %1").arg(valueText(*field.minimum)), field);
    }
    if (field.maximum) {
        return withUnit(Words::tr("up to %1").arg(valueText(*field.maximum)), field);
    }
    if (field.maxLength) {
        return Words::tr("up to %1 characters").arg(numberText(*field.maxLength));
    }
    return {};
}

QString initialOf(const ParameterField& field, Language language)
{
    if (field.initial.is_null()) {
        return field.required ? Words::tr("required") : QString();
    }
    for (qsizetype i = 0; i < field.choices.size(); ++i) {
        if (field.choices[i] == field.initial) {
            return withUnit(choiceText(field, i, language), field);
        }
    }
    return withUnit(valueText(field.initial), field);
}

QString taskOf(const ModelManifest& model)
{
    const bool fromPicture =
        std::any_of(model.inputs.begin(), model.inputs.end(),
                    [](const InputSlotDescription& slot) { return slot.min > 0; });
    switch (model.produces) {
    case Produces::Image:
        return fromPicture ? Words::tr("Picture to picture") : Words::tr("Text to picture");
    case Produces::Video:
        return fromPicture ? Words::tr("Picture to video") : Words::tr("Text to video");
    case Produces::Text:
        return Words::tr("Text to text");
    }
    Q_UNREACHABLE();
}

ModelLine lineOf(const ModelManifest& model, Language language)
{
    ModelLine line;
    line.id = model.id;
    line.name = inLanguage(language, model.name);
    line.task = taskOf(model);
    line.price = model.free ? Words::tr("free") : Words::tr("price unknown");
    for (const InputSlotDescription& slot : model.inputs) {
        line.parameters.append({inLanguage(language, slot.title),
                                kindText(slot.media),
                                {},
                                slot.min > 0 ? Words::tr("required") : QString()});
    }
    for (const ParameterField& field : model.parameters.fields()) {
        const QString title = inLanguage(language, field.title, field.titleRu);
        line.parameters.append({title.isEmpty() ? field.name : title, kindOf(field),
                                valuesOf(field, language), initialOf(field, language)});
    }
    return line;
}

QString remarkOn(const ProviderManifest& provider)
{
    if (provider.local && provider.free) {
        return Words::tr("On this computer, free");
    }
    if (provider.local) {
        return Words::tr("On this computer");
    }
    return provider.free ? Words::tr("Free") : QString();
}

} // namespace

QList<ProviderLine> providerLines(const Catalog& catalog, Language language)
{
    QList<ProviderLine> lines;
    for (const CatalogModel& model : catalog.models()) {
        const ProviderManifest* provider = catalog.provider(model.manifest.providerId);
        if (!provider) {
            continue;
        }
        auto line = std::find_if(lines.begin(), lines.end(), [&](const ProviderLine& known) {
            return known.id == provider->id;
        });
        if (line == lines.end()) {
            lines.append(
                {provider->id, inLanguage(language, provider->name), remarkOn(*provider), {}});
            line = lines.end() - 1;
        }
        line->models.append(lineOf(model.manifest, language));
    }
    return lines;
}

} // namespace raskadr::ui
