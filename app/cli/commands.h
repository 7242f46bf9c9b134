#pragma once

#include "app/cli/commandline.h"

namespace raskadr::cli {

// The commands of each family, with the words of the loaded translation.
QList<CommandSpec> libraryCommands();
QList<CommandSpec> accountCommands();
QList<CommandSpec> projectCommands();
QList<CommandSpec> shotCommands();
QList<CommandSpec> importCommands();
QList<CommandSpec> assetCommands();
QList<CommandSpec> providerCommands();
QList<CommandSpec> modelCommands();
QList<CommandSpec> generationCommands();
QList<CommandSpec> editCommands();
QList<CommandSpec> queueCommands();
QList<CommandSpec> passportCommands();
QList<CommandSpec> shareCommands();
QList<CommandSpec> commentCommands();

// All of them, in the order in which the help shows them.
QList<CommandSpec> allCommands();

} // namespace raskadr::cli
