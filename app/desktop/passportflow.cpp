#include "app/desktop/passportflow.h"

#include "app/desktop/filemanager.h"
#include "app/words/passportwords.h"
#include "ui/common/errortext.h"
#include "ui/common/format.h"
#include "ui/common/toast.h"
#include "ui/shell/mainwindow.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>
#include <QUrl>
#include <atomic>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString progressKey = u"passport"_s;
// What is done sooner needs no telling on the way.
constexpr int progressStep = 10;

} // namespace

PassportFlow::PassportFlow(ui::MainWindow& window, LibraryServices& services,
                           const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_services(services)
    , m_account(account)
    , m_lastFolder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
{
}

std::optional<Project> PassportFlow::find(const ProjectId& project) const
{
    const auto found = m_services.store().read(
        m_account, [&](const Repositories& r) { return r.projects.find(project); });
    return found ? *found : std::nullopt;
}

void PassportFlow::ask(const ProjectId& id, const QList<ShotId>& selected)
{
    const auto project = find(id);
    if (!project || refuseSecond()) {
        return;
    }
    auto* dialog = new ui::PassportDialog(&m_window, project->title, m_last,
                                          static_cast<int>(selected.size()));
    connect(dialog, &ui::Dialog::accepted, this, [this, dialog, project = *project, selected] {
        m_last = dialog->choice();
        askPlace(project, m_last, selected);
    });
    dialog->open();
}

void PassportFlow::askHeadliners(const ProjectId& id, const QList<ShotId>& shots)
{
    if (const auto project = find(id); project && !refuseSecond()) {
        ui::PassportChoice choice;
        choice.format = ui::PassportFormat::HeadlinersFolder;
        askPlace(*project, choice, shots);
    }
}

void PassportFlow::askPlace(const Project& project, const ui::PassportChoice& choice,
                            const QList<ShotId>& shots)
{
    PassportTask task;
    task.choice = choice;
    const auto catalog = m_services.store().read(m_account, [](const Repositories& r) {
        return Catalog::ofAll(r.catalog.providers() + r.catalog.withdrawnProviders(),
                              r.catalog.models() + r.catalog.withdrawnModels());
    });
    task.labels = passportWords(catalog.value_or(Catalog()));
    task.request.accountId = m_account;
    task.request.projectId = project.id;
    task.request.scope = choice.scope;
    if (choice.format == ui::PassportFormat::HeadlinersFolder) {
        task.request.scope = PassportScope::Headliners;
    }
    if (choice.scope == PassportScope::Selected
        || choice.format == ui::PassportFormat::HeadlinersFolder) {
        task.request.shots = shots;
    }

    const bool folder = choice.format == ui::PassportFormat::HeadlinersFolder;
    auto* dialog = new QFileDialog(
        &m_window, folder ? tr("Folder for the headliners") : tr("Save the passport"),
        m_lastFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        const QString suffix = suffixOf(choice.format);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(suffix);
        dialog->setNameFilter(tr("Passport (%1)").arg(u"*."_s + suffix));
        dialog->selectFile(tr("%1. Passport").arg(fileNameOf(project.title)) + u'.' + suffix);
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this, task](const QString& target) mutable {
        m_lastFolder = QFileInfo(target).path();
        task.target = target;
        run(std::move(task));
    });
    dialog->open();
}

bool PassportFlow::refuseSecond()
{
    if (m_isWriting) {
        sayWriting(tr("The passport is still being written"));
    }
    return m_isWriting;
}

void PassportFlow::run(PassportTask task)
{
    if (refuseSecond()) {
        return;
    }
    m_isWriting = true;
    // Tells from the pool thread, through an object that lives here.
    auto percent = std::make_shared<std::atomic<int>>(0);
    QPointer<PassportFlow> guard(this);
    const PassportProgress progress = [percent, guard, context = qApp](double fraction) {
        const int now = static_cast<int>(fraction * 100) / progressStep * progressStep;
        int before = percent->load();
        if (now > before && now < 100 && percent->compare_exchange_strong(before, now)) {
            QMetaObject::invokeMethod(
                context,
                [guard, now] {
                    if (guard) {
                        guard->tellProgress(now);
                    }
                },
                Qt::QueuedConnection);
        }
    };
    m_writing = runAsync(
        m_services.pool(), this,
        [&library = m_services.library(), task, progress](const std::stop_token& stop) {
            return exportPassport(library, task, progress, stop);
        },
        [this, task](const Result<PassportOutcome>& outcome) {
            m_isWriting = false;
            if (outcome) {
                tellOutcome(task, *outcome);
            } else if (outcome.error().kind != ErrorKind::Cancelled) {
                m_window.toasts().show(ui::ToastKind::Error, ui::errorText(outcome.error()), {}, {},
                                       progressKey);
            }
        });
}

void PassportFlow::tellProgress(int percent)
{
    if (m_isWriting) {
        sayWriting(tr("The passport is being written: %1").arg(ui::percentText(percent)));
    }
}

void PassportFlow::sayWriting(const QString& text)
{
    ui::Toast* toast =
        m_window.toasts().show(ui::ToastKind::Note, text, tr("Cancel"), u"passport"_s, progressKey);
    connect(toast, &ui::Toast::triggered, this, [this] {
        m_writing.stop();
        m_isWriting = false;
    });
}

void PassportFlow::tellOutcome(const PassportTask& task, const PassportOutcome& outcome)
{
    const bool folder = task.choice.format == ui::PassportFormat::HeadlinersFolder;
    QString text = folder ? tr("%n headliner(s) put into the folder", nullptr, outcome.copied)
                          : tr("The passport is ready: %1").arg(QFileInfo(task.target).fileName());
    if (!outcome.missing.isEmpty()) {
        text += u' '
            + tr("%n file(s) are missing from the library and were left out.", nullptr,
                 static_cast<int>(outcome.missing.size()));
    }
    ui::Toast* toast = m_window.toasts().show(outcome.missing.isEmpty() ? ui::ToastKind::Done
                                                                        : ui::ToastKind::Note,
                                              text, tr("Show file"), {}, progressKey);
    connect(toast, &ui::Toast::triggered, this, [target = task.target, folder] {
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(folder ? target : QFileInfo(target).absolutePath()));
    });
}

} // namespace raskadr::desktop
