#pragma once

#include "core/providers/manifestproblem.h"

#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace raskadr {

enum class ParameterType { String, Integer, Number, Boolean, Array };

// Why a value does not fit.
enum class ViolationReason {
    Missing,
    Unknown,
    WrongType,
    NotInChoices,
    TooSmall,
    TooLarge,
    NotAMultiple,
    TooShort,
    TooLong,
    NoMatch,
    TooFew,
    TooMany,
};

struct Violation
{
    QString parameter;
    ViolationReason reason = ViolationReason::WrongType;
    QString expected; // "1..10", "5, 10"

    bool operator==(const Violation&) const = default;
};

// One parameter of a model, rich enough to check a value and to build a form.
struct ParameterField
{
    QString name;
    ParameterType type = ParameterType::String;
    bool required = false;
    QString title;
    QString titleRu;
    QString description;
    QString widget; // x-widget: prompt, negativePrompt, seed, slider, …
    QString choicesUrl; // x-enumFrom: where the service tells the choices,
    QString choicesPointer; // and where in its answer they stand
    QString unit;
    QString group;
    std::optional<int> order;
    nlohmann::json initial; // default; null: none
    QList<nlohmann::json> choices;
    QStringList choiceTitles; // one for each choice, or empty
    QStringList choiceTitlesRu;
    std::optional<nlohmann::json> minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf;
    std::optional<qint64> minLength, maxLength, minItems, maxItems;
    std::optional<QRegularExpression> pattern;
    std::shared_ptr<const ParameterField> items;
};

// What one choice means for other parameters.
struct ParameterRule
{
    struct Condition
    {
        QString name;
        QList<nlohmann::json> values; // it has one of them
        bool needed = false; // and is not missing
    };

    QList<Condition> when; // all of them
    QList<ParameterField> then; // parameters as they are then
};

// The parameters of a model: our subset of JSON Schema 2020-12, parsed once. Whole numbers are
// exact over all 64 bits. A plain value; any thread.
class ParameterSchema
{
public:
    // InvalidInput with the JSON pointer as subject and the reason as detail.
    static Result<ParameterSchema> parse(const nlohmann::json& schema);
    static Checked<ParameterSchema> read(const nlohmann::json& schema);

    // In the order of the form.
    const QList<ParameterField>& fields() const { return m_fields; }
    const ParameterField* field(const QString& name) const;
    // The parameter whose widget is this one, for example "prompt" or "seed"; null: there is none.
    const ParameterField* fieldOfWidget(const QString& widget) const;

    // Whether the values of some leave less of others.
    bool hasRules() const { return !m_rules.isEmpty(); }
    // As they are beside these values: what all the rules that apply leave of each together.
    QList<ParameterField> fieldsFor(const nlohmann::json& values) const;

    QList<Violation> check(const nlohmann::json& values) const;
    // `values` and, where something is missing, the defaults.
    nlohmann::json withDefaults(nlohmann::json values) const;

private:
    QList<ParameterField> m_fields;
    QList<ParameterRule> m_rules;
};

} // namespace raskadr
