#include "core/store/store.h"

#include "core/base/logging.h"
#include "core/store/migrations.h"
#include "core/store/schemabackup.h"

#include <QFileInfo>
#include <QThread>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// Idle readers that are kept for the next read.
constexpr size_t maxIdleReaders = 8;

// Nothing is to be left beside a database that is refused.
Connection::Mode lookingMode(const QString& databasePath)
{
    return Connection::hasLog(databasePath) ? Connection::Mode::ReadOnly
                                            : Connection::Mode::Immutable;
}

// The schema of this database, if it can be opened by this program, and in this way.
Result<int> lookAt(const QString& databasePath, Store::Mode mode, Connection::Mode readerMode,
                   Store::Look look, const std::stop_token& stop)
{
    Connection reader(databasePath, readerMode);
    const std::stop_callback interrupting(
        stop, [handle = reader.database().getHandle()] { sqlite3_interrupt(handle); });
    const int version = schemaVersion(reader);
    if (version > currentSchemaVersion()) {
        return failure(ErrorKind::NewerVersion, u"schema of a newer program"_s);
    }
    if (look == Store::Look::Whole) {
        Query check(reader, "PRAGMA quick_check(1)");
        if (!check.step()) {
            return failure(ErrorKind::LibraryDamaged, u"quick_check gave nothing"_s);
        }
        if (const QString verdict = check.text(); verdict != u"ok"_s) {
            return failure(ErrorKind::LibraryDamaged, verdict);
        }
    }
    if (mode == Store::Mode::ReadOnly && version < currentSchemaVersion()) {
        return failure(ErrorKind::LibraryReadOnly, u"the schema has to be brought up first"_s);
    }
    return version;
}

Result<int> lookAtCatching(const QString& databasePath, Store::Mode mode,
                           Connection::Mode readerMode, Store::Look look,
                           const std::stop_token& stop)
{
    try {
        return lookAt(databasePath, mode, readerMode, look, stop);
    } catch (const SQLite::Exception& exception) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        return failure(errorOf(exception));
    }
}

} // namespace

Store::Store(QString databasePath, Mode mode)
    : m_databasePath(std::move(databasePath))
    , m_mode(mode)
{
}

Result<std::unique_ptr<Store>> Store::open(const QString& databasePath, Mode mode,
                                           std::stop_token stop, Look look)
{
    const bool exists = QFileInfo::exists(databasePath);
    if (!exists && mode == Mode::ReadOnly) {
        return failure(ErrorKind::LibraryMissing, u"no database"_s, databasePath);
    }
    std::unique_ptr<Store> store(new Store(databasePath, mode));
    if (exists) {
        const Connection::Mode looking = lookingMode(databasePath);
        auto looked = lookAtCatching(databasePath, mode, looking, look, stop);
        if (!looked && looking != lookingMode(databasePath)) {
            // Somebody began to write meanwhile.
            looked = lookAtCatching(databasePath, mode, lookingMode(databasePath), look, stop);
        }
        if (!looked) {
            return failure(looked.error());
        }
        if (*looked > 0 && *looked < currentSchemaVersion()) {
            if (auto kept = keepOlderSchema(databasePath, lookingMode(databasePath), *looked, stop);
                !kept) {
                return failure(kept.error());
            }
        }
        if (mode == Mode::ReadOnly) {
            store->m_readerMode = Connection::readingMode(databasePath);
        }
    }
    try {
        if (mode == Mode::ReadWrite) {
            store->m_writer =
                std::make_unique<Connection>(databasePath, Connection::Mode::ReadWrite);
            if (auto migrated = migrate(*store->m_writer); !migrated) {
                return failure(migrated.error());
            }
        }
    } catch (const SQLite::Exception& exception) {
        return failure(errorOf(exception));
    }
    if (mode == Mode::ReadWrite) {
        store->m_thread =
            std::jthread([raw = store.get()](const std::stop_token& ending) { raw->run(ending); });
    }
    return store;
}

Store::~Store()
{
    if (m_thread.joinable()) {
        flush();
        m_thread.request_stop();
        m_tasksChanged.notify_all();
        m_thread.join();
    }
    // Readers go before the writer, whose closing takes the log away.
    m_readers.clear();
    m_writer.reset();
}

void Store::flush()
{
    std::unique_lock lock(m_tasksMutex);
    m_tasksChanged.wait(lock, [this] { return m_tasks.empty() && !m_working; });
}

std::unique_ptr<Connection> Store::takeReader() const
{
    {
        const std::scoped_lock lock(m_readersMutex);
        if (!m_readers.empty()) {
            auto reader = std::move(m_readers.back());
            m_readers.pop_back();
            return reader;
        }
    }
    return std::make_unique<Connection>(m_databasePath, m_readerMode);
}

std::optional<Error> Store::snapshot(const AccountId& account,
                                     const std::function<void(const Repositories&)>& fn) const
{
    try {
        std::unique_ptr<Connection> reader = takeReader();
        {
            SQLite::Transaction transaction(reader->database());
            ChangeSet none;
            const Repositories repositories(RepositoryContext{*reader, account, none});
            fn(repositories);
            transaction.commit();
        }
        const std::scoped_lock lock(m_readersMutex);
        if (m_readers.size() < maxIdleReaders) {
            m_readers.push_back(std::move(reader));
        }
        return std::nullopt;
    } catch (const SQLite::Exception& exception) {
        const Error error = errorOf(exception);
        qCWarning(logStore) << "read failed:" << error.detail;
        return error;
    }
}

std::optional<Error> Store::transact(const AccountId& account, ChangeSet& changes,
                                     const std::function<bool(Repositories&)>& fn)
{
    if (!m_writer) {
        return Error{ErrorKind::LibraryReadOnly, u"the store was opened to read only"_s, {}, 0};
    }
    try {
        SQLite::Transaction transaction(m_writer->database(),
                                        SQLite::TransactionBehavior::IMMEDIATE);
        Repositories repositories(RepositoryContext{*m_writer, account, changes});
        if (fn(repositories)) {
            transaction.commit();
        }
        return std::nullopt;
    } catch (const SQLite::Exception& exception) {
        const Error error = errorOf(exception);
        qCWarning(logStore) << "write failed:" << error.detail;
        return error;
    } catch (const RowMissing&) {
        return Error{ErrorKind::NotFound, u"the row is not there"_s, {}, 0};
    } catch (const std::exception& exception) {
        return Error{ErrorKind::Internal, QString::fromUtf8(exception.what()), {}, 0};
    }
}

void Store::enqueue(std::function<void()> task)
{
    Q_ASSERT_X(!m_delivering || QThread::currentThread() != thread(), "Store::write",
               "a slot of changed() reads, it never writes");
    if (m_mode == Mode::ReadOnly) {
        task(); // which is refused at once
        return;
    }
    {
        const std::scoped_lock lock(m_tasksMutex);
        m_tasks.push_back(std::move(task));
    }
    m_tasksChanged.notify_all();
}

void Store::deliver(const ChangeSet& changes, std::function<void()> callback)
{
    QMetaObject::invokeMethod(
        this,
        [this, changes, callback = std::move(callback)] {
            callback();
            if (!changes.isEmpty()) {
                m_delivering = true;
                Q_EMIT changed(changes);
                m_delivering = false;
            }
        },
        Qt::QueuedConnection);
}

void Store::run(const std::stop_token& stop)
{
    std::unique_lock lock(m_tasksMutex);
    while (true) {
        m_tasksChanged.wait(lock, stop, [this] { return !m_tasks.empty(); });
        if (m_tasks.empty()) {
            return; // asked to stop, and nothing is left to do
        }
        const auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        m_working = true;
        lock.unlock();
        task();
        lock.lock();
        m_working = false;
        m_tasksChanged.notify_all();
    }
}

} // namespace raskadr
