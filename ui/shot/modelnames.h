#pragma once

#include <QJsonValue>
#include <QString>
#include <functional>

namespace raskadr::ui {

// What the catalogue says of models, providers and parameters, in the user's language. Main thread.
struct ModelNames
{
    std::function<QString(const QString& modelId)> model;
    std::function<QString(const QString& providerId)> provider;
    std::function<QString(const QString& modelId, const QString& parameter)> parameter;
    std::function<QString(const QString& modelId, const QString& parameter,
                          const QJsonValue& value)>
        value;
    // Where money is put in at a provider; empty: nobody knows.
    std::function<QString(const QString& providerId)> billing;
    // The sentence on a setting or an input that the service refused; empty: the model has none
    // such.
    std::function<QString(const QString& modelId, const QString& parameter)> refusal;
};

} // namespace raskadr::ui
