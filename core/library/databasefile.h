#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>
#include <stop_token>

namespace raskadr {

// What SQLite finds wrong with a database: broken pages, indexes and rows, and rows that point to
// nothing. Empty: all is well. Looks at the whole file through a connection that cannot write. Any
// thread. Error: Cancelled.
Result<QStringList> databaseFaults(const QString& path, std::stop_token stop = {});

// Looks at every page, without comparing indexes with rows, which takes several times as long. Any
// thread. Errors: LibraryDamaged, Cancelled.
Result<> databaseIsSound(const QString& path, std::stop_token stop = {});

// Copies every row that can still be read from a damaged database into a sound, empty one of the
// current schema, and says how many that were. Rows behind a broken page are reached from the other
// end. Error: LibraryDamaged if not even the list of tables can be read, or no account;
// Cancelled.
Result<int> salvageDatabase(const QString& damagedPath, const QString& emptyPath,
                            std::stop_token stop = {});

} // namespace raskadr
