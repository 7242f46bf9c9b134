#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace raskadr::flows {

// Puts a word into every text column of a closed library that holds something for people or from
// services: into every row that there is, in tables that have none into a row of their own where
// that says something. Returns what went wrong; empty: nothing. A column that the list does not
// know is an error: whoever adds one has to say whether it is published.
QStringList fillTextColumns(const QString& databasePath, const QByteArray& word);

} // namespace raskadr::flows
