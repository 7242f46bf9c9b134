#pragma once

#include "core/ingest/importrunner.h"

#include <QString>
#include <QStringList>

namespace raskadr::ui {

// What an import came to, in sentences of the loaded translation.

// «20 files were imported into 12 shots. 3 are in the project already. 2 could not be imported.»
QString importSummaryText(const ImportReport& report);
// «2 files lie in other shots …», of an import into a shot, with what came in before it.
QString elsewhereText(const ImportReport& report, int files);
// One sentence for each refused file, with its name.
QStringList refusalTexts(const ImportReport& report);
// Everything, one thing a line, with whole paths: to be copied.
QString importReportText(const ImportReport& report);

// «Skipped 3 objects …», or empty.
QString skippedText(const Walk& walk);

} // namespace raskadr::ui
