#pragma once

#include <QString>
#include <QStringList>

namespace raskadr::cli {

// Rows of short texts in aligned columns, as lists are printed. Line breaks inside of a cell become
// spaces.
class Table
{
public:
    explicit Table(QStringList header)
        : m_header(std::move(header))
    {
    }

    void add(const QStringList& row) { m_rows.append(row); }
    bool isEmpty() const { return m_rows.isEmpty(); }
    QString toText() const;

private:
    QStringList m_header;
    QList<QStringList> m_rows;
};

// At most so many characters, cut with an ellipsis, on one line.
QString shortened(const QString& text, qsizetype length);

} // namespace raskadr::cli
