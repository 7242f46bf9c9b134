#pragma once

#include "app/cli/commandline.h"

namespace raskadr::cli {

// What there is: every command in a line, the options of all, and what the exit status means.
QString generalHelp(const QList<CommandSpec>& commands);
// How one command is written.
QString commandHelp(const CommandSpec& command);

} // namespace raskadr::cli
