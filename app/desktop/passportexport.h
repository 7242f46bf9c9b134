#pragma once

#include "core/library/library.h"
#include "core/passport/passportlabels.h"
#include "ui/passport/passportdialog.h"

namespace raskadr::desktop {

// One export as values: what, from where, where to.
struct PassportTask
{
    ui::PassportChoice choice;
    PassportRequest request;
    PassportLabels labels;
    QString target; // a file; a folder for HeadlinersFolder
};

struct PassportOutcome
{
    int copied = 0; // files beside the passport, or headliners
    QStringList missing; // files whose original is gone
};

// Writes it. Blocks, for a pool thread; `progress` is called there. The library outlives it.
Result<PassportOutcome> exportPassport(const Library& library, const PassportTask& task,
                                       const PassportProgress& progress,
                                       const std::stop_token& stop);

QString suffixOf(ui::PassportFormat format);

} // namespace raskadr::desktop
