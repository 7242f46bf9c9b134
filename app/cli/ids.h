#pragma once

#include "app/cli/context.h"

namespace raskadr::cli {

// What a word of the command line names: an id in full, or its last eight digits; for a shot also
// PROJECT#7, the seventh of the project. Nothing: it names nothing of the account, or more than one
// thing; the context has said so then.
std::optional<Project> findProject(Context& context, const QString& word);
std::optional<Shot> findShot(Context& context, const QString& word);
std::optional<Asset> findAsset(Context& context, const QString& word);
std::optional<Generation> findGeneration(Context& context, const QString& word);

} // namespace raskadr::cli
