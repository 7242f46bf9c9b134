#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

struct sqlite3_stmt;
namespace SQLite {
class Database;
class Exception;
} // namespace SQLite

namespace raskadr {

// A row that a repository was told to change is not there (any more), or belongs to another
// account.
class RowMissing
{
};

// One SQLite connection with its prepared statements. Used by one thread at a time. Functions throw
// SQLite::Exception, which only Store catches.
class Connection
{
public:
    // Immutable reads a file that nobody changes meanwhile, without making files beside it.
    enum class Mode { ReadWrite, ReadOnly, Immutable };

    // How to read a database beside which somebody may write: Immutable if nobody does, as far as
    // its log shows, and its folder cannot be written. Every other reader makes files beside it.
    static Mode readingMode(const QString& path);
    // Whether there is more to the database than its file: a log that was not put into it yet.
    static bool hasLog(const QString& path);

    Connection(const QString& path, Mode mode);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    SQLite::Database& database() { return *m_database; }
    void execute(const char* sql);
    // Rows changed by the last statement.
    int changes() const;

private:
    friend class Query;
    struct Finalizer
    {
        void operator()(sqlite3_stmt* statement) const;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Finalizer>;
    struct Prepared
    {
        Statement statement;
        bool busy = false;
    };
    Statement prepare(const char* sql);

    std::unique_ptr<SQLite::Database> m_database;
    // Keyed by the address of the literal: statements are written as literals beside their
    // function.
    std::unordered_map<const char*, Prepared> m_prepared;
};

// One use of a prepared statement: bind, step, read columns from left to right. Reset on
// destruction. It speaks to the C interface itself, since a board or a passport reads thousands of
// rows of dozens of columns.
class Query
{
public:
    Query(Connection& connection, const char* sql);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    Query& bind(const char* name, const QString& value);
    Query& bind(const char* name, const QByteArray& value);
    Query& bind(const char* name, qint64 value);
    Query& bind(const char* name, int value) { return bind(name, static_cast<qint64>(value)); }
    Query& bind(const char* name, bool value) { return bind(name, static_cast<qint64>(value)); }
    Query& bind(const char* name, double value);
    Query& bind(const char* name, const std::optional<double>& value);
    Query& bind(const char* name, const std::optional<quint64>& value);
    // A null id is stored as NULL.
    template <class Tag>
    Query& bind(const char* name, const Id<Tag>& id)
    {
        return bindUuid(name, id.uuid());
    }
    // Without this a literal would be bound as bool.
    Query& bind(const char* name, const char* value) = delete;

    // The next row, if any; reading starts at its first column.
    bool step();
    // Runs a statement that gives no rows and returns how many rows it changed.
    int run();
    // Runs it and throws RowMissing unless it changed exactly one row.
    void runOnOne();

    QString text();
    QByteArray utf8(); // a text; what is no UTF-8 in it is replaced
    QByteArray blob();
    qint64 integer();
    int number() { return static_cast<int>(integer()); }
    bool boolean() { return integer() != 0; }
    double real();
    std::optional<double> optionalReal();
    std::optional<quint64> optionalUnsigned();
    template <class AnyId>
    AnyId id()
    {
        return AnyId(uuid());
    }
    bool isNull(); // of the next column, which stays the next
    // Passes over columns that are of no interest.
    void skip(int columns) { m_column += columns; }

private:
    Query& bindUuid(const char* name, const QUuid& uuid);
    Query& bindNull(const char* name);
    int placeOf(const char* name) const;
    void check(int code) const;
    QUuid uuid();

    Connection& m_connection;
    Connection::Prepared* m_prepared = nullptr; // null: the statement is our own
    Connection::Statement m_own;
    sqlite3_stmt* m_statement = nullptr;
    int m_column = 0;
    bool m_done = false;
};

// The Error that a caller sees for an exception of SQLite.
Error errorOf(const SQLite::Exception& exception);

} // namespace raskadr
