#include "app/desktop/trashflow.h"

#include "ui/common/dialog.h"
#include "ui/common/format.h"
#include "ui/common/toast.h"
#include "ui/shell/mainwindow.h"

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

TrashFlow::TrashFlow(ui::MainWindow& window, LibraryServices& services, const AccountId& account,
                     QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_services(services)
    , m_account(account)
{
}

void TrashFlow::ask(const TrashPick& pick)
{
    if (m_services.isReadOnly()) {
        m_window.toasts().showError({ErrorKind::LibraryReadOnly, {}, {}, 0});
        return;
    }
    m_measuring = runAsync(
        m_services.pool(), this,
        [&store = m_services.store(), account = m_account, pick](const std::stop_token&) {
            return measureTrash(store, account, pick);
        },
        [this, pick](const Result<TrashSize>& size) {
            if (size) {
                ask(pick, *size);
            } else {
                m_window.toasts().showError(size.error());
            }
        });
}

void TrashFlow::ask(const TrashPick& pick, const TrashSize& size)
{
    if (size.projects + size.shots + size.assets == 0) {
        m_window.toasts().show(
            ui::ToastKind::Note,
            tr("Nothing can be deleted yet: generations or imports are still under way "
               "there."));
        return;
    }
    QStringList parts;
    if (size.projects > 0) {
        parts.append(tr("%n project(s)", nullptr, size.projects));
    }
    if (size.shots > 0) {
        parts.append(ui::shotCountText(size.shots));
    }
    if (size.assets > 0) {
        parts.append(ui::assetCountText(size.assets));
    }
    QStringList sentences{tr("Goes for good: %1. This cannot be undone.").arg(parts.join(u", "_s))};
    if (size.bytes > 0) {
        sentences.append(tr("Files that nothing else uses go to the system's trash: %1.")
                             .arg(ui::bytesText(size.bytes)));
    }
    if (size.busy > 0) {
        sentences.append(tr("What generations or imports are still under way for stays."));
    }
    auto* question = ui::Dialog::ask(&m_window, tr("Delete for good?"), sentences.join(u' '),
                                     tr("Delete for good"), ui::Button::Kind::Danger);
    connect(question, &ui::Dialog::accepted, this, [this, pick] { empty(pick); });
}

void TrashFlow::empty(const TrashPick& pick)
{
    if (m_services.importer().isRunning()) {
        // The same content may be on its way in.
        m_window.toasts().show(
            ui::ToastKind::Note,
            tr("Files are being imported. The trash can be emptied after that."));
        return;
    }
    m_emptying = runAsync(
        m_services.pool(), this,
        [&library = m_services.library(), account = m_account, pick](const std::stop_token& stop) {
            return emptyTrash(library, account, pick, stop);
        },
        [this](const Result<EmptiedTrash>& emptied) {
            if (emptied) {
                tellOf(*emptied);
            } else {
                m_window.toasts().showError(emptied.error());
            }
        });
}

void TrashFlow::tellOf(const EmptiedTrash& emptied)
{
    if (emptied.filesLeft > 0) {
        m_window.toasts().show(
            ui::ToastKind::Error,
            tr("The system's trash did not take %n file(s). It is tried again at the "
               "next start.",
               nullptr, emptied.filesLeft));
    } else {
        m_window.toasts().show(ui::ToastKind::Done,
                               emptied.bytes > 0 ? tr("Deleted for good. In the system's trash: %1")
                                                       .arg(ui::bytesText(emptied.bytes))
                                                 : tr("Deleted for good"));
    }
}

} // namespace raskadr::desktop
