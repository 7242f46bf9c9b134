#pragma once

#include "core/base/result.h"
#include "core/store/changeset.h"
#include "core/store/repositories.h"

#include <QMetaType>
#include <QObject>
#include <QPointer>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace raskadr {

namespace detail {

template <class Answer>
constexpr bool isResult = false;
template <class T>
constexpr bool isResult<Result<T>> = true;

} // namespace detail

// The answer to a write that is on its way. Copies share it.
template <class T>
class Pending
{
public:
    using Callback = std::function<void(const Result<T>&)>;

    // Blocks until the write was committed or refused. For the command line, tests and pool
    // threads; never in the window's thread.
    Result<T> wait() const
    {
        std::unique_lock lock(m_state->mutex);
        m_state->done.wait(lock, [this] { return m_state->result.has_value(); });
        return *m_state->result;
    }
    // Calls back in the Store's thread, in commit order and before `changed` of this write. Nothing
    // is called when the context is gone by then. To be called in the Store's thread, at once.
    void then(QObject* context, Callback callback) const
    {
        m_state->context = context;
        m_state->hasContext = true;
        m_state->callback = std::move(callback);
    }

private:
    friend class Store;
    struct State
    {
        std::mutex mutex;
        std::condition_variable done;
        std::optional<Result<T>> result;
        QPointer<QObject> context;
        bool hasContext = false;
        Callback callback;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

// The library's database. One thread of its own holds the only writing connection and makes every
// change in a transaction; `read` runs at once in the calling thread on a read-only connection.
// Lives in the main thread; `read` and `write` may be called from any thread. Destroying it
// finishes the queued writes.
class Store final : public QObject
{
    Q_OBJECT

public:
    enum class Mode { ReadWrite, ReadOnly };
    // How far a database is looked through before it is trusted: every page of it, or its version
    // alone, for one that is known to be as it was closed.
    enum class Look { Whole, Brief };

    // Makes the database if there is none (ReadWrite), brings it up to date, refuses a newer one
    // (NewerVersion) and a damaged one (LibraryDamaged) without touching it. Two processes must not
    // open the same one for writing. Reading only works in a folder that cannot be written, too.
    // Looking through a large one takes seconds: any thread may open it, which may be stopped
    // (Cancelled); the store then belongs to that thread until moveToThread().
    static Result<std::unique_ptr<Store>> open(const QString& databasePath, Mode mode,
                                               std::stop_token stop = {}, Look look = Look::Whole);
    ~Store() override;

    Mode mode() const { return m_mode; }

    // Lends `fn` const repositories, limited to the account, inside one snapshot. `fn` returns a
    // plain value or a Result.
    template <class Fn>
    auto read(const AccountId& account, Fn fn) const
    {
        using Answer = std::invoke_result_t<Fn, const Repositories&>;
        if constexpr (detail::isResult<Answer>) {
            return guardedRead<Answer>(account, std::move(fn));
        } else {
            return guardedRead<Result<Answer>>(account, std::move(fn));
        }
    }

    // Queues `fn` (Repositories& → Result<T>) for the store thread. It is committed if it succeeds
    // and rolled back whole if it fails or throws.
    template <class Fn>
    auto write(const AccountId& account, Fn fn)
    {
        using Answer = std::invoke_result_t<Fn, Repositories&>;
        using T = typename Answer::value_type;
        Pending<T> pending;
        auto state = pending.m_state;
        enqueue([this, account, state, fn = std::move(fn)]() mutable {
            ChangeSet changes;
            Result<T> result = failure(ErrorKind::Internal);
            const auto error = transact(account, changes, [&](Repositories& repositories) {
                result = fn(repositories);
                return result.has_value();
            });
            if (error) {
                result = failure(*error);
            }
            // Delivery is queued before the waiter wakes, so that both see the same order.
            deliver(result.has_value() ? changes : ChangeSet{}, [state, result] {
                if (state->callback && (!state->hasContext || state->context)) {
                    state->callback(result);
                }
            });
            {
                const std::scoped_lock lock(state->mutex);
                state->result.emplace(result);
            }
            state->done.notify_all();
        });
        return pending;
    }

    // Blocks until everything queued so far is committed.
    void flush();

Q_SIGNALS:
    // After every commit that changed something, in commit order, in the main thread. Slots read
    // and never write.
    void changed(const raskadr::ChangeSet& changes);

private:
    Store(QString databasePath, Mode mode);

    template <class Answer, class Fn>
    Answer guardedRead(const AccountId& account, Fn fn) const
    {
        Answer answer = failure(ErrorKind::Internal);
        const auto error =
            snapshot(account, [&](const Repositories& repositories) { answer = fn(repositories); });
        if (error) {
            return failure(*error);
        }
        return answer;
    }

    std::optional<Error> snapshot(const AccountId& account,
                                  const std::function<void(const Repositories&)>& fn) const;
    std::optional<Error> transact(const AccountId& account, ChangeSet& changes,
                                  const std::function<bool(Repositories&)>& fn);
    void enqueue(std::function<void()> task);
    void deliver(const ChangeSet& changes, std::function<void()> callback);
    void run(const std::stop_token& stop);
    std::unique_ptr<Connection> takeReader() const;

    const QString m_databasePath;
    const Mode m_mode;
    Connection::Mode m_readerMode = Connection::Mode::ReadOnly;
    std::unique_ptr<Connection> m_writer;

    mutable std::mutex m_readersMutex;
    mutable std::vector<std::unique_ptr<Connection>> m_readers; // those not in use

    std::mutex m_tasksMutex;
    std::condition_variable_any m_tasksChanged;
    std::deque<std::function<void()>> m_tasks;
    bool m_working = false;
    bool m_delivering = false;
    std::jthread m_thread;
};

} // namespace raskadr

Q_DECLARE_METATYPE(raskadr::ChangeSet)
