#pragma once

#include "core/providers/catalog.h"
#include "core/settings/setting.h"
#include "ui/settings/providerline.h"

namespace raskadr::ui {

// A name in the language of the window.
QString shownIn(Language language, const QString& english, const QString& russian);
// A model in words: what it does, what it costs, what it takes.
ModelLine modelLine(const ProviderManifest& provider, const CatalogModel& model, Language language);
QString taskText(const ModelManifest& model); // text to picture, picture to video

} // namespace raskadr::ui
