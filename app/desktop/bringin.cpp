#include "app/desktop/bringin.h"

#include "ui/shell/mainwindow.h"

#include <QFileDialog>
#include <QStandardPaths>

namespace raskadr::desktop {

BringIn::BringIn(ui::MainWindow& window, LibraryServices& services, CommandStack& commands,
                 const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_services(services)
    , m_account(account)
    , m_flow(&window, services.importer(), services.store(), commands, services.clock(), account)
    , m_addresses(window, services, services.http(), m_flow, account)
{
}

void BringIn::offer(const QStringList& paths, int insertAt)
{
    if (!paths.isEmpty()) {
        m_flow.offer(paths, target(insertAt));
    }
}

void BringIn::offer(const QMimeData& data, int insertAt)
{
    m_flow.offer(data, target(insertAt));
}

void BringIn::offerToShot(const QMimeData& data, const ShotId& shot, const AssetId& parent)
{
    ui::ImportTarget into = target(-1);
    into.intoShotId = shot;
    into.parentAssetId = parent;
    const auto found = m_services.store().read(
        m_account, [&](const Repositories& r) { return r.shots.find(shot); });
    if (found && *found) {
        into.intoShotNumber = (*found)->number();
    }
    m_flow.offer(data, into);
}

void BringIn::ask(bool folder, int insertAt)
{
    auto* dialog =
        new QFileDialog(&m_window, folder ? tr("Folder with frames") : tr("Files to import"),
                        QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this,
            [this, insertAt](const QStringList& paths) { offer(paths, insertAt); });
    dialog->open();
}

ui::ImportTarget BringIn::target(int insertAt) const
{
    ui::ImportTarget target;
    target.insertAt = insertAt;
    if (m_project) {
        target.projectId = m_project->id;
        target.projectTitle = m_project->title;
    }
    return target;
}

} // namespace raskadr::desktop
