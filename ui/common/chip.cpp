#include "ui/common/chip.h"

#include "ui/common/painters.h"

#include <QFontMetricsF>
#include <QMenu>
#include <QPainter>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

Chip::Chip(const QString& text, QWidget* parent)
    : Chip(QString(), text, parent)
{
}

Chip::Chip(const QString& iconName, const QString& text, QWidget* parent)
    : QAbstractButton(parent)
    , m_iconName(iconName)
{
    setText(text);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProperty("focusRadius", 14);
    setAccessibleName(label());
}

void Chip::setCount(int count)
{
    if (m_count != count) {
        m_count = count;
        setAccessibleName(label());
        updateGeometry();
        update();
    }
}

void Chip::setIconName(const QString& name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

void Chip::setMenu(QMenu* menu)
{
    m_menu = menu;
    setCheckable(menu == nullptr);
    disconnect(this, &QAbstractButton::clicked, this, &Chip::openMenu);
    if (menu) {
        connect(this, &QAbstractButton::clicked, this, &Chip::openMenu);
    }
    updateGeometry();
    update();
}

void Chip::openMenu()
{
    m_menu->popup(mapToGlobal(QPoint(0, height() + 4)));
}

QString Chip::label() const
{
    return m_count < 0 ? text() : text() + QChar(0x00A0) + QString::number(m_count);
}

QSize Chip::sizeHint() const
{
    qreal width = QFontMetricsF(ui::font(TextStyle::Small)).horizontalAdvance(label()) + 26;
    if (!m_iconName.isEmpty()) {
        width += 20;
    }
    if (m_menu) {
        width += 20;
    }
    return {qCeil(width), 28};
}

void Chip::changeEvent(QEvent* event)
{
    QAbstractButton::changeEvent(event);
    update();
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const bool on = isChecked() || isDown();
    if (!isEnabled()) {
        paintBox(painter, rect(), 14, {}, theme.line);
    } else if (on) {
        paintBox(painter, rect(), 14, theme.selBg, theme.lineControl);
    } else {
        paintBox(painter, rect(), 14, underMouse() ? theme.hover : QColor(), theme.lineStrong);
    }
    const QColor color = isEnabled() ? theme.text : theme.textOff;
    const QColor quiet = isEnabled() ? theme.text2 : theme.textOff;
    qreal x = 13;
    if (!m_iconName.isEmpty()) {
        paintIcon(painter, {x, 7}, m_iconName, 14, quiet);
        x += 20;
    }
    const qreal width = paintText(painter, {x, 0, this->width() - x, 28}, label(),
                                  ui::font(TextStyle::Small), color);
    if (m_menu) {
        paintIcon(painter, {x + width + 6, 7}, u"chevron-down"_s, 14, quiet);
    }
}

} // namespace raskadr::ui
