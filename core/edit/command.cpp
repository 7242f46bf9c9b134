#include "core/edit/command.h"

namespace raskadr {

std::unique_ptr<Command> Command::mergedWith(const Command&) const
{
    return nullptr;
}

} // namespace raskadr
