#include "core/library/databasefile.h"

#include "core/base/logging.h"
#include "core/store/connection.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <limits>
#include <string>
#include <vector>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxFaults = 200;

std::vector<std::string> columnsOf(SQLite::Database& database, const std::string& table)
{
    std::vector<std::string> columns;
    SQLite::Statement query(database, "SELECT name FROM pragma_table_info(?)");
    query.bind(1, table);
    while (query.executeStep()) {
        columns.push_back(query.getColumn(0).getString());
    }
    return columns;
}

// Tables with rows of their own; the search index is made from them.
std::vector<std::string> tablesOf(SQLite::Database& database)
{
    std::vector<std::string> tables;
    SQLite::Statement query(database,
                            "SELECT name FROM sqlite_schema WHERE type = 'table' "
                            "AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'");
    while (query.executeStep()) {
        tables.push_back(query.getColumn(0).getString());
    }
    return tables;
}

class TableSalvage
{
public:
    TableSalvage(SQLite::Database& from, SQLite::Database& to, std::string table,
                 std::stop_token stop)
        : m_from(from)
        , m_table(std::move(table))
        , m_stop(std::move(stop))
    {
        const auto there = columnsOf(from, m_table);
        std::string places;
        for (const std::string& column : columnsOf(to, m_table)) {
            if (std::find(there.begin(), there.end(), column) != there.end()) {
                m_columns += (m_columns.empty() ? "\"" : ", \"") + column + "\"";
                places += places.empty() ? "?" : ", ?";
                ++m_count;
            }
        }
        if (m_count > 0) {
            m_insert =
                std::make_unique<SQLite::Statement>(to,
                                                    "INSERT OR IGNORE INTO \"" + m_table + "\" ("
                                                        + m_columns + ") VALUES (" + places + ")");
        }
    }

    // Forward from the first row until something is broken, then backward from the last one.
    int run()
    {
        if (m_count == 0) {
            return 0;
        }
        if (!readAll(" ORDER BY rowid", std::numeric_limits<int64_t>::max())) {
            const int64_t reached = m_lastRow;
            readAll(" ORDER BY rowid DESC", reached);
        }
        return m_copied;
    }

private:
    // False if the reading broke off. Going backward ends at `until`.
    bool readAll(const char* order, int64_t until)
    {
        const bool backward = until != std::numeric_limits<int64_t>::max();
        try {
            SQLite::Statement rows(
                m_from, "SELECT rowid, " + m_columns + " FROM \"" + m_table + "\"" + order);
            while (!m_stop.stop_requested() && rows.executeStep()) {
                const int64_t row = rows.getColumn(0).getInt64();
                if (backward && row <= until) {
                    return true;
                }
                m_lastRow = row;
                copy(rows);
            }
            return true;
        } catch (const SQLite::Exception& exception) {
            qCWarning(logLibrary) << "table" << m_table.c_str()
                                  << "is damaged:" << exception.what();
            return false;
        }
    }

    void copy(SQLite::Statement& row)
    {
        try {
            m_insert->reset();
            for (int i = 1; i <= m_count; ++i) {
                const SQLite::Column value = row.getColumn(i);
                if (value.isNull()) {
                    m_insert->bind(i);
                } else if (value.isInteger()) {
                    m_insert->bind(i, value.getInt64());
                } else if (value.isFloat()) {
                    m_insert->bind(i, value.getDouble());
                } else if (value.isBlob()) {
                    m_insert->bind(i, value.getBlob(), value.getBytes());
                } else {
                    m_insert->bind(i, value.getString());
                }
            }
            m_copied += m_insert->exec();
        } catch (const SQLite::Exception& exception) {
            // A row that is no row of ours any more.
            qCWarning(logLibrary) << "a row of" << m_table.c_str()
                                  << "is lost:" << exception.what();
        }
    }

    SQLite::Database& m_from;
    const std::string m_table;
    const std::stop_token m_stop;
    std::string m_columns;
    int m_count = 0;
    std::unique_ptr<SQLite::Statement> m_insert;
    int64_t m_lastRow = std::numeric_limits<int64_t>::min();
    int m_copied = 0;
};

} // namespace

Result<QStringList> databaseFaults(const QString& path, std::stop_token stop)
{
    QStringList faults;
    try {
        Connection connection(path, Connection::readingMode(path));
        Query integrity(connection, "PRAGMA integrity_check(200)");
        while (integrity.step()) {
            if (const QString text = integrity.text(); text != u"ok"_s) {
                faults.append(text);
            }
            if (stop.stop_requested()) {
                return failure(ErrorKind::Cancelled);
            }
        }
        Query pointers(connection, "PRAGMA foreign_key_check");
        while (pointers.step() && faults.size() < maxFaults) {
            const QString table = pointers.text();
            const qint64 row = pointers.integer();
            faults.append(
                u"%1: row %2 points to no row of %3"_s.arg(table).arg(row).arg(pointers.text()));
        }
    } catch (const SQLite::Exception& exception) {
        faults.append(QString::fromUtf8(exception.what()));
    }
    return faults;
}

Result<> databaseIsSound(const QString& path, std::stop_token stop)
{
    try {
        Connection connection(path, Connection::readingMode(path));
        const std::stop_callback interrupting(
            stop, [handle = connection.database().getHandle()] { sqlite3_interrupt(handle); });
        Query check(connection, "PRAGMA quick_check(1)");
        const QString verdict = check.step() ? check.text() : QString();
        if (verdict != u"ok"_s) {
            return failure(ErrorKind::LibraryDamaged, verdict);
        }
    } catch (const SQLite::Exception& exception) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        return failure(ErrorKind::LibraryDamaged, QString::fromUtf8(exception.what()));
    }
    return {};
}

Result<int> salvageDatabase(const QString& damagedPath, const QString& emptyPath,
                            std::stop_token stop)
{
    try {
        Connection from(damagedPath, Connection::Mode::ReadOnly);
        Connection to(emptyPath, Connection::Mode::ReadWrite);
        // What a row points to may be lost; the row is shown nevertheless, as far as that goes.
        to.execute("PRAGMA foreign_keys = OFF");
        SQLite::Transaction transaction(to.database());
        int rows = 0;
        for (const std::string& table : tablesOf(to.database())) {
            rows += TableSalvage(from.database(), to.database(), table, stop).run();
        }
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        Query accounts(to, "SELECT count(*) FROM account");
        if (!accounts.step() || accounts.integer() == 0) {
            return failure(ErrorKind::LibraryDamaged, u"no account could be read"_s);
        }
        transaction.commit();
        return rows;
    } catch (const SQLite::Exception& exception) {
        return failure(ErrorKind::LibraryDamaged, QString::fromUtf8(exception.what()));
    }
}

} // namespace raskadr
