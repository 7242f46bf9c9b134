#include "ui/import/importflow.h"

#include "ui/common/errortext.h"
#include "ui/common/toast.h"
#include "ui/import/importplanner.h"
#include "ui/import/importprogresscard.h"
#include "ui/import/importreportdialog.h"
#include "ui/import/importreporttext.h"
#include "ui/import/importsheet.h"

#include <QDir>
#include <QFileInfo>

namespace raskadr::ui {

namespace {

// A new project is named after the folder that it comes from.
QString titleAfter(const QStringList& paths)
{
    if (paths.isEmpty()) {
        return {};
    }
    const QFileInfo first(QDir::cleanPath(QFileInfo(paths.first()).absoluteFilePath()));
    return first.isDir() ? first.fileName() : first.dir().dirName();
}

} // namespace

ImportFlow::ImportFlow(QWidget* window, Importer& importer, Store& store, CommandStack& commands,
                       const Clock& clock, const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_controller(importer, store, commands, clock, account)
    , m_account(account)
    , m_planner(new ImportPlanner(store, this))
    , m_card(new ImportProgressCard(window->window()))
{
    connect(&m_controller, &ImportController::projectCreated, this, &ImportFlow::projectCreated);
    connect(&m_controller, &ImportController::failed, this,
            [this](const Error& error) { showError(m_window, error); });
    connect(&m_controller, &ImportController::progressed, this,
            [this](const ImportRunId& run, const ImportProgress& progress) {
                dropStalled(run); // it goes on
                if (m_shownRun != run) {
                    m_card->reset();
                    m_shownRun = run;
                }
                m_card->setProgress(progress);
            });
    connect(m_card, &ImportProgressCard::cancelRequested, this,
            [this] { m_controller.cancel(m_shownRun); });
    connect(&m_controller, &ImportController::finished, this, &ImportFlow::showOutcome);
}

ImportFlow::~ImportFlow()
{
    delete m_card;
    delete m_sheet;
}

void ImportFlow::offer(const QMimeData& data, const ImportTarget& target)
{
    const auto media = OfferedMedia::fromMimeData(data);
    if (media) {
        take(*media, target);
        return;
    }
    if (media.error() == OfferProblem::OnlyAddress && m_addressTaker) {
        m_addressTaker(OfferedMedia::addressesIn(data), target);
        return;
    }
    giveUp(target);
    if (ToastStack* toasts = ToastStack::of(m_window)) {
        toasts->show(ToastKind::Error, offerProblemText(media.error()));
    }
}

void ImportFlow::giveUp(const ImportTarget& target)
{
    ImportReport nothing;
    nothing.run.intoShotId = target.intoShotId;
    Q_EMIT ended(nothing);
}

void ImportFlow::offer(const QStringList& paths, const ImportTarget& target)
{
    if (!paths.isEmpty()) {
        take({paths, {}, {}, {}}, target);
    }
}

void ImportFlow::resumeUnfinished()
{
    m_controller.resumeUnfinished();
}

void ImportFlow::take(const OfferedMedia& media, ImportTarget target)
{
    if (target.projectId.isNull() && target.projectTitle.isEmpty()) {
        target.projectTitle = titleAfter(media.paths);
    }
    const bool ask =
        !media.isPicture() && (target.projectId.isNull() || ImportController::asksFirst(media));
    if (ask) {
        openSheet(media.paths, target);
    } else {
        m_controller.start(media, target);
    }
}

void ImportFlow::openSheet(const QStringList& paths, const ImportTarget& target)
{
    if (m_sheet) {
        m_sheet->reject();
    }
    auto* sheet = new ImportSheet(m_window, target);
    m_sheet = sheet;
    connect(m_planner, &ImportPlanner::planned, sheet, &ImportSheet::setPlan);
    connect(m_planner, &ImportPlanner::revised, sheet, &ImportSheet::revise);
    connect(m_planner, &ImportPlanner::sampleReady, sheet, &ImportSheet::setSample);
    connect(m_planner, &ImportPlanner::failed, sheet, &ImportSheet::setError);
    connect(sheet, &Dialog::closed, m_planner, &ImportPlanner::stop);
    connect(sheet, &Dialog::accepted, this, [this, sheet, paths, target] {
        m_controller.start(sheet->plan(), paths, target, sheet->choice());
    });
    m_planner->start(m_account, target.projectId, paths);
    sheet->open();
    // What was dropped came from another program, which still has the keyboard.
    m_window->window()->activateWindow();
}

void ImportFlow::dropStalled(const ImportRunId& run)
{
    if (Toast* told = m_stalled.take(run)) {
        told->dismiss();
    }
}

void ImportFlow::showOutcome(const ImportReport& report)
{
    dropStalled(report.run.id);
    if (report.run.id == m_shownRun) {
        m_card->reset();
    }
    if (!report.assets.isEmpty()) {
        Q_EMIT imported(report);
    }
    Q_EMIT ended(report);
    const bool cancelled = report.stoppedBy && report.stoppedBy->kind == ErrorKind::Cancelled;
    ToastStack* toasts = ToastStack::of(m_window);
    if (!toasts || (cancelled && !report.run.finished)) {
        return;
    }
    const bool startedNothing = report.run.projectId.isNull();
    if (report.stoppedBy && !cancelled && startedNothing) {
        toasts->showError(*report.stoppedBy);
    } else if (report.stoppedBy && !cancelled) {
        Toast* toast = toasts->show(ToastKind::Error, errorText(*report.stoppedBy), tr("Details"));
        m_stalled.insert(report.run.id, toast);
        connect(toast, &Toast::closed, this,
                [this, run = report.run.id] { m_stalled.remove(run); });
        connect(toast, &Toast::triggered, this, [this, report] { showReport(report); });
    } else if (report.refused.size() == 1 && report.assets.isEmpty() && report.skipped.isEmpty()) {
        toasts->showError(report.refused.first().error);
    } else if (!report.refused.isEmpty()) {
        Toast* toast = toasts->show(ToastKind::Error, importSummaryText(report), tr("Details"));
        connect(toast, &Toast::triggered, this, [this, report] { showReport(report); });
    } else if (const auto elsewhere = m_controller.elsewhere(report); !elsewhere.isEmpty()) {
        Toast* toast =
            toasts->show(ToastKind::Note, elsewhereText(report, static_cast<int>(elsewhere.size())),
                         tr("Put here too"));
        connect(toast, &Toast::triggered, this, [this, shot = report.run.intoShotId, elsewhere] {
            m_controller.copyInto(shot, elsewhere);
        });
    } else if (report.assets.size() != 1 || !report.skipped.isEmpty() || report.waiting > 0) {
        // A single file that went in is seen where it went.
        toasts->show(report.assets.isEmpty() || cancelled ? ToastKind::Note : ToastKind::Done,
                     importSummaryText(report));
    }
}

void ImportFlow::showReport(const ImportReport& report)
{
    auto* dialog = new ImportReportDialog(m_window, report);
    connect(dialog, &ImportReportDialog::resumeRequested, &m_controller,
            &ImportController::resumeUnfinished);
    connect(dialog, &ImportReportDialog::giveUpRequested, &m_controller,
            [this, report] { m_controller.giveUp(report); });
    dialog->open();
}

} // namespace raskadr::ui
