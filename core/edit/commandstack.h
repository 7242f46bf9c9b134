#pragma once

#include "core/base/clock.h"
#include "core/edit/command.h"
#include "core/store/store.h"

namespace raskadr {

// The answer to a step that is on its way. Copies share it.
class PendingStep
{
public:
    using Callback = std::function<void(const Result<>&)>;

    // Blocks until the step was committed or refused. For the command line and tests; never in the
    // window's thread.
    Result<> wait() const { return m_state->wait(); }
    // Calls back in the stack's thread once the stack knows the outcome. Nothing is called when the
    // context is gone by then. To be called in the stack's thread, at once.
    void then(QObject* context, Callback callback) const
    {
        m_state->context = context;
        m_state->callback = std::move(callback);
    }

private:
    friend class CommandStack;
    struct State
    {
        std::function<Result<>()> wait;
        QPointer<QObject> context;
        Callback callback;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

// What the user did and can take back, for one account. Steps are run in the store thread in the
// order in which they were asked for, so that undo() pressed before a result arrived takes back
// what the user saw last. A step that changed nothing is not recorded; one that can never be
// reverted because its rows are gone is dropped. Lives in the main thread.
class CommandStack final : public QObject
{
    Q_OBJECT

public:
    CommandStack(Store& store, const AccountId& account, const Clock& clock,
                 QObject* parent = nullptr);
    ~CommandStack() override;

    PendingStep run(std::unique_ptr<Command> command);
    PendingStep undo();
    PendingStep redo();

    // True also while something is on its way that may make it so.
    bool canUndo() const { return m_running > 0 || !m_history.done.isEmpty(); }
    bool canRedo() const { return !m_history.undone.isEmpty(); }
    // A step is on its way to the disk.
    bool isBusy() const { return m_running > 0; }
    // How many were asked for so far, back and forth: tells whether another one came meanwhile.
    quint64 steps() const { return m_steps; }
    // Of the step that is next as far as results have arrived; None: there is none.
    CommandKind undoKind() const;
    int undoCount() const;
    CommandKind redoKind() const;
    int redoCount() const;

    // Forgets all steps, those on their way included; they still happen.
    void clear();
    // Another account works from now on.
    void setAccount(const AccountId& account);

Q_SIGNALS:
    void changed();
    void failed(const raskadr::Error& error);

private:
    struct Entry
    {
        std::shared_ptr<Command> command; // touched in the store thread only
        CommandKind kind = CommandKind::None;
        int count = 0;
        qint64 atMs = 0;
    };
    struct History
    {
        QList<Entry> done;
        QList<Entry> undone;
    };
    struct Step;
    struct Decision;
    using Work = std::function<Result<History>(Repositories&, const History&)>;

    enum class Move { Run, Undo, Redo };

    PendingStep enqueue(Move move, Work work);

    Store& m_store;
    AccountId m_account;
    const Clock& m_clock;
    History m_history; // as of the last result that arrived
    std::shared_ptr<const Step> m_last;
    int m_running = 0;
    quint64 m_steps = 0;
    quint64 m_epoch = 0; // counts clear()
};

} // namespace raskadr
