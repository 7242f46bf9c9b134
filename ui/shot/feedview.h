#pragma once

#include "ui/player/framefeed.h"
#include "ui/shot/feeddelegate.h"

#include <QElapsedTimer>
#include <QListView>
#include <QTimer>

namespace raskadr::ui {

class FeedModel;

// The cards of a shot in columns of equal width. Videos play silently under the pointer. Knows the
// model's values only; what the user wishes goes out in signals.
class FeedView final : public QListView
{
    Q_OBJECT

public:
    // Where the film of an asset lies that plays on hover: its proxy, else the original.
    using FilmOf = std::function<QString(const QString& sha256)>;

    FeedView(FeedModel& model, ThumbnailCache& thumbnails, FilmOf filmOf,
             QWidget* parent = nullptr);

    // Files, addresses, a picture, or assets of the program.
    static bool takes(const QMimeData* data);

    // About how wide a card is to be, from 120 to 480.
    void setCardWidth(int width);
    int cardWidth() const { return m_cardWidth; }
    // Width to height of the pictures.
    void setAspect(double ratio);

    // Nothing is dropped here, and of the acts of a card there are those that change nothing.
    void setReadOnly(bool on);

    QList<AssetId> selectedAssets() const;
    AssetId currentAsset() const;
    // The card with the focus; null: none.
    const FeedItem* currentItem() const;
    void select(const AssetId& asset);

Q_SIGNALS:
    void currentChangedTo(const QModelIndex& index);
    void selectedChanged();
    void triggered(const QModelIndex& index, raskadr::ui::JobAct act);
    void menuRequested(const QPoint& globalPosition);
    // Files, addresses or a picture were dropped; `onto` is the asset under the pointer, if any.
    void dropped(const QMimeData* data, const raskadr::AssetId& onto);
    void playRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected,
                          const QItemSelection& deselected) override;
    void startDrag(Qt::DropActions supportedActions) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;

private:
    void arrange();
    void selectNextOfGone();
    void hover(const QModelIndex& index);
    void startHoverFilm();
    void stopHoverFilm();

    FeedModel& m_model;
    FeedDelegate* m_delegate;
    ThumbnailCache& m_thumbnails;
    FilmOf m_filmOf;
    int m_cardWidth = 250;
    double m_aspect = 16.0 / 9;
    QPersistentModelIndex m_hovered;
    QTimer m_countdown; // waiting times go on while the cards are seen
    QTimer m_dwell;
    QTimer m_frames;
    std::unique_ptr<FrameFeed> m_film;
    qint64 m_filmLengthMs = 0;
    bool m_hadSelection = false; // before rows went
    QElapsedTimer m_clock;
};

} // namespace raskadr::ui
