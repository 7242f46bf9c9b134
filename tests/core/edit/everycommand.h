#pragma once

#include "core/edit/command.h"
#include "filmtest.h"

#include <functional>
#include <memory>

class QRandomGenerator;

struct NamedCommand
{
    const char* name;
    std::function<std::unique_ptr<raskadr::Command>()> make;
};

// One or more of each kind, on a film that outlives them.
QList<NamedCommand> everyCommand(const Film& film);
// Any command on anything that is there.
std::unique_ptr<raskadr::Command> randomCommand(const raskadr::Repositories& r,
                                                QRandomGenerator& random);
