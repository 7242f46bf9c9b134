#include "app/cli/commands.h"

namespace raskadr::cli {

QList<CommandSpec> allCommands()
{
    return libraryCommands() + accountCommands() + projectCommands() + shotCommands()
        + importCommands() + assetCommands() + providerCommands() + modelCommands()
        + generationCommands() + editCommands() + queueCommands() + passportCommands()
        + shareCommands() + commentCommands();
}

} // namespace raskadr::cli
