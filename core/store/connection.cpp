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
            uri.toStdString(), SQLite::OPEN_READONLY | SQLite::OPEN_URI, busyTimeoutMs);
    }
    const int flags = mode == Connection::Mode::ReadWrite
                          ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE
                          : SQLite::OPEN_READONLY;
    return std::make_unique<SQLite::Database>(path.toStdString(), flags, busyTimeoutMs);
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

Query::Query(Connection& connection, const char* sql)
    : m_connection(connection)
{
    Connection::Prepared& prepared = connection.m_prepared[sql];
    if (!prepared.statement) {
        prepared.statement = std::make_unique<SQLite::Statement>(connection.database(), sql);
    }
    if (prepared.busy) {
        m_own = std::make_unique<SQLite::Statement>(connection.database(), sql);
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
        m_statement->tryReset();
        m_statement->clearBindings();
        m_prepared->busy = false;
    }
}

Query& Query::bind(const char* name, const QString& value)
{
    m_statement->bind(name, value.isNull() ? std::string() : value.toStdString());
    return *this;
}

Query& Query::bind(const char* name, const QByteArray& value)
{
    m_statement->bind(name, value.isNull() ? static_cast<const void*>("") : value.constData(),
                      static_cast<int>(value.size()));
    return *this;
}

Query& Query::bind(const char* name, qint64 value)
{
    m_statement->bind(name, static_cast<int64_t>(value));
    return *this;
}

Query& Query::bind(const char* name, double value)
{
    m_statement->bind(name, value);
    return *this;
}

Query& Query::bind(const char* name, const std::optional<double>& value)
{
    if (value) {
        m_statement->bind(name, *value);
    } else {
        m_statement->bind(name);
    }
    return *this;
}

Query& Query::bind(const char* name, const std::optional<quint64>& value)
{
    if (value) {
        m_statement->bind(name, std::to_string(*value));
    } else {
        m_statement->bind(name);
    }
    return *this;
}

Query& Query::bindUuid(const char* name, const QUuid& uuid)
{
    if (uuid.isNull()) {
        m_statement->bind(name);
        return *this;
    }
    return bind(name, uuid.toRfc4122());
}

bool Query::step()
{
    m_column = 0;
    return m_statement->executeStep();
}

int Query::run()
{
    return m_statement->exec();
}

void Query::runOnOne()
{
    if (run() != 1) {
        throw RowMissing();
    }
}

QString Query::text()
{
    const SQLite::Column column = m_statement->getColumn(m_column++);
    return QString::fromUtf8(column.getText(), column.getBytes());
}

QByteArray Query::blob()
{
    const SQLite::Column column = m_statement->getColumn(m_column++);
    const auto* data = static_cast<const char*>(column.getBlob());
    return data ? QByteArray(data, column.getBytes()) : QByteArray();
}

qint64 Query::integer()
{
    return m_statement->getColumn(m_column++).getInt64();
}

double Query::real()
{
    return m_statement->getColumn(m_column++).getDouble();
}

std::optional<double> Query::optionalReal()
{
    const SQLite::Column column = m_statement->getColumn(m_column++);
    if (column.isNull()) {
        return std::nullopt;
    }
    return column.getDouble();
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
    return m_statement->isColumnNull(m_column);
}

QUuid Query::uuid()
{
    return QUuid::fromRfc4122(blob());
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
