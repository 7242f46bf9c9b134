#include "sync-server/storage/sqliteconnection.h"

#include <sqlite3.h>

namespace raskadr::server {

namespace {

constexpr int busyTimeoutMs = 5000;
constexpr size_t mostParameters = 20;

SqlValue valueOf(const SQLite::Column& column)
{
    switch (column.getType()) {
    case SQLITE_INTEGER:
        return column.getInt64();
    case SQLITE_FLOAT:
        return column.getDouble();
    case SQLITE_TEXT:
        return column.getString();
    default:
        return nullptr;
    }
}

// A statement that ends in any way must not stay open: it would hold its transaction.
class Reset
{
public:
    explicit Reset(SQLite::Statement& statement)
        : m_statement(statement)
    {
    }
    ~Reset() { m_statement.tryReset(); }
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;

private:
    SQLite::Statement& m_statement;
};

} // namespace

SqliteConnection::Prepared::Prepared(SQLite::Database& database, const char* sql)
    : statement(database, sql)
{
    for (size_t number = 1; number <= mostParameters; ++number) {
        const int place = statement.getIndex(("$" + std::to_string(number)).c_str());
        if (place == 0) {
            break;
        }
        places.push_back(place);
    }
}

SqliteConnection::SqliteConnection(const std::string& path, Mode mode)
    : m_database(path,
                 mode == Mode::Writes ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE
                                      : SQLite::OPEN_READONLY,
                 busyTimeoutMs)
{
    m_database.exec("PRAGMA trusted_schema=OFF");
    m_database.exec("PRAGMA mmap_size=0");
    if (mode == Mode::Writes) {
        m_database.exec("PRAGMA journal_mode=WAL");
        m_database.exec("PRAGMA synchronous=FULL");
        m_database.exec("PRAGMA foreign_keys=ON");
    } else {
        m_database.exec("PRAGMA wal_autocheckpoint=0");
        m_database.exec("PRAGMA query_only=ON");
    }
}

SqlRows SqliteConnection::run(const char* sql, std::initializer_list<SqlValue> values)
{
    auto& prepared = m_prepared[sql];
    if (!prepared) {
        prepared = std::make_unique<Prepared>(m_database, sql);
    }
    if (prepared->places.size() != values.size()) {
        throw SQLite::Exception("a statement got another number of values than it has parameters");
    }
    SQLite::Statement& statement = prepared->statement;
    const Reset reset(statement);
    size_t number = 0;
    for (const SqlValue& value : values) {
        const int place = prepared->places[number++];
        if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            statement.bind(place, *integer);
        } else if (const auto* real = std::get_if<double>(&value)) {
            statement.bind(place, *real);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            statement.bind(place, *text);
        } else {
            statement.bind(place);
        }
    }
    SqlRows rows;
    while (statement.executeStep()) {
        std::vector<SqlValue> row;
        const int columns = statement.getColumnCount();
        row.reserve(static_cast<size_t>(columns));
        for (int column = 0; column < columns; ++column) {
            row.push_back(valueOf(statement.getColumn(column)));
        }
        rows.emplace_back(std::move(row));
    }
    return rows;
}

bool SqliteConnection::inTransaction() const
{
    return sqlite3_get_autocommit(m_database.getHandle()) == 0;
}

void SqliteConnection::rollBackWhatIsOpen() noexcept
{
    if (inTransaction()) {
        m_database.tryExec("ROLLBACK");
    }
}

} // namespace raskadr::server
