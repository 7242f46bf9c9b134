#pragma once

#include "app/cli/context.h"

#include <QSet>

namespace raskadr::cli {

// Runs generations of the account to their end and shows how far they are; with an empty set, all
// that are not finished. Ctrl+C puts back into the queue what is not done; it gives Cancelled then.
Result<> runQueue(Context& context, const QSet<GenerationId>& only);

// A generation with its job and, once it is done, the asset that came of it.
QJsonObject generationJson(const Repositories& r, const Generation& generation);
// One sentence on what became of it.
QString generationSentence(const Repositories& r, const Generation& generation);

} // namespace raskadr::cli
