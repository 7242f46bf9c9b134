#pragma once

#include "core/providers/catalog.h"
#include "core/settings/setting.h"
#include "ui/settings/settingsstate.h"

namespace raskadr::ui {

// The catalogue in words: providers in the order in which they are kept, each with its models;
// those without a model are left out.
QList<ProviderLine> providerLines(const Catalog& catalog, Language language);

} // namespace raskadr::ui
