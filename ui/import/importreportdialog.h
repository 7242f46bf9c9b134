#pragma once

#include "core/ingest/importrunner.h"
#include "ui/common/dialog.h"

namespace raskadr::ui {

// What became of an import: how much is in, which files are not and why; everything can be copied.
// An import that a full disk stopped offers to go on, or to leave it at what is in.
class ImportReportDialog final : public Dialog
{
    Q_OBJECT

public:
    ImportReportDialog(QWidget* anywhere, const ImportReport& report);

Q_SIGNALS:
    void resumeRequested();
    void giveUpRequested();

private:
    const ImportReport m_report;
};

} // namespace raskadr::ui
