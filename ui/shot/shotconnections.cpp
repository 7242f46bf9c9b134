#include "ui/shot/shotpage.h"

#include "ui/common/errortext.h"
#include "ui/common/jobacts.h"
#include "ui/shot/assetacts.h"
#include "ui/shot/composerlink.h"
#include "ui/shot/feedpanel.h"
#include "ui/shot/inspector.h"
#include "ui/shot/inspectoracts.h"
#include "ui/shot/scriptfield.h"
#include "ui/shot/shotheader.h"
#include "ui/shot/shotkeys.h"
#include "ui/shot/smarteditlink.h"

#include <QApplication>
#include <QMimeData>

// The part of ShotPage that connects what is on it.

namespace raskadr::ui {

void ShotPage::connectController()
{
    connect(&m_controller, &ShotController::failed, this, [this](const Error& error) {
        if (error.kind != ErrorKind::InvalidInput || !isVisible()) {
            Q_EMIT failed(error);
            return;
        }
        // A parameter is called by its title.
        Error named = error;
        if (const ComposerModel* model = m_composer->model()) {
            for (const FormField& field : model->fields) {
                if (field.name == error.subject) {
                    named.subject = field.title;
                }
            }
        }
        m_composer->setError(error.subject, errorText(named));
    });
    connect(&m_controller, &ShotController::frameTaken, this, [this](const AssetId& frame) {
        if (!m_feed->reveal(frame)) {
            m_frameToShow = frame;
        }
    });
}

void ShotPage::connectHeader()
{
    connect(m_header, &ShotHeader::backRequested, this, &ShotPage::backRequested);
    connect(m_header, &ShotHeader::previousRequested, this,
            [this] { Q_EMIT neighbourRequested(-1); });
    connect(m_header, &ShotHeader::nextRequested, this, [this] { Q_EMIT neighbourRequested(1); });
    connect(m_header, &ShotHeader::left, this, &ShotPage::leaveField);
    const auto editing = [this](auto member) {
        return [this, member](const auto& value) {
            ShotChanges changes;
            changes.*member = value;
            edit(changes);
        };
    };
    connect(m_header, &ShotHeader::titleEdited, this, editing(&ShotChanges::title));
    connect(m_header, &ShotHeader::statusChosen, this, editing(&ShotChanges::status));
    connect(m_header, &ShotHeader::labelChosen, this, editing(&ShotChanges::label));
    connect(m_header, &ShotHeader::plannedDurationEdited, this,
            editing(&ShotChanges::plannedDurationMs));
    connect(m_script, &ScriptField::edited, this, editing(&ShotChanges::script));
    connect(m_script, &ScriptField::left, this, &ShotPage::leaveField);
    connect(m_keys, &ShotKeys::neighbourRequested, this, &ShotPage::neighbourRequested);
    connect(m_keys, &ShotKeys::fieldLeft, this, &ShotPage::leaveField);
    connect(m_keys, &ShotKeys::shotLeft, this, [this] {
        leave();
        Q_EMIT backRequested();
    });
}

void ShotPage::connectFeed()
{
    FeedView* view = &m_feed->view();
    connect(view, &FeedView::currentChangedTo, this, &ShotPage::showCurrent);
    connect(view, &FeedView::selectedChanged, this, &ShotPage::showCurrent);
    connect(view, &FeedView::menuRequested, m_acts, &AssetActs::openMenu);
    connect(view, &FeedView::playRequested, this, [this] { m_inspector->togglePlay(); });
    connect(view, &FeedView::dropped, m_acts, &AssetActs::take);
    connect(m_feed, &FeedPanel::dropped, this,
            [this](const QMimeData* data) { m_acts->take(data, {}); });
    connect(view, &FeedView::triggered, this, [this](const QModelIndex& index, JobAct act) {
        runJobAct(m_feed->model().item(index.row()), act);
    });
    connect(m_acts, &AssetActs::jobActRequested, this, &ShotPage::runJobAct);
    connect(m_jobActs, &JobActs::requestWanted, this, &ShotPage::reuse);
    connect(m_jobActs, &JobActs::failed, this, &ShotPage::failed);
    connect(&m_controller.jobs(), &JobQueue::pausesChanged, this, [this] {
        if (!m_shot.id.isNull() && isVisible()) {
            reloadFeed();
        }
    });
    connect(m_feed, &FeedPanel::emptyTrashRequested, m_acts, &AssetActs::emptyTrash);
    connect(m_acts, &AssetActs::deletionRequested, this, &ShotPage::deletionRequested);
    connect(m_acts, &AssetActs::shotChoiceRequested, this, &ShotPage::shotChoiceRequested);
    connect(m_acts, &AssetActs::notified, this, &ShotPage::notified);
    connect(m_acts, &AssetActs::failed, this, &ShotPage::failed);
    connect(m_acts, &AssetActs::fileShown, this, &ShotPage::fileShown);
    connect(m_acts, &AssetActs::mediaOffered, this,
            [this](const QMimeData* data, const AssetId& onto) {
                Q_EMIT mediaOffered(data, m_shot.id, onto);
            });
    connect(m_acts, &AssetActs::animateRequested, m_link, &ComposerLink::animate);
    connect(m_acts, &AssetActs::settingsRequested, m_link, &ComposerLink::takeSettings);
    connect(m_acts, &AssetActs::seedRequested, m_link, &ComposerLink::takeSeed);
}

void ShotPage::runJobAct(const FeedItem& item, JobAct act)
{
    if (m_acts->isReadOnly() && act != JobAct::Details) {
        return;
    }
    // A copy: what the act changes takes the card away.
    m_jobActs->run(QueueRow(*item.job), JobStanding(item.standing), act);
}

void ShotPage::connectInspector()
{
    const InspectorActs* buttons = &m_inspector->acts();
    connect(buttons, &InspectorActs::headlinerRequested, m_acts, &AssetActs::chooseHeadliner);
    connect(buttons, &InspectorActs::animateRequested, m_acts, &AssetActs::animate);
    connect(buttons, &InspectorActs::favouriteRequested, m_acts, &AssetActs::toggleFavourite);
    connect(buttons, &InspectorActs::rejectRequested, m_acts, &AssetActs::toggleRejected);
    connect(buttons, &InspectorActs::repeatRequested, m_acts, [this] { m_acts->repeat(false); });
    connect(buttons, &InspectorActs::newSeedRequested, m_acts, [this] { m_acts->repeat(true); });
    connect(buttons, &InspectorActs::restoreRequested, m_acts, &AssetActs::restore);
    connect(buttons, &InspectorActs::menuRequested, m_acts, &AssetActs::openMenu);
    connect(buttons, &InspectorActs::frameRequested, m_acts,
            [this](const std::optional<FilmEnd>& end) {
                m_acts->takeFrame(end ? FrameMoment(*end)
                                      : FrameMoment(m_inspector->player().positionMs()));
            });
    connect(buttons, &InspectorActs::actRequested, this, [this](JobAct act) {
        if (const FeedItem* item = m_acts->currentItem(); item && item->job) {
            runJobAct(FeedItem(*item), act);
        }
    });
    connect(m_inspector, &Inspector::parentRequested, this, &ShotPage::goToParent);
    connect(m_inspector, &Inspector::noteEdited, &m_controller, &ShotController::editNote);
    connect(m_inspector, &Inspector::provenanceRequested, m_acts, &AssetActs::enterData);
    connect(m_inspector, &Inspector::rereadRequested, m_acts, &AssetActs::readFromFile);
    connect(m_inspector, &Inspector::settingsRequested, m_acts, &AssetActs::takeSettings);
    connect(m_inspector, &Inspector::seedRequested, m_acts, &AssetActs::takeSeed);
}

void ShotPage::connectComposer()
{
    connect(m_composer, &Composer::left, this, &ShotPage::leaveField);
    connect(m_composer, &Composer::connectionRequested, this, &ShotPage::connectionRequested);
    connect(m_link, &ComposerLink::failed, this, &ShotPage::failed);
    connect(m_link, &ComposerLink::currentWanted, this, [this](const QString& slot) {
        if (const auto row = m_acts->current()) {
            m_link->fill(slot, row->asset.id);
        }
    });
    connect(m_link, &ComposerLink::mediaOffered, this,
            [this](const QMimeData* data) { Q_EMIT mediaOffered(data, m_shot.id, {}); });
}

void ShotPage::connectSmartEdit()
{
    connect(m_editPanel, &SmartEditPanel::left, this, &ShotPage::leaveField);
    connect(m_edit, &SmartEditLink::describeRequested, m_acts, &AssetActs::enterData);
    connect(m_edit, &SmartEditLink::failed, this, &ShotPage::failed);
    connect(m_keys, &ShotKeys::editRequested, m_editPanel, &SmartEditPanel::focusWords);
    // The main button of the screen is in the zone that has the keyboard.
    connect(qApp, &QApplication::focusChanged, m_editPanel, [this](QWidget*, QWidget* now) {
        if (now && isAncestorOf(now)) {
            const bool here = m_editPanel->isAncestorOf(now);
            m_editPanel->setLeading(here);
            m_composer->setLeading(!here);
        }
    });
}

} // namespace raskadr::ui
