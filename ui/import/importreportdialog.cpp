#include "ui/import/importreportdialog.h"

#include "ui/common/errortext.h"
#include "ui/common/textlabels.h"
#include "ui/import/importreporttext.h"

#include <QClipboard>
#include <QGuiApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostShown = 500; // all of them can be copied

QString reportTitle(const ImportReport& report)
{
    if (report.stoppedBy && !report.run.finished) {
        return ImportReportDialog::tr("The import has stopped");
    }
    return report.refused.isEmpty() ? ImportReportDialog::tr("The import is finished")
                                    : ImportReportDialog::tr("Not everything came in");
}

} // namespace

ImportReportDialog::ImportReportDialog(QWidget* anywhere, const ImportReport& report)
    : Dialog(anywhere, reportTitle(report))
    , m_report(report)
{
    setPanelWidth(640);
    content()->addWidget(new WrapLabel(importSummaryText(report)));
    const bool stopped = report.stoppedBy && !report.run.finished;
    if (stopped) {
        content()->addWidget(
            new WrapLabel(errorText(*report.stoppedBy), TextStyle::Body, TextRole::Error));
    }
    if (!report.refused.isEmpty()) {
        auto* list = new SelectableText(refusalTexts(report).mid(0, mostShown).join(u"\n\n"_s),
                                        TextStyle::Body);
        list->setAccessibleName(tr("Files that were not imported"));
        content()->addWidget(list);
    }

    Button* copy = addButton(tr("Copy"));
    connect(copy, &Button::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(importReportText(m_report)); });
    if (stopped) {
        Button* leave = addButton(tr("Leave it at that"));
        connect(leave, &Button::clicked, this, [this] {
            Q_EMIT giveUpRequested();
            accept();
        });
        Button* resume = addButton(tr("Continue"), Button::Kind::Main);
        connect(resume, &Button::clicked, this, [this] {
            Q_EMIT resumeRequested();
            accept();
        });
    } else {
        addAccept(tr("Close"));
    }
}

} // namespace raskadr::ui
