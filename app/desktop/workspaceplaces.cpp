// Where one is in the workspace, and the way from one page to the other.
#include "app/desktop/bringin.h"
#include "app/desktop/commentflow.h"
#include "app/desktop/moneyflow.h"
#include "app/desktop/projectflow.h"
#include "app/desktop/providersflow.h"
#include "app/desktop/queueflow.h"
#include "app/desktop/serversflow.h"
#include "app/desktop/workspace.h"
#include "core/settings/settings.h"
#include "ui/common/toast.h"
#include "ui/queue/queuepage.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/projectspage.h"
#include "ui/shell/shotchoicedialog.h"
#include "ui/shell/topbar.h"
#include "ui/shot/shotheader.h"
#include "ui/shot/shotpage.h"
#include "ui/storyboard/deskpage.h"

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

QString deskStateKey(const ProjectId& project)
{
    return u"deskState/"_s + project.toString();
}

} // namespace

void Workspace::openLast()
{
    const auto last = m_services.store().read(m_account.id, [](const Repositories& r) {
        const ProjectId id = ProjectId::fromString(readSetting(r.settings, settings::lastProject));
        const auto project = r.projects.find(id);
        return project && project->trashedMs == 0 ? id : ProjectId();
    });
    if (last && !last->isNull()) {
        openProject(*last);
    } else {
        show(Place::Projects);
    }
}

void Workspace::openDemo()
{
    show(Place::Projects);
    m_demo->open();
}

void Workspace::bringIn(const QStringList& paths)
{
    if (m_services.isReadOnly() && !paths.isEmpty()) {
        tell({ErrorKind::LibraryReadOnly, {}, {}, 0});
        return;
    }
    m_bringIn->offer(paths);
}

void Workspace::openProviderSettings(const QString& providerId)
{
    show(Place::Settings);
    m_settingsPage->showProvider(providerId);
}

void Workspace::keepState()
{
    leavePlace();
    const bool inProject = m_project && m_place != Place::Projects;
    writeSetting(QString(settings::lastProject.key),
                 inProject ? m_project->id.toString() : QString());
}

void Workspace::restoreWidths()
{
    const auto widths = m_services.store().read(m_account.id, [](const Repositories& r) {
        return std::pair(readSetting(r.settings, settings::feedCardWidth),
                         readSetting(r.settings, settings::inspectorWidth));
    });
    if (widths) {
        m_shot->setCardWidth(widths->first);
        m_shot->setInspectorWidth(widths->second);
    }
}

void Workspace::leavePlace()
{
    if (m_place == Place::Desk && m_project) {
        m_desk->leave();
        writeSetting(deskStateKey(m_project->id), QString::fromUtf8(m_desk->state()));
    } else if (m_place == Place::Comments) {
        m_comments->leave();
    } else if (m_place == Place::Shot) {
        m_shot->leave();
        writeSetting(QString(settings::feedCardWidth.key), settingText(m_shot->cardWidth()));
        writeSetting(QString(settings::inspectorWidth.key), settingText(m_shot->inspectorWidth()));
    }
}

void Workspace::show(Place place)
{
    const bool asideNow = place == Place::Queue || place == Place::Settings;
    if (!hasProject() && !asideNow) {
        place = Place::Projects;
    }
    if (place != m_place) {
        leavePlace();
    }
    const bool aside = m_place == Place::Queue || m_place == Place::Settings;
    if (asideNow && !aside) {
        m_before = m_place;
    }
    m_place = place;
    m_bringIn->setProject(place == Place::Projects || !hasProject() ? std::nullopt : m_project);
    const bool inProject = place == Place::Desk || place == Place::Shot || place == Place::Comments;
    m_window.topBar().passportButton()->setVisible(place == Place::Desk || place == Place::Shot);
    m_window.topBar().commentsButton()->setVisible(inProject);
    m_window.topBar().shareButton()->setVisible(inProject);
    m_comments->setProject(m_project ? m_project->id : ProjectId());
    m_comments->setShot(place == Place::Shot ? m_shot->shotId() : ShotId());
    m_backLead->setText(m_before == Place::Projects || !hasProject() ? tr("Projects")
                                                                     : m_project->title);
    switch (place) {
    case Place::Projects:
        m_crumbs->setProject({});
        m_projectsPage->setCurrent(m_project ? m_project->id : ProjectId());
        m_window.showPage(m_projectsPage, m_crumbs);
        m_projects->refresh();
        break;
    case Place::Desk:
        m_crumbs->setProject(m_project->title.isEmpty() ? tr("Untitled") : m_project->title);
        m_window.showPage(m_desk, m_crumbs);
        break;
    case Place::Shot:
        m_window.showPage(m_shot, m_shot->header());
        break;
    case Place::Comments:
        m_backLead->setText(m_project->title.isEmpty() ? tr("Untitled") : m_project->title);
        m_window.showPage(m_comments->page(), m_backLead);
        break;
    case Place::Queue:
        m_window.showPage(m_queuePage, m_backLead);
        m_queue->refresh();
        break;
    case Place::Settings:
        m_window.showPage(m_settingsPage, m_backLead);
        m_settingsController.refresh();
        m_money->refresh();
        m_providers->refresh();
        m_servers->refresh();
        break;
    }
    m_window.setTitle(place != Place::Projects && m_project ? m_project->title : QString());
    if (m_window.isWorkShown()) {
        m_window.page()->setFocus(Qt::OtherFocusReason);
    }
}

void Workspace::goBack()
{
    switch (m_place) {
    case Place::Projects:
        return;
    case Place::Desk:
        show(Place::Projects);
        return;
    case Place::Shot: {
        const ShotId shot = m_shot->shotId();
        showDesk();
        m_desk->showShot(shot);
        return;
    }
    case Place::Comments:
        if (m_beforeComments != Place::Shot || !openShot(m_shot->shotId())) {
            showDesk();
        }
        return;
    case Place::Queue:
    case Place::Settings:
        show(m_before);
        return;
    }
}

void Workspace::showDesk()
{
    if (hasProject()) {
        m_desk->open(m_project->id);
    }
    show(Place::Desk);
}

bool Workspace::openProject(const ProjectId& id)
{
    const auto read = m_services.store().read(m_account.id, [&](const Repositories& r) {
        return std::pair(r.projects.find(id), r.settings.value(deskStateKey(id)));
    });
    if (!read) {
        tell(read.error());
        return false;
    }
    const auto& [project, state] = *read;
    if (!project) {
        tell({ErrorKind::NotFound, u"the project is not there"_s, {}, 0});
        return false;
    }
    if (project->trashedMs > 0) {
        m_window.toasts().show(
            ui::ToastKind::Note,
            tr("The project “%1” is in the trash. Restore it to open it.").arg(project->title));
        return false;
    }
    leavePlace();
    const bool fresh = m_desk->projectId() != id;
    m_project = *project;
    m_desk->open(id);
    if (fresh && state) {
        m_desk->restoreState(state->toUtf8());
    }
    m_place = Place::Desk;
    show(Place::Desk);
    return true;
}

bool Workspace::openShot(const ShotId& shot)
{
    const auto found = m_services.store().read(
        m_account.id, [&](const Repositories& r) { return r.shots.find(shot); });
    if (!found) {
        tell(found.error());
        return false;
    }
    if (!*found) {
        tell({ErrorKind::NotFound, u"the shot is not there"_s, {}, 0});
        return false;
    }
    if ((*found)->trashedMs > 0) {
        m_window.toasts().show(ui::ToastKind::Note,
                               tr("The shot is in the trash. Restore it to open it."));
        return false;
    }
    if (!hasProject() || m_project->id != (*found)->projectId) {
        if (!openProject((*found)->projectId)) {
            return false;
        }
    }
    leavePlace();
    m_place = Place::Shot;
    show(Place::Shot);
    m_shot->open(shot);
    m_comments->setShot(shot);
    return true;
}

void Workspace::openComments(const CommentId& comment, const ShotId& shot)
{
    if (m_place == Place::Desk || m_place == Place::Shot) {
        m_beforeComments = m_place;
    }
    show(Place::Comments);
    m_comments->open(comment, shot);
}

void Workspace::openNeighbour(int direction)
{
    if (!hasProject()) {
        return;
    }
    const auto order = m_services.store().read(
        m_account.id, [&](const Repositories& r) { return r.shots.order(m_project->id); });
    if (!order) {
        tell(order.error());
        return;
    }
    const qsizetype next = order->indexOf(m_shot->shotId()) + direction;
    if (next >= 0 && next < order->size()) {
        openShot(order->at(next));
    }
}

void Workspace::chooseShotFor(const QList<AssetId>& assets, bool copy)
{
    if (!hasProject()) {
        return;
    }
    auto rows = m_services.store().read(
        m_account.id, [&](const Repositories& r) { return r.shots.board(m_project->id); });
    if (!rows) {
        tell(rows.error());
        return;
    }
    rows->removeIf([this](const BoardRow& row) { return row.shot.id == m_shot->shotId(); });
    auto* dialog = new ui::ShotChoiceDialog(
        &m_window, copy ? tr("Copy to another shot") : tr("Move to another shot"),
        copy ? tr("Copy") : tr("Move"), *rows, m_services.thumbnails());
    connect(dialog, &ui::Dialog::accepted, this, [this, dialog, assets, copy] {
        if (copy) {
            m_shotController.copyTo(assets, dialog->shot());
        } else {
            m_shotController.moveTo(assets, dialog->shot());
        }
    });
    dialog->open();
}

} // namespace raskadr::desktop
