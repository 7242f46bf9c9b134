#include "core/edit/compositecommand.h"

namespace raskadr {

CompositeCommand::CompositeCommand(CommandKind kind)
    : m_kind(kind)
{
}

void CompositeCommand::add(std::unique_ptr<Command> command)
{
    m_commands.push_back(std::move(command));
}

Result<Effect> CompositeCommand::apply(Repositories& repositories, qint64 nowMs)
{
    m_effective.clear();
    for (const auto& command : m_commands) {
        const auto effect = command->apply(repositories, nowMs);
        if (!effect) {
            return failure(effect.error()); // the transaction takes the earlier ones back
        }
        if (*effect == Effect::Changed) {
            m_effective.push_back(command.get());
        }
    }
    return m_effective.empty() ? Effect::Nothing : Effect::Changed;
}

Result<> CompositeCommand::revert(Repositories& repositories, qint64 nowMs)
{
    for (auto command = m_effective.rbegin(); command != m_effective.rend(); ++command) {
        if (auto reverted = (*command)->revert(repositories, nowMs); !reverted) {
            return reverted;
        }
    }
    return {};
}

int CompositeCommand::count() const
{
    int count = 0;
    for (const Command* command : m_effective) {
        count += command->count();
    }
    return count;
}

} // namespace raskadr
