#include "ui/common/style.h"

#include "ui/common/focusring.h"
#include "ui/common/icons.h"
#include "ui/common/painters.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSlider>
#include <QStyleOption>
#include <QStyledItemDelegate>
#include <QTextEdit>
#include <QToolButton>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int controlHeight = 32;
constexpr int menuRowHeight = 30;
constexpr int scrollBarExtent = 16; // a bar of 8 px in the middle, 12 under the pointer
constexpr int spinButtonWidth = 26;

bool isPopupOfCombo(const QWidget* widget)
{
    return widget && widget->inherits("QComboBoxPrivateContainer");
}

bool isListOfCombo(const QWidget* widget)
{
    return widget && isPopupOfCombo(widget->parentWidget());
}

bool isOn(const QStyleOption* option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

// Rows of a combo box's list look like the rows of a menu.
class ComboRowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        if (isSeparator(index)) {
            return {10, 9};
        }
        const QFontMetrics metrics(option.font);
        const int icon = index.data(Qt::DecorationRole).isNull() ? 0 : 26;
        return {metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + icon + 36,
                menuRowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& theme = themeOf(option.widget);
        if (isSeparator(index)) {
            painter->fillRect(QRect(option.rect.left() + 8, option.rect.center().y(),
                                    option.rect.width() - 16, 1),
                              theme.lineStrong);
            return;
        }
        const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
        if (enabled
            && (option.state.testFlag(QStyle::State_Selected)
                || option.state.testFlag(QStyle::State_MouseOver))) {
            paintBox(*painter, option.rect, 5, theme.hover);
        }
        QRect rect = option.rect.adjusted(8, 0, -8, 0);
        const QVariant decoration = index.data(Qt::DecorationRole);
        if (!decoration.isNull()) {
            const auto itemIcon = qvariant_cast<QIcon>(decoration);
            itemIcon.paint(painter, QRect(rect.left(), rect.center().y() - 7, 16, 16));
            rect.setLeft(rect.left() + 26);
        }
        paintText(*painter, rect, index.data(Qt::DisplayRole).toString(), option.font,
                  enabled ? theme.text : theme.textOff);
    }

private:
    static bool isSeparator(const QModelIndex& index)
    {
        return index.data(Qt::AccessibleDescriptionRole).toString() == u"separator"_s;
    }
};

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

void paintCheckBox(QPainter& painter, const QRect& rect, const QStyleOption* option,
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

void paintRadioButton(QPainter& painter, const QRect& rect, const QStyleOption* option,
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

void paintField(QPainter& painter, const QRect& rect, const QStyleOption* option,
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

void paintButton(QPainter& painter, const QRect& rect, const QStyleOption* option, bool main,
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

} // namespace

RaskadrStyle::RaskadrStyle(Theme theme)
    : QProxyStyle(u"fusion"_s)
    , m_theme(std::move(theme))
{
}

RaskadrStyle::~RaskadrStyle() = default;

RaskadrStyle* RaskadrStyle::of(const QWidget*)
{
    if (!qApp) {
        return nullptr;
    }
    if (auto* style = qobject_cast<RaskadrStyle*>(QApplication::style())) {
        return style;
    }
    // Under an application style sheet Qt puts a style of its own in front.
    return qApp->findChild<RaskadrStyle*>(QString(), Qt::FindDirectChildrenOnly);
}

void RaskadrStyle::setTheme(Theme theme)
{
    m_theme = std::move(theme);
}

QPalette RaskadrStyle::standardPalette() const
{
    QPalette palette;
    fill(palette);
    return palette;
}

void RaskadrStyle::fill(QPalette& palette) const
{
    const Theme& t = m_theme;
    using Role = QPalette::ColorRole;
    const auto set = [&palette](Role role, const QColor& color) { palette.setColor(role, color); };
    set(QPalette::Window, t.window);
    set(QPalette::WindowText, t.text);
    set(QPalette::Text, t.text);
    set(QPalette::ButtonText, t.text);
    set(QPalette::BrightText, t.error);
    set(QPalette::Base, t.field);
    set(QPalette::AlternateBase, t.panel);
    set(QPalette::Button, t.raised);
    set(QPalette::Highlight, t.selBg);
    set(QPalette::HighlightedText, t.text);
    set(QPalette::Link, t.accentText);
    set(QPalette::LinkVisited, t.accentText);
    set(QPalette::PlaceholderText, t.text2);
    set(QPalette::ToolTipBase, t.raised);
    set(QPalette::ToolTipText, t.text);
    set(QPalette::Light, t.hover);
    set(QPalette::Midlight, t.raised);
    set(QPalette::Mid, t.lineStrong);
    set(QPalette::Dark, t.line);
    set(QPalette::Shadow, t.stage);
    for (const Role role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
          QPalette::ToolTipText, QPalette::PlaceholderText, QPalette::Link}) {
        palette.setColor(QPalette::Disabled, role, t.textOff);
    }
}

void RaskadrStyle::polish(QPalette& palette)
{
    fill(palette);
}

void RaskadrStyle::polish(QApplication* application)
{
    QProxyStyle::polish(application);
    application->installEventFilter(this);
    connect(application, &QApplication::focusChanged, this, &RaskadrStyle::followFocus);
}

void RaskadrStyle::unpolish(QApplication* application)
{
    application->removeEventFilter(this);
    disconnect(application, nullptr, this, nullptr);
    QProxyStyle::unpolish(application);
}

void RaskadrStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget)
        || qobject_cast<QAbstractSlider*>(widget) || qobject_cast<QLineEdit*>(widget)
        || qobject_cast<QAbstractSpinBox*>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
    if (qobject_cast<QMenu*>(widget) || isPopupOfCombo(widget) || widget->inherits("QTipLabel")) {
        // Rounded corners need a surface that can be seen through.
        widget->setAttribute(Qt::WA_TranslucentBackground);
    }
    if (isListOfCombo(widget)) {
        widget->setAttribute(Qt::WA_TranslucentBackground);
        if (auto* view = qobject_cast<QAbstractItemView*>(widget)) {
            view->viewport()->setAutoFillBackground(false);
            view->setFrameShape(QFrame::NoFrame);
        }
    }
    if (auto* area = qobject_cast<QAbstractScrollArea*>(widget);
        area && (qobject_cast<QTextEdit*>(widget) || qobject_cast<QPlainTextEdit*>(widget))) {
        // The frame fills the whole field; a filled viewport would cut its round corners.
        area->viewport()->setAutoFillBackground(false);
    }
    if (auto* header = qobject_cast<QHeaderView*>(widget)) {
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        header->setHighlightSections(false);
    }
    if (auto* combo = qobject_cast<QComboBox*>(widget)) {
        const QByteArray delegate = combo->itemDelegate()->metaObject()->className();
        if (delegate == "QComboBoxDelegate" || delegate == "QComboMenuDelegate") {
            combo->setItemDelegate(new ComboRowDelegate(combo));
        }
    }
}

void RaskadrStyle::setKeyboardInUse(bool on)
{
    if (m_keyboardInUse == on) {
        return;
    }
    m_keyboardInUse = on;
    followFocus();
    if (QWidget* focused = QApplication::focusWidget()) {
        focused->update();
    }
}

bool RaskadrStyle::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress: {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_Home:
        case Qt::Key_End:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            setKeyboardInUse(true);
            break;
        default:
            break;
        }
        break;
    }
    case QEvent::Shortcut:
        setKeyboardInUse(true);
        break;
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        setKeyboardInUse(false);
        break;
    default:
        break;
    }
    return QProxyStyle::eventFilter(watched, event);
}

void RaskadrStyle::followFocus()
{
    QWidget* focused = QApplication::focusWidget();
    const bool wanted = m_keyboardInUse && focused && FocusRing::suits(focused);
    if (m_ring && wanted && m_ring->control() == focused) {
        return;
    }
    if (m_ring) {
        m_ring->hide();
        m_ring->deleteLater();
        m_ring = nullptr;
    }
    if (wanted) {
        m_ring = new FocusRing(focused);
    }
}

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
        return scrollBarExtent;
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
        if (isPopupOfCombo(widget)) {
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
        return {size.width() + 26, controlHeight};
    case CT_LineEdit:
        return {size.width() + 20, qMax(controlHeight, size.height())};
    case CT_ComboBox: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {qMax(base.width(), size.width() + 46), controlHeight};
    }
    case CT_SpinBox:
        return {size.width() + 2 * spinButtonWidth + 14, controlHeight};
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), qMax(base.height(), 20)};
    }
    case CT_MenuItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (!item) {
            break;
        }
        if (item->menuItemType == QStyleOptionMenuItem::Separator) {
            if (item->text.isEmpty()) {
                return {10, 13};
            }
            return {QFontMetrics(font(TextStyle::Tiny)).horizontalAdvance(item->text) + 16, 28};
        }
        const QString text = item->text.section(u'\t', 0, 0);
        int width = 8 + QFontMetrics(item->font).horizontalAdvance(text) + 8;
        if (item->maxIconWidth > 0 || item->menuHasCheckableItems) {
            width += 26;
        }
        if (item->menuItemType == QStyleOptionMenuItem::SubMenu) {
            width += 36;
        }
        // Qt adds the column of keys (reservedShortcutWidth) by itself.
        return {width + (item->reservedShortcutWidth > 0 ? 20 : 12), menuRowHeight};
    }
    case CT_HeaderSection: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), controlHeight};
    }
    case CT_ItemViewItem: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), qMax(base.height(), menuRowHeight)};
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
    const QRect rect = option->rect;
    if (control == CC_ComboBox) {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        switch (subControl) {
        case SC_ComboBoxFrame:
            return rect;
        case SC_ComboBoxArrow:
            return visualRect(option->direction, rect,
                              QRect(rect.right() - 29, rect.top(), 30, rect.height()));
        case SC_ComboBoxEditField: {
            const int left = combo && combo->editable ? 8 : 10;
            return visualRect(option->direction, rect, rect.adjusted(left, 1, -30, -1));
        }
        case SC_ComboBoxListBoxPopup: {
            QRect popup = rect;
            popup.translate(0, 4);
            return popup;
        }
        default:
            break;
        }
    }
    if (control == CC_SpinBox) {
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        const bool buttons = spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons;
        const int width = buttons ? spinButtonWidth : 0;
        const int inner = rect.height() - 2;
        switch (subControl) {
        case SC_SpinBoxFrame:
            return rect;
        case SC_SpinBoxUp:
            return visualRect(option->direction, rect,
                              QRect(rect.right() - width, rect.top() + 1, width, inner));
        case SC_SpinBoxDown:
            return visualRect(option->direction, rect,
                              QRect(rect.right() - 2 * width, rect.top() + 1, width, inner));
        case SC_SpinBoxEditField:
            return visualRect(option->direction, rect, rect.adjusted(8, 1, -2 * width - 2, -1));
        default:
            break;
        }
    }
    if (control == CC_ScrollBar) {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (!bar) {
            return {};
        }
        const bool horizontal = bar->orientation == Qt::Horizontal;
        const int length = (horizontal ? rect.width() : rect.height()) - 4;
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        int slider = length;
        if (range > 0) {
            const qint64 wanted = qint64(bar->pageStep) * length / (range + bar->pageStep);
            slider = static_cast<int>(qMin<qint64>(qMax<qint64>(wanted, 36), length));
        }
        const int start = 2
            + sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                      length - slider, bar->upsideDown);
        const auto along = [&](int from, int size) {
            return horizontal
                ? visualRect(option->direction, rect,
                             QRect(rect.left() + from, rect.top(), size, rect.height()))
                : QRect(rect.left(), rect.top() + from, rect.width(), size);
        };
        switch (subControl) {
        case SC_ScrollBarSlider:
            return along(start, slider);
        case SC_ScrollBarSubPage:
            return along(2, start - 2);
        case SC_ScrollBarAddPage:
            return along(start + slider, length + 2 - start - slider);
        case SC_ScrollBarGroove:
            return along(2, length);
        default:
            return {};
        }
    }
    if (control == CC_Slider) {
        const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (!slider) {
            return {};
        }
        const bool horizontal = slider->orientation == Qt::Horizontal;
        if (subControl == SC_SliderGroove) {
            return rect;
        }
        if (subControl == SC_SliderHandle) {
            const int length = horizontal ? rect.width() : rect.height();
            const int at =
                sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition,
                                        length - 12, slider->upsideDown);
            return horizontal
                ? QRect(rect.left() + at, rect.top() + (rect.height() - 12) / 2, 12, 12)
                : QRect(rect.left() + (rect.width() - 12) / 2, rect.top() + at, 12, 12);
        }
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

void RaskadrStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                 QPainter* painter, const QWidget* widget) const
{
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
        paintButton(*painter, rect, option, main, m_theme);
        return;
    }
    case PE_FrameDefaultButton:
        return;
    case PE_PanelButtonTool:
        if (isOn(option, State_Enabled)) {
            if (isOn(option, State_Sunken) || isOn(option, State_On)) {
                paintBox(*painter, rect, 6, m_theme.selBg);
            } else if (isOn(option, State_MouseOver)) {
                paintBox(*painter, rect, 6, m_theme.hover);
            }
        }
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintCheckBox(*painter, rect, option, m_theme);
        return;
    case PE_IndicatorRadioButton:
        paintRadioButton(*painter, rect, option, m_theme);
        return;
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame && frame->lineWidth > 0) {
            paintField(*painter, rect, option, widget, m_theme);
        }
        return;
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        if (isPopupOfCombo(widget) || isListOfCombo(widget)) {
            return;
        }
        if (qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget)) {
            const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            if (!frame || frame->lineWidth > 0) {
                paintField(*painter, rect, option, widget, m_theme);
            }
            return;
        }
        paintBox(*painter, rect, 6, {}, m_theme.line);
        return;
    case PE_FrameMenu:
        return;
    case PE_PanelMenu:
        paintPopup(*painter, rect, 8, m_theme, m_theme.raised);
        return;
    case PE_PanelTipLabel:
        paintBox(*painter, rect, 6, m_theme.raised, m_theme.lineStrong);
        return;
    case PE_FrameGroupBox:
        paintBox(*painter, rect, 8, m_theme.panel, m_theme.line);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
        if (item && item->backgroundBrush.style() != Qt::NoBrush) {
            painter->fillRect(rect, item->backgroundBrush);
        }
        if (isOn(option, State_Selected)) {
            painter->fillRect(rect, m_theme.selBg);
        } else if (isOn(option, State_MouseOver) && isOn(option, State_Enabled)) {
            painter->fillRect(rect, m_theme.raised);
        }
        return;
    }
    case PE_IndicatorBranch:
        if (isOn(option, State_Children)) {
            const QString name = isOn(option, State_Open) ? u"chevron-down"_s : u"chevron-right"_s;
            paintIcon(*painter, QPointF(rect.center()) - QPointF(7.5, 7.5), name, 16,
                      m_theme.text2);
        }
        return;
    case PE_IndicatorHeaderArrow: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        if (header && header->sortIndicator != QStyleOptionHeader::None) {
            painter->save();
            painter->translate(QRectF(rect).center());
            if (header->sortIndicator == QStyleOptionHeader::SortDown) {
                painter->rotate(180);
            }
            painter->drawPixmap(QPointF(-6, -6),
                                iconPixmap(u"chevron-down"_s, 12, m_theme.text2,
                                           painter->device()->devicePixelRatioF()));
            painter->restore();
        }
        return;
    }
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight: {
        if (element == PE_IndicatorArrowUp) {
            painter->save();
            painter->translate(QRectF(rect).center());
            painter->rotate(180);
            painter->drawPixmap(QPointF(-8, -8),
                                iconPixmap(u"chevron-down"_s, 16, m_theme.text2,
                                           painter->device()->devicePixelRatioF()));
            painter->restore();
            return;
        }
        const QString name = element == PE_IndicatorArrowDown ? u"chevron-down"_s
            : element == PE_IndicatorArrowLeft                ? u"chevron-left"_s
                                                              : u"chevron-right"_s;
        paintIcon(*painter, QPointF(rect.center()) - QPointF(7.5, 7.5), name, 16,
                  isOn(option, State_Enabled) ? m_theme.text2 : m_theme.textOff);
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void RaskadrStyle::drawControl(ControlElement element, const QStyleOption* option,
                               QPainter* painter, const QWidget* widget) const
{
    const QRect rect = option->rect;
    switch (element) {
    case CE_PushButtonLabel: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (!button) {
            return;
        }
        const bool main = button->features.testFlag(QStyleOptionButton::DefaultButton);
        const bool enabled = isOn(option, State_Enabled);
        const QColor color = !enabled ? m_theme.textOff : (main ? m_theme.onAccent : m_theme.text);
        QString text = button->text;
        text.remove(u'&');
        paintText(*painter, rect, text, font(main ? TextStyle::BodyBold : TextStyle::BodyMedium),
                  color, Qt::AlignHCenter);
        return;
    }
    case CE_MenuItem:
        drawMenuItem(option, painter, widget);
        return;
    case CE_MenuEmptyArea:
    case CE_MenuVMargin:
    case CE_MenuHMargin:
        return;
    case CE_ShapedFrame:
        if (isPopupOfCombo(widget)) {
            paintPopup(*painter, rect, 8, m_theme, m_theme.raised);
            return;
        }
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
            if (frame->frameShape == QFrame::HLine) {
                painter->fillRect(QRect(rect.left(), rect.center().y(), rect.width(), 1),
                                  m_theme.line);
                return;
            }
            if (frame->frameShape == QFrame::VLine) {
                painter->fillRect(QRect(rect.center().x(), rect.top(), 1, rect.height()),
                                  m_theme.line);
                return;
            }
        }
        break;
    case CE_ComboBoxLabel: {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (!combo || combo->editable) {
            return;
        }
        QRect field = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
        if (!combo->currentIcon.isNull()) {
            combo->currentIcon.paint(painter, QRect(field.left(), field.center().y() - 7, 16, 16),
                                     Qt::AlignCenter,
                                     isOn(option, State_Enabled) ? QIcon::Normal : QIcon::Disabled);
            field.setLeft(field.left() + 24);
        }
        paintText(*painter, field, combo->currentText,
                  widget ? widget->font() : font(TextStyle::Body),
                  isOn(option, State_Enabled) ? m_theme.text : m_theme.textOff);
        return;
    }
    case CE_ProgressBarGroove:
        return;
    case CE_ProgressBarContents: {
        const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
        if (bar && bar->maximum > bar->minimum) {
            QRectF strip(rect);
            strip.setTop(rect.center().y() - 1);
            strip.setHeight(4);
            paintProgress(*painter, strip,
                          double(bar->progress - bar->minimum) / (bar->maximum - bar->minimum),
                          m_theme);
        }
        return;
    }
    case CE_ProgressBarLabel:
        return;
    case CE_HeaderSection:
        painter->fillRect(rect, m_theme.panel);
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.line);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(rect, m_theme.panel);
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.line);
        return;
    case CE_HeaderLabel: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        if (header) {
            paintText(*painter, rect.adjusted(1, 0, 0, 0), header->text, font(TextStyle::Small),
                      m_theme.text2, header->textAlignment & Qt::AlignHorizontal_Mask);
        }
        return;
    }
    case CE_Splitter:
        painter->fillRect(rect, m_theme.line);
        return;
    case CE_RubberBand:
        painter->save();
        painter->setPen(m_theme.accentLine);
        painter->setBrush(QColor(m_theme.accentLine.red(), m_theme.accentLine.green(),
                                 m_theme.accentLine.blue(), 30));
        painter->drawRect(rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void RaskadrStyle::drawMenuItem(const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const
{
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (!item) {
        return;
    }
    const QRect rect = item->rect;
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        if (item->text.isEmpty()) {
            QColor line = m_theme.lineStrong;
            line.setAlphaF(0.7F);
            painter->fillRect(QRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1),
                              line);
        } else {
            paintText(*painter, rect.adjusted(8, 2, -8, 0), item->text, font(TextStyle::Tiny),
                      m_theme.text2);
        }
        return;
    }
    const bool enabled = isOn(option, State_Enabled);
    if (enabled && isOn(option, State_Selected)) {
        paintBox(*painter, rect, 5, m_theme.hover);
    }
    const auto* menu = qobject_cast<const QMenu*>(widget);
    const QAction* action = menu ? menu->actionAt(rect.center()) : nullptr;
    const bool danger = action && action->property("danger").toBool();
    QColor color = danger ? m_theme.error : m_theme.text;
    if (!enabled) {
        color = m_theme.textOff;
    }
    int left = rect.left() + 8;
    const bool checkable = item->checkType != QStyleOptionMenuItem::NotCheckable;
    if (item->maxIconWidth > 0 || item->menuHasCheckableItems) {
        const QRect place(left, rect.center().y() - 7, 16, 16);
        const QString name = action ? action->property("iconName").toString() : QString();
        if (checkable && item->checked) {
            paintIcon(*painter, place.topLeft(), u"check"_s, 16, enabled ? color : m_theme.textOff);
        } else if (!name.isEmpty()) {
            paintIcon(*painter, place.topLeft(), name, 16,
                      enabled ? m_theme.text2 : m_theme.textOff);
        } else if (!item->icon.isNull()) {
            item->icon.paint(painter, place, Qt::AlignCenter,
                             enabled ? QIcon::Normal : QIcon::Disabled);
        }
        left += 26;
    }
    QString text = item->text.section(u'\t', 0, 0);
    text.remove(u'&');
    const QString key = item->text.section(u'\t', 1);
    int right = rect.right() - 7;
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu) {
        paintIcon(*painter, QPointF(right - 15, rect.center().y() - 7), u"chevron-right"_s, 16,
                  m_theme.text2);
        right -= 20;
    }
    if (!key.isEmpty()) {
        const QFont small = font(TextStyle::Small);
        paintText(*painter, QRectF(left, rect.top(), right - left, rect.height()), key, small,
                  enabled ? m_theme.text2 : m_theme.textOff, Qt::AlignRight);
    }
    paintText(*painter, QRectF(left, rect.top(), right - left, rect.height()), text, item->font,
              color);
}

void RaskadrStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                      QPainter* painter, const QWidget* widget) const
{
    switch (control) {
    case CC_Slider:
        drawSlider(option, painter);
        return;
    case CC_ScrollBar:
        drawScrollBar(option, painter, widget);
        return;
    case CC_ComboBox:
        drawComboBox(option, painter, widget);
        return;
    case CC_SpinBox:
        drawSpinBox(option, painter, widget);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void RaskadrStyle::drawSlider(const QStyleOptionComplex* option, QPainter* painter) const
{
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!slider) {
        return;
    }
    const bool enabled = isOn(option, State_Enabled);
    const QRectF handle = subControlRect(CC_Slider, option, SC_SliderHandle, nullptr);
    const QRectF rect = option->rect;
    const QColor rest = enabled ? m_theme.lineControl : m_theme.line;
    const QColor done = enabled ? m_theme.text : m_theme.textOff;
    QRectF track;
    QRectF part;
    if (slider->orientation == Qt::Horizontal) {
        track = QRectF(rect.left(), rect.center().y() - 1, rect.width(), 2);
        part = track;
        if (slider->upsideDown) {
            part.setLeft(handle.center().x());
        } else {
            part.setRight(handle.center().x());
        }
    } else {
        track = QRectF(rect.center().x() - 1, rect.top(), 2, rect.height());
        part = track;
        if (slider->upsideDown) {
            part.setTop(handle.center().y());
        } else {
            part.setBottom(handle.center().y());
        }
    }
    paintBox(*painter, track, 1, rest);
    paintBox(*painter, part, 1, done);
    const bool active = enabled && (isOn(option, State_MouseOver) || isOn(option, State_Sunken));
    paintBox(*painter, active ? handle.adjusted(-1, -1, 1, 1) : handle, 7, done);
}

void RaskadrStyle::drawScrollBar(const QStyleOptionComplex* option, QPainter* painter,
                                 const QWidget* widget) const
{
    // Beside rows the bar lies on the same surface as they do.
    const QWidget* holder = widget ? widget->parentWidget() : nullptr;
    if (const auto* view =
            qobject_cast<const QAbstractItemView*>(holder ? holder->parentWidget() : nullptr);
        view && view->viewport()->autoFillBackground()) {
        painter->fillRect(option->rect, view->palette().color(view->viewport()->backgroundRole()));
    }
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!bar || bar->maximum <= bar->minimum) {
        return;
    }
    QRectF handle = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, nullptr);
    const bool hovered = isOn(option, State_MouseOver) || isOn(option, State_Sunken);
    const qreal thickness = hovered ? 12 : 8;
    if (bar->orientation == Qt::Vertical) {
        handle =
            QRectF(handle.center().x() - thickness / 2, handle.top(), thickness, handle.height());
    } else {
        handle =
            QRectF(handle.left(), handle.center().y() - thickness / 2, handle.width(), thickness);
    }
    const bool pressed = isOn(option, State_Sunken) && bar->activeSubControls & SC_ScrollBarSlider;
    paintBox(*painter, handle, thickness / 2, pressed ? m_theme.lineControl : m_theme.lineStrong);
}

void RaskadrStyle::drawComboBox(const QStyleOptionComplex* option, QPainter* painter,
                                const QWidget* widget) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (!combo) {
        return;
    }
    const bool enabled = isOn(option, State_Enabled);
    if (combo->frame) {
        if (combo->editable) {
            paintField(*painter, option->rect, option, widget, m_theme);
        } else {
            paintButton(*painter, option->rect, option, false, m_theme);
            if (enabled && widget && widget->property("invalid").toBool()) {
                paintBox(*painter, option->rect, 6, {}, m_theme.error);
            }
        }
    }
    const QRectF arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    paintIcon(*painter, arrow.center() - QPointF(6, 8), u"chevron-down"_s, 16,
              enabled ? (combo->editable ? m_theme.text2 : m_theme.text) : m_theme.textOff);
}

void RaskadrStyle::drawSpinBox(const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const
{
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (!spin) {
        return;
    }
    if (spin->frame) {
        paintField(*painter, option->rect, option, widget, m_theme);
    }
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    const auto button = [&](SubControl which, const QString& name,
                            QAbstractSpinBox::StepEnabledFlag step) {
        const QRectF place = subControlRect(CC_SpinBox, option, which, widget);
        const bool enabled = isOn(option, State_Enabled) && spin->stepEnabled.testFlag(step);
        if (enabled && isOn(option, State_MouseOver) && spin->activeSubControls == which) {
            paintBox(*painter, place.adjusted(1, 2, -1, -2), 4,
                     isOn(option, State_Sunken) ? m_theme.selBg : m_theme.hover);
        }
        paintIcon(*painter, place.center() - QPointF(8, 8), name, 16,
                  enabled ? m_theme.text2 : m_theme.textOff);
    };
    button(SC_SpinBoxDown, u"minus"_s, QAbstractSpinBox::StepDownEnabled);
    button(SC_SpinBoxUp, u"plus"_s, QAbstractSpinBox::StepUpEnabled);
}

QIcon RaskadrStyle::standardIcon(StandardPixmap pixmap, const QStyleOption* option,
                                 const QWidget* widget) const
{
    const auto quiet = [this](const QString& name) {
        return icon(name, m_theme.text2, m_theme.textOff, 16);
    };
    switch (pixmap) {
    case SP_LineEditClearButton:
    case SP_DialogCloseButton:
        return quiet(u"close"_s);
    case SP_DirIcon:
    case SP_DirOpenIcon:
    case SP_DirClosedIcon:
    case SP_DirHomeIcon:
    case SP_DesktopIcon:
        return quiet(u"folder"_s);
    case SP_ComputerIcon:
    case SP_DriveHDIcon:
    case SP_DriveNetIcon:
        return quiet(u"projects"_s);
    case SP_FileIcon:
        return quiet(u"passport"_s);
    case SP_ArrowBack:
    case SP_ArrowLeft:
        return quiet(u"arrow-left"_s);
    case SP_ArrowForward:
    case SP_ArrowRight:
        return quiet(u"chevron-right"_s);
    case SP_FileDialogToParent:
        return quiet(u"send"_s);
    case SP_FileDialogNewFolder:
        return quiet(u"plus"_s);
    case SP_FileDialogListView:
        return quiet(u"board"_s);
    case SP_FileDialogDetailedView:
        return quiet(u"script"_s);
    case SP_MessageBoxWarning:
        return icon(u"warning"_s, m_theme.warn, m_theme.textOff, 24);
    case SP_MessageBoxCritical:
        return icon(u"status-error"_s, m_theme.error, m_theme.textOff, 24);
    case SP_MessageBoxInformation:
    case SP_MessageBoxQuestion:
        return icon(u"info"_s, m_theme.text2, m_theme.textOff, 24);
    default:
        return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

} // namespace raskadr::ui
