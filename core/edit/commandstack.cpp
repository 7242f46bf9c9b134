#include "core/edit/commandstack.h"

namespace raskadr {

namespace {

constexpr qsizetype maxSteps = 200;
// Steps of one kind that follow each other faster than this may become one.
constexpr qint64 mergeWithinMs = 1500;

} // namespace

// A queued step and how it will end.
struct CommandStack::Step
{
    Pending<History> pending;
    std::shared_ptr<Decision> decision;

    History after() const;
};

// What a step finds when its turn comes in the store thread: the history that the step before it,
// whose result is known by then, left behind. So no step has to wait for the main thread.
struct CommandStack::Decision
{
    Move move = Move::Run;
    std::shared_ptr<const Step> previous; // until this one ran
    bool ran = false;
    History before;

    History find()
    {
        before = previous ? previous->after() : History{};
        ran = true;
        previous.reset();
        return before;
    }

    History after(const Result<History>& result) const
    {
        if (result) {
            return *result;
        }
        if (!ran) {
            return previous ? previous->after() : History{};
        }
        History unchanged = before;
        if (result.error().kind == ErrorKind::NotFound) {
            // Its rows are gone: trying again would be stuck here for ever.
            if (move == Move::Undo) {
                unchanged.done.removeLast();
            } else if (move == Move::Redo) {
                unchanged.undone.removeLast();
            }
        }
        return unchanged;
    }
};

CommandStack::History CommandStack::Step::after() const
{
    return decision->after(pending.wait());
}

CommandStack::CommandStack(Store& store, const AccountId& account, const Clock& clock,
                           QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_account(account)
    , m_clock(clock)
{
}

CommandStack::~CommandStack() = default;

PendingStep CommandStack::run(std::unique_ptr<Command> command)
{
    const qint64 now = m_clock.nowMs();
    std::shared_ptr<Command> shared = std::move(command);
    return enqueue(
        Move::Run,
        [shared, now](Repositories& repositories, const History& before) -> Result<History> {
            const auto effect = shared->apply(repositories, now);
            if (!effect) {
                return failure(effect.error());
            }
            if (*effect == Effect::Nothing) {
                return before;
            }
            History after{before.done, {}};
            if (before.undone.isEmpty() && !after.done.isEmpty()) {
                Entry& last = after.done.last();
                if (now - last.atMs <= mergeWithinMs) {
                    if (std::shared_ptr<Command> both = last.command->mergedWith(*shared)) {
                        last = {both, both->kind(), both->count(), now};
                        return after;
                    }
                }
            }
            after.done.append({shared, shared->kind(), shared->count(), now});
            if (after.done.size() > maxSteps) {
                after.done.removeFirst();
            }
            return after;
        });
}

PendingStep CommandStack::undo()
{
    const qint64 now = m_clock.nowMs();
    return enqueue(Move::Undo,
                   [now](Repositories& repositories, const History& before) -> Result<History> {
                       if (before.done.isEmpty()) {
                           return before;
                       }
                       History after = before;
                       Entry entry = after.done.takeLast();
                       if (auto reverted = entry.command->revert(repositories, now); !reverted) {
                           return failure(reverted.error());
                       }
                       entry.atMs = 0; // nothing merges with a step that went back and forth
                       after.undone.append(entry);
                       return after;
                   });
}

PendingStep CommandStack::redo()
{
    const qint64 now = m_clock.nowMs();
    return enqueue(Move::Redo,
                   [now](Repositories& repositories, const History& before) -> Result<History> {
                       if (before.undone.isEmpty()) {
                           return before;
                       }
                       History after = before;
                       const Entry entry = after.undone.takeLast();
                       if (auto applied = entry.command->apply(repositories, now); !applied) {
                           return failure(applied.error());
                       }
                       after.done.append(entry);
                       return after;
                   });
}

PendingStep CommandStack::enqueue(Move move, Work work)
{
    auto decision = std::make_shared<Decision>();
    decision->move = move;
    decision->previous = m_last;
    auto step = std::make_shared<Step>();
    step->decision = decision;
    step->pending =
        m_store.write(m_account, [decision, work = std::move(work)](Repositories& repositories) {
            return work(repositories, decision->find());
        });
    m_last = step;
    ++m_running;
    ++m_steps;
    PendingStep answer;
    answer.m_state->wait = [pending = step->pending]() -> Result<> {
        if (const auto result = pending.wait(); !result) {
            return failure(result.error());
        }
        return {};
    };
    step->pending.then(
        this,
        [this, decision, state = answer.m_state, epoch = m_epoch](const Result<History>& result) {
            if (epoch == m_epoch) {
                --m_running;
                m_history = decision->after(result);
            }
            Result<> outcome;
            if (!result) {
                outcome = failure(result.error());
            }
            if (state->callback && state->context) {
                state->callback(outcome);
            }
            if (!result) {
                Q_EMIT failed(result.error());
            }
            if (epoch == m_epoch) {
                Q_EMIT changed();
            }
        });
    Q_EMIT changed();
    return answer;
}

CommandKind CommandStack::undoKind() const
{
    return m_history.done.isEmpty() ? CommandKind::None : m_history.done.last().kind;
}

int CommandStack::undoCount() const
{
    return m_history.done.isEmpty() ? 0 : m_history.done.last().count;
}

CommandKind CommandStack::redoKind() const
{
    return m_history.undone.isEmpty() ? CommandKind::None : m_history.undone.last().kind;
}

int CommandStack::redoCount() const
{
    return m_history.undone.isEmpty() ? 0 : m_history.undone.last().count;
}

void CommandStack::clear()
{
    ++m_epoch;
    m_last.reset();
    m_running = 0;
    m_history = {};
    Q_EMIT changed();
}

void CommandStack::setAccount(const AccountId& account)
{
    m_account = account;
    clear();
}

} // namespace raskadr
