#include "ui/common/flowlayout.h"

#include <QWidget>

namespace raskadr::ui {

FlowLayout::FlowLayout(QWidget* parent, int gap)
    : QLayout(parent)
    , m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.append(item);
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items) {
        size = size.expandedTo(item->minimumSize());
    }
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool move) const
{
    const QMargins margins = contentsMargins();
    const QRect inner = rect.marginsRemoved(margins);
    QList<QPair<QLayoutItem*, QSize>> row;
    int x = inner.left();
    int y = inner.top();
    int rowHeight = 0;
    const auto flush = [&] {
        int at = inner.left();
        for (const auto& [item, size] : row) {
            if (move) {
                const QPoint corner(at, y + (rowHeight - size.height()) / 2);
                item->setGeometry(QRect(corner, size));
            }
            at += size.width() + m_gap;
        }
        row.clear();
    };
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty()) {
            continue;
        }
        QSize size = item->sizeHint();
        size.setWidth(qMin(size.width(), qMax(inner.width(), item->minimumSize().width())));
        if (!row.isEmpty() && x + size.width() > inner.right() + 1) {
            flush();
            x = inner.left();
            y += rowHeight + m_gap;
            rowHeight = 0;
        }
        row.append({item, size});
        x += size.width() + m_gap;
        rowHeight = qMax(rowHeight, size.height());
    }
    flush();
    return y + rowHeight - rect.top() + margins.bottom();
}

} // namespace raskadr::ui
