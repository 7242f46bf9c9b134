#include "app/cli/table.h"

#include <algorithm>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

qsizetype widthOf(const QString& text)
{
    return text.toUcs4().size();
}

} // namespace

QString Table::toText() const
{
    QList<QStringList> lines{m_header};
    for (const QStringList& row : m_rows) {
        QStringList line;
        for (const QString& cell : row) {
            line.append(cell.simplified());
        }
        lines.append(line);
    }
    QList<qsizetype> widths(m_header.size(), 0);
    for (const QStringList& line : std::as_const(lines)) {
        for (qsizetype i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], widthOf(line[i]));
        }
    }
    QString text;
    for (const QStringList& line : std::as_const(lines)) {
        QString row;
        for (qsizetype i = 0; i < line.size(); ++i) {
            row += line[i];
            if (i + 1 < line.size()) {
                row += QString(widths[i] - widthOf(line[i]) + 2, u' ');
            }
        }
        while (row.endsWith(u' ')) {
            row.chop(1);
        }
        text += row + u'\n';
    }
    return text;
}

QString shortened(const QString& text, qsizetype length)
{
    const QString line = text.simplified();
    const QList<uint> characters = line.toUcs4();
    if (characters.size() <= length) {
        return line;
    }
    return QString::fromUcs4(reinterpret_cast<const char32_t*>(characters.constData()), length - 1)
        + u'…';
}

} // namespace raskadr::cli
