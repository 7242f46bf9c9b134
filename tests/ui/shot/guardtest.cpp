#include "guardtest.h"

#include "screen.h"
#include "tests/support/rows.h"
#include "ui/common/fields.h"
#include "ui/common/popupmenu.h"
#include "ui/shot/assetacts.h"
#include "ui/shot/shotheader.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

void holdKey(QWidget* receiver, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    for (const bool again : {false, true, true, true, true}) {
        QKeyEvent event(QEvent::KeyPress, key, modifiers, QString(), again);
        QApplication::sendEvent(receiver, &event);
    }
}

PopupMenu* menuIn(const QWidget& in)
{
    for (PopupMenu* menu : in.findChildren<PopupMenu*>()) {
        if (menu->isVisible()) {
            return menu;
        }
    }
    return nullptr;
}

QStringList wordsOf(const PopupMenu& menu)
{
    QStringList texts;
    for (const QAction* action : menu.actions()) {
        if (!action->text().isEmpty()) {
            texts.append(action->text().section(u'\t', 0, 0));
        }
    }
    return texts;
}

} // namespace

void GuardTest::aHeldKeyIsOneWish()
{
    Screen screen;
    screen.bench.generated(u"a bridge"_s);
    screen.select({screen.shown().first()});
    holdKey(&screen.feed->view(), Qt::Key_R);
    screen.bench.finishJobs();
    QCOMPARE(screen.bench.generations().size(), 2);
    const auto before = screen.shown().size();
    holdKey(&screen.feed->view(), Qt::Key_Delete);
    screen.bench.settle();
    QCOMPARE(screen.shown().size(), before - 1);
    screen.select({screen.shown().first()});
    holdKey(&screen.feed->view(), Qt::Key_F);
    screen.bench.settle();
    QVERIFY(screen.bench.asset(screen.feed->view().currentAsset()).favourite);
}

void GuardTest::heldControlEnterAsksForOneGeneration()
{
    Screen screen;
    auto* prompt = screen.composer->findChild<TextArea*>();
    prompt->setText(u"a bridge"_s);
    prompt->setFocus();
    holdKey(prompt, Qt::Key_Return, Qt::ControlModifier);
    screen.bench.finishJobs();
    QCOMPARE(screen.bench.generations().size(), 1);
    QCOMPARE(prompt->text(), u"a bridge"_s);
    screen.feed->setFocus();
    holdKey(&screen.feed->view(), Qt::Key_Return, Qt::ControlModifier);
    screen.bench.finishJobs();
    QCOMPARE(screen.bench.generations().size(), 2);
}

void GuardTest::lettersActAfterSomethingWasChosenAbove_data()
{
    QTest::addColumn<QString>("button");
    QTest::newRow("label") << u"Label"_s;
    QTest::newRow("status") << u"Status: Waiting"_s;
}

void GuardTest::lettersActAfterSomethingWasChosenAbove()
{
    QFETCH(QString, button);
    Screen screen;
    const AssetId asset = screen.bench.addPicture(1);
    screen.select({asset});
    // The header stands outside of the page, as in the window.
    QWidget window;
    const auto back = qScopeGuard([&screen] {
        screen.page.header()->setParent(&screen.page);
        screen.page.setParent(nullptr);
    });
    auto* column = new QVBoxLayout(&window);
    column->addWidget(screen.page.header());
    column->addWidget(&screen.page);
    window.resize(1280, 840);
    screen.page.header()->show();
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QAbstractButton* pressed = nullptr;
    for (auto* found : screen.page.header()->findChildren<QAbstractButton*>()) {
        if (found->accessibleName() == button || found->text() == button) {
            pressed = found;
        }
    }
    QVERIFY(pressed);
    pressed->setFocus(Qt::TabFocusReason);
    QTest::mouseClick(pressed, Qt::LeftButton);
    PopupMenu* menu = menuIn(*screen.page.header());
    QVERIFY(menu);
    menu->setActiveAction(menu->actions().at(1));
    QTest::keyClick(menu, Qt::Key_Return);
    screen.bench.settle();
    QVERIFY(screen.page.isAncestorOf(window.focusWidget()));
    QTest::keyClick(window.focusWidget(), Qt::Key_H);
    screen.bench.settle();
    QCOMPARE(screen.bench.shotRow().headlinerId, asset);
}

void GuardTest::onlyWhatWasDoneIsTold()
{
    for (const Qt::Key key : {Qt::Key_X, Qt::Key_Delete}) {
        Screen screen;
        const AssetId asset = screen.bench.addPicture(1);
        screen.select({asset});
        QSignalSpy notified(&screen.page, &ShotPage::notified);
        // The asset goes for good before the page knows of it.
        screen.bench.store().write(screen.bench.account(), [asset](Repositories& r) -> Result<> {
            Asset gone = *r.assets.find(asset);
            gone.trashedMs = 5;
            r.assets.update(gone);
            r.trash.removeAsset(asset);
            return {};
        });
        screen.key(key);
        QCOMPARE(notified.count(), 0);
    }
}

void GuardTest::nothingIsOfferedWhereNothingCanBeChanged()
{
    Screen screen;
    const AssetId asset = screen.bench.addPicture(1);
    screen.page.setReadOnly(true);
    QVERIFY(screen.composer->isHidden());
    QVERIFY(!screen.feed->acceptDrops());
    QVERIFY(!screen.feed->view().viewport()->acceptDrops());
    screen.select({asset});
    QVERIFY(screen.button(u"More"_s, screen.inspector));
    for (const QString& text : {u"Headliner"_s, u"Animate"_s, u"Favourite"_s, u"Reject"_s,
                                u"Enter data…"_s, u"Read from the file"_s, u"Take seed"_s}) {
        QVERIFY2(!screen.button(text, screen.inspector), qPrintable(text));
    }
    for (TextArea* area : screen.page.findChildren<TextArea*>()) {
        QVERIFY(!area->isVisible() || area->isReadOnly());
    }
    screen.page.findChild<AssetActs*>()->openMenu(screen.page.mapToGlobal(QPoint(10, 10)));
    PopupMenu* menu = menuIn(screen.page);
    QVERIFY(menu);
    QCOMPARE(wordsOf(*menu),
             (QStringList{u"Copy files"_s, u"Show file"_s, u"Open in the default program"_s}));
    menu->close();
    // A failure can still be understood.
    screen.bench.addFailure(u"timeout"_s);
    for (int row = 0; row < screen.feed->model().rowCount(); ++row) {
        if (screen.feed->model().item(row).job) {
            screen.feed->view().setCurrentIndex(screen.feed->model().index(row));
        }
    }
    screen.page.findChild<AssetActs*>()->openMenu(screen.page.mapToGlobal(QPoint(10, 10)));
    menu = menuIn(screen.page);
    QVERIFY(menu);
    QCOMPARE(wordsOf(*menu), QStringList{u"Details"_s});
}

void GuardTest::keysChangeNothingWhereNothingCanBeChanged()
{
    Screen screen;
    screen.bench.generated(u"a bridge"_s);
    const AssetId asset = screen.bench.addPicture(1);
    const Asset before = screen.bench.asset(asset);
    screen.page.setReadOnly(true);
    screen.select({asset});
    QSignalSpy notified(&screen.page, &ShotPage::notified);
    QSignalSpy offered(&screen.page, &ShotPage::mediaOffered);
    QSignalSpy failed(&screen.page, &ShotPage::failed);
    auto* pasted = new QMimeData;
    pasted->setText(u"https://example.com/a.png"_s);
    QGuiApplication::clipboard()->setMimeData(pasted);
    for (const Qt::Key key : {Qt::Key_H, Qt::Key_F, Qt::Key_X, Qt::Key_E, Qt::Key_A, Qt::Key_R,
                              Qt::Key_P, Qt::Key_Delete}) {
        screen.key(key);
    }
    screen.key(Qt::Key_V, Qt::ControlModifier);
    screen.key(Qt::Key_Return, Qt::ControlModifier);
    screen.select({screen.shown().last()});
    screen.key(Qt::Key_R);
    screen.bench.finishJobs();
    QCOMPARE(screen.bench.asset(asset), before);
    QVERIFY(screen.bench.shotRow().headlinerId.isNull());
    QCOMPARE(screen.bench.generations().size(), 1);
    QCOMPARE(notified.count() + offered.count() + failed.count(), 0);
    QVERIFY(screen.feed->view().hasFocus());
}
