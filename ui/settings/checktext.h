#pragma once

#include "ui/settings/librarycare.h"

#include <QString>
#include <QStringList>

namespace raskadr::ui {

// What a check of the library found, in sentences of the loaded translation.

QString checkSummaryText(const LibraryCheck& check);
// One line for each fault, and for what lies about without being one.
QStringList checkDetailTexts(const LibraryCheck& check);

} // namespace raskadr::ui
