#pragma once

#include "core/base/id.h"
#include "ui/common/jobstanding.h"

#include <QImage>
#include <QStyledItemDelegate>

namespace raskadr::ui {

struct FeedItem;
class ThumbnailCache;

// Paints a card of the feed: picture, marks, one line below; progress and errors of what has no
// picture yet, with their buttons.
class FeedDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int captionHeight = 24;
    static constexpr int gap = 12;

    FeedDelegate(ThumbnailCache& thumbnails, QWidget* view);

    void setCardSize(const QSize& size) { m_cardSize = size; }
    void setReadOnly(bool on) { m_readOnly = on; }
    // The frame that plays over the hovered video; null: none.
    void setHoverFrame(const AssetId& asset, const QImage& frame, double share);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

Q_SIGNALS:
    void triggered(const QModelIndex& index, raskadr::ui::JobAct act);

private:
    QRectF pictureRect(const QRect& cell) const;
    void paintAsset(QPainter* painter, const QRectF& picture, const FeedItem& item,
                    bool hovered) const;
    void paintRunning(QPainter* painter, const QRectF& picture, const FeedItem& item) const;
    void paintWaiting(QPainter* painter, const QRectF& picture, const FeedItem& item) const;
    void paintFailed(QPainter* painter, const QRectF& picture, const FeedItem& item) const;
    bool paintCover(QPainter* painter, const QRectF& picture, const QString& sha256) const;
    void paintActs(QPainter* painter, const QRectF& picture, const FeedItem& item) const;
    QList<std::pair<JobAct, QRect>> buttons(const QRectF& picture, const FeedItem& item) const;
    // Whether its act stands in a box, because it is the one to take.
    static bool isMain(JobAct act, const FeedItem& item);

    ThumbnailCache& m_thumbnails;
    QWidget* m_view;
    QSize m_cardSize{262, 178};
    QPoint m_pointer{-1, -1};
    AssetId m_hoverAsset;
    QImage m_hoverFrame;
    double m_hoverShare = 0;
    bool m_readOnly = false;
};

} // namespace raskadr::ui
