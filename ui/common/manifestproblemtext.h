#pragma once

#include "core/providers/manifestproblem.h"

#include <QString>

namespace raskadr::ui {

// Why a manifest is refused, as one sentence in the language of the loaded translation; the place
// is not part of it. Any thread.
QString manifestProblemSentence(const ManifestProblem& problem);

} // namespace raskadr::ui
