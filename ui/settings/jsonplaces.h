#pragma once

#include <QHash>
#include <QString>
#include <optional>

namespace raskadr::ui {

// Where the values of a JSON document stand in its text, for an editor that jumps there. It reads
// as far as the text is JSON. A plain value; offsets are in UTF-16 units.
class JsonPlaces
{
public:
    struct Range
    {
        int start = 0;
        int length = 0;

        bool operator==(const Range&) const = default;
    };
    enum class Fault { NotJson, Twice, TooDeep };
    struct Stop
    {
        Fault fault = Fault::NotJson;
        int at = 0;
    };

    static JsonPlaces of(const QString& text);

    // The key of a member, the value of an item; for a place that is not there the nearest around
    // it.
    Range at(const QString& pointer) const;
    // Where it stops being JSON; nothing: it is.
    const std::optional<Stop>& stop() const { return m_stop; }

private:
    class Scanner;

    QHash<QString, Range> m_ranges;
    std::optional<Stop> m_stop;
};

} // namespace raskadr::ui
