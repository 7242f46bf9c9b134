#include "layouttest.h"

#include "ui/storyboard/board/boardlayout.h"

#include <QTest>

using namespace raskadr::ui;

static BoardLayout layoutOf(int width, int height, double wish, int count)
{
    return BoardLayout({.view = {width, height}, .wishedWidth = wish, .count = count});
}

void LayoutTest::columnsFollowTheWindow_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("boxWidth");
    QTest::newRow("1120") << 1120 << 5 << 203;
    QTest::newRow("1280") << 1280 << 6 << 194;
    QTest::newRow("1920") << 1920 << 10 << 175;
    QTest::newRow("2560") << 2560 << 13 << 181;
}

void LayoutTest::columnsFollowTheWindow()
{
    QFETCH(int, width);
    QFETCH(int, columns);
    QFETCH(int, boxWidth);
    const BoardLayout layout = layoutOf(width, 900, 180, 60);
    QCOMPARE(layout.columns(), columns);
    QCOMPARE(layout.boxWidth(), boxWidth);
    const QRect last = layout.box(columns - 1);
    QVERIFY(last.right() < width - BoardLayout::rightEdge);
    QVERIFY(width - BoardLayout::rightEdge - last.right() <= columns);
}

void LayoutTest::rowsFitInWindowsOfEveryWidth()
{
    for (int width = 300; width < 2600; width += 7) {
        for (const double wish : {40.0, 86.0, 115.0, 166.0, 180.0, 298.0, 700.0}) {
            const BoardLayout layout = layoutOf(width, 900, wish, 60);
            const QRect last = layout.box(layout.columns() - 1);
            QVERIFY2(last.right() < width - BoardLayout::rightEdge,
                     qPrintable(QStringLiteral("%1 px, wish %2").arg(width).arg(wish)));
        }
    }
}

void LayoutTest::everyPlaceOfABoxLeadsToItsIndex()
{
    for (const double wish : {40.0, 115.0, 180.0, 320.0, 700.0, 5000.0}) {
        const BoardLayout layout = layoutOf(1500, 800, wish, 47);
        for (int i = 0; i < layout.count(); ++i) {
            const QRect box = layout.box(i);
            for (const QPoint& at :
                 {box.topLeft(), box.bottomRight(), box.center(), box.topLeft() - QPoint(2, 2),
                  box.bottomRight() + QPoint(2, 2)}) {
                QCOMPARE(layout.indexAt(at), i);
            }
            QCOMPARE(layout.nearestIndex(box.center()), i);
            if (i > 0) {
                QVERIFY(!layout.plate(i).intersects(layout.box(i - 1)));
            }
        }
        QCOMPARE(layout.indexAt({2, 2}), -1);
        QCOMPARE(layout.indexAt(layout.addSlot().center()), -1);
        QVERIFY(layout.contentHeight() > layout.box(46).bottom());
    }
}

void LayoutTest::detailFollowsTheWidth()
{
    QCOMPARE(detailFor(87), BoardDetail::Far);
    QCOMPARE(detailFor(88), BoardDetail::Middle);
    QCOMPARE(detailFor(167), BoardDetail::Middle);
    QCOMPARE(detailFor(168), BoardDetail::Near);
    QCOMPARE(detailFor(299), BoardDetail::Near);
    QCOMPARE(detailFor(300), BoardDetail::Script);
}

void LayoutTest::rowsBetweenHoldsExactlyWhatIsTouched()
{
    const BoardLayout layout = layoutOf(1500, 800, 180, 47);
    for (int top = 0; top < layout.contentHeight(); top += 37) {
        const int bottom = top + 150;
        const auto [first, last] = layout.rowsBetween(top, bottom);
        for (int i = 0; i < layout.count(); ++i) {
            const QRect box = layout.box(i);
            if (box.top() <= bottom && box.bottom() >= top) {
                QVERIFY(i >= first && i < last);
            }
        }
        QVERIFY(last - first <= 3 * layout.columns());
    }
}

void LayoutTest::insertionIsAtTheNearestEdge()
{
    const BoardLayout layout = layoutOf(1500, 800, 180, 20);
    const int columns = layout.columns();
    for (int i = 0; i < layout.count(); ++i) {
        const QRect box = layout.box(i);
        QCOMPARE(layout.insertionAt(box.center() - QPoint(20, 0)).index, i);
        const InsertionPlace behind = layout.insertionAt(box.center() + QPoint(20, 0));
        QCOMPARE(behind.index, i + 1);
        QCOMPARE(behind.row, i / columns); // the end of its row, not the start of the next
        const QRect bar = layout.insertionBar(behind);
        QVERIFY(bar.left() > box.right());
        QVERIFY(bar.right() < box.right() + (layout.pitchX() - layout.boxWidth()));
    }
    QCOMPARE(layout.insertionAt({1400, 5000}).index, 20);
    QCOMPARE(layout.insertionAt({0, 0}).index, 0);
}

void LayoutTest::oneBoxFillsTheWindowAtMost()
{
    const BoardLayout layout = layoutOf(1500, 800, 100000, 20);
    QCOMPARE(layout.columns(), 1);
    QCOMPARE(layout.boxWidth(), layout.maxBoxWidth());
    QVERIFY(layout.box(0).bottom() < 800);
    QVERIFY(layout.box(0).height() > 700);
}

void LayoutTest::allBoxesFitWithTheFewestColumns()
{
    const BoardLayout layout(
        {.view = {1920, 908}, .wishedWidth = 180, .count = 150, .addSlot = false});
    const int columns = layout.columnsToFit();
    const auto heightOf = [&](int count) {
        return BoardLayout({.view = {1920, 908},
                            .wishedWidth = double(layout.widthForColumns(count)),
                            .count = 150,
                            .addSlot = false})
            .contentHeight();
    };
    QVERIFY(heightOf(columns) <= 908);
    QVERIFY(heightOf(columns - 1) > 908);
}

void LayoutTest::longFilmsFitAsTiles()
{
    for (const int count : {1500, 5000}) {
        const auto layoutAt = [count](double wished) {
            return BoardLayout(
                {.view = {1120, 540}, .wishedWidth = wished, .count = count, .addSlot = false});
        };
        const BoardLayout least = layoutAt(0);
        QCOMPARE(least.boxWidth(), least.leastBoxWidth());
        QCOMPARE(least.detail(), BoardDetail::Tile);
        QVERIFY(least.contentHeight() <= 540);
        QVERIFY(least.box(count - 1).right() < 1120);
    }
    const BoardLayout few({.view = {1120, 540}, .wishedWidth = 0, .count = 60});
    QCOMPARE(few.leastBoxWidth(), BoardLayout::minBoxWidth);
    QCOMPARE(few.detail(), BoardDetail::Far);
}
