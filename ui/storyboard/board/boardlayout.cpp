#include "ui/storyboard/board/boardlayout.h"

#include <algorithm>
#include <cmath>

namespace raskadr::ui {

namespace {

constexpr int bottomEdge = 14;
constexpr int barWidth = 3;

struct Spacing
{
    int gap;
    int rowGap;
    int top;
    int plateReach;
    int caption;
};

Spacing spacingFor(BoardDetail detail)
{
    switch (detail) {
    case BoardDetail::Tile:
        return {2, 2, 8, 1, 0};
    case BoardDetail::Far:
        return {4, 4, 8, 2, 4};
    case BoardDetail::Middle:
        return {10, 5, 8, 5, 17};
    case BoardDetail::Near:
        return {12, 12, 14, 5, 42};
    case BoardDetail::Script:
        return {12, 12, 14, 5, 78};
    }
    Q_UNREACHABLE();
}

} // namespace

BoardDetail detailFor(int boxWidth)
{
    return boxWidth >= 300                     ? BoardDetail::Script
        : boxWidth >= 168                      ? BoardDetail::Near
        : boxWidth >= 88                       ? BoardDetail::Middle
        : boxWidth >= BoardLayout::minBoxWidth ? BoardDetail::Far
                                               : BoardDetail::Tile;
}

BoardLayout::BoardLayout(const Input& input)
    : m_input(input)
{
    const int usable = input.view.width() - leftEdge - rightEdge;
    const int least = leastBoxWidth();
    const double wish = std::max<double>(input.wishedWidth, least);
    const int gap = spacingFor(detailFor(static_cast<int>(wish))).gap;
    int columns = static_cast<int>(std::lround((usable + gap) / (wish + gap)));
    if (wish >= maxBoxWidth()) {
        columns = 1;
    }
    columns = std::clamp(columns, 1, maxColumns);
    // Filling the row must not take away what boxes of the wished width say.
    if (columns > 1 && detailFor(widthForColumns(columns)) < detailFor(static_cast<int>(wish))) {
        --columns;
    }
    while (columns > 1 && widthForColumns(columns) < least) {
        --columns;
    }
    measure(columns);
}

int BoardLayout::leastBoxWidth() const
{
    return std::clamp(widthForColumns(columnsToFit()), minTileWidth, minBoxWidth);
}

int BoardLayout::maxBoxWidth() const
{
    const Spacing spacing = spacingFor(BoardDetail::Script);
    const int usable = m_input.view.width() - leftEdge - rightEdge;
    const int free = m_input.view.height() - spacing.top - bottomEdge - spacing.caption;
    return std::max(minBoxWidth, std::min(usable, static_cast<int>(free * m_input.aspect)));
}

int BoardLayout::widthForColumns(int columns) const
{
    const int usable = m_input.view.width() - leftEdge - rightEdge;
    int widest = 0;
    // The gap depends on the width, which depends on the gap; near a threshold no gap gives itself
    // back, and what counts is that the row fits.
    for (const BoardDetail detail :
         {BoardDetail::Script, BoardDetail::Middle, BoardDetail::Far, BoardDetail::Tile}) {
        const int width = (usable - (columns - 1) * spacingFor(detail).gap) / columns;
        if (columns * width + (columns - 1) * spacingFor(detailFor(width)).gap <= usable) {
            widest = std::max(widest, width);
        }
    }
    return std::min(widest, maxBoxWidth());
}

void BoardLayout::measure(int columns)
{
    m_columns = columns;
    m_boxWidth = std::max(minTileWidth, widthForColumns(columns));
    m_detail = detailFor(m_boxWidth);
    const Spacing spacing = spacingFor(m_detail);
    m_gap = spacing.gap;
    m_rowGap = spacing.rowGap;
    m_top = spacing.top;
    m_plateReach = spacing.plateReach;
    m_captionHeight = spacing.caption;
    m_coverHeight = std::max(1, static_cast<int>(std::lround(m_boxWidth / m_input.aspect)));
    m_left = leftEdge;
    if (columns == 1) {
        const int usable = m_input.view.width() - leftEdge - rightEdge;
        m_left += std::max(0, (usable - m_boxWidth) / 2);
    }
}

int BoardLayout::rows() const
{
    const int cells = m_input.count + (m_input.addSlot ? 1 : 0);
    return (cells + m_columns - 1) / m_columns;
}

int BoardLayout::contentHeight() const
{
    const int rowCount = rows();
    return rowCount == 0 ? 0 : m_top + rowCount * pitchY() - m_rowGap + bottomEdge;
}

int BoardLayout::coverRadius() const
{
    return m_detail == BoardDetail::Tile  ? 0
        : m_detail == BoardDetail::Far    ? 2
        : m_detail == BoardDetail::Middle ? 3
                                          : 4;
}

int BoardLayout::columnsToFit() const
{
    BoardLayout tried(*this);
    tried.m_input.addSlot = false;
    int columns = 1;
    for (; columns < maxColumns; ++columns) {
        if (columns > 1 && tried.widthForColumns(columns + 1) < minTileWidth) {
            break;
        }
        tried.measure(columns);
        if (tried.contentHeight() <= m_input.view.height()) {
            break;
        }
    }
    return columns;
}

QPoint BoardLayout::position(int index) const
{
    return {m_left + (index % m_columns) * pitchX(), m_top + (index / m_columns) * pitchY()};
}

QRect BoardLayout::plate(int index) const
{
    return box(index).adjusted(-m_plateReach, -m_plateReach, m_plateReach, m_plateReach - 1);
}

QRect BoardLayout::addSlot() const
{
    return m_input.addSlot ? cover(m_input.count) : QRect();
}

int BoardLayout::indexAt(const QPoint& point) const
{
    // Where plates of two rows overlap, the place belongs to the nearer box.
    const int reachX = std::min(m_plateReach, m_gap / 2);
    const int reachY = std::min(m_plateReach, m_rowGap / 2);
    const int x = point.x() - m_left + reachX;
    const int y = point.y() - m_top + reachY;
    if (x < 0 || y < 0 || x / pitchX() >= m_columns) {
        return -1;
    }
    const bool inside =
        x % pitchX() < m_boxWidth + 2 * reachX && y % pitchY() < boxHeight() + 2 * reachY;
    const int index = (y / pitchY()) * m_columns + x / pitchX();
    return inside && index < m_input.count ? index : -1;
}

int BoardLayout::nearestIndex(const QPoint& point) const
{
    const int column = std::clamp((point.x() - m_left) / pitchX(), 0, m_columns - 1);
    const int row = std::max(0, (point.y() - m_top) / pitchY());
    return std::min(row * m_columns + column, m_input.count - 1);
}

std::pair<int, int> BoardLayout::rowsBetween(int top, int bottom) const
{
    const int first = std::max(0, (top - m_top) / pitchY());
    const int last = std::max(-1, (bottom - m_top + m_plateReach) / pitchY());
    return {std::min(first * m_columns, m_input.count),
            std::clamp((last + 1) * m_columns, 0, m_input.count)};
}

InsertionPlace BoardLayout::insertionAt(const QPoint& point) const
{
    const int lastRow = std::max(0, (m_input.count + m_columns - 1) / m_columns - 1);
    const int row = std::clamp((point.y() - m_top + m_rowGap / 2) / pitchY(), 0, lastRow);
    const double along = double(point.x() - m_left + m_gap / 2) / pitchX();
    int column = std::clamp(static_cast<int>(std::lround(along)), 0, m_columns);
    const int index = std::min(row * m_columns + column, m_input.count);
    column = index - row * m_columns;
    return {index, row, column};
}

InsertionPlace BoardLayout::insertionBefore(int index) const
{
    const int bounded = std::clamp(index, 0, m_input.count);
    return {bounded, bounded / m_columns, bounded % m_columns};
}

QRect BoardLayout::insertionBar(const InsertionPlace& place) const
{
    const int middle = m_left + place.column * pitchX() - (m_gap + barWidth + 1) / 2;
    return {middle, m_top + place.row * pitchY() - m_plateReach, barWidth,
            boxHeight() + 2 * m_plateReach - 1};
}

} // namespace raskadr::ui
