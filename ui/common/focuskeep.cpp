#include "ui/common/focuskeep.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QWidget>
#include <algorithm>

namespace raskadr::ui {

FocusKeep::FocusKeep(QWidget* cover, std::function<QList<QWidget*>()> inside,
                     std::function<bool()> yields)
    : QObject(cover)
    , m_cover(cover)
    , m_inside(std::move(inside))
    , m_yields(std::move(yields))
{
    cover->installEventFilter(this);
}

void FocusKeep::begin()
{
    m_before = QApplication::focusWidget();
    m_keeping = true;
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget*, QWidget* now) { follow(now); });
}

void FocusKeep::end()
{
    m_keeping = false;
    disconnect(qApp, nullptr, this, nullptr);
    const QWidget* focused = QApplication::focusWidget();
    const bool hadFocus = focused && (focused == m_cover || m_cover->isAncestorOf(focused));
    m_cover->hide();
    if (m_before && hadFocus) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
}

QWidget* FocusKeep::advance(bool next)
{
    const QList<QWidget*> chain = m_inside();
    if (chain.isEmpty()) {
        return nullptr;
    }
    const qsizetype now = chain.indexOf(QApplication::focusWidget());
    qsizetype to = next ? now + 1 : now - 1;
    if (now < 0) {
        to = next ? 0 : chain.size() - 1;
    }
    QWidget* widget = chain[(to + chain.size()) % chain.size()];
    widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return widget;
}

bool FocusKeep::isOutside(const QWidget* widget) const
{
    return widget && widget != m_cover && !m_cover->isAncestorOf(widget)
        && widget->window() == m_cover->window();
}

void FocusKeep::follow(QWidget* now)
{
    if (!isOutside(now) || m_yields()) {
        return;
    }
    // Changing the focus inside the notice of a change would confuse Qt.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_keeping && isOutside(QApplication::focusWidget()) && !m_yields()) {
                m_inside().value(0, m_cover)->setFocus(Qt::OtherFocusReason);
            }
        },
        Qt::QueuedConnection);
}

bool FocusKeep::eventFilter(QObject* watched, QEvent* event)
{
    // No shortcut of the window below may fire while it is covered, but those that work over a
    // cover.
    if (watched == m_cover && event->type() == QEvent::ShortcutOverride
        && !worksOverCovers(static_cast<QKeyEvent*>(event)->keyCombination())) {
        event->accept();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

bool FocusKeep::worksOverCovers(QKeyCombination keys) const
{
    const QList<QAction*> actions = m_cover->window()->actions();
    return std::any_of(actions.begin(), actions.end(), [&](const QAction* action) {
        return action->property(overCovers).toBool() && action->shortcuts().contains(keys);
    });
}

} // namespace raskadr::ui
