#include "findings.h"

using namespace Qt::Literals::StringLiterals;

void Findings::add(const Message& message, const QString& why)
{
    add(u"%1 → “%2”: %3"_s.arg(message.where(), message.translations.join(u" | "_s), why));
}

bool Findings::areNone() const
{
    for (const QString& line : m_lines) {
        qWarning("%s", line.toUtf8().constData());
    }
    return m_lines.isEmpty();
}
