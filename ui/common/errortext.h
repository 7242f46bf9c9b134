#pragma once

#include "core/base/error.h"

#include <QString>

namespace raskadr::ui {

// What happened, why, and what happens next, in plain words of the loaded translation: never a
// code, never Error::detail. Empty for Cancelled, which nobody needs to be told. Any thread.
QString errorText(const Error& error);

// The label of the one button that helps with this error, or empty if none does: the caller decides
// whether it can carry the act out.
QString errorAction(const Error& error);

} // namespace raskadr::ui
