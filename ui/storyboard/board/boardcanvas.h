#pragma once

#include "ui/storyboard/board/boardlayout.h"
#include "ui/storyboard/board/boardmarks.h"
#include "ui/storyboard/board/boardselection.h"
#include "ui/storyboard/board/cardcache.h"
#include "ui/storyboard/board/glide.h"

#include <QGraphicsObject>
#include <QHash>
#include <QImage>
#include <QTimer>

namespace raskadr::ui {

// The one item that paints all boxes: values in, pixels out. Coordinates are logical pixels of the
// board at its present zoom. Cards are built ahead within a budget, and what is stale is stretched
// until then. Main thread; owned by the scene.
class BoardCanvas final : public QGraphicsObject
{
    Q_OBJECT

public:
    // `widget` is what the canvas is painted on: it knows theme and scale.
    BoardCanvas(ThumbnailCache& thumbnails, QWidget* widget);
    ~BoardCanvas() override;

    const QList<BoardCard>& cards() const { return m_cards; }
    const QList<ShotId>& order() const { return m_order; }
    int indexOf(const ShotId& shot) const { return m_index.value(shot, -1); }
    const BoardCard* card(const ShotId& shot) const;
    // Returns false if only values changed: nothing moved, appeared or went.
    bool setCards(const QList<BoardCard>& cards);
    void updateCard(const BoardCard& card);
    // Shows the boxes in another order until the next setCards(). `heldAt`: where boxes are that a
    // hand has let go just now.
    void reorder(const QList<ShotId>& order, const QHash<ShotId, QPointF>& heldAt = {});

    const BoardLayout& layout() const { return m_layout; }
    // `shift` is what the board will be scrolled by, so that boxes glide from where they are seen.
    // Other sizes grow or shrink around the box `anchor` as one picture, without crossing ways.
    void arrange(const BoardLayout& layout, int ms, qreal shift, int anchor = -1);
    void setVisibleArea(const QRect& area);
    const QRect& visibleArea() const { return m_visible; }
    QStringList mediaNear() const;
    void setReducedMotion(bool reduced);
    bool isReducedMotion() const { return m_reduced; }
    void setDimmed(bool dimmed) { m_cache.setDimmed(dimmed); }
    void refreshAll(); // theme or scale changed

    const BoardSelection& selection() const { return m_selection; }
    // Paints what differs and tells.
    void setSelection(const BoardSelection& selection);

    void setHovered(const ShotId& shot);
    ShotId hovered() const { return m_hovered; }
    void setAddSlotHovered(bool hovered);
    void setRingVisible(bool visible);
    bool isRingVisible() const { return m_ring; }
    const BoardMarks& marks() const { return m_marks; }
    void setMarks(const BoardMarks& marks);
    void setFrame(const ShotId& shot, const QImage& frame, qint64 positionMs, qint64 durationMs);
    ShotId framedShot() const { return m_frameShot; }

    CardCache& cache() { return m_cache; }
    // The cover as it is shown, for a hand that lifts it.
    QPixmap coverPixmap(const ShotId& shot);
    bool isBusy() const { return m_glide.isMoving() || m_builder.isActive(); }
    BoardStatistics statistics() const;

    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

Q_SIGNALS:
    void selectionChanged();
    void currentChanged(const raskadr::ShotId& shot);
    void extentChanged();

private:
    QList<QPointF> targets() const;
    QList<QPointF> zoomedFrom(int anchor, const QPointF& seenAt) const;
    CardGround groundOf(const ShotId& shot) const;
    int parting() const; // how far boxes give way on each side of an insertion
    void glide(int ms);
    bool isZooming() const { return m_glide.isMoving() && m_glide.width() != m_layout.boxWidth(); }
    void index();
    void updateBox(const ShotId& shot);
    QRectF boxNow(int index) const; // on whole device pixels
    QRectF coverNow(int index) const;

    // boardcanvaspaint.cpp: building cards ahead, and painting
    void scheduleBuild();
    void buildSome();
    bool buildRange(int first, int last, bool visible, const QElapsedTimer& clock, qint64 budgetNs);
    void dropFar();
    template <class Draw>
    void eachBox(const QRectF& area, Draw draw) const;
    void paintPlate(QPainter& painter, int index);
    void paintCard(QPainter& painter, int index);
    void paintStale(QPainter& painter, const QRectF& cover, const CardCache::Rendered& rendered);
    void paintFrame(QPainter& painter, int index);
    void paintMarks(QPainter& painter);

    QWidget* m_widget;
    CardCache m_cache;
    Glide m_glide;
    QTimer m_builder;
    QList<BoardCard> m_cards;
    QList<ShotId> m_order;
    QHash<ShotId, int> m_index;
    std::vector<CardCache::Rendered*> m_rendered; // of each box, owned by the cache
    BoardLayout m_layout;
    QRect m_visible;
    BoardSelection m_selection;
    ShotId m_hovered;
    bool m_addSlotHovered = false;
    bool m_ring = false;
    bool m_reduced = false;
    BoardMarks m_marks;
    ShotId m_frameShot;
    QImage m_frame;
    qint64 m_framePositionMs = 0;
    qint64 m_frameDurationMs = 0;
    QHash<int, QPixmap> m_plates;
    QElapsedTimer m_paintClock;
    qint64 m_paintBudgetNs = 0;
    BoardStatistics m_statistics;
};

} // namespace raskadr::ui
