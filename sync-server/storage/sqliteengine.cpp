#include "sync-server/storage/sqliteengine.h"

#include "sync-server/storage/sql.h"
#include "sync-server/storage/sqliteconnection.h"

#include <SQLiteCpp/Exception.h>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <random>
#include <sqlite3.h>
#include <thread>

namespace raskadr::server {

namespace {

constexpr size_t mostWorksTogether = 64;
constexpr int mostTries = 5;
constexpr int readerCount = 2;

StoreError errorOf(const std::exception& exception)
{
    StoreError error{StoreError::Kind::Failed, exception.what()};
    if (const auto* sqlite = dynamic_cast<const SQLite::Exception*>(&exception)) {
        switch (sqlite->getErrorCode()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            error.kind = StoreError::Kind::Busy;
            break;
        case SQLITE_FULL:
            error.kind = StoreError::Kind::Full;
            break;
        default:
            break;
        }
    }
    return error;
}

void waitBeforeTry(int tried)
{
    thread_local std::minstd_rand random{std::random_device{}()};
    std::uniform_int_distribution<int> milliseconds(1, 5 << tried);
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(random)));
}

// Runs `attempt` until it is not refused because the database is busy, at most five times.
template <class Attempt>
std::optional<StoreError> tryAgainWhileBusy(const Attempt& attempt)
{
    for (int tried = 1;; ++tried) {
        const std::optional<StoreError> error = attempt();
        if (!error || error->kind != StoreError::Kind::Busy || tried == mostTries) {
            return error;
        }
        waitBeforeTry(tried);
    }
}

void bringUpToDate(SqliteConnection& connection)
{
    connection.execute("BEGIN IMMEDIATE");
    const bool isNew = connection.run(sql::hasSchema).empty();
    size_t version = 0;
    if (!isNew) {
        const SqlRows rows = connection.run(sql::schemaVersion);
        version = rows.empty() ? 0 : static_cast<size_t>(rows.front().integer(0));
    }
    if (version > sql::schemaSteps.size()) {
        connection.execute("ROLLBACK");
        throw std::runtime_error("the database was written by a newer version of the server");
    }
    for (size_t step = version; step < sql::schemaSteps.size(); ++step) {
        connection.execute(sql::schemaSteps[step]);
    }
    if (version < sql::schemaSteps.size()) {
        connection.run(sql::forgetSchemaVersion);
        connection.run(sql::setSchemaVersion, {std::int64_t(sql::schemaSteps.size())});
    }
    connection.execute("COMMIT");
}

} // namespace

struct SqliteEngine::Parts
{
    using Work = std::function<bool(Session&)>;

    struct Waiting
    {
        const Work* work = nullptr;
        std::promise<std::optional<StoreError>> done;
    };

    Parts(const std::string& path, Use use)
        : writer(path,
                 use == Use::Owns ? SqliteConnection::Mode::Writes : SqliteConnection::Mode::Reads)
    {
        if (use == Use::Owns) {
            bringUpToDate(writer);
        }
        for (int i = 0; i < readerCount; ++i) {
            readers.push_back(
                std::make_unique<SqliteConnection>(path, SqliteConnection::Mode::Reads));
            freeReaders.push_back(readers.back().get());
        }
        thread = std::jthread([this](const std::stop_token& stop) { runWriter(stop); });
    }
    ~Parts()
    {
        thread.request_stop();
        thread.join();
        readers.clear();
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void runWriter(const std::stop_token& stop)
    {
        while (true) {
            std::vector<Waiting> together;
            {
                std::unique_lock lock(mutex);
                if (!wake.wait(lock, stop, [this] { return !queue.empty(); })) {
                    return;
                }
                while (!queue.empty() && together.size() < mostWorksTogether) {
                    together.push_back(std::move(queue.front()));
                    queue.pop_front();
                }
            }
            if (together.size() > 1 && !commitTogether(together)) {
                for (Waiting& waiting : together) {
                    waiting.done.set_value(std::nullopt);
                }
                continue;
            }
            for (Waiting& waiting : together) {
                waiting.done.set_value(
                    tryAgainWhileBusy([&] { return commitAlone(*waiting.work); }));
            }
        }
    }

    std::optional<StoreError> commitTogether(const std::vector<Waiting>& together)
    {
        try {
            writer.execute("BEGIN IMMEDIATE");
            for (const Waiting& waiting : together) {
                writer.execute("SAVEPOINT work");
                if (!(*waiting.work)(writer)) {
                    writer.execute("ROLLBACK TO work");
                }
                writer.execute("RELEASE work");
            }
            writer.execute("COMMIT");
            return std::nullopt;
        } catch (const std::exception& exception) {
            writer.rollBackWhatIsOpen();
            return errorOf(exception);
        }
    }

    std::optional<StoreError> commitAlone(const Work& work)
    {
        try {
            writer.execute("BEGIN IMMEDIATE");
            writer.execute(work(writer) ? "COMMIT" : "ROLLBACK");
            return std::nullopt;
        } catch (const std::exception& exception) {
            writer.rollBackWhatIsOpen();
            return errorOf(exception);
        }
    }

    std::optional<StoreError> readOn(SqliteConnection& reader,
                                     const std::function<void(Session&)>& work)
    {
        try {
            reader.execute("BEGIN");
            work(reader);
            reader.execute("COMMIT");
            return std::nullopt;
        } catch (const std::exception& exception) {
            reader.rollBackWhatIsOpen();
            return errorOf(exception);
        }
    }

    SqliteConnection writer;
    std::vector<std::unique_ptr<SqliteConnection>> readers;
    std::vector<SqliteConnection*> freeReaders;
    std::mutex readersMutex;
    std::condition_variable readerFreed;
    std::mutex mutex;
    std::condition_variable_any wake;
    std::deque<Waiting> queue;
    std::jthread thread;
};

SqliteEngine::SqliteEngine(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

SqliteEngine::~SqliteEngine() = default;

tl::expected<std::unique_ptr<SqliteEngine>, StoreError> SqliteEngine::open(const std::string& path,
                                                                           Use use)
{
    try {
        return std::unique_ptr<SqliteEngine>(new SqliteEngine(std::make_unique<Parts>(path, use)));
    } catch (const std::exception& exception) {
        return tl::unexpected(errorOf(exception));
    }
}

tl::expected<std::unique_ptr<SqliteEngine>, StoreError> SqliteEngine::open(const std::string& path)
{
    return open(path, Use::Owns);
}

tl::expected<std::unique_ptr<SqliteEngine>, StoreError>
SqliteEngine::openBeside(const std::string& path)
{
    return open(path, Use::ReadsBeside);
}

std::optional<StoreError> SqliteEngine::write(const std::function<bool(Session&)>& work)
{
    Parts::Waiting waiting{&work, {}};
    auto done = waiting.done.get_future();
    {
        const std::lock_guard lock(m_parts->mutex);
        m_parts->queue.push_back(std::move(waiting));
    }
    m_parts->wake.notify_one();
    return done.get();
}

std::optional<StoreError> SqliteEngine::read(const std::function<void(Session&)>& work)
{
    SqliteConnection* reader = nullptr;
    {
        std::unique_lock lock(m_parts->readersMutex);
        m_parts->readerFreed.wait(lock, [this] { return !m_parts->freeReaders.empty(); });
        reader = m_parts->freeReaders.back();
        m_parts->freeReaders.pop_back();
    }
    const auto error = tryAgainWhileBusy([&] { return m_parts->readOn(*reader, work); });
    {
        const std::lock_guard lock(m_parts->readersMutex);
        m_parts->freeReaders.push_back(reader);
    }
    m_parts->readerFreed.notify_one();
    return error;
}

} // namespace raskadr::server
