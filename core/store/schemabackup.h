#pragma once

// What is put aside before a schema is brought up to date; internal to this module.

#include "core/store/connection.h"

#include <stop_token>

namespace raskadr {

// Copies a database of an older schema into `backups/` beside it: durable, looked through, whole or
// not at all, one file whose name says when and of which schema
// ("library-20261130-091500000-schema-5.db"). The newest three stay. The database is only read.
// Errors: DiskFull with the bytes needed, LibraryReadOnly, LibraryDamaged, Cancelled.
Result<> keepOlderSchema(const QString& databasePath, Connection::Mode reading, int schema,
                         const std::stop_token& stop);

} // namespace raskadr
