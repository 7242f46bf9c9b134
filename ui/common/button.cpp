#include "ui/common/button.h"

#include "ui/common/icons.h"
#include "ui/common/popupmenu.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

Button::Button(const QString& text, Kind kind, QWidget* parent)
    : Button(QString(), text, kind, parent)
{
}

Button::Button(const QString& iconName, const QString& text, Kind kind, QWidget* parent)
    : QPushButton(parent)
    , m_kind(kind)
    , m_iconName(iconName)
{
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    if (kind == Kind::Icon) {
        m_hint = text;
    } else {
        setText(text);
    }
    updateNames();
}

void Button::setKind(Kind kind)
{
    if (m_kind != kind) {
        m_kind = kind;
        updateNames();
        updateGeometry();
        update();
    }
}

void Button::setExtent(Extent extent)
{
    m_extent = extent;
    updateGeometry();
    update();
}

void Button::setIconName(const QString& name)
{
    if (m_iconName != name) {
        m_iconName = name;
        updateGeometry();
        update();
    }
}

void Button::setIconSize(int px)
{
    m_iconSize = px;
    updateGeometry();
    update();
}

void Button::setKey(const QString& key)
{
    m_key = key;
    updateGeometry();
    update();
}

void Button::setHint(const QString& hint)
{
    m_hint = hint;
    updateNames();
}

void Button::setCount(int count, BadgeKind kind)
{
    if (m_count != count || m_countKind != kind) {
        m_count = count;
        m_countKind = kind;
        updateNames();
        updateGeometry();
        update();
    }
}

void Button::setIconColor(const QColor& color)
{
    m_iconColor = color;
    update();
}

void Button::setOnPicture(bool on)
{
    m_onPicture = on;
    update();
}

void Button::setFramed(bool on)
{
    m_framed = on;
    update();
}

void Button::setArrow(bool on)
{
    m_arrow = on;
    updateGeometry();
    update();
}

void Button::setAccentText(bool on)
{
    m_accentText = on;
    update();
}

void Button::setCompact(bool on)
{
    if (m_compact != on) {
        m_compact = on;
        updateGeometry();
        update();
    }
}

void Button::setTextAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

int Button::iconSize() const
{
    if (m_iconSize > 0) {
        return m_iconSize;
    }
    return m_extent == Extent::Small ? 16 : 18;
}

int Button::boxHeight() const
{
    switch (m_extent) {
    case Extent::Small:
        return 26;
    case Extent::Normal:
        return 32;
    case Extent::Composer:
        return 36;
    case Extent::Large:
        return 40;
    }
    Q_UNREACHABLE();
}

int Button::sideMargin() const
{
    switch (m_extent) {
    case Extent::Small:
        return 10;
    case Extent::Normal:
        return 13;
    case Extent::Composer:
        return 15;
    case Extent::Large:
        return 17;
    }
    Q_UNREACHABLE();
}

int Button::gap() const
{
    return m_extent == Extent::Small ? 6 : 8;
}

bool Button::hasArrow() const
{
    return (m_arrow || menu()) && m_kind != Kind::Icon && !m_compact;
}

QFont Button::labelFont() const
{
    QFont result = ui::font(m_kind == Kind::Main ? TextStyle::BodyBold : TextStyle::BodyMedium);
    if (m_extent == Extent::Small) {
        result.setPixelSize(12);
    } else if (m_extent == Extent::Large) {
        result.setPixelSize(14);
    }
    return result;
}

int Button::contentWidth() const
{
    int width = 0;
    const auto add = [&width, this](int part) { width += part + (width > 0 ? gap() : 0); };
    if (!m_iconName.isEmpty()) {
        add(iconSize() - 2);
    }
    if (!isIconOnly() && !text().isEmpty()) {
        add(qCeil(QFontMetricsF(labelFont()).horizontalAdvance(text())));
    }
    if (!isIconOnly() && !m_key.isEmpty()) {
        add(qCeil(keyCapSize(m_key).width()) + 2);
    }
    if (m_count > 0 && m_kind != Kind::Icon) {
        add(qCeil(badgeSize(badgeText(m_count)).width()));
    }
    if (hasArrow()) {
        add(16);
    }
    return width;
}

QSize Button::sizeHint() const
{
    const int height = boxHeight();
    if (m_kind == Kind::Icon || (isIconOnly() && m_count <= 0)) {
        return {height, height};
    }
    return {qMax(height, contentWidth() + 2 * sideMargin()), height};
}

QSize Button::minimumSizeHint() const
{
    return sizeHint();
}

void Button::updateNames()
{
    QString name = m_kind == Kind::Icon || text().isEmpty() ? m_hint : text();
    name.remove(u'&');
    if (m_count > 0) {
        name += u", "_s + QString::number(m_count);
    }
    // A text speaks for itself, also after it was changed.
    setAccessibleName(m_kind != Kind::Icon && m_count == 0 && !text().isEmpty() ? QString() : name);
    if (m_kind != Kind::Icon && !m_hint.isEmpty()) {
        setAccessibleDescription(m_hint);
    }
}

void Button::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::EnabledChange || event->type() == QEvent::PaletteChange) {
        update();
    }
}

bool Button::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        QString tip = toolTip();
        if (tip.isEmpty()) {
            tip = m_hint;
        }
        if (tip.isEmpty() && isIconOnly()) {
            tip = text();
        }
        if (!tip.isEmpty()) {
            showToolTip(static_cast<QHelpEvent*>(event)->globalPos(), tip,
                        isIconOnly() ? m_key : QString(), this);
            return true;
        }
    }
    return QPushButton::event(event);
}

void Button::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (!event->isAutoRepeat() && event->modifiers() == Qt::NoModifier) {
            menu() ? showMenu() : click();
            return;
        }
    }
    QPushButton::keyPressEvent(event);
}

QColor Button::foreground(const Theme& theme) const
{
    if (m_onPicture) {
        return isEnabled() ? QColor(Qt::white) : QColor(255, 255, 255, 110);
    }
    if (!isEnabled()) {
        return theme.textOff;
    }
    switch (m_kind) {
    case Kind::Main:
        return theme.onAccent;
    case Kind::Danger:
        return theme.error;
    case Kind::Icon:
        return m_framed || isChecked() || isDown() || underMouse() ? theme.text : theme.text2;
    case Kind::Ordinary:
    case Kind::Quiet:
        return m_accentText ? theme.accentText : theme.text;
    }
    Q_UNREACHABLE();
}

void Button::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const bool pressed = isDown() || (menu() && menu()->isVisible());
    const bool hovered = isEnabled() && underMouse();
    const QRectF box = rect();

    if (m_onPicture) {
        if (hovered || pressed || isChecked()) {
            paintBox(painter, box, 6, QColor(255, 255, 255, pressed || isChecked() ? 56 : 36));
        }
    } else if (m_kind == Kind::Main) {
        if (!isEnabled()) {
            paintBox(painter, box, 6, {}, theme.line);
        } else {
            paintBox(painter, box, 6,
                     pressed ? theme.accentPress : (hovered ? theme.accentHover : theme.accent));
        }
    } else if (m_kind == Kind::Ordinary || m_framed) {
        if (!isEnabled()) {
            paintBox(painter, box, 6, {}, theme.line);
        } else {
            const QColor fill =
                pressed || isChecked() ? theme.selBg : (hovered ? theme.hover : theme.raised);
            paintBox(painter, box, 6, fill, theme.lineStrong);
        }
    } else if (isEnabled() && (pressed || isChecked())) {
        paintBox(painter, box, 6, theme.selBg);
    } else if (hovered) {
        paintBox(painter, box, 6, theme.hover);
    }

    const QColor color = foreground(theme);
    const QColor iconColor = m_iconColor.isValid() && isEnabled() ? m_iconColor : color;
    const int icon = iconSize();
    const qreal middle = height() / 2.0;
    if (m_kind == Kind::Icon || (isIconOnly() && m_count <= 0)) {
        paintIcon(painter, {(width() - icon) / 2.0, middle - icon / 2.0}, m_iconName, icon,
                  iconColor);
        return;
    }

    qreal x = m_alignment.testFlag(Qt::AlignLeft) ? sideMargin() : (width() - contentWidth()) / 2.0;
    bool first = true;
    const auto step = [&](qreal part) {
        if (!first) {
            x += gap();
        }
        first = false;
        const qreal at = x;
        x += part;
        return at;
    };
    if (!m_iconName.isEmpty()) {
        const qreal at = step(icon - 2);
        paintIcon(painter, {at - 2, middle - icon / 2.0}, m_iconName, icon, iconColor);
    }
    if (!isIconOnly() && !text().isEmpty()) {
        const QFont label = labelFont();
        const qreal words = qCeil(QFontMetricsF(label).horizontalAdvance(text()));
        const qreal at = step(words);
        paintText(painter, {at, 0, words, qreal(height())}, text(), label, color);
    }
    if (!isIconOnly() && !m_key.isEmpty()) {
        const QSizeF cap = keyCapSize(m_key);
        const qreal at = step(cap.width() + 2) + 2;
        const bool main = m_kind == Kind::Main;
        paintKeyCap(painter, {at, qRound(middle - 9) * 1.0}, m_key,
                    !isEnabled() ? theme.textOff
                                 : (main ? mixed(theme.onAccent, theme.accent, 0.77) : theme.text2),
                    !isEnabled()
                        ? theme.line
                        : (main ? mixed(theme.onAccent, theme.accent, 0.34) : theme.lineStrong));
    }
    if (m_count > 0) {
        const QString number = badgeText(m_count);
        const qreal at = step(badgeSize(number).width());
        paintBadge(painter, {at, qRound(middle - 9) * 1.0}, number, m_countKind, theme);
    }
    if (hasArrow()) {
        const qreal at = step(16);
        paintIcon(painter, {at, middle - 8}, u"chevron-down"_s, 16, color);
    }
}

} // namespace raskadr::ui
