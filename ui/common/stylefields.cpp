#include "ui/common/stylecontrols.h"

#include "ui/common/icons.h"
#include "ui/common/painters.h"

#include <QAbstractSpinBox>
#include <QIcon>
#include <QPainter>
#include <QWidget>

namespace raskadr::ui::controls {

using namespace Qt::Literals::StringLiterals;

void drawField(QPainter& painter, const QRect& rect, const QStyleOption* option,
               const QWidget* widget, const Theme& theme)
{
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const auto has = [widget](const char* property) {
        return widget && widget->property(property).toBool();
    };
    if (has("plainAtRest") && !isOn(option, QStyle::State_HasFocus)
        && !isOn(option, QStyle::State_MouseOver)) {
        return;
    }
    QColor edge = has("quietEdge") ? theme.lineStrong : theme.lineControl;
    if (!enabled) {
        edge = theme.line;
    } else if (has("invalid")) {
        edge = theme.error;
    } else if (isOn(option, QStyle::State_HasFocus)) {
        edge = theme.text2;
    }
    paintBox(painter, rect, 6, enabled ? theme.field : theme.panel, edge);
}

std::optional<QRect> comboBoxRect(const QStyleOptionComplex* option, QStyle::SubControl part)
{
    const QRect rect = option->rect;
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    switch (part) {
    case QStyle::SC_ComboBoxFrame:
        return rect;
    case QStyle::SC_ComboBoxArrow:
        return QStyle::visualRect(option->direction, rect,
                                  QRect(rect.right() - 29, rect.top(), 30, rect.height()));
    case QStyle::SC_ComboBoxEditField: {
        const int left = combo && combo->editable ? 8 : 10;
        return QStyle::visualRect(option->direction, rect, rect.adjusted(left, 1, -30, -1));
    }
    case QStyle::SC_ComboBoxListBoxPopup: {
        QRect popup = rect;
        popup.translate(0, 4);
        return popup;
    }
    default:
        return std::nullopt;
    }
}

void drawComboBox(QPainter& painter, const QStyleOptionComplex* option, const QWidget* widget,
                  const Theme& theme)
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (!combo) {
        return;
    }
    const bool enabled = isOn(option, QStyle::State_Enabled);
    if (combo->frame) {
        if (combo->editable) {
            drawField(painter, option->rect, option, widget, theme);
        } else {
            drawButton(painter, option->rect, option, false, theme);
            if (enabled && widget && widget->property("invalid").toBool()) {
                paintBox(painter, option->rect, 6, {}, theme.error);
            }
        }
    }
    const QRectF arrow = *comboBoxRect(option, QStyle::SC_ComboBoxArrow);
    paintIcon(painter, arrow.center() - QPointF(6, 8), u"chevron-down"_s, 16,
              enabled ? (combo->editable ? theme.text2 : theme.text) : theme.textOff);
}

void drawComboLabel(QPainter& painter, const QStyleOption* option, const QWidget* widget,
                    const Theme& theme)
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (!combo || combo->editable) {
        return;
    }
    QRect field = *comboBoxRect(combo, QStyle::SC_ComboBoxEditField);
    if (!combo->currentIcon.isNull()) {
        combo->currentIcon.paint(
            &painter, QRect(field.left(), field.center().y() - 7, 16, 16), Qt::AlignCenter,
            isOn(option, QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled);
        field.setLeft(field.left() + 24);
    }
    paintText(painter, field, combo->currentText, widget ? widget->font() : font(TextStyle::Body),
              isOn(option, QStyle::State_Enabled) ? theme.text : theme.textOff);
    return;
}

std::optional<QRect> spinBoxRect(const QStyleOptionComplex* option, QStyle::SubControl part)
{
    const QRect rect = option->rect;
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    const bool buttons = spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons;
    const int width = buttons ? spinButtonWidth : 0;
    const int inner = rect.height() - 2;
    switch (part) {
    case QStyle::SC_SpinBoxFrame:
        return rect;
    case QStyle::SC_SpinBoxUp:
        return QStyle::visualRect(option->direction, rect,
                                  QRect(rect.right() - width, rect.top() + 1, width, inner));
    case QStyle::SC_SpinBoxDown:
        return QStyle::visualRect(option->direction, rect,
                                  QRect(rect.right() - 2 * width, rect.top() + 1, width, inner));
    case QStyle::SC_SpinBoxEditField:
        return QStyle::visualRect(option->direction, rect, rect.adjusted(8, 1, -2 * width - 2, -1));
    default:
        return std::nullopt;
    }
}

void drawSpinBox(QPainter& painter, const QStyleOptionComplex* option, const QWidget* widget,
                 const Theme& theme)
{
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (!spin) {
        return;
    }
    if (spin->frame) {
        drawField(painter, option->rect, option, widget, theme);
    }
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    const auto button = [&](QStyle::SubControl which, const QString& name,
                            QAbstractSpinBox::StepEnabledFlag step) {
        const QRectF place = *spinBoxRect(option, which);
        const bool enabled =
            isOn(option, QStyle::State_Enabled) && spin->stepEnabled.testFlag(step);
        if (enabled && isOn(option, QStyle::State_MouseOver) && spin->activeSubControls == which) {
            paintBox(painter, place.adjusted(1, 2, -1, -2), 4,
                     isOn(option, QStyle::State_Sunken) ? theme.selBg : theme.hover);
        }
        paintIcon(painter, place.center() - QPointF(8, 8), name, 16,
                  enabled ? theme.text2 : theme.textOff);
    };
    button(QStyle::SC_SpinBoxDown, u"minus"_s, QAbstractSpinBox::StepDownEnabled);
    button(QStyle::SC_SpinBoxUp, u"plus"_s, QAbstractSpinBox::StepUpEnabled);
}

} // namespace raskadr::ui::controls
