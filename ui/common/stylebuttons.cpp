#include "ui/common/stylecontrols.h"

#include "ui/common/painters.h"

#include <QPainter>
#include <QPainterPath>

namespace raskadr::ui::controls {

using namespace Qt::Literals::StringLiterals;

namespace {

void paintCheckMark(QPainter& painter, const QRectF& box, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal unit = box.width() / 18;
    QPainterPath path;
    path.moveTo(box.topLeft() + QPointF(4.9, 9.3) * unit);
    path.lineTo(box.topLeft() + QPointF(7.6, 12) * unit);
    path.lineTo(box.topLeft() + QPointF(13.1, 6.4) * unit);
    QPen pen(color, 1.7 * unit);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.restore();
}

} // namespace

void drawButton(QPainter& painter, const QRect& rect, const QStyleOption* option, bool main,
                const Theme& theme)
{
    if (!isOn(option, QStyle::State_Enabled)) {
        paintBox(painter, rect, 6, {}, theme.line);
        return;
    }
    const bool pressed = isOn(option, QStyle::State_Sunken);
    const bool hovered = isOn(option, QStyle::State_MouseOver);
    if (main) {
        paintBox(painter, rect, 6,
                 pressed ? theme.accentPress : (hovered ? theme.accentHover : theme.accent));
        return;
    }
    QColor fill = theme.raised;
    if (pressed || isOn(option, QStyle::State_On)) {
        fill = theme.selBg;
    } else if (hovered) {
        fill = theme.hover;
    }
    paintBox(painter, rect, 6, fill, theme.lineStrong);
}

void drawButtonLabel(QPainter& painter, const QStyleOption* option, const Theme& theme)
{
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    if (!button) {
        return;
    }
    const bool main = button->features.testFlag(QStyleOptionButton::DefaultButton);
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const QColor color = !enabled ? theme.textOff : (main ? theme.onAccent : theme.text);
    QString text = button->text;
    text.remove(u'&');
    paintText(painter, option->rect, text, font(main ? TextStyle::BodyBold : TextStyle::BodyMedium),
              color, Qt::AlignHCenter);
}

void drawToolButton(QPainter& painter, const QStyleOption* option, const Theme& theme)
{
    if (!isOn(option, QStyle::State_Enabled)) {
        return;
    }
    if (isOn(option, QStyle::State_Sunken) || isOn(option, QStyle::State_On)) {
        paintBox(painter, option->rect, 6, theme.selBg);
    } else if (isOn(option, QStyle::State_MouseOver)) {
        paintBox(painter, option->rect, 6, theme.hover);
    }
}

void drawCheckBox(QPainter& painter, const QRect& rect, const QStyleOption* option,
                  const Theme& theme)
{
    const QRectF box(rect.left() + (rect.width() - 18) / 2, rect.top() + (rect.height() - 18) / 2,
                     18, 18);
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool checked = isOn(option, QStyle::State_On);
    const bool partly = isOn(option, QStyle::State_NoChange);
    if (!checked && !partly) {
        QColor edge = enabled ? theme.lineControl : theme.line;
        if (enabled && isOn(option, QStyle::State_MouseOver)) {
            edge = theme.text2;
        }
        paintBox(painter, box, 4, enabled ? theme.field : QColor(), edge, 1.5);
        return;
    }
    QColor fill = theme.accent;
    if (!enabled) {
        fill = theme.hover;
    } else if (isOn(option, QStyle::State_Sunken)) {
        fill = theme.accentPress;
    } else if (isOn(option, QStyle::State_MouseOver)) {
        fill = theme.accentHover;
    }
    paintBox(painter, box, 4, fill);
    const QColor mark = enabled ? theme.onAccent : theme.textOff;
    if (checked) {
        paintCheckMark(painter, box, mark);
    } else {
        paintBox(painter, box.adjusted(4.5, 8, -4.5, -8), 1, mark);
    }
}

void drawRadioButton(QPainter& painter, const QRect& rect, const QStyleOption* option,
                     const Theme& theme)
{
    const QRectF box(rect.left() + (rect.width() - 18) / 2, rect.top() + (rect.height() - 18) / 2,
                     18, 18);
    const bool enabled = isOn(option, QStyle::State_Enabled);
    if (isOn(option, QStyle::State_On)) {
        const QColor ring = theme.dark ? theme.accent : theme.accentLine;
        paintBox(painter, box, 9, theme.field, enabled ? ring : theme.lineControl, 5.5);
        return;
    }
    QColor edge = enabled ? theme.lineControl : theme.line;
    if (enabled && isOn(option, QStyle::State_MouseOver)) {
        edge = theme.text2;
    }
    paintBox(painter, box, 9, enabled ? theme.field : QColor(), edge, 1.5);
}

} // namespace raskadr::ui::controls
