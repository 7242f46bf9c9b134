#include "core/store/connection.h"

#include <QFileInfo>
#include <QUrl>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

std::unique_ptr<SQLite::Database> openDatabase(const QString& path, Connection::Mode mode)
{
    constexpr int busyTimeoutMs = 10'000;
    if (mode == Connection::Mode::Immutable) {
        const QByteArray uri = "file:" + QUrl::toPercentEncoding(path, "/") + "?immutable=1";
        return std::make_unique<SQLite::Database>(
            uri.toStdString(), SQLite::OPEN_READONLY | SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX,
            busyTimeoutMs);
    }
    const int flags = mode == Connection::Mode::ReadWrite
        ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE
        : SQLite::OPEN_READONLY;
    // One thread at a time uses a connection: it needs no lock of its own around every column.
    return std::make_unique<SQLite::Database>(path.toStdString(), flags | SQLite::OPEN_NOMUTEX,
                                              busyTimeoutMs);
}

} // namespace

Connection::Connection(const QString& path, Mode mode)
    : m_database(openDatabase(path, mode))
{
    // Memory-mapped reading turns a damaged disk into a crash; readers that checkpoint beside the
    // writer meet a fault of the SQLite that Debian 12 ships.
    m_database->exec("PRAGMA mmap_size = 0");
    m_database->exec("PRAGMA foreign_keys = ON");
    m_database->exec("PRAGMA trusted_schema = OFF");
    if (mode == Mode::ReadWrite) {
        m_database->exec("PRAGMA journal_mode = WAL");
        m_database->exec("PRAGMA synchronous = FULL");
        m_database->exec("PRAGMA journal_size_limit = 67108864");
    } else {
        m_database->exec("PRAGMA query_only = ON");
        m_database->exec("PRAGMA wal_autocheckpoint = 0");
        sqlite3_db_config(m_database->getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
}

Connection::Mode Connection::readingMode(const QString& path)
{
    const bool writable = QFileInfo(QFileInfo(path).path()).isWritable();
    return writable || hasLog(path) ? Mode::ReadOnly : Mode::Immutable;
}

bool Connection::hasLog(const QString& path)
{
    return QFileInfo(path + u"-wal"_s).size() > 0;
}

Connection::~Connection()
{
    m_prepared.clear();
}

void Connection::execute(const char* sql)
{
    m_database->exec(sql);
}

int Connection::changes() const
{
    return m_database->getChanges();
}

void Connection::Finalizer::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Connection::Statement Connection::prepare(const char* sql)
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(m_database->getHandle(), sql, -1, &statement, nullptr);
    if (code != SQLITE_OK) {
        throw SQLite::Exception(m_database->getHandle(), code);
    }
    return Statement(statement);
}

Query::Query(Connection& connection, const char* sql)
    : m_connection(connection)
{
    Connection::Prepared& prepared = connection.m_prepared[sql];
    if (!prepared.statement) {
        prepared.statement = connection.prepare(sql);
    }
    if (prepared.busy) {
        m_own = connection.prepare(sql);
        m_statement = m_own.get();
    } else {
        prepared.busy = true;
        m_prepared = &prepared;
        m_statement = prepared.statement.get();
    }
}

Query::~Query()
{
    if (m_prepared) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
        m_prepared->busy = false;
    }
}

int Query::placeOf(const char* name) const
{
    return sqlite3_bind_parameter_index(m_statement, name); // 0 is refused by every bind
}

void Query::check(int code) const
{
    if (code != SQLITE_OK) {
        throw SQLite::Exception(m_connection.database().getHandle(), code);
    }
}

Query& Query::bind(const char* name, const QString& value)
{
    const QByteArray text = value.toUtf8();
    check(sqlite3_bind_text64(m_statement, placeOf(name), text.constData(),
                              static_cast<sqlite3_uint64>(text.size()), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
    return *this;
}

Query& Query::bind(const char* name, const QByteArray& value)
{
    check(sqlite3_bind_blob64(m_statement, placeOf(name), value.constData(),
                              static_cast<sqlite3_uint64>(value.size()), SQLITE_TRANSIENT));
    return *this;
}

Query& Query::bind(const char* name, qint64 value)
{
    check(sqlite3_bind_int64(m_statement, placeOf(name), value));
    return *this;
}

Query& Query::bind(const char* name, double value)
{
    check(sqlite3_bind_double(m_statement, placeOf(name), value));
    return *this;
}

Query& Query::bind(const char* name, const std::optional<double>& value)
{
    return value ? bind(name, *value) : bindNull(name);
}

Query& Query::bind(const char* name, const std::optional<quint64>& value)
{
    return value ? bind(name, QString::number(*value)) : bindNull(name);
}

Query& Query::bindNull(const char* name)
{
    check(sqlite3_bind_null(m_statement, placeOf(name)));
    return *this;
}

Query& Query::bindUuid(const char* name, const QUuid& uuid)
{
    return uuid.isNull() ? bindNull(name) : bind(name, uuid.toRfc4122());
}

bool Query::step()
{
    m_column = 0;
    const int code = m_done ? SQLITE_DONE : sqlite3_step(m_statement);
    m_done = code == SQLITE_DONE;
    if (code != SQLITE_ROW && !m_done) {
        check(code);
    }
    return !m_done;
}

int Query::run()
{
    if (step()) {
        throw SQLite::Exception("a statement without rows gave one", SQLITE_MISUSE);
    }
    return m_connection.changes();
}

void Query::runOnOne()
{
    if (run() != 1) {
        throw RowMissing();
    }
}

QString Query::text()
{
    const int column = m_column++;
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(data ? data : "", sqlite3_column_bytes(m_statement, column));
}

QByteArray Query::utf8()
{
    const QByteArray bytes = blob();
    return bytes.isValidUtf8() ? bytes : QString::fromUtf8(bytes).toUtf8();
}

QByteArray Query::blob()
{
    const int column = m_column++;
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return data ? QByteArray(data, sqlite3_column_bytes(m_statement, column)) : QByteArray();
}

qint64 Query::integer()
{
    return sqlite3_column_int64(m_statement, m_column++);
}

double Query::real()
{
    return sqlite3_column_double(m_statement, m_column++);
}

std::optional<double> Query::optionalReal()
{
    if (isNull()) {
        ++m_column;
        return std::nullopt;
    }
    return real();
}

std::optional<quint64> Query::optionalUnsigned()
{
    if (isNull()) {
        ++m_column;
        return std::nullopt;
    }
    return text().toULongLong();
}

bool Query::isNull()
{
    return sqlite3_column_type(m_statement, m_column) == SQLITE_NULL;
}

QUuid Query::uuid()
{
    const int column = m_column++;
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return data ? QUuid::fromRfc4122({data, sqlite3_column_bytes(m_statement, column)}) : QUuid();
}

Error errorOf(const SQLite::Exception& exception)
{
    const QString detail = QString::fromUtf8(exception.what());
    switch (exception.getErrorCode() & 0xff) {
    case SQLITE_FULL:
        return Error{ErrorKind::DiskFull, detail, {}, 64 * 1024 * 1024};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Error{ErrorKind::LibraryDamaged, detail, {}, 0};
    case SQLITE_READONLY:
        return Error{ErrorKind::LibraryReadOnly, detail, {}, 0};
    case SQLITE_CANTOPEN:
        return Error{ErrorKind::LibraryMissing, detail, {}, 0};
    default:
        return Error{ErrorKind::Storage, detail, {}, 0};
    }
}

} // namespace raskadr
