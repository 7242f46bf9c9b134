#include "gesturetest.h"

#include "boardbench.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

using Numbers = QList<int>;

void GestureTest::clickOnACoverEnters()
{
    BoardBench bench(12);
    QSignalSpy activated(&bench.view, &BoardView::shotActivated);
    bench.click(bench.cover(3));
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().value<ShotId>(), bench.shot(3));
    QVERIFY(bench.view.selection().isEmpty());
    QCOMPARE(bench.view.currentShot(), bench.shot(3));
}

void GestureTest::clickOnACaptionSelects()
{
    BoardBench bench(12);
    QSignalSpy activated(&bench.view, &BoardView::shotActivated);
    QSignalSpy changed(&bench.view, &BoardView::selectionChanged);
    bench.click(bench.caption(3));
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({3}));
    QCOMPARE(changed.size(), 1);
    bench.click(bench.caption(5));
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({5}));
    bench.click(bench.view.coverRect(bench.shot(6)).topLeft() - QPoint(3, 3));
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({6}));
    QVERIFY(activated.isEmpty());
}

void GestureTest::controlAndShiftExtendEverywhere()
{
    BoardBench bench(12);
    QSignalSpy activated(&bench.view, &BoardView::shotActivated);
    bench.click(bench.cover(3), Qt::ControlModifier);
    bench.click(bench.cover(7), Qt::ControlModifier);
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({3, 7}));
    bench.click(bench.cover(3), Qt::ControlModifier);
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({7}));
    bench.click(bench.caption(4));
    bench.click(bench.cover(8), Qt::ShiftModifier);
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({4, 5, 6, 7, 8}));
    bench.click(bench.cover(2), Qt::ShiftModifier);
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({2, 3, 4}));
    QVERIFY(activated.isEmpty());
}

void GestureTest::clickOnTheBoardClearsTheSelection()
{
    BoardBench bench(3);
    bench.view.setSelection(bench.shots({1, 2}));
    bench.click({500, 600});
    QVERIFY(bench.view.selection().isEmpty());
}

void GestureTest::rubberBandSelectsWhatItTouches()
{
    BoardBench bench(12);
    const QPoint from = bench.view.boxRect(bench.shot(1)).topLeft() - QPoint(14, 8);
    const QPoint to = bench.view.coverRect(bench.shot(2)).center();
    bench.dragTo(from, to);
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({1, 2}));
    bench.release(to);
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({1, 2}));

    bench.dragTo(from, bench.cover(3));
    QTest::keyClick(&bench.view, Qt::Key_Escape);
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({1, 2}));
    bench.release(bench.cover(3));
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({1, 2}));
}

void GestureTest::dragAsksForTheMove_data()
{
    QTest::addColumn<int>("moved");
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("target");
    QTest::newRow("forwards") << 2 << 4 << 2;
    QTest::newRow("backwards") << 4 << 2 << 1;
    QTest::newRow("to the front") << 7 << 1 << 0;
    QTest::newRow("another row") << 1 << 8 << 6;
}

void GestureTest::dragAsksForTheMove()
{
    QFETCH(int, moved);
    QFETCH(int, before);
    QFETCH(int, target);
    BoardBench bench(12);
    QSignalSpy requested(&bench.view, &BoardView::moveRequested);
    QSignalSpy activated(&bench.view, &BoardView::shotActivated);
    bench.dragTo(bench.cover(moved), bench.gapBefore(before));
    bench.release(bench.gapBefore(before));
    QCOMPARE(requested.size(), 1);
    QCOMPARE(bench.numbers(requested.first().at(0).value<QList<ShotId>>()), Numbers({moved}));
    QCOMPARE(requested.first().at(1).toInt(), target);
    QVERIFY(activated.isEmpty());
}

void GestureTest::dragOfASelectedBoxTakesAll()
{
    BoardBench bench(12);
    bench.view.setSelection(bench.shots({2, 5, 3}));
    QSignalSpy requested(&bench.view, &BoardView::moveRequested);
    bench.dragTo(bench.cover(3), bench.gapBefore(8));
    bench.release(bench.gapBefore(8));
    QCOMPARE(requested.size(), 1);
    QCOMPARE(bench.numbers(requested.first().at(0).value<QList<ShotId>>()), Numbers({2, 3, 5}));
    QCOMPARE(requested.first().at(1).toInt(), 4);
    QCOMPARE(bench.shownOrder(), Numbers({1, 4, 6, 7, 2, 3, 5, 8, 9, 10, 11, 12}));
}

void GestureTest::aShortWayIsNoDrag()
{
    BoardBench bench(12);
    QSignalSpy requested(&bench.view, &BoardView::moveRequested);
    QSignalSpy activated(&bench.view, &BoardView::shotActivated);
    const QPoint from = bench.cover(2);
    QTest::mousePress(bench.view.viewport(), Qt::LeftButton, {}, from);
    bench.moveTo(from + QPoint(3, 2), Qt::LeftButton);
    bench.release(from + QPoint(3, 2));
    QVERIFY(requested.isEmpty());
    QCOMPARE(activated.size(), 1);
}

void GestureTest::escapeGivesTheDragUp()
{
    BoardBench bench(12);
    QSignalSpy requested(&bench.view, &BoardView::moveRequested);
    QSignalSpy activated(&bench.view, &BoardView::shotActivated);
    bench.dragTo(bench.cover(2), bench.gapBefore(6));
    QTest::keyClick(&bench.view, Qt::Key_Escape);
    bench.release(bench.gapBefore(6));
    QVERIFY(requested.isEmpty());
    QVERIFY(activated.isEmpty());
    QCOMPARE(bench.shownOrder(), BoardBench(12).shownOrder());
}

void GestureTest::droppedBoxesStayUntilTheMoveIsTold()
{
    BoardBench bench(6);
    bench.dragTo(bench.cover(1), bench.gapBefore(4));
    bench.release(bench.gapBefore(4));
    QCOMPARE(bench.shownOrder(), Numbers({2, 3, 1, 4, 5, 6}));

    QList<BoardCard> told = bench.view.cards();
    for (int i = 0; i < told.size(); ++i) {
        told[i].number = i + 1;
    }
    const QRect place = bench.view.boxRect(bench.shot(1));
    bench.view.setCards(told);
    QCOMPARE(bench.view.boxRect(bench.shot(1)), place);
    bench.view.cancelMove(); // the move was told: there is nothing to take back
    QCOMPARE(bench.view.boxRect(bench.shot(1)), place);
}

void GestureTest::aCancelledMoveGoesBack()
{
    BoardBench bench(6);
    bench.dragTo(bench.cover(1), bench.gapBefore(4));
    bench.release(bench.gapBefore(4));
    bench.view.cancelMove();
    QCOMPARE(bench.shownOrder(), Numbers({1, 2, 3, 4, 5, 6}));
}

void GestureTest::nothingMovesInTheTrashOrUnderAFilter()
{
    BoardBench bench(6);
    QSignalSpy requested(&bench.view, &BoardView::moveRequested);
    const auto tryToMove = [&] {
        bench.dragTo(bench.cover(1), bench.gapBefore(4));
        bench.release(bench.gapBefore(4));
        bench.view.setCurrent(bench.shot(2));
        QTest::keyClick(&bench.view, Qt::Key_Right, Qt::AltModifier);
    };
    bench.view.setReorderEnabled(false);
    tryToMove();
    bench.view.setReorderEnabled(true);
    bench.view.setTrashMode(true);
    QVERIFY(bench.view.addSlotRect().isEmpty());
    tryToMove();
    QVERIFY(requested.isEmpty());
    bench.view.setTrashMode(false);
    tryToMove();
    QCOMPARE(requested.size(), 2);
}

void GestureTest::clickOnTheEmptyPlaceAddsAShot()
{
    BoardBench bench(3);
    QSignalSpy added(&bench.view, &BoardView::addRequested);
    bench.click(bench.view.addSlotRect().center());
    QCOMPARE(added.size(), 1);
    bench.view.setAddSlotVisible(false);
    QVERIFY(bench.view.addSlotRect().isEmpty());
}

void GestureTest::menuSelectsTheBoxUnderIt()
{
    BoardBench bench(6);
    QSignalSpy menu(&bench.view, &BoardView::menuRequested);
    const auto open = [&](const QPoint& at) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, bench.view.mapToGlobal(at));
        QApplication::sendEvent(bench.view.viewport(), &event);
    };
    bench.view.setSelection(bench.shots({1, 2}));
    open(bench.cover(2));
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({1, 2}));
    open(bench.cover(4));
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({4}));
    open({500, 650});
    QCOMPARE(menu.size(), 3);
    QCOMPARE(menu.at(1).first().value<ShotId>(), bench.shot(4));
    QVERIFY(menu.at(2).first().value<ShotId>().isNull());
}

void GestureTest::filesAndTextGoIntoABoxOrBetweenTwo()
{
    BoardBench bench(6);
    QList<DropPlace> places;
    QStringList kinds;
    connect(&bench.view, &BoardView::mediaDropped, &bench.view,
            [&](const QMimeData* data, const DropPlace& place) {
                kinds.append(data->hasUrls() ? u"files"_s : u"text"_s);
                places.append(place);
            });
    QMimeData files;
    files.setUrls({QUrl(u"file:///a.png"_s)});
    const auto drop = [&](const QMimeData& data, const QPoint& at) {
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(bench.view.viewport(), &enter);
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(bench.view.viewport(), &event);
        return event.isAccepted();
    };
    QVERIFY(drop(files, bench.cover(2)));
    QVERIFY(drop(files, bench.gapBefore(3)));
    QVERIFY(drop(files, {900, 650}));
    QCOMPARE(places, QList<DropPlace>({{bench.shot(2), -1}, {ShotId(), 2}, {ShotId(), 6}}));

    QMimeData text;
    text.setText(u"words"_s);
    QVERIFY(drop(text, bench.gapBefore(3)));
    QCOMPARE(places.last(), DropPlace({ShotId(), 2}));
    QCOMPARE(kinds, QStringList({u"files"_s, u"files"_s, u"files"_s, u"text"_s}));
    QMimeData other;
    other.setData(u"application/x-own"_s, "1");
    QVERIFY(!drop(other, bench.cover(2)));
    bench.view.setTrashMode(true);
    QVERIFY(!drop(files, bench.cover(2)));
    QCOMPARE(places.size(), 4);
}

void GestureTest::wheelZoomsAtThePointer()
{
    BoardBench bench(200);
    bench.view.verticalScrollBar()->setValue(1500);
    bench.settle();
    QPoint at(400, 300);
    while (bench.view.shotAt(at).isNull()) {
        at += QPoint(3, 2);
    }
    const ShotId under = bench.view.shotAt(at);
    QSignalSpy zoomed(&bench.view, &BoardView::zoomChanged);
    const int before = bench.view.columns();
    for (const int delta : {120, 120, -120, -120, -120}) {
        QWheelEvent wheel(QPointF(at), bench.view.mapToGlobal(QPointF(at)), {}, {0, delta},
                          Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(bench.view.viewport(), &wheel);
        const QRect box = bench.view.boxRect(under);
        QVERIFY2(box.top() - 14 <= at.y() && box.bottom() + 14 >= at.y(),
                 qPrintable(u"%1 at %2"_s.arg(box.top()).arg(bench.view.boxWidth())));
    }
    QCOMPARE(zoomed.size(), 5);
    QVERIFY(bench.view.columns() > before);
    bench.view.setZoom(1);
    QCOMPARE(bench.view.columns(), 1);
    bench.view.fitAll();
    QVERIFY(bench.view.boxRect(bench.shot(200)).bottom() < bench.view.height());
    QVERIFY(bench.view.boxRect(bench.shot(1)).top() >= 0);
}

void GestureTest::stateComesBack()
{
    BoardBench bench(200);
    bench.view.setZoom(0.4);
    bench.view.verticalScrollBar()->setValue(777);
    bench.view.setCurrent(bench.view.shotAt(bench.view.viewport()->rect().center()));
    const BoardState state = bench.view.saveState();
    const QRect current = bench.view.boxRect(state.current);

    BoardView other(bench.thumbnails, [](const QString&) { return HoverSource(); });
    other.resize(bench.view.size());
    other.restoreState(state);
    QCOMPARE(other.saveState(), state);
    other.show();
    other.setCards(bench.view.cards());
    QCOMPARE(other.currentShot(), state.current);
    QCOMPARE(other.columns(), bench.view.columns());
    QCOMPARE(other.boxRect(state.current), current);
}

void GestureTest::aDragNearTheEdgeScrolls()
{
    BoardBench bench(200);
    const QPoint edge(400, bench.view.viewport()->height() - 4);
    bench.dragTo(bench.cover(2), edge);
    QTRY_VERIFY(bench.view.verticalScrollBar()->value() > 300);
    QTest::keyClick(&bench.view, Qt::Key_Escape);
    bench.release(edge);
}

void GestureTest::aDragOutOfTheWindowGivesFiles()
{
    BoardBench bench(12);
    QSignalSpy moved(&bench.view, &BoardView::moveRequested);
    QList<ShotId> given;
    int times = 0;
    bench.view.setGiveFiles([&](const QList<ShotId>& shots, const QPixmap& picture, const QPoint&) {
        given = shots;
        ++times;
        return !picture.isNull();
    });
    bench.view.setSelection(bench.shots({2, 5}));
    bench.dragTo(bench.cover(5), bench.cover(1));
    QVERIFY(given.isEmpty());
    const QPoint outside(-40, 200);
    bench.moveTo(outside, Qt::LeftButton);
    QCOMPARE(bench.numbers(given), Numbers({2, 5}));
    bench.moveTo(outside - QPoint(20, 0), Qt::LeftButton);
    bench.release(outside);
    QCOMPARE(times, 1);
    QVERIFY(moved.isEmpty());
    QVERIFY(bench.view.isSelected(bench.shot(2)));
}

void GestureTest::boxesWithoutFilesAreCarriedOn()
{
    BoardBench bench(12);
    QSignalSpy moved(&bench.view, &BoardView::moveRequested);
    int times = 0;
    bench.view.setGiveFiles([&](const QList<ShotId>&, const QPixmap&, const QPoint&) {
        ++times;
        return false;
    });
    bench.dragTo(bench.cover(5), {-40, 200});
    bench.moveTo({-60, 200}, Qt::LeftButton);
    bench.moveTo(bench.gapBefore(2), Qt::LeftButton);
    bench.release(bench.gapBefore(2));
    QCOMPARE(times, 1);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved.first().at(1).toInt(), 1);
}

void GestureTest::altDragsFilesAnywhere()
{
    BoardBench bench(12);
    QSignalSpy moved(&bench.view, &BoardView::moveRequested);
    QList<ShotId> given;
    bench.view.setGiveFiles([&](const QList<ShotId>& shots, const QPixmap&, const QPoint&) {
        given = shots;
        return true;
    });
    QTest::mousePress(bench.view.viewport(), Qt::LeftButton, Qt::AltModifier, bench.cover(5));
    bench.moveTo(bench.cover(5) + QPoint(20, 0), Qt::LeftButton, Qt::AltModifier);
    QCOMPARE(bench.numbers(given), Numbers({5}));
    bench.release(bench.gapBefore(2));
    QVERIFY(moved.isEmpty());
}
