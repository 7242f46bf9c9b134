#pragma once

#include "core/store/connection.h"

#include <QList>
#include <QSet>
#include <optional>

// What is left of a query, each row read the same way.

namespace raskadr {

template <class Read>
auto readAll(Query& query, Read read)
{
    QList<decltype(read(query))> rows;
    while (query.step()) {
        rows.append(read(query));
    }
    return rows;
}

// The next row, if there is one.
template <class Read>
auto readOne(Query& query, Read read)
{
    return query.step() ? std::optional(read(query)) : std::nullopt;
}

// Queries of one column.
template <class Id>
QList<Id> readIds(Query& query)
{
    return readAll(query, [](Query& row) { return row.id<Id>(); });
}

inline QSet<QString> readTexts(Query& query)
{
    QSet<QString> texts;
    while (query.step()) {
        texts.insert(query.text());
    }
    return texts;
}

} // namespace raskadr
