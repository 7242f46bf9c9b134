#include "ui/storyboard/deskpage.h"

#include "ui/storyboard/board/boardview.h"
#include "ui/storyboard/bulkbar.h"
#include "ui/storyboard/bulkbarplace.h"
#include "ui/storyboard/colourstrip.h"
#include "ui/storyboard/deskclipboard.h"
#include "ui/storyboard/deskfilm.h"
#include "ui/storyboard/deskmodel.h"
#include "ui/storyboard/deskstatusbar.h"
#include "ui/storyboard/desktoolbar.h"
#include "ui/storyboard/emptydesk.h"
#include "ui/storyboard/shotpanel.h"
#include "ui/storyboard/storyboardcontroller.h"

#include <QDrag>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

DeskPage::DeskPage(Store& store, const AccountId& account, StoryboardController& controller,
                   const MediaFolder& media, const CacheFolder& cache, ThumbnailCache& thumbnails,
                   const OutgoingFiles& outgoing, QWidget* parent)
    : QWidget(parent)
    , m_store(store)
    , m_account(account)
    , m_controller(controller)
    , m_media(media)
    , m_cache(cache)
    , m_outgoing(outgoing)
    , m_model(new DeskModel(store, account, this))
    , m_film(new DeskFilm(*m_model, controller, media, thumbnails, this))
    , m_toolbar(new DeskToolbar)
    , m_board(new BoardView(thumbnails,
                            [this](const QString& sha256) {
                                HoverSource source;
                                if (m_cache.hasProxy(sha256)) {
                                    source.proxy = m_cache.proxyPath(sha256);
                                }
                                if (m_media.contains(sha256)) {
                                    source.original = m_media.path(sha256);
                                }
                                return source;
                            }))
    , m_empty(new EmptyDesk)
    , m_panel(new ShotPanel)
    , m_strip(new ColourStrip)
    , m_status(new DeskStatusBar)
{
    buildPage();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &DeskPage::refreshAround);

    connect(m_model, &DeskModel::reset, this, &DeskPage::showRows);
    connect(m_model, &DeskModel::rowChanged, this, &DeskPage::showRow);
    connect(m_model, &DeskModel::progressChanged, this, [this](const ShotId& shot) {
        if (const BoardRow* row = m_model->row(shot); row && !m_trashShown) {
            m_board->updateCard(m_model->card(*row));
        }
    });
    connect(m_model, &DeskModel::projectChanged, this,
            [this] { m_board->setAspect(m_model->project().aspect.ratio()); });
    connect(m_model, &DeskModel::failed, this, &DeskPage::failed);
    connect(&m_controller, &StoryboardController::refused, this, [this] {
        m_selectInserted = false;
        m_board->cancelMove();
        m_panel->setShots(rowsOf(chosen()));
    });
    connect(&m_controller, &StoryboardController::trashed, this, [this](int shots) {
        Q_EMIT notified(tr("%n shot(s) moved to the trash", nullptr, shots), true);
    });
    connect(m_film, &DeskFilm::closed, this, [this](const ShotId& last) {
        m_board->setFocus(Qt::OtherFocusReason);
        if (!last.isNull()) {
            m_board->setCurrent(last);
        }
    });
    connectBoard();
    connectBars();
}

void DeskPage::setReadOnly(bool on)
{
    m_readOnly = on;
    m_toolbar->setReadOnly(on);
    m_board->setReadOnly(on);
    m_empty->setReadOnly(on);
    m_bulk->setReadOnly(on);
    m_panel->setReadOnly(on);
    m_film->setReadOnly(on);
}

void DeskPage::buildPage()
{
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_toolbar);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto* stage = new QWidget;
    m_stage = new QStackedLayout(stage);
    m_stage->addWidget(m_board);
    m_stage->addWidget(m_empty);
    middle->addWidget(stage, 1);
    middle->addWidget(m_panel);
    page->addLayout(middle, 1);
    page->addWidget(m_strip);
    page->addWidget(m_status);

    m_bulk = new BulkBar(stage);
    m_bulkPlace = new BulkBarPlace(*m_bulk);
    m_panel->hide();
    m_status->setStripShown(true);
    m_status->setSaveState(m_controller.saveState());
    setFocusProxy(m_board);
}

void DeskPage::connectBoard()
{
    connect(m_board, &BoardView::shotActivated, this, [this](const ShotId& shot) {
        if (!m_trashShown) {
            Q_EMIT shotOpened(shot);
        }
    });
    m_board->setGiveFiles(
        [this](const QList<ShotId>& shots, const QPixmap& picture, const QPoint& hold) {
            auto files = headlinerFiles(m_store, m_account, m_outgoing, shots);
            if (!files) {
                return false;
            }
            auto* drag = new QDrag(m_board);
            drag->setMimeData(files.release());
            drag->setPixmap(picture);
            drag->setHotSpot(hold);
            drag->exec(Qt::CopyAction);
            return true;
        });
    connect(m_board, &BoardView::selectionChanged, this, &DeskPage::followSelection);
    connect(m_board, &BoardView::currentChanged, this, &DeskPage::followSelection);
    connect(m_board, &BoardView::moveRequested, this,
            [this](const QList<ShotId>& shots, int target) {
                m_controller.moveShots(m_model->project().id, shots, target);
            });
    connect(m_board, &BoardView::textEdited, this,
            [this](const ShotId& shot, BoardField field, const QString& text) {
                field == BoardField::Title ? m_controller.rename(shot, text)
                                           : m_controller.editScript(shot, text);
            });
    connect(m_board, &BoardView::menuRequested, this, [this](const ShotId& shot, const QPoint& at) {
        shot.isNull() ? openBoardMenu(at) : openMenu(at);
    });
    connect(m_board, &BoardView::zoomChanged, m_status, &DeskStatusBar::setZoom);
    connect(m_board, &BoardView::playRequested, this, &DeskPage::play);
    connect(m_board, &BoardView::mediaDropped, this,
            [this](const QMimeData* data, const DropPlace& place) {
                offer(*data, place.insertAt, place.into);
            });
    connect(m_board, &BoardView::addRequested, this, [this] {
        m_selectInserted = true;
        m_controller.addEmptyShots(m_model->project().id, -1, 1);
    });
    connect(m_board, &BoardView::playingChanged, m_strip, &ColourStrip::setPlaying);
    connect(m_board, &BoardView::visibleMediaChanged, this, &DeskPage::visibleMediaChanged);
}

void DeskPage::connectBars()
{
    connect(m_toolbar, &DeskToolbar::newShotRequested, this, &DeskPage::addShot);
    connect(m_toolbar, &DeskToolbar::filesRequested, this,
            [this] { Q_EMIT importFilesRequested(indexAfterCurrent()); });
    connect(m_toolbar, &DeskToolbar::folderRequested, this,
            [this] { Q_EMIT importFolderRequested(indexAfterCurrent()); });
    connect(m_toolbar, &DeskToolbar::pasteRequested, this, &DeskPage::paste);
    connect(m_toolbar, &DeskToolbar::trashToggled, this, &DeskPage::setTrashShown);
    connect(m_toolbar, &DeskToolbar::emptyTrashRequested, this, [this] {
        QList<ShotId> shots;
        for (const BoardRow& row : m_model->trash()) {
            shots.append(row.shot.id);
        }
        Q_EMIT deletionRequested(shots);
    });
    connect(m_toolbar, &DeskToolbar::filmRequested, this, &DeskPage::playFilm);

    connect(m_empty, &EmptyDesk::filesRequested, this, [this] { Q_EMIT importFilesRequested(-1); });
    connect(m_empty, &EmptyDesk::shotRequested, this, &DeskPage::addShot);
    connect(m_empty, &EmptyDesk::mediaDropped, this,
            [this](const QMimeData* data) { offer(*data, -1, {}); });

    connect(m_bulk, &BulkBar::actRequested, this, &DeskPage::act);
    connect(m_bulk, &BulkBar::statusChosen, this, &DeskPage::setStatus);
    connect(m_bulk, &BulkBar::labelChosen, this, &DeskPage::setLabel);
    connect(m_bulk, &BulkBar::closed, this, [this] { m_board->setSelection({}); });
    connect(m_bulkPlace, &BulkBarPlace::roomTaken, m_board, &BoardView::setBottomRoom);

    connect(m_panel, &ShotPanel::edited, &m_controller, &StoryboardController::editShots);
    connect(m_panel, &ShotPanel::closed, this, [this] { setPanelShown(false); });
    connect(m_strip, &ColourStrip::shotChosen, this, &DeskPage::showShot);

    connect(&m_controller, &StoryboardController::saveStateChanged, m_status,
            &DeskStatusBar::setSaveState);
    connect(m_status, &DeskStatusBar::zoomChosen, m_board, &BoardView::setZoom);
    connect(m_status, &DeskStatusBar::fitRequested, m_board, &BoardView::fitAll);
    connect(m_status, &DeskStatusBar::stripToggled, this, &DeskPage::setStripShown);
    connect(m_status, &DeskStatusBar::panelToggled, this, &DeskPage::setPanelShown);
}

void DeskPage::open(const ProjectId& project)
{
    if (project != m_model->project().id) {
        leave();
        m_trashShown = false;
        m_selectInserted = false;
        m_palettes = {};
        m_model->setTrashWanted(false);
        m_board->setCards({});
        m_board->restoreState({});
        m_model->open(project);
    }
    m_board->setFocus(Qt::OtherFocusReason);
}

void DeskPage::leave()
{
    m_panel->flush();
    m_film->close();
}

const ProjectId& DeskPage::projectId() const
{
    return m_model->project().id;
}

QList<ShotId> DeskPage::selection() const
{
    return m_board->selection();
}

void DeskPage::showShot(const ShotId& shot)
{
    if (m_trashShown) {
        setTrashShown(false);
    }
    m_board->setCurrent(shot);
    m_board->setFocus(Qt::OtherFocusReason);
}

QByteArray DeskPage::state() const
{
    const BoardState board = m_trashShown ? m_boardState : m_board->saveState();
    const QJsonObject state{
        {u"zoom"_s, board.zoom},           {u"top"_s, board.top.toString()},
        {u"topOffset"_s, board.topOffset}, {u"current"_s, board.current.toString()},
        {u"strip"_s, m_stripWanted},       {u"panel"_s, !m_panel->isHidden()}};
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void DeskPage::restoreState(const QByteArray& state)
{
    const QJsonObject values = QJsonDocument::fromJson(state).object();
    BoardState board;
    board.zoom = values.value(u"zoom"_s).toDouble(-1);
    board.top = ShotId::fromString(values.value(u"top"_s).toString());
    board.topOffset = values.value(u"topOffset"_s).toDouble();
    board.current = ShotId::fromString(values.value(u"current"_s).toString());
    setStripShown(values.value(u"strip"_s).toBool(true));
    setPanelShown(values.value(u"panel"_s).toBool(false));
    // What a zoom means depends on the room that the board has.
    layout()->activate();
    m_board->restoreState(board);
    m_status->setZoom(m_board->zoom());
}

void DeskPage::setProgress(const GenerationId& id, double progress, qint64)
{
    m_model->setProgress(id, progress);
}

bool DeskPage::isFilmOpen() const
{
    return m_film->view() != nullptr;
}

void DeskPage::showRows(const QList<ShotId>& inserted)
{
    if (m_trashShown && m_model->trashCount() == 0) {
        setTrashShown(false);
        return;
    }
    const QList<BoardRow>& rows = m_trashShown ? m_model->trash() : m_model->rows();
    m_board->setAspect(m_model->project().aspect.ratio());
    m_board->setTrashMode(m_trashShown);
    m_board->setAddSlotVisible(!m_trashShown);
    m_board->setCards(m_model->cards(rows));
    m_stage->setCurrentWidget(rows.isEmpty() ? static_cast<QWidget*>(m_empty) : m_board);
    if (m_selectInserted && !inserted.isEmpty()) {
        m_selectInserted = false;
        // Whoever asked for it, with whatever button, goes on there.
        m_board->setCurrent(inserted.first());
        m_board->setFocus(Qt::OtherFocusReason);
        if (inserted.size() > 1) {
            m_board->setSelection(inserted);
        }
    }
    m_status->setZoom(m_board->zoom());
    refreshAround();
}

void DeskPage::showRow(const ShotId& shot)
{
    if (const BoardRow* row = m_model->row(shot); row && !m_trashShown) {
        m_board->updateCard(m_model->card(*row));
    }
    m_refresh.start();
}

void DeskPage::refreshAround()
{
    m_refresh.stop();
    QList<StripColumn> columns;
    columns.reserve(m_model->rows().size());
    for (const BoardRow& row : m_model->rows()) {
        columns.append(stripColumn(row, m_palettes));
    }
    m_strip->setColumns(columns);
    m_strip->setVisible(m_stripWanted && !columns.isEmpty());
    m_status->setCounts(countsOf(m_model->rows()));
    m_toolbar->setTrash(m_model->trashCount(), m_trashShown);
    m_toolbar->setFilmEnabled(!m_model->rows().isEmpty() && !m_trashShown);
    m_film->refresh();
    followSelection();
}

void DeskPage::followSelection()
{
    const QList<ShotId> selected = m_board->selection();
    m_strip->setSelection(m_trashShown ? QList<ShotId>() : selected);
    if (!m_panel->isHidden()) {
        m_panel->setShots(m_trashShown ? QList<BoardRow>() : rowsOf(chosen()));
    }
    m_bulk->setSelection(static_cast<int>(selected.size()), m_trashShown);
    m_bulkPlace->follow(!selected.isEmpty());
}

void DeskPage::setTrashShown(bool shown)
{
    if (shown == m_trashShown) {
        return;
    }
    if (shown) {
        m_panel->flush();
        m_boardState = m_board->saveState();
    }
    m_trashShown = shown;
    m_board->setSelection({});
    m_model->setTrashWanted(shown);
    if (shown) {
        return;
    }
    m_board->restoreState(m_boardState);
    m_board->setFocus(Qt::OtherFocusReason);
}

void DeskPage::setStripShown(bool shown)
{
    m_stripWanted = shown;
    m_strip->setVisible(shown && !m_model->rows().isEmpty());
    m_status->setStripShown(shown);
}

void DeskPage::setPanelShown(bool shown)
{
    if (!shown) {
        m_panel->flush();
    }
    m_panel->setVisible(shown);
    m_status->setPanelShown(shown);
    followSelection();
}

} // namespace raskadr::ui
