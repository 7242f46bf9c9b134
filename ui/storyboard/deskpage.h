#pragma once

#include "core/media/cachefolder.h"
#include "core/media/mediafolder.h"
#include "core/passport/outgoingfiles.h"
#include "core/store/store.h"
#include "ui/storyboard/board/boardcard.h"
#include "ui/storyboard/deskrows.h"
#include "ui/storyboard/generatesheet.h"
#include "ui/storyboard/shotmenus.h"

#include <QTimer>
#include <QWidget>

class QMimeData;
class QStackedLayout;

namespace raskadr::ui {

class BoardView;
class BulkBar;
class BulkBarPlace;
class ColourStrip;
class DeskFilm;
class DeskModel;
class DeskStatusBar;
class DeskToolbar;
class EmptyDesk;
class ShotPanel;
class StoryboardController;
class ThumbnailCache;

// The storyboard of one project: the board with its tools, the colour strip, the side panel and the
// film. It reads the store when it is told of changes and never writes; wishes go to
// StoryboardController. Main thread.
class DeskPage final : public QWidget
{
    Q_OBJECT

public:
    DeskPage(Store& store, const AccountId& account, StoryboardController& controller,
             const MediaFolder& media, const CacheFolder& cache, ThumbnailCache& thumbnails,
             const OutgoingFiles& outgoing, QWidget* parent = nullptr);

    // Nothing can be changed: what would is not offered, and its keys do nothing.
    void setReadOnly(bool on);
    // Shows a project from its start; the one that is shown already stays at its zoom, scroll and
    // focus.
    void open(const ProjectId& project);
    // Keeps what is being typed and stops what plays.
    void leave();
    const ProjectId& projectId() const;
    // In story order.
    QList<ShotId> selection() const;
    // Brings a shot into view and gives it the focus.
    void showShot(const ShotId& shot);

    // Zoom, scroll, focus, and what is shown around the board: JSON for the settings, to be given
    // back after open().
    QByteArray state() const;
    void restoreState(const QByteArray& state);

    void setProgress(const GenerationId& id, double progress, qint64 remainingMs);

    // What the menu and the palette offer too.
    void addShot();
    void playFilm();
    bool isFilmOpen() const;

Q_SIGNALS:
    void shotOpened(const raskadr::ShotId& shot);
    // Files, a picture or addresses were dropped or pasted: new shots from this index on, or, if a
    // shot is given, into it.
    void mediaOffered(const QMimeData* data, int insertAt, const raskadr::ShotId& intoShot);
    void importFilesRequested(int insertAt);
    void importFolderRequested(int insertAt);
    void passportRequested(const QList<raskadr::ShotId>& shots);
    void headlinersFolderRequested(const QList<raskadr::ShotId>& shots);
    // A sheet for these shots has to be asked with.
    void editRequested(const QList<raskadr::ShotId>& shots);
    void batchRequested(raskadr::ui::BatchPurpose purpose, const QList<raskadr::ShotId>& shots);
    // For good, from the trash; has to be asked about.
    void deletionRequested(const QList<raskadr::ShotId>& shots);
    // Something was done that may be worth taking back.
    void notified(const QString& text, bool undoable);
    void failed(const raskadr::Error& error);
    void visibleMediaChanged(const QStringList& sha256);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildPage();
    void connectBoard();
    void connectBars();
    void showRows(const QList<ShotId>& inserted);
    void showRow(const ShotId& shot);
    void refreshAround();
    void followSelection();
    void setTrashShown(bool shown);
    void setStripShown(bool shown);
    void setPanelShown(bool shown);

    void act(ShotAct act);
    void setStatus(ShotStatus status);
    void setLabel(ShotLabel label);
    void openMenu(const QPoint& globalPosition);
    void openBoardMenu(const QPoint& globalPosition);
    void moveToNumber(const QList<ShotId>& shots);
    void play(bool loopNeighbours);
    void paste();
    void offer(const QMimeData& data, int insertAt, const ShotId& into);
    // What an act is about: the selection, else the box that has the keyboard.
    QList<ShotId> chosen() const;
    // The same, as long as it may be changed.
    QList<ShotId> changeable() const;
    QList<BoardRow> rowsOf(const QList<ShotId>& shots) const;
    int indexAfterCurrent() const;
    bool actOnKey(const QKeyEvent& event);

    Store& m_store;
    const AccountId m_account;
    StoryboardController& m_controller;
    const MediaFolder& m_media;
    const CacheFolder& m_cache;
    const OutgoingFiles& m_outgoing;

    DeskModel* m_model;
    DeskFilm* m_film;
    DeskToolbar* m_toolbar;
    BoardView* m_board;
    EmptyDesk* m_empty;
    QStackedLayout* m_stage;
    BulkBar* m_bulk;
    BulkBarPlace* m_bulkPlace;
    ShotPanel* m_panel;
    ColourStrip* m_strip;
    DeskStatusBar* m_status;
    Palettes m_palettes;
    QTimer m_refresh; // once for all that changed in one turn
    BoardState m_boardState; // of the board while the trash is shown
    bool m_stripWanted = true;
    bool m_trashShown = false;
    bool m_readOnly = false;
    bool m_selectInserted = false; // what this desk asked for is on its way
};

} // namespace raskadr::ui
