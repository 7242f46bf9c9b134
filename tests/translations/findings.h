#pragma once

#include "catalogue.h"

// What a test found wrong, one line each.
class Findings
{
public:
    void add(const QString& line) { m_lines.append(line); }
    void add(const Message& message, const QString& why);

    // Says them all, because Qt Test would cut off a long message; whether there are none.
    [[nodiscard]] bool areNone() const;

private:
    QStringList m_lines;
};
