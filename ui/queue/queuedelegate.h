#pragma once

#include "ui/common/jobstanding.h"

#include <QStyledItemDelegate>

namespace raskadr::ui {

struct QueueLine;
class ThumbnailCache;

// Paints a line of the queue and its buttons, and tells which button was pressed.
class QueueDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    QueueDelegate(ThumbnailCache& thumbnails, QWidget* view);

    // What can be done with a line, the likeliest first; a menu shows all, the line itself the
    // first three and «Ещё».
    static QList<JobAct> acts(const QueueLine& line);
    static QList<JobAct> shownActs(const QueueLine& line);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

    // The x of each column's left edge in a row of this width: picture, prompt, model, state, time,
    // cost; the last one is where the buttons may begin. The model's and the state's are the same
    // where the model has no column of its own.
    static QList<int> columns(int width);

Q_SIGNALS:
    void triggered(const QModelIndex& index, raskadr::ui::JobAct act);

private:
    QList<std::pair<JobAct, QRect>> buttons(const QRect& row, const QueueLine& line) const;
    void paintState(QPainter* painter, const QRect& row, const QRectF& place,
                    const QueueLine& line) const;
    void paintButtons(QPainter* painter, const QRect& row, const QueueLine& line,
                      bool hovered) const;

    ThumbnailCache& m_thumbnails;
    QWidget* m_view;
    QPoint m_pointer{-1, -1};
};

} // namespace raskadr::ui
