#include "pagetest.h"

#include "deskbench.h"
#include "tests/support/samples.h"
#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/fields.h"
#include "ui/common/popupmenu.h"
#include "ui/player/filmplayer.h"
#include "ui/player/filmview.h"
#include "ui/storyboard/board/boardview.h"
#include "ui/storyboard/bulkbar.h"
#include "ui/storyboard/colourstrip.h"
#include "ui/storyboard/emptydesk.h"
#include "ui/storyboard/movedialog.h"
#include "ui/storyboard/shotpanel.h"

#include <QClipboard>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

// The desk of a project with so many shots, on a screen.
struct Screen
{
    explicit Screen(int shots)
        : bench(shots)
        , page(bench.page())
    {
        page.resize(1280, 700);
        page.show();
        page.open(bench.project());
        bench.settle();
        board = page.findChild<BoardView*>();
        bulk = page.findChild<BulkBar*>();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&page, key, modifiers);
        bench.settle();
    }
    void select(const QList<int>& indexes)
    {
        QList<ShotId> shots;
        for (const int index : indexes) {
            shots.append(bench.id(index));
        }
        board->setSelection(shots);
    }
    Button* bulkButton(const QString& text) const
    {
        for (Button* button : bulk->findChildren<Button*>()) {
            if (button->text() == text && !button->isHidden()) {
                return button;
            }
        }
        return nullptr;
    }
    Chip* trashChip() const { return page.findChild<Chip*>(); }
    FilmView* film() const { return page.window()->findChild<FilmView*>(); }
    QString picture(const QString& name, int seed)
    {
        const QString path = bench.filePath(name);
        samples::save(path, samples::picture(64, 36, seed), "PNG");
        return path;
    }

    DeskBench bench;
    DeskPage& page;
    BoardView* board;
    BulkBar* bulk;
};

QStringList titlesOf(const BoardView& board)
{
    QStringList titles;
    for (const BoardCard& card : board.cards()) {
        titles.append(card.title);
    }
    return titles;
}

} // namespace

void PageTest::showsTheShotsAndFollowsTheLibrary()
{
    Screen screen(3);
    QCOMPARE(titlesOf(*screen.board), screen.bench.titles());
    screen.bench.controller().rename(screen.bench.id(1), u"Fog"_s);
    screen.bench.settle();
    QCOMPARE(screen.board->cards().at(1).title, u"Fog"_s);
    QVERIFY(screen.board->cards().at(1).isEmpty());
    screen.bench.addAsset(screen.bench.id(1), screen.picture(u"a.png"_s, 1), true);
    QVERIFY(screen.board->cards().at(1).hasHeadliner);
    screen.bench.controller().trash({screen.bench.id(0)});
    screen.bench.settle();
    QCOMPARE(titlesOf(*screen.board), (QStringList{u"Fog"_s, u"Shot 3"_s}));
    QCOMPARE(screen.board->cards().first().number, 1);
    screen.bench.commands().undo();
    screen.bench.settle();
    QCOMPARE(titlesOf(*screen.board), (QStringList{u"Shot 1"_s, u"Fog"_s, u"Shot 3"_s}));
}

void PageTest::boxesStayInSightWhenTheRoomShrinks()
{
    Screen screen(60);
    const auto fits = [&] {
        const int room = screen.board->viewport()->width();
        for (int i = 0; i < 12; ++i) {
            if (screen.board->boxRect(screen.bench.id(i)).right() >= room) {
                return false;
            }
        }
        return true;
    };
    for (const QSize& size :
         {QSize(1920, 1032), QSize(1280, 752), QSize(1120, 652), QSize(1280, 700)}) {
        screen.page.resize(size);
        screen.bench.settle();
        QVERIFY2(fits(), qPrintable(QString::number(size.width())));
        screen.page.restoreState(R"({"panel":true})");
        screen.bench.settle();
        QVERIFY2(fits(), qPrintable(u"%1 with the panel"_s.arg(size.width())));
        screen.page.restoreState({});
        screen.bench.settle();
        QVERIFY2(fits(), qPrintable(u"%1 without it again"_s.arg(size.width())));
    }
}

void PageTest::newShotComesAfterTheCurrentOne()
{
    Screen screen(3);
    screen.board->setCurrent(screen.bench.id(0));
    screen.key(Qt::Key_N);
    QCOMPARE(screen.bench.titles(), (QStringList{u"Shot 1"_s, {}, u"Shot 2"_s, u"Shot 3"_s}));
    QCOMPARE(screen.board->currentShot(), screen.bench.id(1));
    screen.key(Qt::Key_N);
    QCOMPARE(screen.bench.titles(), (QStringList{u"Shot 1"_s, {}, {}, u"Shot 2"_s, u"Shot 3"_s}));
    QCOMPARE(screen.board->currentShot(), screen.bench.id(2));
}

void PageTest::emptyDeskSaysHowToBegin()
{
    Screen screen(0);
    auto* empty = screen.page.findChild<EmptyDesk*>();
    QVERIFY(empty->isVisible());
    QVERIFY(!screen.page.findChild<ColourStrip*>()->isVisible());
    QSignalSpy files(&screen.page, &DeskPage::importFilesRequested);
    const QList<Button*> buttons = empty->findChildren<Button*>();
    QCOMPARE(buttons.size(), 2);
    QTest::mouseClick(buttons.at(0), Qt::LeftButton);
    QCOMPARE(files.count(), 1);
    QTest::mouseClick(buttons.at(1), Qt::LeftButton);
    screen.bench.settle();
    QCOMPARE(screen.bench.shots().size(), 1);
    QVERIFY(!empty->isVisible());
    QVERIFY(screen.board->isVisible());
    QVERIFY(screen.page.findChild<ColourStrip*>()->isVisible());
}

void PageTest::keysSetTheStatusOfTheSelection()
{
    Screen screen(3);
    screen.select({0, 2});
    screen.key(Qt::Key_3);
    screen.select({1});
    screen.key(Qt::Key_2);
    const QList<Shot> shots = screen.bench.shots();
    QCOMPARE(shots.at(0).status, ShotStatus::Done);
    QCOMPARE(shots.at(1).status, ShotStatus::InProgress);
    QCOMPARE(shots.at(2).status, ShotStatus::Done);
    QCOMPARE(screen.board->cards().at(2).status, ShotStatus::Done);
    screen.bench.commands().undo();
    screen.bench.commands().undo();
    screen.bench.settle();
    QCOMPARE(screen.board->cards().at(2).status, ShotStatus::Waiting);
}

void PageTest::bulkBarActsOnTheSelection()
{
    Screen screen(4);
    screen.select({1, 3});
    QVERIFY(screen.bulk->isVisible());
    QSignalSpy notified(&screen.page, &DeskPage::notified);
    QSignalSpy passports(&screen.page, &DeskPage::passportRequested);
    const QList<ShotId> selected = screen.page.selection();
    QCOMPARE(selected, (QList<ShotId>{screen.bench.id(1), screen.bench.id(3)}));
    Q_EMIT screen.bulk->labelChosen(ShotLabel::Green);
    Q_EMIT screen.bulk->statusChosen(ShotStatus::Done);
    Q_EMIT screen.bulk->actRequested(ShotAct::ExportPassport);
    screen.bench.settle();
    QCOMPARE(screen.bench.shots().at(3).label, ShotLabel::Green);
    QCOMPARE(screen.bench.shots().at(1).status, ShotStatus::Done);
    QCOMPARE(screen.bench.shots().at(0).status, ShotStatus::Waiting);
    QCOMPARE(passports.first().first().value<QList<ShotId>>(), selected);
    Button* trash = nullptr;
    for (Button* button : screen.bulk->findChildren<Button*>()) {
        if (button->kind() == Button::Kind::Danger) {
            trash = button;
        }
    }
    QTest::mouseClick(trash, Qt::LeftButton);
    screen.bench.settle();
    QCOMPARE(screen.bench.titles(), (QStringList{u"Shot 1"_s, u"Shot 3"_s}));
    QCOMPARE(notified.count(), 1);
    QVERIFY(notified.first().at(1).toBool());
}

void PageTest::bulkBarGoesWithTheSelection()
{
    Screen screen(3);
    QVERIFY(!screen.bulk->isVisible());
    screen.select({0});
    QVERIFY(screen.bulk->isVisible());
    const QRect stage = screen.bulk->parentWidget()->rect();
    QVERIFY(stage.contains(screen.bulk->geometry()));
    screen.page.resize(1120, 600);
    QVERIFY(screen.bulk->parentWidget()->rect().contains(screen.bulk->geometry()));
    screen.key(Qt::Key_Escape);
    QVERIFY(!screen.bulk->isVisible());
    QVERIFY(screen.page.selection().isEmpty());
}

void PageTest::trashShowsWhatWasThrownAwayAndGivesItBack()
{
    Screen screen(4);
    QVERIFY(!screen.trashChip()->isVisible()); // nothing there: no chip
    screen.select({1, 2});
    screen.key(Qt::Key_Delete);
    QVERIFY(screen.trashChip()->isVisible());
    QCOMPARE(screen.trashChip()->count(), 2);
    QTest::mouseClick(screen.trashChip(), Qt::LeftButton);
    QCOMPARE(screen.board->cards().size(), 2);
    QVERIFY(screen.board->cards().first().trashed);
    QSignalSpy opened(&screen.page, &DeskPage::shotOpened);
    Q_EMIT screen.board->shotActivated(screen.board->cards().first().id);
    QCOMPARE(opened.count(), 0); // what is in the trash is not worked on
    screen.board->setSelection({screen.board->cards().first().id});
    QVERIFY(screen.bulkButton(BulkBar::tr("Restore")));
    QTest::mouseClick(screen.bulkButton(BulkBar::tr("Restore")), Qt::LeftButton);
    screen.bench.settle();
    QCOMPARE(screen.board->cards().size(), 1);
    QCOMPARE(screen.trashChip()->count(), 1);
    // With the last one gone there is nothing more to look at here.
    screen.board->setSelection({screen.board->cards().first().id});
    Q_EMIT screen.bulk->actRequested(ShotAct::Restore);
    screen.bench.settle();
    QVERIFY(!screen.trashChip()->isVisible());
    QCOMPARE(titlesOf(*screen.board),
             (QStringList{u"Shot 1"_s, u"Shot 2"_s, u"Shot 3"_s, u"Shot 4"_s}));
}

void PageTest::trashTakesNoNewShots()
{
    Screen screen(2);
    screen.select({1});
    screen.key(Qt::Key_Delete);
    QTest::mouseClick(screen.trashChip(), Qt::LeftButton);
    screen.select({});
    screen.key(Qt::Key_N);
    screen.board->setSelection({screen.board->cards().first().id});
    screen.key(Qt::Key_D, Qt::ControlModifier);
    screen.key(Qt::Key_3);
    screen.key(Qt::Key_Delete);
    QCOMPARE(screen.bench.titles(), QStringList{u"Shot 1"_s});
    QCOMPARE(screen.bench.trashed().size(), 1);
    QCOMPARE(screen.bench.trashed().first().status, ShotStatus::Waiting);
    screen.key(Qt::Key_Escape);
    screen.key(Qt::Key_Escape);
    QCOMPARE(titlesOf(*screen.board), QStringList{u"Shot 1"_s});
}

void PageTest::movedBoxesAreMovedInTheLibrary()
{
    Screen screen(4);
    Q_EMIT screen.board->moveRequested({screen.bench.id(0), screen.bench.id(1)}, 2);
    screen.bench.settle();
    const QStringList expected{u"Shot 3"_s, u"Shot 4"_s, u"Shot 1"_s, u"Shot 2"_s};
    QCOMPARE(screen.bench.titles(), expected);
    QCOMPARE(titlesOf(*screen.board), expected);
}

void PageTest::moveToNumberAsksAndMoves()
{
    Screen screen(4);
    screen.select({0, 1});
    Q_EMIT screen.bulk->actRequested(ShotAct::MoveToNumber);
    auto* dialog = screen.page.window()->findChild<MoveDialog*>();
    QVERIFY(dialog);
    auto* number = dialog->findChild<QSpinBox*>();
    QCOMPARE(number->maximum(), 3); // two shots end at the fourth place
    number->setValue(3);
    dialog->accept();
    screen.bench.settle();
    QCOMPARE(screen.bench.titles(),
             (QStringList{u"Shot 3"_s, u"Shot 4"_s, u"Shot 1"_s, u"Shot 2"_s}));
}

void PageTest::duplicatesAreSelected()
{
    Screen screen(3);
    screen.select({0, 1});
    screen.key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(screen.bench.shots().size(), 5);
    QCOMPARE(screen.page.selection(), (QList<ShotId>{screen.bench.id(2), screen.bench.id(3)}));
}

void PageTest::editedTextReachesTheLibrary()
{
    Screen screen(2);
    Q_EMIT screen.board->textEdited(screen.bench.id(0), BoardField::Title, u"Fog"_s);
    Q_EMIT screen.board->textEdited(screen.bench.id(1), BoardField::Script, u"Gulls cry."_s);
    screen.bench.settle();
    QCOMPARE(screen.bench.shots().at(0).title, u"Fog"_s);
    QCOMPARE(screen.bench.shots().at(1).script, u"Gulls cry."_s);
}

void PageTest::pastedLinesBecomeShots()
{
    Screen screen(2);
    screen.board->setCurrent(screen.bench.id(0));
    QGuiApplication::clipboard()->setText(u"Fog\nGulls"_s);
    QSignalSpy offered(&screen.page, &DeskPage::mediaOffered);
    screen.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(offered.count(), 0);
    QCOMPARE(screen.bench.titles(), (QStringList{u"Shot 1"_s, u"Fog"_s, u"Gulls"_s, u"Shot 2"_s}));
    screen.bench.commands().undo();
    screen.bench.settle();
    QCOMPARE(screen.bench.titles(), (QStringList{u"Shot 1"_s, u"Shot 2"_s}));
}

void PageTest::pastedFilesAreOffered()
{
    Screen screen(2);
    screen.board->setCurrent(screen.bench.id(0));
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(screen.picture(u"a.png"_s, 1))});
    QGuiApplication::clipboard()->setMimeData(data);
    QSignalSpy offered(&screen.page, &DeskPage::mediaOffered);
    screen.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(offered.count(), 1);
    QCOMPARE(offered.first().at(1).toInt(), 1);
    QVERIFY(offered.first().at(2).value<ShotId>().isNull());
    DropPlace place{screen.bench.id(1), -1};
    Q_EMIT screen.board->mediaDropped(data, place);
    QCOMPARE(offered.count(), 2);
    QCOMPARE(offered.at(1).at(2).value<ShotId>(), screen.bench.id(1));
}

void PageTest::copiedHeadlinersHaveReadableNames()
{
    Screen screen(3);
    screen.bench.controller().rename(screen.bench.id(1), u"Bridge"_s);
    screen.bench.settle();
    screen.bench.addAsset(screen.bench.id(1), screen.picture(u"a.png"_s, 1), false);
    screen.bench.addAsset(screen.bench.id(1), screen.picture(u"b.png"_s, 2), true);
    screen.select({0, 1});
    screen.key(Qt::Key_C, Qt::ControlModifier);
    const QList<QUrl> urls = QGuiApplication::clipboard()->mimeData()->urls();
    QCOMPARE(urls.size(), 1); // the other shot has none
    const QFileInfo file(urls.first().toLocalFile());
    QVERIFY(file.isFile());
    QVERIFY2(file.fileName().startsWith(u"002_"_s), qPrintable(file.fileName()));
    QVERIFY2(file.fileName().endsWith(u"_02.png"_s), qPrintable(file.fileName()));
    QCOMPARE(samples::read(file.filePath()), samples::read(screen.bench.filePath(u"b.png"_s)));
}

void PageTest::menuOpensByKeyboard()
{
    Screen screen(2);
    screen.board->setCurrent(screen.bench.id(1));
    screen.key(Qt::Key_F10, Qt::ShiftModifier);
    PopupMenu* menu = nullptr;
    for (PopupMenu* found : screen.page.findChildren<PopupMenu*>()) {
        if (found->isVisible()) {
            menu = found;
        }
    }
    QVERIFY(menu);
    QSignalSpy opened(&screen.page, &DeskPage::shotOpened);
    menu->actions().first()->trigger();
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().value<ShotId>(), screen.bench.id(1));
    menu->close();
}

void PageTest::panelEditsTheSelectedShot()
{
    Screen screen(2);
    screen.page.restoreState(R"({"panel":true})");
    auto* panel = screen.page.findChild<ShotPanel*>();
    QVERIFY(panel->isVisible());
    screen.select({1});
    auto* title = panel->findChild<TextField*>();
    QCOMPARE(title->text(), u"Shot 2"_s);
    title->lineEdit()->setFocus();
    title->lineEdit()->selectAll();
    QTest::keyClicks(title->lineEdit(), u"Fog"_s);
    QTest::keyClick(title->lineEdit(), Qt::Key_Return);
    screen.bench.settle();
    QCOMPARE(screen.bench.titles(), (QStringList{u"Shot 1"_s, u"Fog"_s}));
    QCOMPARE(screen.board->cards().at(1).title, u"Fog"_s);
}

void PageTest::typingThatRestsIsKept()
{
    Screen screen(1);
    screen.page.restoreState(R"({"panel":true})");
    screen.select({0});
    auto* panel = screen.page.findChild<ShotPanel*>();
    QTest::keyClicks(panel->findChild<TextArea*>(), u"A storm "_s);
    QTRY_COMPARE(screen.bench.shots().first().script, u"A storm "_s);
    QTest::keyClicks(panel->findChild<TextArea*>(), u"comes"_s);
    QTRY_COMPARE(screen.bench.shots().first().script, u"A storm comes"_s);
    screen.bench.settle();
    screen.bench.commands().undo();
    screen.bench.settle();
    QCOMPARE(panel->findChild<TextArea*>()->text(), screen.bench.shots().first().script);
}

void PageTest::keysInThePanelAreNoCommands()
{
    Screen screen(2);
    screen.page.restoreState(R"({"panel":true})");
    screen.select({1});
    screen.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&screen.page));
    auto* duration = screen.page.findChild<QDoubleSpinBox*>();
    duration->setFocus();
    QTest::keyClick(duration, Qt::Key_N);
    QTest::keyClick(duration, Qt::Key_Escape);
    screen.bench.settle();
    QCOMPARE(screen.bench.shots().size(), 2);
    QVERIFY(screen.board->hasFocus());
    screen.key(Qt::Key_N);
    QCOMPARE(screen.bench.shots().size(), 3);
}

void PageTest::leavingKeepsWhatIsTyped()
{
    Screen screen(1);
    screen.page.restoreState(R"({"panel":true})");
    screen.select({0});
    auto* panel = screen.page.findChild<ShotPanel*>();
    panel->findChild<TextArea*>()->setPlainText(u"A storm."_s);
    screen.page.leave();
    screen.bench.settle();
    QCOMPARE(screen.bench.shots().first().script, u"A storm."_s);
}

void PageTest::stateComesBack()
{
    Screen screen(60);
    screen.board->setZoom(0.3);
    screen.board->setCurrent(screen.bench.id(40));
    QByteArray state = screen.page.state();
    state.replace("\"strip\":true", "\"strip\":false").replace("\"panel\":false", "\"panel\":true");
    screen.board->setZoom(0.6);
    screen.board->setCurrent(screen.bench.id(0));
    screen.page.restoreState(state);
    QCOMPARE(screen.board->currentShot(), screen.bench.id(40));
    QVERIFY2(qAbs(screen.board->zoom() - 0.3) < 0.01,
             qPrintable(QString::number(screen.board->zoom())));
    QVERIFY(screen.page.findChild<ColourStrip*>()->isHidden());
    QVERIFY(screen.page.findChild<ShotPanel*>()->isVisible());
    screen.page.restoreState("no JSON at all");
    QVERIFY(!screen.page.findChild<ColourStrip*>()->isHidden());
}

void PageTest::progressShowsOnItsBox()
{
    Screen screen(2);
    const GenerationId generation = screen.bench.addJob(screen.bench.id(1), JobState::Running);
    QCOMPARE(screen.board->cards().at(1).running, 1); // before it says how far it is
    QCOMPARE(screen.board->cards().at(1).queued, 0);
    QCOMPARE(screen.board->cards().at(1).progress, -1.0);
    screen.page.setProgress(generation, 0.64, 9000);
    QCOMPARE(screen.board->cards().at(1).progress, 0.64);
    screen.bench.write([&](Repositories& repositories) {
        Job job = *repositories.jobs.find(generation);
        job.state = JobState::Failed;
        repositories.jobs.update(job);
    });
    QCOMPARE(screen.board->cards().at(1).running, 0);
    QVERIFY(screen.board->cards().at(1).failed);
}

void PageTest::stripGoesToTheShot()
{
    Screen screen(5);
    auto* strip = screen.page.findChild<ColourStrip*>();
    const QRectF column = strip->columnRect(screen.bench.id(3));
    QTest::mouseClick(strip, Qt::LeftButton, {}, column.center().toPoint());
    QCOMPARE(screen.board->currentShot(), screen.bench.id(3));
}

void PageTest::spacePlaysFromTheCurrentShot()
{
    Screen screen(4);
    screen.board->setCurrent(screen.bench.id(2));
    screen.key(Qt::Key_Space);
    QVERIFY(screen.page.isFilmOpen());
    QCOMPARE(screen.film()->player().reel().count(), 4);
    QCOMPARE(screen.film()->shownShot(), screen.bench.id(2));
    QTest::keyClick(screen.film(), Qt::Key_Right);
    QTest::keyClick(screen.film(), Qt::Key_Escape);
    QVERIFY(!screen.page.isFilmOpen());
    QCOMPARE(screen.board->currentShot(), screen.bench.id(3));
}

void PageTest::selectionPlaysAlone()
{
    Screen screen(5);
    screen.select({1, 3});
    Q_EMIT screen.bulk->actRequested(ShotAct::Play);
    QCOMPARE(screen.film()->player().reel().count(), 2);
    QCOMPARE(screen.film()->shownShot(), screen.bench.id(1));
    QVERIFY(!screen.film()->player().isLooping());
}

void PageTest::neighboursLoop()
{
    Screen screen(5);
    screen.board->setCurrent(screen.bench.id(2));
    screen.key(Qt::Key_Space, Qt::ShiftModifier);
    QCOMPARE(screen.film()->player().reel().count(), 3);
    QCOMPARE(screen.film()->shownShot(), screen.bench.id(1));
    QVERIFY(screen.film()->player().isLooping());
    QTest::keyClick(screen.film(), Qt::Key_Escape);
    screen.bench.settle();
    screen.board->setCurrent(screen.bench.id(0));
    QVERIFY(QTest::qWaitFor([&] { return !screen.film(); }));
    screen.key(Qt::Key_Space, Qt::ShiftModifier);
    QCOMPARE(screen.film()->player().reel().count(), 2); // there is none before it
}

void PageTest::filmFollowsTheLibrary()
{
    Screen screen(3);
    screen.page.playFilm();
    screen.bench.controller().rename(screen.bench.id(0), u"Fog"_s);
    screen.bench.controller().addEmptyShots(screen.bench.project(), -1, 1);
    screen.bench.settle();
    QCOMPARE(screen.film()->player().reel().clip(0).title, u"Fog"_s);
    QCOMPARE(screen.film()->player().reel().count(), 4);
}

void PageTest::filmGoesWithItsDesk()
{
    QWidget window;
    DeskBench bench(2);
    bench.page().setParent(&window);
    bench.page().open(bench.project());
    bench.settle();
    window.show();
    bench.page().playFilm();
    const QPointer<FilmView> film = window.findChild<FilmView*>();
    QVERIFY(film);
    bench.closePage();
    QVERIFY(film.isNull());
}

void PageTest::filesDroppedOnTheEmptyDeskAreOffered()
{
    Screen screen(0);
    auto* empty = screen.page.findChild<EmptyDesk*>();
    QSignalSpy offered(&screen.page, &DeskPage::mediaOffered);
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(screen.picture(u"a.png"_s, 1))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(empty, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(empty, &drop);
    QCOMPARE(offered.count(), 1);
    QMimeData nothing;
    QDragEnterEvent refused(QPoint(50, 50), Qt::CopyAction, &nothing, Qt::LeftButton,
                            Qt::NoModifier);
    QCoreApplication::sendEvent(empty, &refused);
    QVERIFY(!refused.isAccepted());
}

void PageTest::durationWishedInTheFilmReachesTheLibrary()
{
    Screen screen(2);
    screen.page.playFilm();
    QTest::keyClick(screen.film(), Qt::Key_Up);
    QTest::keyClick(screen.film(), Qt::Key_Up);
    screen.bench.settle();
    QCOMPARE(screen.bench.shots().first().plannedDurationMs, 3200);
    QCOMPARE(screen.film()->player().reel().clip(0).durationMs, 3200);
    // One sitting of pressing is one step.
    screen.bench.commands().undo();
    screen.bench.settle();
    QCOMPARE(screen.bench.shots().first().plannedDurationMs, 0);
    QCOMPARE(screen.film()->player().reel().clip(0).durationMs, 3000);
}
