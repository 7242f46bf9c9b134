#pragma once

#include "sync-server/storage/session.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <map>
#include <memory>

namespace raskadr::server {

// One connection to the SQLite file, with its statements prepared once. Used by one thread at a
// time. Throws SQLite::Exception.
class SqliteConnection final : public Session
{
public:
    enum class Mode { Writes, Reads };
    SqliteConnection(const std::string& path, Mode mode);

    SqlRows run(const char* sql, std::initializer_list<SqlValue> values = {}) override;
    // Statements without parameters and answer: transactions, schema.
    void execute(const char* sql) { m_database.exec(sql); }
    bool inTransaction() const;
    void rollBackWhatIsOpen() noexcept;

private:
    struct Prepared
    {
        explicit Prepared(SQLite::Database& database, const char* sql);
        SQLite::Statement statement;
        std::vector<int> places; // of $1, $2, …: SQLite numbers names by their first appearance
    };
    SQLite::Database m_database;
    std::map<const char*, std::unique_ptr<Prepared>> m_prepared;
};

} // namespace raskadr::server
