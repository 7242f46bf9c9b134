#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <functional>
#include <optional>

namespace raskadr::ui {

// One parameter of a model as the form shows it. A plain value.
struct FormField
{
    enum class Kind { Prompt, NegativePrompt, Seed, Choice, Integer, Number, Switch, Text, List };

    QString name; // in the model's schema
    QString title; // in the user's language
    QString unit;
    QString hint;
    Kind kind = Kind::Text;
    QJsonValue initial; // undefined: none
    std::optional<double> minimum, maximum, step;
    QList<std::pair<QString, QJsonValue>> choices; // title and value
    bool required = false;

    bool hasInitial() const { return !initial.isUndefined() && !initial.isNull(); }
};

// The fields as they are beside these values: what is chosen in one may leave less of another.
using FieldsBeside = std::function<QList<FormField>(const QJsonObject& values)>;

} // namespace raskadr::ui
