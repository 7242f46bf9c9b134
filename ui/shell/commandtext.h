#pragma once

#include "core/edit/command.h"

#include <QString>

namespace raskadr::ui {

// What a step did, as it reads behind «Отменено:» and in the menu; empty for None. Any thread.
QString commandText(CommandKind kind, int count);

} // namespace raskadr::ui
