#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <nlohmann/json.hpp>
#include <optional>

namespace raskadr {

// A prompt that is a JSON document. Its single values can be exchanged while every other letter of
// the text stays as it was written. A plain value; any thread.
class JsonPrompt
{
public:
    // A value that holds no others, and where it stands in the text.
    struct Leaf
    {
        QString pointer; // RFC 6901
        nlohmann::json value;
        qsizetype from = 0;
        qsizetype length = 0;
    };
    struct Change
    {
        QString pointer;
        nlohmann::json value;
    };

    // Nothing: the text is no object or list in JSON, or has no values.
    static std::optional<JsonPrompt> read(const QString& text);
    // How a value is shown: a text without quotation marks, anything else as JSON.
    static QString shown(const nlohmann::json& value);

    const QString& text() const { return m_text; }
    const QList<Leaf>& leaves() const { return m_leaves; } // in reading order
    const Leaf* leaf(const QString& pointer) const;
    // The same places with values of the same type.
    bool hasShapeOf(const JsonPrompt& other) const;
    // The text with these values exchanged. Errors: NotFound (no such place), InvalidInput (a value
    // of another type), both with the pointer as subject.
    Result<QString> with(const QList<Change>& changes) const;

private:
    QString m_text;
    QList<Leaf> m_leaves;
};

} // namespace raskadr
