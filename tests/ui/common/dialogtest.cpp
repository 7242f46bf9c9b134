#include "dialogtest.h"

#include "ui/common/dialog.h"
#include "ui/common/fields.h"
#include "ui/common/textlabels.h"

#include <QApplication>
#include <QPointer>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

struct DialogScreen
{
    DialogScreen()
    {
        window.resize(1120, 700);
        auto* column = new QVBoxLayout(&window);
        column->addWidget(&below);
        window.show();
        window.activateWindow();
        below.setFocus();
    }
    bool isActive() { return QTest::qWaitForWindowActive(&window); }

    QWidget window;
    Button below{u"Новый шот"_s};
};

Dialog* newProject(QWidget* window, TextField** name = nullptr)
{
    auto* dialog = new Dialog(window, u"Новый проект"_s);
    auto* field = new TextField(u"Название"_s);
    dialog->content()->addWidget(field);
    dialog->addReject(u"Отмена"_s);
    dialog->addAccept(u"Создать"_s);
    dialog->open();
    if (name) {
        *name = field;
    }
    return dialog;
}

// A dialog whose one field may not be lost.
class Sheet final : public Dialog
{
public:
    explicit Sheet(QWidget* window)
        : Dialog(window, u"Сгенерировать"_s)
        , field(new TextField(u"Промт"_s))
    {
        content()->addWidget(field);
        addReject(u"Отмена"_s);
        open();
    }
    bool hasUnsaved() const override { return !field->text().isEmpty(); }

    TextField* field;
};

} // namespace

void DialogTest::enterPressesTheMainButton()
{
    DialogScreen screen;
    QVERIFY(screen.isActive());
    TextField* name = nullptr;
    Dialog* dialog = newProject(&screen.below, &name);
    QSignalSpy accepted(dialog, &Dialog::accepted);
    QSignalSpy closed(dialog, &Dialog::closed);
    QVERIFY(name->lineEdit()->hasFocus());
    QTest::keyClicks(name->lineEdit(), u"Mayak"_s);
    QTest::keyClick(name->lineEdit(), Qt::Key_Return);
    QCOMPARE(accepted.size(), 1);
    QCOMPARE(closed.size(), 1);
    QVERIFY(!dialog->isVisible());
}

void DialogTest::escapeRejectsUnlessNotClosable()
{
    DialogScreen screen;
    QVERIFY(screen.isActive());
    Dialog* dialog = newProject(&screen.window);
    QSignalSpy rejected(dialog, &Dialog::rejected);
    dialog->setClosable(false);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(rejected.size(), 0);
    dialog->setClosable(true);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(rejected.size(), 1);
}

void DialogTest::tabStaysInside()
{
    DialogScreen screen;
    QVERIFY(screen.isActive());
    Dialog* dialog = newProject(&screen.window);
    QSet<QWidget*> seen;
    for (int i = 0; i < 9; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(dialog->isAncestorOf(QApplication::focusWidget()));
        seen.insert(QApplication::focusWidget());
    }
    QCOMPARE(seen.size(), 4);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(dialog->isAncestorOf(QApplication::focusWidget()));
    screen.below.setFocus();
    QTRY_VERIFY(dialog->isAncestorOf(QApplication::focusWidget()));
}

void DialogTest::shortcutsOfTheWindowDoNotFire()
{
    DialogScreen screen;
    QVERIFY(screen.isActive());
    const QShortcut shortcut(QKeySequence(Qt::CTRL | Qt::Key_N), &screen.window);
    QSignalSpy fired(&shortcut, &QShortcut::activated);
    QTest::keyClick(&screen.below, Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(fired.size(), 1);
    Dialog* dialog = newProject(&screen.window);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(fired.size(), 1);
    dialog->reject();
    QTest::keyClick(&screen.below, Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(fired.size(), 2);
}

void DialogTest::focusReturnsToWhereItWas()
{
    DialogScreen screen;
    QVERIFY(screen.isActive());
    Dialog* dialog = newProject(&screen.window);
    QVERIFY(!screen.below.hasFocus());
    dialog->accept();
    QVERIFY(screen.below.hasFocus());
}

void DialogTest::closedDialogDeletesItself()
{
    DialogScreen screen;
    const QPointer<Dialog> dialog = newProject(&screen.window);
    dialog->reject();
    QTRY_VERIFY(dialog.isNull());
    QCOMPARE(Dialog::topmost(&screen.window), nullptr);
}

void DialogTest::panelFitsTheWindowAndItsContent()
{
    DialogScreen screen;
    auto* dialog = new Dialog(&screen.window, u"Текст"_s);
    auto* text = new WrapLabel(QString(u"Довольно длинное предложение. "_s).repeated(10));
    dialog->content()->addWidget(text);
    dialog->addAccept(u"Хорошо"_s);
    dialog->open();
    QCOMPARE(dialog->geometry(), screen.window.rect());
    QTRY_COMPARE(text->height(), text->heightForWidth(text->width()));
    text->setText(QString(u"Довольно длинное предложение. "_s).repeated(400));
    const QWidget* panel = text->parentWidget();
    while (panel->parentWidget() != dialog) {
        panel = panel->parentWidget();
    }
    QTRY_COMPARE(panel->height(), 700 - 48);
    screen.window.resize(1300, 900);
    QTRY_COMPARE(panel->height(), 900 - 48);
}

void DialogTest::dangerousQuestionDoesNotListenToEnterByDefault()
{
    DialogScreen screen;
    QVERIFY(screen.isActive());
    Dialog* dialog = Dialog::ask(&screen.window, u"Удалить?"_s, u"Шоты окажутся в корзине."_s,
                                 u"В корзину"_s, Button::Kind::Danger);
    QSignalSpy accepted(dialog, &Dialog::accepted);
    QSignalSpy rejected(dialog, &Dialog::rejected);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(accepted.size(), 0);
    QCOMPARE(rejected.size(), 1);
}

void DialogTest::secondDialogIsOnTop()
{
    DialogScreen screen;
    QVERIFY(screen.isActive());
    Dialog* first = newProject(&screen.window);
    Dialog* second = newProject(&screen.window);
    QCOMPARE(Dialog::topmost(&screen.window), second);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(Dialog::topmost(&screen.window), first);
    QVERIFY(first->isAncestorOf(QApplication::focusWidget()));
}

void DialogTest::whatWasTypedIsAskedForOnce()
{
    DialogScreen screen;
    QVERIFY(screen.isActive());
    auto* sheet = new Sheet(&screen.window);
    QSignalSpy closed(sheet, &Dialog::closed);
    sheet->field->setText(u"маяк"_s);
    QTest::keyClick(sheet->field->lineEdit(), Qt::Key_Escape);
    QPointer<Dialog> question = Dialog::topmost(&screen.window);
    QVERIFY(question && question != sheet);
    sheet->reject();
    sheet->reject();
    QCOMPARE(Dialog::openIn(&screen.window).size(), 2);
    question->reject();
    QVERIFY(Dialog::topmost(&screen.window) == sheet);
    QVERIFY(sheet->isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(closed.size(), 0);
    sheet->reject();
    question = Dialog::topmost(&screen.window);
    QVERIFY(question != sheet);
    question->accept();
    QCOMPARE(closed.size(), 1);
    QCOMPARE(Dialog::topmost(&screen.window), nullptr);
    QVERIFY(screen.below.hasFocus());

    auto* empty = new Sheet(&screen.window);
    empty->reject();
    QCOMPARE(Dialog::topmost(&screen.window), nullptr);
}

void DialogTest::dismissedItGoesWithoutAQuestion()
{
    DialogScreen screen;
    auto* sheet = new Sheet(&screen.window);
    QSignalSpy rejected(sheet, &Dialog::rejected);
    sheet->field->setText(u"маяк"_s);
    sheet->setClosable(false);
    sheet->dismiss();
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(Dialog::topmost(&screen.window), nullptr);
}

void DialogTest::putAsideItKeepsWhatWasTyped()
{
    DialogScreen screen;
    QVERIFY(screen.isActive());
    auto* sheet = new Sheet(&screen.window);
    QSignalSpy closed(sheet, &Dialog::closed);
    sheet->field->setText(u"маяк"_s);
    sheet->putAside();
    QCOMPARE(Dialog::topmost(&screen.window), nullptr);
    QCOMPARE(Dialog::openIn(&screen.window), QList<Dialog*>{sheet});
    // Meanwhile the keyboard is somebody else's.
    screen.below.setFocus();
    QTest::qWait(10);
    QVERIFY(screen.below.hasFocus());
    QVERIFY(sheet->bringBack());
    QCOMPARE(sheet->field->text(), u"маяк"_s);
    QVERIFY(sheet->field->lineEdit()->hasFocus());
    QCOMPARE(closed.size(), 0);
    sheet->dismiss();
    QVERIFY(!sheet->bringBack());
}
