#include "core/providers/parameternarrowing.h"

#include "core/providers/jsonnumbers.h"
#include "core/providers/parametercheck.h"

#include <limits>
#include <numeric>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

bool fits(const ParameterField& field, const json& value)
{
    QList<Violation> violations;
    checkParameter(field, value, violations);
    return violations.isEmpty();
}

// The higher of two lower bounds, with sign 1, or the lower of two upper ones, with sign -1.
void tighten(std::optional<json>& bound, const std::optional<json>& other, int sign)
{
    if (other && (!bound || compareNumbers(*other, *bound) * sign > 0)) {
        bound = other;
    }
}

void tighten(std::optional<qint64>& bound, const std::optional<qint64>& other, int sign)
{
    if (other && (!bound || (sign > 0 ? *other > *bound : *other < *bound))) {
        bound = other;
    }
}

void shareSteps(std::optional<json>& multipleOf, const std::optional<json>& other)
{
    if (!other || (multipleOf && isMultipleOf(*multipleOf, *other))) {
        return;
    }
    const bool areWhole =
        multipleOf && multipleOf->is_number_integer() && other->is_number_integer();
    if (!areWhole) {
        multipleOf = other;
        return;
    }
    // Where the common one has no room, check() still knows both.
    const auto a = multipleOf->get<qint64>();
    const auto b = other->get<qint64>();
    const qint64 part = a > 0 && b > 0 ? b / std::gcd(a, b) : 0;
    const bool hasRoom = part > 0 && a <= std::numeric_limits<qint64>::max() / part;
    multipleOf = hasRoom ? json(a * part) : *other;
}

void sharePattern(std::optional<QRegularExpression>& pattern,
                  const std::optional<QRegularExpression>& other)
{
    if (!pattern || !other || pattern->pattern() == other->pattern()) {
        pattern = other ? other : pattern;
        return;
    }
    pattern = QRegularExpression(
        u"^(?=[\\s\\S]*?(?:%1))(?=[\\s\\S]*?(?:%2))"_s.arg(pattern->pattern(), other->pattern()));
}

void keepChoices(ParameterField& field, const ParameterField& by)
{
    ParameterField kept = field;
    kept.choices.clear();
    kept.choiceTitles.clear();
    kept.choiceTitlesRu.clear();
    for (qsizetype i = 0; i < field.choices.size(); ++i) {
        if (!fits(by, field.choices[i])) {
            continue;
        }
        kept.choices.append(field.choices[i]);
        if (!field.choiceTitles.isEmpty()) {
            kept.choiceTitles.append(field.choiceTitles[i]);
        }
        if (!field.choiceTitlesRu.isEmpty()) {
            kept.choiceTitlesRu.append(field.choiceTitlesRu[i]);
        }
    }
    if (!kept.choices.isEmpty()) {
        field = kept;
    }
}

} // namespace

ParameterField narrowed(const ParameterField& field, const ParameterField& by)
{
    ParameterField result = by;
    result.required = field.required || by.required;
    if (!field.choices.isEmpty()) {
        result.choices = field.choices;
        result.choiceTitles = field.choiceTitles;
        result.choiceTitlesRu = field.choiceTitlesRu;
        keepChoices(result, by);
    } else if (!by.choices.isEmpty()) {
        keepChoices(result, field);
    }
    tighten(result.minimum, field.minimum, 1);
    tighten(result.maximum, field.maximum, -1);
    tighten(result.exclusiveMinimum, field.exclusiveMinimum, 1);
    tighten(result.exclusiveMaximum, field.exclusiveMaximum, -1);
    tighten(result.minLength, field.minLength, 1);
    tighten(result.maxLength, field.maxLength, -1);
    tighten(result.minItems, field.minItems, 1);
    tighten(result.maxItems, field.maxItems, -1);
    shareSteps(result.multipleOf, field.multipleOf);
    sharePattern(result.pattern, field.pattern);
    if (field.items && by.items) {
        result.items = std::make_shared<const ParameterField>(narrowed(*field.items, *by.items));
    }
    if (result.initial.is_null() || !fits(result, result.initial)) {
        result.initial = fits(result, field.initial) ? field.initial : json();
    }
    return result;
}

} // namespace raskadr
