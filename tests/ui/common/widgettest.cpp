#include "widgettest.h"

#include "ui/common/badge.h"
#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/emptystate.h"
#include "ui/common/fields.h"
#include "ui/common/flowlayout.h"
#include "ui/common/focusring.h"
#include "ui/common/popupmenu.h"
#include "ui/common/progressbar.h"
#include "ui/common/style.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"
#include "ui/common/toast.h"

#include <QAccessible>
#include <QApplication>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QVBoxLayout>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString longWords = u"Взять последний кадр предыдущего"_s;

FocusRing* visibleRing(QWidget* window)
{
    for (QWidget* child : window->findChildren<QWidget*>()) {
        auto* ring = dynamic_cast<FocusRing*>(child);
        if (ring && ring->isVisible()) {
            return ring;
        }
    }
    return nullptr;
}

} // namespace

void WidgetTest::buttonIsAsWideAsItsWords()
{
    QWidget window;
    auto* row = new QHBoxLayout(&window);
    auto* button = new Button(u"frame-take"_s, longWords);
    button->setKey(u"Ctrl+Shift+P"_s);
    row->addWidget(button);
    window.resize(80, 60);
    window.show();
    QVERIFY(button->width() > button->fontMetrics().horizontalAdvance(longWords) + 80);
    QCOMPARE(button->height(), 32);
    button->setExtent(Button::Extent::Large);
    QCOMPARE(button->sizeHint().height(), 40);
}

void WidgetTest::iconButtonIsNamedByItsHint()
{
    const Button button(u"loop"_s, u"Цикл"_s, Button::Kind::Icon);
    QCOMPARE(button.accessibleName(), u"Цикл"_s);
    QCOMPARE(button.sizeHint(), QSize(32, 32));
    QVERIFY(button.text().isEmpty());
}

void WidgetTest::compactButtonKeepsItsName()
{
    Button button(u"queue"_s, u"Очередь"_s, Button::Kind::Quiet);
    const int wide = button.sizeHint().width();
    button.setCompact(true);
    QVERIFY(button.sizeHint().width() < wide);
    const auto spoken = [&button] {
        return QAccessible::queryAccessibleInterface(&button)->text(QAccessible::Name);
    };
    QCOMPARE(spoken(), u"Очередь"_s);
    button.setText(u"Задачи"_s);
    QCOMPARE(spoken(), u"Задачи"_s);
    button.setCount(3);
    QCOMPARE(spoken(), u"Задачи, 3"_s);
}

void WidgetTest::enterPressesAFocusedButton()
{
    Button button(u"Сравнить"_s);
    QSignalSpy clicked(&button, &Button::clicked);
    QTest::keyClick(&button, Qt::Key_Return);
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE(clicked.size(), 2);
}

void WidgetTest::chipTogglesAndNamesItsCount()
{
    Chip chip(u"image"_s, u"Картинки"_s);
    const int without = chip.sizeHint().width();
    chip.setCount(14);
    QVERIFY(chip.sizeHint().width() > without);
    QCOMPARE(chip.accessibleName(), u"Картинки\u00A014"_s);
    QTest::mouseClick(&chip, Qt::LeftButton);
    QVERIFY(chip.isChecked());
    QCOMPARE(chip.sizeHint().height(), 28);
}

void WidgetTest::badgeHidesAtZeroAndStopsAt99()
{
    QWidget window;
    Badge badge(0, BadgeKind::Waits, &window);
    window.show();
    QVERIFY(!badge.isVisible());
    badge.setCount(3);
    QVERIFY(badge.isVisible());
    QCOMPARE(badge.sizeHint(), QSize(18, 18));
    QCOMPARE(badgeText(99), u"99"_s);
    QCOMPARE(badgeText(100), u"99+"_s);
}

void WidgetTest::initialsComeFromFirstAndLastWord()
{
    QCOMPARE(Avatar::initials(u"марина сергеевна ковалёва"_s), u"МК"_s);
    QCOMPARE(Avatar::initials(u"  marina "_s), u"M"_s);
    QCOMPARE(Avatar::initials({}), QString());
}

void WidgetTest::searchFieldIsEmptiedByEscape()
{
    SearchField field(u"Поиск"_s);
    QSignalSpy left(&field, &SearchField::left);
    QTest::keyClicks(&field, u"les"_s);
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(field.text(), QString());
    QCOMPARE(left.size(), 0);
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(left.size(), 1);
}

void WidgetTest::passwordIsShownByTheEye()
{
    PasswordEdit edit;
    edit.resize(200, 32);
    edit.show();
    auto* eye = edit.findChild<Button*>();
    QVERIFY(!edit.isRevealed());
    QTest::mouseClick(eye, Qt::LeftButton);
    QVERIFY(edit.isRevealed());
    QTest::mouseClick(eye, Qt::LeftButton);
    QVERIFY(!edit.isRevealed());
}

void WidgetTest::fieldSaysItsErrorUntilTyping()
{
    TextField field(u"Длительность"_s);
    field.show();
    const int before = field.sizeHint().height();
    field.setError(u"Для этой модели: 5 или 10 с"_s);
    QVERIFY(field.lineEdit()->property("invalid").toBool());
    QCOMPARE(field.lineEdit()->accessibleName(), u"Длительность"_s);
    QCOMPARE(field.lineEdit()->accessibleDescription(), u"Для этой модели: 5 или 10 с"_s);
    QVERIFY(field.sizeHint().height() > before);
    QTest::keyClicks(field.lineEdit(), u"5"_s);
    QVERIFY(field.error().isEmpty());
    QVERIFY(!field.lineEdit()->property("invalid").toBool());
}

void WidgetTest::textAreaGrowsAndThenScrolls()
{
    TextArea area;
    area.resize(300, 100);
    area.show();
    const int three = area.height();
    area.setText(QString(u"строка\n"_s).repeated(5));
    const int six = area.height();
    QCOMPARE(six - three, 3 * lineHeight(TextStyle::Prompt));
    area.setText(QString(u"строка\n"_s).repeated(30));
    QCOMPARE(area.height() - three, 5 * lineHeight(TextStyle::Prompt));
    QTRY_VERIFY(area.verticalScrollBar()->maximum() > 0);
}

void WidgetTest::textAreaTakesPlainTextOnly()
{
    TextArea area;
    area.setText(u"<b>кадр</b>"_s);
    QCOMPARE(area.text(), u"<b>кадр</b>"_s);
    QVERIFY(!area.acceptRichText());
}

void WidgetTest::labelElidesAndKeepsItsText()
{
    ElidedLabel label(longWords);
    label.resize(60, 18);
    QVERIFY(label.isElided());
    QCOMPARE(label.text(), longWords);
    label.resize(label.sizeHint());
    QVERIFY(!label.isElided());
    QVERIFY(label.minimumSizeHint().width() < 40);
}

void WidgetTest::wrapLabelUsesTheLineHeightOfItsStyle()
{
    const WrapLabel label(u"одна\nдве\n\nчетыре"_s, TextStyle::Prompt);
    QCOMPARE(label.heightForWidth(400), 4 * 20);
    const WrapLabel small(longWords, TextStyle::Small);
    const int narrow = small.heightForWidth(90);
    QVERIFY(narrow > 16);
    QCOMPARE(narrow % 16, 0);
}

void WidgetTest::wrapLabelStopsAtItsLastLine()
{
    WrapLabel label(QString(longWords + u' ').repeated(10), TextStyle::Small);
    label.setMaximumLines(2);
    QCOMPARE(label.heightForWidth(200), 2 * 16);
}

void WidgetTest::selectableTextIsAsHighAsItsText()
{
    SelectableText text(u"один\nдва\nтри"_s);
    QCOMPARE(text.heightForWidth(300), 60);
    text.resize(300, text.heightForWidth(300));
    text.show();
    QCOMPARE(text.verticalScrollBar()->maximum(), 0);
    QVERIFY(text.isReadOnly());
    text.selectAll();
    QCOMPARE(text.textCursor().selectedText().size(), qsizetype(12));
}

void WidgetTest::switchTogglesByClickAndSpace()
{
    Switch control(u"Разрешить скачивать"_s);
    QTest::mouseClick(&control, Qt::LeftButton);
    QVERIFY(control.isChecked());
    QTest::keyClick(&control, Qt::Key_Space);
    QVERIFY(!control.isChecked());
    QCOMPARE(control.accessibleName(), u"Разрешить скачивать"_s);
}

void WidgetTest::labelledSliderReservesItsWidestValue()
{
    LabelledSlider slider(u"Близость"_s, 0, 100);
    QSignalSpy changed(&slider, &LabelledSlider::valueChanged);
    const int width = slider.sizeHint().width();
    slider.setValue(7);
    QCOMPARE(slider.sizeHint().width(), width);
    QCOMPARE(changed.size(), 1);
    slider.setFormat([](int value) { return u"%1 процентов"_s.arg(value); });
    QVERIFY(slider.sizeHint().width() > width);
}

void WidgetTest::progressReachesItsEndAtOnce()
{
    ProgressBar bar;
    bar.setShare(0.1);
    QCOMPARE(bar.value(), 100);
    bar.setShare(0.2);
    QCOMPARE(bar.value(), 100);
    bar.setShare(1);
    QCOMPARE(bar.value(), 1000);
    bar.setShare(0);
    QCOMPARE(bar.value(), 0);
}

void WidgetTest::flowLayoutBreaksRows()
{
    QWidget page;
    auto* flow = new FlowLayout(&page, 8);
    for (int i = 0; i < 4; ++i) {
        auto* item = new QWidget;
        item->setFixedSize(100, 28);
        flow->addWidget(item);
    }
    QCOMPARE(flow->heightForWidth(424), 28);
    QCOMPARE(flow->heightForWidth(423), 28 * 2 + 8);
    QCOMPARE(flow->heightForWidth(100), 28 * 4 + 8 * 3);
    page.resize(216, 200);
    page.show();
    QCOMPARE(flow->itemAt(2)->geometry().topLeft(), QPoint(0, 36));
}

void WidgetTest::menuPutsTheDangerLastAfterALine()
{
    PopupMenu menu;
    menu.addItem(u"copy"_s, u"Дублировать"_s, u"Ctrl+D"_s);
    const QAction* danger = menu.addDanger(u"trash"_s, u"В корзину"_s, u"Del"_s);
    QCOMPARE(menu.actions().size(), 3);
    QVERIFY(menu.actions().at(1)->isSeparator());
    QCOMPARE(menu.actions().last(), danger);
    // Rows of 30, a line of 13, an edge of 7 around.
    QCOMPARE(menu.sizeHint().height(), 30 + 13 + 30 + 14);
}

void WidgetTest::ringShowsAfterTabAndGoesWithTheMouse()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* first = new Button(u"Первая"_s);
    auto* second = new Button(u"Вторая"_s);
    column->addWidget(first);
    column->addWidget(second);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    RaskadrStyle::of(&window)->setKeyboardInUse(false);
    first->setFocus();
    QVERIFY(!visibleRing(&window));
    QTest::keyClick(first, Qt::Key_Tab);
    QVERIFY(second->hasFocus());
    FocusRing* ring = visibleRing(&window);
    QVERIFY(ring);
    QCOMPARE(ring->geometry(), second->geometry().adjusted(-4, -4, 4, 4));
    second->move(second->pos() + QPoint(3, 5));
    QCOMPARE(ring->geometry(), second->geometry().adjusted(-4, -4, 4, 4));
    QTest::mousePress(&window, Qt::LeftButton, {}, QPoint(1, 1));
    QVERIFY(!visibleRing(&window));
}

void WidgetTest::stackKeepsThreeToastsAndErrorsLongest()
{
    QWidget window;
    window.resize(1120, 700);
    ToastStack stack(&window);
    window.show();
    const QPointer<Toast> error = stack.show(ToastKind::Error, u"Ошибка"_s);
    stack.show(ToastKind::Note, u"1"_s);
    stack.show(ToastKind::Note, u"2"_s);
    const Toast* last = stack.show(ToastKind::Done, u"3"_s);
    QCOMPARE(stack.count(), 3);
    QVERIFY(error && error->isVisible());
    QCOMPARE(last->geometry().bottom() + 1, 700 - 48);
    QCOMPARE(last->x(), 24);
    QVERIFY(error->geometry().bottom() < last->y());
    window.resize(1300, 900);
    QCOMPARE(last->geometry().bottom() + 1, 900 - 48);
    QVERIFY(ToastStack::of(last) == &stack);
}

void WidgetTest::toastActsAndCloses()
{
    QWidget window;
    window.resize(1120, 700);
    ToastStack stack(&window);
    window.show();
    Toast* toast = stack.show(ToastKind::Note, u"2 шота в корзине"_s, u"Вернуть"_s, u"trash"_s);
    QSignalSpy triggered(toast, &Toast::triggered);
    QTest::mouseClick(toast->findChildren<Button*>().constFirst(), Qt::LeftButton);
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(stack.count(), 0);
    stack.show(ToastKind::Note, u"Импорт: 1"_s, {}, {}, u"import"_s);
    stack.show(ToastKind::Note, u"Импорт: 2"_s, {}, {}, u"import"_s);
    QCOMPARE(stack.count(), 1);
}

void WidgetTest::sameErrorIsNotShownTwice()
{
    QWidget window;
    auto* stack = new ToastStack(&window);
    auto* child = new QWidget(&window);
    showError(child, Error{ErrorKind::Storage, {}, {}, 0});
    showError(child, Error{ErrorKind::Storage, {}, {}, 0});
    QCOMPARE(stack->count(), 1);
}

void WidgetTest::cancelledIsNotShown()
{
    QWidget window;
    auto* stack = new ToastStack(&window);
    showError(&window, Error{ErrorKind::Cancelled, {}, {}, 0});
    QCOMPARE(stack->count(), 0);
}

void WidgetTest::themeSwitchRepaintsInTheNewColors()
{
    auto& application = *qobject_cast<QApplication*>(QCoreApplication::instance());
    QWidget window;
    window.resize(40, 40);
    window.show();
    QCOMPARE(window.grab().toImage().pixelColor(20, 20), Theme::darkTheme().window);
    applyTheme(application, false, true);
    QTRY_COMPARE(window.grab().toImage().pixelColor(20, 20), Theme::lightTheme().window);
    applyTheme(application, true, true);
    QCOMPARE(motionMs(160), 0);
}

void WidgetTest::keysReadAsPeopleKnowThem()
{
    QCOMPARE(keyText(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)), u"Ctrl+Shift+P"_s);
    QCOMPARE(keyText(QKeySequence(Qt::Key_Return)), u"Enter"_s);
    QCOMPARE(keyText(QKeySequence(Qt::ALT | Qt::Key_Left)), u"Alt+←"_s);
    QCOMPARE(keyText(QKeySequence(Qt::CTRL | Qt::Key_Plus)), u"Ctrl++"_s);
}
