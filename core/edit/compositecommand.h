#pragma once

#include "core/edit/command.h"

#include <vector>

namespace raskadr {

// Several commands that are one step for the user: all of them happen or none.
class CompositeCommand final : public Command
{
public:
    explicit CompositeCommand(CommandKind kind);

    void add(std::unique_ptr<Command> command);
    bool isEmpty() const { return m_commands.empty(); }

    Result<Effect> apply(Repositories& repositories, qint64 nowMs) override;
    Result<> revert(Repositories& repositories, qint64 nowMs) override;
    CommandKind kind() const override { return m_kind; }
    int count() const override;

private:
    const CommandKind m_kind;
    std::vector<std::unique_ptr<Command>> m_commands;
    std::vector<Command*> m_effective; // those that changed something, in order
};

} // namespace raskadr
