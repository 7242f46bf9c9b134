#pragma once

#include "core/store/connection.h"

namespace raskadr {

// The schema version that this program writes (PRAGMA user_version).
int currentSchemaVersion();

// The version of the database behind a connection. Throws SQLite::Exception.
int schemaVersion(Connection& connection);

// Brings a database up to the current version, one transaction for each numbered file. A newer
// database is refused with NewerVersion and not touched. Throws SQLite::Exception.
Result<> migrate(Connection& connection);

} // namespace raskadr
