#include "readonlytest.h"

#include "deskbench.h"
#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/fields.h"
#include "ui/common/popupmenu.h"
#include "ui/player/filmview.h"
#include "ui/storyboard/board/boardview.h"
#include "ui/storyboard/bulkbar.h"
#include "ui/storyboard/labelpicker.h"
#include "ui/storyboard/shotpanel.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

struct ReadOnlyScreen
{
    explicit ReadOnlyScreen(int shots)
        : bench(shots)
        , page(bench.page())
    {
        page.resize(1280, 700);
        page.show();
        page.activateWindow();
        page.open(bench.project());
        bench.settle();
        board = page.findChild<BoardView*>();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(board, key, modifiers);
        bench.settle();
    }
    QStringList buttons() const
    {
        QStringList texts;
        for (const Button* button : page.findChild<BulkBar*>()->findChildren<Button*>()) {
            if (button->isVisible()) {
                texts.append(button->text().isEmpty() ? button->accessibleName() : button->text());
            }
        }
        return texts;
    }

    DeskBench bench;
    DeskPage& page;
    BoardView* board;
};

} // namespace

void ReadOnlyTest::keysChangeNothing()
{
    ReadOnlyScreen screen(3);
    screen.page.setReadOnly(true);
    const QList<Shot> before = screen.bench.shots();
    screen.board->setCurrent(before.first().id);
    screen.board->setSelection({before.first().id});
    for (const Qt::Key key : {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_Delete, Qt::Key_F2}) {
        screen.key(key);
        QVERIFY(!screen.board->isEditing());
    }
    screen.key(Qt::Key_F2, Qt::ShiftModifier);
    QVERIFY(!screen.board->isEditing());
    screen.key(Qt::Key_D, Qt::ControlModifier);
    screen.key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(screen.bench.shots(), before);
    QCOMPARE(screen.board->cards().first().id, before.first().id);
    QVERIFY(screen.board->addSlotRect().isEmpty());
    // The film is watched, and its shots stay as long as they are.
    screen.key(Qt::Key_Space);
    auto* film = screen.page.window()->findChild<FilmView*>();
    QVERIFY(film);
    QSignalSpy wishes(film, &FilmView::durationChangeRequested);
    QTest::keyClick(film, Qt::Key_Up);
    QTest::keyClick(film, Qt::Key_Down);
    QCOMPARE(wishes.count(), 0);
    film->closeFilm();
}

void ReadOnlyTest::barMenuAndPanelOfferWhatChangesNothing()
{
    ReadOnlyScreen screen(3);
    screen.page.setReadOnly(true);
    const ShotId shot = screen.bench.id(0);
    screen.board->setCurrent(shot);
    screen.board->setSelection({shot});
    QApplication::processEvents();
    QCOMPARE(screen.buttons(), (QStringList{u"Export"_s, u"Play"_s, u"Clear the selection"_s}));

    Q_EMIT screen.board->menuRequested(shot, screen.page.mapToGlobal(QPoint(50, 50)));
    PopupMenu* menu = nullptr;
    for (PopupMenu* found : screen.page.findChildren<PopupMenu*>()) {
        if (found->isVisible()) {
            menu = found;
        }
    }
    QVERIFY(menu);
    QStringList texts;
    for (const QAction* action : menu->actions()) {
        if (!action->text().isEmpty()) {
            texts.append(action->text().section(u'\t', 0, 0));
        }
    }
    QCOMPARE(texts, (QStringList{u"Open"_s, u"Play"_s, u"Export"_s}));
    menu->close();

    screen.page.restoreState(R"({"panel":true})");
    auto* panel = screen.page.findChild<ShotPanel*>();
    QVERIFY(panel->isVisible());
    QVERIFY(panel->findChild<QLineEdit*>()->isReadOnly());
    QVERIFY(panel->findChild<TextArea*>()->isReadOnly());
    QVERIFY(panel->findChild<QDoubleSpinBox*>()->isReadOnly());
    QVERIFY(!panel->findChild<LabelPicker*>()->isEnabled());
}

void ReadOnlyTest::theTrashOffersNothing()
{
    ReadOnlyScreen screen(2);
    screen.bench.controller().trash({screen.bench.id(0)});
    screen.bench.settle();
    screen.page.setReadOnly(true);
    QTest::mouseClick(screen.page.findChild<Chip*>(), Qt::LeftButton);
    screen.bench.settle();
    const QList<Shot> trashed = screen.bench.trashed();
    QCOMPARE(trashed.size(), 1);
    QCOMPARE(screen.board->cards().size(), 1);
    screen.board->setSelection({trashed.first().id});
    QApplication::processEvents();
    QCOMPARE(screen.buttons(), QStringList{u"Clear the selection"_s});
    for (const Button* button : screen.page.findChildren<Button*>()) {
        QVERIFY(!button->isVisible() || button->text() != u"Empty the trash…"_s);
    }
    Q_EMIT screen.board->menuRequested(trashed.first().id, QPoint(50, 50));
    for (const PopupMenu* menu : screen.page.findChildren<PopupMenu*>()) {
        QVERIFY(!menu->isVisible());
    }
}

void ReadOnlyTest::aHeldKeyThrowsOneShotAway()
{
    ReadOnlyScreen screen(4);
    screen.board->setCurrent(screen.bench.id(0));
    for (const bool again : {false, true, true, true}) {
        QKeyEvent event(QEvent::KeyPress, Qt::Key_Delete, {}, QString(), again);
        QApplication::sendEvent(screen.board, &event);
        screen.bench.settle();
    }
    QCOMPARE(screen.bench.shots().size(), 3);
}
