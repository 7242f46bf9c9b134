#include "boardtest.h"

#include "boardbench.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

using Numbers = QList<int>;

void BoardTest::keysWalkAndExtend()
{
    BoardBench bench(40);
    const int columns = bench.view.columns();
    const auto press = [&](int key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&bench.view, Qt::Key(key), modifiers);
        return bench.numbers({bench.view.currentShot()}).value(0);
    };
    QCOMPARE(press(Qt::Key_Right), 1); // the first in sight
    QCOMPARE(press(Qt::Key_Right), 2);
    QCOMPARE(press(Qt::Key_Down), 2 + columns);
    QCOMPARE(press(Qt::Key_Up), 2);
    QCOMPARE(press(Qt::Key_Up), 2);
    QCOMPARE(press(Qt::Key_Left), 1);
    QCOMPARE(press(Qt::Key_Left), 1);
    QCOMPARE(press(Qt::Key_End), 40);
    QVERIFY(bench.view.viewport()->rect().contains(bench.view.boxRect(bench.shot(40))));
    QCOMPARE(press(Qt::Key_Home), 1);
    QVERIFY(press(Qt::Key_PageDown) > columns);
    QVERIFY(bench.view.selection().isEmpty());

    press(Qt::Key_Home);
    press(Qt::Key_Right, Qt::ShiftModifier);
    press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({1, 2, 3}));
    press(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({1, 2}));
    QTest::keyClick(&bench.view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(bench.view.selection().size(), 40);
    QTest::keyClick(&bench.view, Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(bench.view.selection().size(), 39);
}

void BoardTest::altAndArrowsMove()
{
    BoardBench bench(12);
    QSignalSpy requested(&bench.view, &BoardView::moveRequested);
    bench.view.setCurrent(bench.shot(2));
    QTest::keyClick(&bench.view, Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(requested.takeFirst().at(1).toInt(), 2);
    QCOMPARE(bench.shownOrder().mid(0, 4), Numbers({1, 3, 2, 4}));
    QTest::keyClick(&bench.view, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(requested.takeFirst().at(1).toInt(), 2 + bench.view.columns());
    bench.view.setCurrent(bench.shot(1));
    QTest::keyClick(&bench.view, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(requested.isEmpty());
    bench.view.setSelection(bench.shots({1, 3}));
    QTest::keyClick(&bench.view, Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(bench.numbers(requested.first().at(0).value<QList<ShotId>>()), Numbers({1, 3}));
    QCOMPARE(requested.takeFirst().at(1).toInt(), 1);
}

void BoardTest::enterSpaceAndEscape()
{
    BoardBench bench(6);
    QSignalSpy activated(&bench.view, &BoardView::shotActivated);
    QSignalSpy played(&bench.view, &BoardView::playRequested);
    QTest::keyClick(&bench.view, Qt::Key_Return);
    QVERIFY(activated.isEmpty());
    bench.view.setCurrent(bench.shot(3));
    QTest::keyClick(&bench.view, Qt::Key_Return);
    QCOMPARE(activated.first().first().value<ShotId>(), bench.shot(3));
    QTest::keyClick(&bench.view, Qt::Key_Space);
    QTest::keyClick(&bench.view, Qt::Key_Space, Qt::ShiftModifier);
    QCOMPARE(played.size(), 2);
    QCOMPARE(played.first().first().toBool(), false);
    QCOMPARE(played.last().first().toBool(), true);
    bench.view.setSelection(bench.shots({1, 2}));
    QTest::keyClick(&bench.view, Qt::Key_Escape);
    QVERIFY(bench.view.selection().isEmpty());
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QApplication::sendEvent(&bench.view, &escape);
    QVERIFY(!escape.isAccepted()); // the page may close something with it
}

void BoardTest::titleIsEditedInPlace()
{
    BoardBench bench(6);
    QApplication::setActiveWindow(&bench.view);
    QSignalSpy edited(&bench.view, &BoardView::textEdited);
    bench.view.setCurrent(bench.shot(2));
    QTest::keyClick(&bench.view, Qt::Key_F2);
    auto* line = bench.view.findChild<QLineEdit*>();
    QVERIFY(line);
    QCOMPARE(line->text(), u"Title 2"_s);
    QCOMPARE(line->selectedText(), u"Title 2"_s);
    QTest::keyClicks(line, u"Fog  over the pier "_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.first().at(0).value<ShotId>(), bench.shot(2));
    QCOMPARE(edited.first().at(1).value<BoardField>(), BoardField::Title);
    QCOMPARE(edited.first().at(2).toString(), u"Fog over the pier"_s);
    QVERIFY(!bench.view.isEditing());
    QTRY_VERIFY(!bench.view.findChild<QLineEdit*>());

    bench.view.beginEdit(bench.shot(3), BoardField::Title);
    line = bench.view.findChild<QLineEdit*>();
    QTest::keyClicks(line, u"No"_s);
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(!bench.view.isEditing());
    QCOMPARE(edited.size(), 1);
}

void BoardTest::keysGoOnOnTheBoardAfterAnEdit()
{
    BoardBench bench(6);
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    column->addWidget(new QPushButton(u"Other"_s));
    column->addWidget(&bench.view);
    column->addWidget(new QPushButton(u"Another"_s));
    window.show();
    QApplication::setActiveWindow(&window);
    for (const Qt::Key end : {Qt::Key_Return, Qt::Key_Escape}) {
        bench.view.setFocus();
        bench.view.setCurrent(bench.shot(2));
        QTest::keyClick(&bench.view, Qt::Key_F2);
        QTest::keyClick(bench.view.findChild<QLineEdit*>(), end);
        QVERIFY(!bench.view.isEditing());
        QVERIFY(bench.view.hasFocus());
        QTRY_VERIFY(!bench.view.findChild<QLineEdit*>());
    }
    bench.view.setParent(nullptr);
}

void BoardTest::scriptIsEditedInPlace()
{
    BoardBench bench(6);
    QSignalSpy edited(&bench.view, &BoardView::textEdited);
    bench.view.setCurrent(bench.shot(2));
    QTest::keyClick(&bench.view, Qt::Key_F2, Qt::ShiftModifier);
    auto* lines = bench.view.findChild<QPlainTextEdit*>();
    QVERIFY(lines);
    QTest::keyClick(lines, Qt::Key_Return);
    QTest::keyClicks(lines, u"More"_s);
    QVERIFY(bench.view.isEditing());
    QTest::keyClick(lines, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(edited.first().at(1).value<BoardField>(), BoardField::Script);
    QCOMPARE(edited.first().at(2).toString(), u"Script 2\nMore"_s);
}

void BoardTest::focusThatLeavesKeepsTheText()
{
    BoardBench bench(6);
    QApplication::setActiveWindow(&bench.view);
    QSignalSpy edited(&bench.view, &BoardView::textEdited);
    bench.view.beginEdit(bench.shot(1), BoardField::Title);
    auto* line = bench.view.findChild<QLineEdit*>();
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, u"Kept"_s);
    bench.view.setFocus();
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.first().at(2).toString(), u"Kept"_s);
}

void BoardTest::onlyChangedBoxesArePaintedAgain()
{
    BoardBench bench(12);
    const BoardStatistics before = bench.view.statistics();
    QList<BoardCard> cards = bench.view.cards();
    cards[4].title = u"Another"_s;
    bench.view.setCards(cards);
    QTRY_COMPARE(bench.view.statistics().cardBuilds, before.cardBuilds + 1);
    QTRY_VERIFY(bench.view.statistics().boxesPainted > before.boxesPainted);
    bench.settle();
    QVERIFY(bench.view.statistics().boxesPainted <= before.boxesPainted + 3);

    const BoardStatistics later = bench.view.statistics();
    cards[4].status = ShotStatus::Done;
    bench.view.updateCard(cards[4]);
    QTRY_COMPARE(bench.view.statistics().cardBuilds, later.cardBuilds + 1);
}

void BoardTest::sameCardsPaintNothing()
{
    BoardBench bench(12);
    const BoardStatistics before = bench.view.statistics();
    bench.view.setCards(bench.view.cards());
    bench.settle();
    QCOMPARE(bench.view.statistics().cardBuilds, before.cardBuilds);
    QCOMPARE(bench.view.statistics().boxesPainted, before.boxesPainted);
}

void BoardTest::removedBoxesLeaveTheSelection()
{
    BoardBench bench(6);
    bench.view.setSelection(bench.shots({2, 3, 4}));
    bench.view.setCurrent(bench.shot(3));
    QList<BoardCard> cards = bench.view.cards();
    cards.removeAt(2);
    QSignalSpy current(&bench.view, &BoardView::currentChanged);
    bench.view.setCards(cards);
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({2, 4}));
    QCOMPARE(bench.view.currentShot(), bench.shot(4)); // what stands in its place
    QCOMPARE(current.size(), 1);
}

void BoardTest::coversComeFromTheSharpLevel()
{
    BoardBench bench(1);
    const auto colourOfCover = [&] {
        const QImage grabbed = bench.view.viewport()->grab().toImage();
        return grabbed.pixelColor(bench.cover(1));
    };
    for (const auto& [level, colour] : {std::pair{120, Qt::red}, {240, Qt::green}}) {
        QImage picture(level, level * 9 / 16, QImage::Format_RGB32);
        picture.fill(colour);
        QVERIFY(picture.save(bench.folder.filePath(u"cover1-%1.png"_s.arg(level))));
    }
    bench.view.setZoom(0.1);
    bench.thumbnails.invalidate(u"cover1"_s);
    bench.view.refreshCover(u"cover1"_s);
    QTRY_COMPARE(colourOfCover(), QColor(Qt::red));
    bench.view.setZoom(0.5);
    QVERIFY(bench.view.boxWidth() > 120 && bench.view.boxWidth() <= 240);
    QTRY_COMPARE(colourOfCover(), QColor(Qt::green));
}

void BoardTest::coverStaysUntilTheNextOneIsThere()
{
    BoardBench bench(1);
    const auto save = [&](const QString& medium, Qt::GlobalColor colour) {
        for (const int level : ThumbnailCache::levels) {
            QImage picture(level, level * 9 / 16, QImage::Format_RGB32);
            picture.fill(colour);
            QVERIFY(picture.save(bench.folder.filePath(u"%1-%2.png"_s.arg(medium).arg(level))));
        }
        bench.thumbnails.invalidate(medium);
        bench.view.refreshCover(medium);
    };
    const auto colourOfCover = [&] {
        return bench.view.viewport()->grab().toImage().pixelColor(bench.cover(1));
    };
    save(u"cover1"_s, Qt::red);
    QTRY_COMPARE(colourOfCover(), QColor(Qt::red));

    QSignalSpy missing(&bench.thumbnails, &ThumbnailCache::missing);
    BoardCard card = bench.view.cards().first();
    card.coverSha256 = u"next"_s;
    bench.view.updateCard(card);
    QTRY_VERIFY(!missing.isEmpty());
    bench.settle();
    QCOMPARE(colourOfCover(), QColor(Qt::red));

    save(u"next"_s, Qt::green);
    QTRY_COMPARE(colourOfCover(), QColor(Qt::green));
}

void BoardTest::bottomRoomKeepsTheLastRowFree()
{
    BoardBench bench(60);
    constexpr int room = 72;
    QScrollBar* bar = bench.view.verticalScrollBar();
    const auto lowest = [&] { return bench.view.viewport()->height() - room; };
    const int before = bar->maximum();
    bench.view.setBottomRoom(room);
    QCOMPARE(bar->maximum(), before + room);
    bar->setValue(bar->maximum());
    QVERIFY(bench.view.boxRect(bench.shot(60)).bottom() < lowest());
    bar->setValue(0);
    bench.view.setCurrent(bench.shot(60));
    QVERIFY(bench.view.boxRect(bench.shot(60)).bottom() < lowest());
    bench.view.setBottomRoom(0);
    QCOMPARE(bar->maximum(), before);
}

void BoardTest::whatWasSelectedComesOutFromUnderTheBottomRoom()
{
    BoardBench bench(60);
    constexpr int room = 60;
    const int height = bench.view.viewport()->height();
    QScrollBar* bar = bench.view.verticalScrollBar();
    // A row whose caption is right above the lower edge.
    const QRect box = bench.view.boxRect(bench.shot(20));
    bar->setValue(box.bottom() + 4 - height);
    QObject::connect(&bench.view, &BoardView::selectionChanged, &bench.view, [&] {
        bench.view.setBottomRoom(bench.view.selection().isEmpty() ? 0 : room);
    });
    const int before = bar->value();
    const QPoint caption = bench.caption(20);
    QTest::mousePress(bench.view.viewport(), Qt::LeftButton, {}, caption);
    QCOMPARE(bar->value(), before); // it does not go away under the hand
    QTest::mouseRelease(bench.view.viewport(), Qt::LeftButton, {}, caption);
    QVERIFY(bench.view.boxRect(bench.shot(20)).bottom() < height - room);
    bench.view.setSelection({});
    const int rested = bar->value();
    bench.view.setSelection({bench.shot(8)}); // in sight anyhow
    QCOMPARE(bar->value(), rested);
}

void BoardTest::visibleMediaFollowTheScroll()
{
    BoardBench bench(300);
    QSignalSpy changed(&bench.view, &BoardView::visibleMediaChanged);
    QVERIFY(bench.view.visibleMedia().contains(u"cover1"_s));
    QVERIFY(bench.view.visibleMedia().size() < 100);
    bench.view.verticalScrollBar()->setValue(bench.view.verticalScrollBar()->maximum());
    QTRY_COMPARE(changed.size(), 1);
    const QStringList media = changed.first().first().toStringList();
    QVERIFY(media.contains(u"cover300"_s));
    QVERIFY(!media.contains(u"cover1"_s));
}

void BoardTest::boxesGlideToTheirPlaces()
{
    BoardBench bench(12);
    bench.view.setReducedMotion(false);
    QList<BoardCard> cards = bench.view.cards();
    cards.move(0, 11);
    bench.view.setCards(cards);
    QVERIFY(bench.view.isBusy());
    const qint64 before = bench.view.statistics().paints;
    bench.settle();
    QVERIFY(bench.view.statistics().paints > before + 2);
    QCOMPARE(bench.shownOrder().last(), 1);
}

void BoardTest::assistiveProgramsSeeAList()
{
    BoardBench bench(12);
    QAccessibleInterface* board = QAccessible::queryAccessibleInterface(&bench.view);
    QVERIFY(board);
    QCOMPARE(board->role(), QAccessible::List);
    QCOMPARE(board->text(QAccessible::Name), u"Storyboard"_s);
    QCOMPARE(board->childCount(), 12);
    QAccessibleInterface* box = board->child(3);
    QCOMPARE(box->role(), QAccessible::ListItem);
    QCOMPARE(box->text(QAccessible::Name), u"Shot 4: Title 4"_s);
    const QString description = box->text(QAccessible::Description);
    QVERIFY(description.contains(u"4 of 12"_s));
    QVERIFY(description.startsWith(u"Waiting"_s));
    QVERIFY(description.contains(u"video, 0:05"_s));
    const QRect place = bench.view.boxRect(bench.shot(4));
    QCOMPARE(box->rect().topLeft(), bench.view.viewport()->mapToGlobal(place.topLeft()));
    QCOMPARE(box->rect().size(), place.size());
    QCOMPARE(board->childAt(box->rect().center().x(), box->rect().center().y()), box);
    QCOMPARE(board->indexOfChild(box), 3);
    QCOMPARE(box->parent(), board);
    QVERIFY(!box->state().selected);
    bench.view.setSelection(bench.shots({4}));
    QVERIFY(box->state().selected);
    QVERIFY(box->state().focusable);
    QVERIFY(!box->state().invisible);
    bench.view.hide();
    QVERIFY(box->state().invisible);
    bench.view.show();

    // The item stays the same wherever its box goes, and ends with it.
    QList<BoardCard> cards = bench.view.cards();
    cards.move(3, 0);
    bench.view.setCards(cards);
    QCOMPARE(board->child(0), box);
    cards.removeAt(0);
    bench.view.setCards(cards);
    QVERIFY(!box->isValid());
    QCOMPARE(board->childCount(), 11);
}

void BoardTest::assistiveProgramsAct()
{
    BoardBench bench(6);
    QSignalSpy activated(&bench.view, &BoardView::shotActivated);
    QSignalSpy requested(&bench.view, &BoardView::moveRequested);
    QAccessibleInterface* board = QAccessible::queryAccessibleInterface(&bench.view);
    QAccessibleActionInterface* box = board->child(2)->actionInterface();
    QVERIFY(box->actionNames().contains(QAccessibleActionInterface::pressAction()));
    box->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(activated.first().first().value<ShotId>(), bench.shot(3));
    box->doAction(QAccessibleActionInterface::toggleAction());
    QCOMPARE(bench.numbers(bench.view.selection()), Numbers({3}));
    box->doAction(u"move left"_s);
    QCOMPARE(requested.takeFirst().at(1).toInt(), 1);
    box->doAction(u"move right"_s);
    QCOMPARE(requested.takeFirst().at(1).toInt(), 2);
}

void BoardTest::whatGuestsDecidedIsMarked()
{
    BoardBench bench(3);
    BoardCard card = bench.view.cards().first();
    const auto caption = [&] {
        return bench.view.viewport()->grab(bench.view.boxRect(card.id)).toImage();
    };
    bench.settle();
    const QImage before = caption();
    card.verdicts = {{u"Client"_s, Verdict::Accepted}, {u"Director"_s, Verdict::Changes}};
    bench.view.updateCard(card);
    bench.settle();
    QVERIFY(caption() != before);
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&bench.view);
    const QString description = list->child(0)->text(QAccessible::Description);
    QVERIFY2(description.contains(u"Client: accepted"_s), qPrintable(description));
    QVERIFY2(description.contains(u"Director: changes wanted"_s), qPrintable(description));
}
