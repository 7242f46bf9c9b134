#pragma once

#include <QStyledItemDelegate>

namespace raskadr::ui {

class ThumbnailCache;

// Paints a line of «Комментарии»: the cover as the guest saw it, who, when and over which link, two
// lines of what was said, and which shot it is about. All lines are equally high.
class CommentDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    CommentDelegate(ThumbnailCache& thumbnails, QWidget* view);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    ThumbnailCache& m_thumbnails;
    QWidget* m_view;
};

} // namespace raskadr::ui
