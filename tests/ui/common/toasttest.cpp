#include "toasttest.h"

#include "ui/common/button.h"
#include "ui/common/toast.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Window
{
    Window()
        : toasts(&widget)
    {
        widget.resize(1120, 700);
        widget.show();
    }
    QStringList seen() const
    {
        QStringList texts;
        for (const Toast* toast : widget.findChildren<Toast*>()) {
            if (toast->isVisible()) {
                texts.append(toast->text());
            }
        }
        return texts;
    }

    QWidget widget;
    ToastStack toasts;
};

} // namespace

void ToastTest::nothingIsToldOverALockedWindow()
{
    Window window;
    QSignalSpy held(&window.toasts, &ToastStack::heldChanged);
    window.toasts.hold(true);
    Toast* toast = window.toasts.show(ToastKind::Done, u"Паспорт готов: Маяк.xlsx"_s, u"Файл"_s);
    QSignalSpy triggered(toast, &Toast::triggered);
    QCOMPARE(window.seen(), QStringList());
    QCOMPARE(window.toasts.count(), 0);
    window.toasts.hold(false);
    QCOMPARE(window.seen(), QStringList{u"Паспорт готов: Маяк.xlsx"_s});
    QTest::mouseClick(toast->findChildren<Button*>().constFirst(), Qt::LeftButton);
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(held.size(), 2);
}

void ToastTest::errorsOutliveTheLock()
{
    Window window;
    window.toasts.show(ToastKind::Error, u"Диск полон"_s);
    const QPointer<Toast> note = window.toasts.show(ToastKind::Note, u"Сохранено"_s);
    window.toasts.hold(true);
    QTRY_VERIFY(!note);
    QCOMPARE(window.seen(), QStringList());
    window.toasts.hold(false);
    QCOMPARE(window.seen(), QStringList{u"Диск полон"_s});
    window.toasts.hold(true);
    window.toasts.clear();
    window.toasts.hold(false);
    QCOMPARE(window.seen(), QStringList());
}

void ToastTest::anEntryPageSpeaksForItself()
{
    Window window;
    window.toasts.hold(true);
    const QPointer<Toast> toast = window.toasts.showOnEntry(ToastKind::Error, u"Ключ не принят"_s);
    QCOMPARE(window.seen(), QStringList{u"Ключ не принят"_s});
    window.toasts.hold(true); // the next entry page
    QTRY_VERIFY(!toast);
    window.toasts.hold(false);
    QCOMPARE(window.seen(), QStringList());
}

void ToastTest::aReplacedMessageIsToldOnce()
{
    Window window;
    window.toasts.hold(true);
    for (int i = 0; i < 9; ++i) {
        window.toasts.show(ToastKind::Note, u"Паспорт: %1"_s.arg(i), {}, {}, u"passport"_s);
    }
    for (int i = 0; i < 5; ++i) {
        window.toasts.show(ToastKind::Note, u"Импорт: %1"_s.arg(i));
    }
    window.toasts.hold(false);
    QCOMPARE(window.seen(), QStringList({u"Импорт: 2"_s, u"Импорт: 3"_s, u"Импорт: 4"_s}));
}

void ToastTest::oneClickIsOneAct()
{
    Window window;
    Toast* toast = window.toasts.show(ToastKind::Note, u"2 шота в корзине"_s, u"Вернуть"_s);
    QSignalSpy triggered(toast, &Toast::triggered);
    Button* act = toast->findChildren<Button*>().constFirst();
    act->click();
    act->click();
    QCOMPARE(triggered.size(), 1);
}
