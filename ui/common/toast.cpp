#include "ui/common/toast.h"

#include "core/base/logging.h"
#include "ui/common/button.h"
#include "ui/common/errortext.h"
#include "ui/common/textlabels.h"

#include <QAccessible>
#include <QEvent>
#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QPainter>
#include <QPropertyAnimation>
#include <utility>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int toastWidth = 520;
constexpr int leastHeight = 48;
constexpr int mostToasts = 3;
constexpr int lifeMs = 6000;
constexpr int leftMargin = 24;
constexpr int between = 8;

// The oldest makes room, errors last.
void makeRoom(const QList<Toast*>& toasts)
{
    QList<Toast*> left = toasts;
    while (left.size() >= mostToasts) {
        const auto victim = std::find_if(left.begin(), left.end(), [](const Toast* toast) {
            return toast->kind() != ToastKind::Error;
        });
        Toast* oldest = victim != left.end() ? *victim : left.first();
        left.removeOne(oldest);
        oldest->dismiss(); // and leaves the stack's list
    }
}

} // namespace

Toast::Toast(ToastKind kind, const QString& text, const QString& action, const QString& iconName,
             QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_iconName(iconName)
    , m_text(new WrapLabel(text))
{
    if (m_iconName.isEmpty()) {
        m_iconName = kind == ToastKind::Error ? u"status-error"_s
            : kind == ToastKind::Done         ? u"status-done"_s
                                              : u"info"_s;
    }
    setAccessibleName(text);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(15 + 18 + 12, 8, 9, 8);
    row->setSpacing(12);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    policy.setHeightForWidth(true);
    m_text->setSizePolicy(policy);
    row->addWidget(m_text, 1);
    if (!action.isEmpty()) {
        const bool error = kind == ToastKind::Error;
        m_action = new Button(action, error ? Button::Kind::Ordinary : Button::Kind::Quiet);
        m_action->setExtent(Button::Extent::Small);
        m_action->setAccentText(!error);
        row->addWidget(m_action);
        connect(m_action, &Button::clicked, this, [this] {
            if (!m_closed) {
                Q_EMIT triggered();
                dismiss();
            }
        });
    }
    auto* cross = new Button(u"close"_s, tr("Close"), Button::Kind::Icon);
    cross->setIconSize(16);
    row->addWidget(cross);
    connect(cross, &Button::clicked, this, &Toast::dismiss);
    m_timer.setSingleShot(true);
    m_timer.setInterval(lifeMs);
    connect(&m_timer, &QTimer::timeout, this, &Toast::dismiss);
    hide();
}

QString Toast::text() const
{
    return m_text->text();
}

int Toast::heightForWidth(int width) const
{
    return qMax(leastHeight, layout()->totalHeightForWidth(width));
}

void Toast::moveTo(const QPoint& place, bool appear)
{
    if (place == m_place && !appear) {
        return;
    }
    m_place = place;
    const int duration = motionMs(160);
    if (duration == 0) {
        move(place);
        return;
    }
    if (appear) {
        move(place + QPoint(0, 16));
    }
    auto* glide = new QPropertyAnimation(this, "pos", this);
    glide->setDuration(duration);
    glide->setEasingCurve(QEasingCurve::OutCubic);
    glide->setEndValue(place);
    glide->start(QAbstractAnimation::DeleteWhenStopped);
}

void Toast::appear()
{
    show();
    raise();
    if (m_kind != ToastKind::Error) {
        m_timer.start();
    }
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Toast::dismiss()
{
    if (m_closed) {
        return;
    }
    m_closed = true;
    m_timer.stop();
    Q_EMIT closed();
    const int duration = motionMs(120);
    if (duration == 0) {
        hide();
        deleteLater();
        return;
    }
    auto* effect = new QGraphicsOpacityEffect(this);
    setGraphicsEffect(effect);
    auto* fade = new QPropertyAnimation(effect, "opacity", this);
    fade->setDuration(duration);
    fade->setEasingCurve(QEasingCurve::OutCubic);
    fade->setStartValue(1.0);
    fade->setEndValue(0.0);
    connect(fade, &QAbstractAnimation::finished, this, &QObject::deleteLater);
    fade->start(QAbstractAnimation::DeleteWhenStopped);
}

void Toast::enterEvent(QEnterEvent*)
{
    m_timer.stop();
}

void Toast::leaveEvent(QEvent*)
{
    if (m_kind != ToastKind::Error && !m_closed) {
        m_timer.start();
    }
}

void Toast::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    paintPopup(painter, rect(), 8, theme, theme.raised);
    const QColor color = m_kind == ToastKind::Error ? theme.error
        : m_kind == ToastKind::Done                 ? theme.done
                                                    : theme.text;
    paintIcon(painter, {15, (height() - 18) / 2.0}, m_iconName, 18, color);
}

ToastStack::ToastStack(QWidget* window)
    : QObject(window)
    , m_window(window)
{
    window->installEventFilter(this);
}

ToastStack* ToastStack::of(const QWidget* widget)
{
    for (const QWidget* window = widget ? widget->window() : nullptr; window;
         window = window->parentWidget() ? window->parentWidget()->window() : nullptr) {
        if (auto* stack = window->findChild<ToastStack*>(QString(), Qt::FindDirectChildrenOnly)) {
            return stack;
        }
    }
    return nullptr;
}

Toast* ToastStack::show(ToastKind kind, const QString& text, const QString& action,
                        const QString& iconName, const QString& key)
{
    const QList<Toast*> before = m_toasts + m_waiting;
    for (Toast* toast : before) {
        const bool replaced = !key.isEmpty() && toast->key() == key;
        const bool repeated =
            kind == ToastKind::Error && toast->kind() == kind && toast->text() == text;
        if (replaced || repeated) {
            toast->dismiss();
        }
    }
    Toast* toast = make(kind, text, action, iconName);
    toast->setKey(key);
    if (m_held) {
        makeRoom(m_waiting);
        m_waiting.append(toast);
    } else {
        present(toast);
    }
    return toast;
}

Toast* ToastStack::showOnEntry(ToastKind kind, const QString& text)
{
    Toast* toast = make(kind, text, {}, {});
    present(toast);
    return toast;
}

Toast* ToastStack::make(ToastKind kind, const QString& text, const QString& action,
                        const QString& iconName)
{
    auto* toast = new Toast(kind, text, action, iconName, m_window);
    connect(toast, &Toast::closed, this, [this, toast] { remove(toast); });
    return toast;
}

void ToastStack::present(Toast* toast)
{
    makeRoom(m_toasts);
    m_toasts.append(toast);
    place();
    toast->appear();
}

void ToastStack::hold(bool on)
{
    const bool changed = std::exchange(m_held, on) != on;
    if (on) {
        // What was said on the page before goes with it.
        const QList<Toast*> shown = m_toasts;
        for (Toast* toast : shown) {
            if (changed && toast->kind() == ToastKind::Error) {
                m_toasts.removeOne(toast);
                toast->hide();
                m_waiting.append(toast);
            } else {
                toast->dismiss();
            }
        }
    } else {
        const QList<Toast*> waiting = std::exchange(m_waiting, {});
        for (Toast* toast : waiting) {
            present(toast);
        }
    }
    if (changed) {
        Q_EMIT heldChanged(on);
    }
}

Toast* ToastStack::showError(const Error& error, const QString& action)
{
    if (error.kind == ErrorKind::Cancelled) {
        return nullptr;
    }
    qCWarning(logUi) << "shown:" << errorKindName(error.kind) << error.subject << error.detail;
    return show(ToastKind::Error, errorText(error), action);
}

void ToastStack::clear()
{
    const QList<Toast*> toasts = m_toasts + m_waiting;
    for (Toast* toast : toasts) {
        toast->dismiss();
    }
}

void ToastStack::setBottomMargin(int px)
{
    m_bottomMargin = px;
    place();
}

void ToastStack::remove(Toast* toast)
{
    m_toasts.removeOne(toast);
    m_waiting.removeOne(toast);
    place();
}

void ToastStack::place()
{
    int bottom = m_window->height() - m_bottomMargin;
    const int width = qMin(toastWidth, m_window->width() - 2 * leftMargin);
    for (qsizetype i = m_toasts.size() - 1; i >= 0; --i) {
        Toast* toast = m_toasts[i];
        toast->resize(width, toast->heightForWidth(width));
        bottom -= toast->height();
        toast->moveTo({leftMargin, bottom}, !toast->isVisible());
        bottom -= between;
    }
}

bool ToastStack::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_window && event->type() == QEvent::Resize) {
        place();
    }
    return QObject::eventFilter(watched, event);
}

void showError(QWidget* widget, const Error& error)
{
    if (ToastStack* stack = ToastStack::of(widget)) {
        stack->showError(error);
        return;
    }
    qCWarning(logUi) << "An error was not shown:" << errorKindName(error.kind) << error.detail;
}

} // namespace raskadr::ui
