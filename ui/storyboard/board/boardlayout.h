#pragma once

#include <QPoint>
#include <QRect>
#include <QSize>
#include <utility>

namespace raskadr::ui {

// How much a box of some width says (look/LOOK.md 7). A tile is nothing but the colours of its
// cover: so small are boxes only where a long film would not be seen whole otherwise.
enum class BoardDetail { Tile, Far, Middle, Near, Script };

BoardDetail detailFor(int boxWidth);

// Where a row would be parted: the boxes from `index` on go behind it. The end of one row and the
// start of the next have the same index, so the place says its row and column too.
struct InsertionPlace
{
    int index = -1;
    int row = 0;
    int column = 0;

    bool isValid() const { return index >= 0; }
    bool operator==(const InsertionPlace&) const = default;
};

// The geometry of the grid, in logical pixels from the upper left corner of the board. Columns fill
// the width of the view; box widths are whole pixels. A plain value.
class BoardLayout final
{
public:
    static constexpr int minBoxWidth = 32; // of what is not a tile
    static constexpr int minTileWidth = 8;
    static constexpr int maxColumns = 400;
    static constexpr int leftEdge = 24;
    static constexpr int rightEdge = 32; // the scroll bar lies in it, shown or not

    struct Input
    {
        QSize view; // the whole view, its scroll bar included
        double aspect = 16.0 / 9;
        double wishedWidth = 180;
        int count = 0;
        bool addSlot = true;

        bool operator==(const Input&) const = default;
    };

    BoardLayout() = default;
    explicit BoardLayout(const Input& input);

    const Input& input() const { return m_input; }
    int count() const { return m_input.count; }
    int columns() const { return m_columns; }
    int rows() const;
    int boxWidth() const { return m_boxWidth; }
    int coverHeight() const { return m_coverHeight; }
    int captionHeight() const { return m_captionHeight; }
    int boxHeight() const { return m_coverHeight + m_captionHeight; }
    BoardDetail detail() const { return m_detail; }
    int pitchX() const { return m_boxWidth + m_gap; }
    int pitchY() const { return boxHeight() + m_rowGap; }
    int contentHeight() const;
    // How far the plate of a hovered or selected box reaches over its edge.
    int plateReach() const { return m_plateReach; }
    int coverRadius() const;

    // The narrowest box there is: 32 px, or less if only that shows all boxes.
    int leastBoxWidth() const;
    // The widest box there is: it fills the window.
    int maxBoxWidth() const;
    // The width of the boxes if there are so many columns.
    int widthForColumns(int columns) const;
    // The fewest columns that show all boxes without scrolling; as many as there may be if none do.
    int columnsToFit() const;

    QPoint position(int index) const;
    QRect box(int index) const { return {position(index), QSize(m_boxWidth, boxHeight())}; }
    QRect cover(int index) const { return {position(index), QSize(m_boxWidth, m_coverHeight)}; }
    QRect plate(int index) const;
    QRect addSlot() const; // empty: there is none

    // The box that is here or whose margin this is, else -1.
    int indexAt(const QPoint& point) const;
    // The box whose cell is nearest; -1 if there are none.
    int nearestIndex(const QPoint& point) const;
    // Indexes from first to one behind the last of the rows that touch these heights.
    std::pair<int, int> rowsBetween(int top, int bottom) const;
    bool touches(int index, const QRect& area) const { return box(index).intersects(area); }
    InsertionPlace insertionAt(const QPoint& point) const;
    InsertionPlace insertionBefore(int index) const;
    // The 3 px bar that marks a place.
    QRect insertionBar(const InsertionPlace& place) const;

private:
    void measure(int columns);

    Input m_input;
    int m_columns = 1;
    int m_boxWidth = minBoxWidth;
    int m_coverHeight = 18;
    int m_captionHeight = 4;
    int m_gap = 4;
    int m_rowGap = 4;
    int m_left = leftEdge;
    int m_top = 14;
    int m_plateReach = 2;
    BoardDetail m_detail = BoardDetail::Far;
};

} // namespace raskadr::ui
