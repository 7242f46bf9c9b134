#include "ui/common/style.h"

#include "ui/common/stylecontrols.h"

#include <QAbstractItemView>

namespace raskadr::ui {

int RaskadrStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                              const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 18;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 10;
    case PM_SmallIconSize:
    case PM_LineEditIconSize:
    case PM_ListViewIconSize:
        return 16;
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
        return 18;
    case PM_LineEditIconMargin:
        return 8;
    case PM_ScrollBarExtent:
        return 16; // a bar of 8 px in the middle, 12 under the pointer
    case PM_ScrollBarSliderMin:
        return 36;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
        return 20;
    case PM_SliderLength:
        return 12;
    case PM_SliderTickmarkOffset:
        return 0;
    case PM_MenuPanelWidth:
        return 2;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 5;
    case PM_MenuDesktopFrameWidth:
        return 0;
    case PM_SubMenuOverlap:
        return -2;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_DefaultFrameWidth:
        if (controls::isPopupOfCombo(widget)) {
            return 6;
        }
        return 1;
    case PM_ComboBoxFrameWidth:
    case PM_SpinBoxFrameWidth:
        return 1;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_FocusFrameHMargin:
        return qobject_cast<const QAbstractItemView*>(widget) ? 8 : 0; // beside the text of a cell
    case PM_FocusFrameVMargin:
    case PM_ButtonDefaultIndicator:
        return 0;
    case PM_SplitterWidth:
        return 1;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return 16;
    case PM_HeaderMargin:
        return 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int RaskadrStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                            QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_Menu_SubMenuPopupDelay:
    case SH_Widget_Animation_Duration:
    case SH_ScrollBar_ContextMenu:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_ToolTip_FallAsleepDelay:
        return 100;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_ItemView_ShowDecorationSelected:
    case SH_Menu_MouseTracking:
    case SH_ComboBox_ListMouseTracking:
    case SH_MenuBar_MouseTracking:
        return 1;
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    case SH_DialogButtonLayout:
        return 3; // GNOME: the main act at the right
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize RaskadrStyle::sizeFromContents(ContentsType type, const QStyleOption* option,
                                     const QSize& size, const QWidget* widget) const
{
    switch (type) {
    case CT_PushButton:
        return {size.width() + 26, controls::controlHeight};
    case CT_LineEdit:
        return {size.width() + 20, qMax(controls::controlHeight, size.height())};
    case CT_ComboBox: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {qMax(base.width(), size.width() + 46), controls::controlHeight};
    }
    case CT_SpinBox:
        return {size.width() + 2 * controls::spinButtonWidth + 14, controls::controlHeight};
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), qMax(base.height(), 20)};
    }
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            return controls::menuItemSize(*item);
        }
        break;
    case CT_HeaderSection: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), controls::controlHeight};
    }
    case CT_ItemViewItem: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), qMax(base.height(), controls::menuRowHeight)};
    }
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect RaskadrStyle::subElementRect(SubElement element, const QStyleOption* option,
                                   const QWidget* widget) const
{
    switch (element) {
    case SE_LineEditContents:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame && frame->lineWidth == 0) {
            return option->rect;
        }
        // QLineEdit adds two pixels at either side.
        return option->rect.adjusted(8, 1, -8, -1);
    case SE_PushButtonContents:
    case SE_PushButtonBevel:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect RaskadrStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                   SubControl subControl, const QWidget* widget) const
{
    std::optional<QRect> ours;
    switch (control) {
    case CC_ComboBox:
        ours = controls::comboBoxRect(option, subControl);
        break;
    case CC_SpinBox:
        ours = controls::spinBoxRect(option, subControl);
        break;
    case CC_ScrollBar:
        ours = controls::scrollBarRect(option, subControl);
        break;
    case CC_Slider:
        ours = controls::sliderRect(option, subControl);
        break;
    default:
        break;
    }
    return ours ? *ours : QProxyStyle::subControlRect(control, option, subControl, widget);
}

} // namespace raskadr::ui
