#include "ui/common/style.h"

#include "ui/common/painters.h"
#include "ui/common/stylecontrols.h"

#include <QAbstractItemView>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace raskadr::ui {

void RaskadrStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                 QPainter* painter, const QWidget* widget) const
{
    using namespace controls;
    const QRect rect = option->rect;
    switch (element) {
    case PE_FrameFocusRect:
        // Controls have the ring; only rows of lists show focus inside themselves.
        if (m_keyboardInUse && qobject_cast<const QAbstractItemView*>(widget)) {
            paintBox(*painter, QRectF(rect).adjusted(1, 1, -1, -1), 4, {}, m_theme.focus, 2);
        }
        return;
    case PE_PanelButtonCommand: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const bool main = button && button->features.testFlag(QStyleOptionButton::DefaultButton);
        drawButton(*painter, rect, option, main, m_theme);
        return;
    }
    case PE_PanelButtonTool:
        drawToolButton(*painter, option, m_theme);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheckBox(*painter, rect, option, m_theme);
        return;
    case PE_IndicatorRadioButton:
        drawRadioButton(*painter, rect, option, m_theme);
        return;
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame && frame->lineWidth > 0) {
            drawField(*painter, rect, option, widget, m_theme);
        }
        return;
    case PE_Frame:
        if (isPopupOfCombo(widget) || isListOfCombo(widget)) {
            return;
        }
        if (qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget)) {
            const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            if (!frame || frame->lineWidth > 0) {
                drawField(*painter, rect, option, widget, m_theme);
            }
            return;
        }
        paintBox(*painter, rect, 6, {}, m_theme.line);
        return;
    case PE_PanelMenu:
        drawPopup(*painter, rect, widget, m_theme);
        return;
    case PE_PanelTipLabel:
        drawToolTip(*painter, rect, widget, m_theme);
        return;
    case PE_FrameGroupBox:
        paintBox(*painter, rect, 8, m_theme.panel, m_theme.line);
        return;
    case PE_FrameDefaultButton:
    case PE_FrameLineEdit:
    case PE_FrameMenu:
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        drawViewItem(*painter, option, m_theme);
        return;
    case PE_IndicatorBranch:
        drawBranch(*painter, option, m_theme);
        return;
    case PE_IndicatorHeaderArrow:
        drawSortArrow(*painter, option, m_theme);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
        drawArrow(*painter, element, option, m_theme);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void RaskadrStyle::drawControl(ControlElement element, const QStyleOption* option,
                               QPainter* painter, const QWidget* widget) const
{
    using namespace controls;
    const QRect rect = option->rect;
    switch (element) {
    case CE_PushButtonLabel:
        drawButtonLabel(*painter, option, m_theme);
        return;
    case CE_MenuItem:
        drawMenuItem(*painter, option, widget, m_theme);
        return;
    case CE_ShapedFrame:
        if (isPopupOfCombo(widget)) {
            drawPopup(*painter, rect, widget, m_theme);
            return;
        }
        if (drawLine(*painter, option, m_theme)) {
            return;
        }
        break;
    case CE_ComboBoxLabel:
        drawComboLabel(*painter, option, widget, m_theme);
        return;
    case CE_ProgressBarContents:
        drawProgress(*painter, option, m_theme);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        drawHeader(*painter, rect, m_theme);
        return;
    case CE_HeaderLabel:
        drawHeaderLabel(*painter, option, m_theme);
        return;
    case CE_Splitter:
        painter->fillRect(rect, m_theme.line);
        return;
    case CE_RubberBand:
        drawRubberBand(*painter, rect, m_theme);
        return;
    case CE_MenuEmptyArea:
    case CE_MenuVMargin:
    case CE_MenuHMargin:
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel:
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void RaskadrStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                      QPainter* painter, const QWidget* widget) const
{
    switch (control) {
    case CC_Slider:
        controls::drawSlider(*painter, option, m_theme);
        return;
    case CC_ScrollBar:
        controls::drawScrollBar(*painter, option, widget, m_theme);
        return;
    case CC_ComboBox:
        controls::drawComboBox(*painter, option, widget, m_theme);
        return;
    case CC_SpinBox:
        controls::drawSpinBox(*painter, option, widget, m_theme);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QIcon RaskadrStyle::standardIcon(StandardPixmap pixmap, const QStyleOption* option,
                                 const QWidget* widget) const
{
    const QIcon ours = controls::standardIcon(pixmap, m_theme);
    return ours.isNull() ? QProxyStyle::standardIcon(pixmap, option, widget) : ours;
}

} // namespace raskadr::ui
