#include "keyfiltertest.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLineEdit>
#include <QShortcut>
#include <QTest>
#include <QVBoxLayout>

using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

// What the X server sends for a key of the Russian layout: its own letter, the place of the key.
void press(QWidget* receiver, const QString& letter, quint32 kernelCode,
           Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    const int key = letter.toUpper().at(0).unicode();
    const QString text = modifiers & Qt::ControlModifier ? QString() : letter;
    QKeyEvent down(QEvent::KeyPress, key, modifiers, kernelCode + 8, 0, 0, text);
    QApplication::sendEvent(receiver, &down);
    QKeyEvent up(QEvent::KeyRelease, key, modifiers, kernelCode + 8, 0, 0, text);
    QApplication::sendEvent(receiver, &up);
}

class Board final : public QWidget
{
public:
    Board() { setFocusPolicy(Qt::StrongFocus); }

    QList<int> keys;

protected:
    void keyPressEvent(QKeyEvent* event) override { keys.append(event->key()); }
};

struct Screen
{
    Screen()
    {
        auto* column = new QVBoxLayout(&window);
        column->addWidget(&board);
        column->addWidget(&field);
        QObject::connect(&letter, &QShortcut::activated, &window, [this] { ++letters; });
        QObject::connect(&undo, &QShortcut::activated, &window, [this] { ++undone; });
        window.show();
        window.activateWindow();
        window.setFocus();
    }

    QWidget window;
    Board board;
    QLineEdit field;
    QShortcut letter{QKeySequence(Qt::Key_H), &window};
    QShortcut undo{QKeySequence(Qt::CTRL | Qt::Key_Z), &window};
    int letters = 0;
    int undone = 0;
};

constexpr quint32 codeH = 35; // Р
constexpr quint32 codeZ = 44; // Я
constexpr quint32 codeC = 46; // С
constexpr quint32 codeV = 47; // М
constexpr quint32 codeJ = 36; // О

} // namespace

void KeyFilterTest::init()
{
    qApp->installEventFilter(&m_filter);
}

void KeyFilterTest::cleanup()
{
    qApp->removeEventFilter(&m_filter);
}

void KeyFilterTest::letterShortcutFiresOnTheRussianLayout()
{
    Screen screen;
    QVERIFY(QTest::qWaitForWindowActive(&screen.window));
    screen.board.setFocus();
    press(&screen.board, u"р"_s, codeH);
    QCOMPARE(screen.letters, 1);
    qApp->removeEventFilter(&m_filter);
    press(&screen.board, u"р"_s, codeH);
    QCOMPARE(screen.letters, 1);
}

void KeyFilterTest::controlShortcutFiresOnTheRussianLayout()
{
    Screen screen;
    QVERIFY(QTest::qWaitForWindowActive(&screen.window));
    screen.board.setFocus();
    press(&screen.board, u"я"_s, codeZ, Qt::ControlModifier);
    QCOMPARE(screen.undone, 1);
    QCOMPARE(screen.letters, 0);
}

void KeyFilterTest::keyPressArrivesAsTheLatinKey()
{
    Screen screen;
    QVERIFY(QTest::qWaitForWindowActive(&screen.window));
    screen.board.setFocus();
    press(&screen.board, u"о"_s, codeJ);
    QCOMPARE(screen.board.keys, QList<int>{Qt::Key_J});
}

void KeyFilterTest::lettersTypedIntoATextFieldStay()
{
    Screen screen;
    QVERIFY(QTest::qWaitForWindowActive(&screen.window));
    screen.field.setFocus();
    press(&screen.field, u"р"_s, codeH);
    QCOMPARE(screen.field.text(), u"р"_s);
    QCOMPARE(screen.letters, 0);
}

void KeyFilterTest::controlLettersWorkInATextField()
{
    Screen screen;
    QVERIFY(QTest::qWaitForWindowActive(&screen.window));
    screen.field.setFocus();
    screen.field.setText(u"закат"_s);
    screen.field.selectAll();
    press(&screen.field, u"с"_s, codeC, Qt::ControlModifier);
    screen.field.clear();
    press(&screen.field, u"м"_s, codeV, Qt::ControlModifier);
    QCOMPARE(screen.field.text(), u"закат"_s);
    press(&screen.field, u"я"_s, codeZ, Qt::ControlModifier);
    QCOMPARE(screen.field.text(), QString());
    QCOMPARE(screen.undone, 0);
}

void KeyFilterTest::latinKeysPassThroughOnce()
{
    Screen screen;
    QVERIFY(QTest::qWaitForWindowActive(&screen.window));
    screen.board.setFocus();
    QTest::keyClick(&screen.board, Qt::Key_J);
    QTest::keyClick(&screen.board, Qt::Key_H);
    QCOMPARE(screen.board.keys, QList<int>{Qt::Key_J});
    QCOMPARE(screen.letters, 1);
}

void KeyFilterTest::punctuationKeysAreFoundByPlace()
{
    QCOMPARE(LayoutKeyFilter::latinKey(51), int(Qt::Key_Comma));
    QCOMPARE(LayoutKeyFilter::latinKey(26), int(Qt::Key_BracketLeft));
    QCOMPARE(LayoutKeyFilter::latinKey(30), int(Qt::Key_A));
    QCOMPARE(LayoutKeyFilter::latinKey(1), 0);
}
