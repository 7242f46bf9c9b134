#include "ui/common/stylecontrols.h"

#include "ui/common/icons.h"
#include "ui/common/painters.h"
#include "ui/common/seethrough.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QIcon>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

namespace raskadr::ui::controls {

using namespace Qt::Literals::StringLiterals;

namespace {

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

} // namespace

bool isPopupOfCombo(const QWidget* widget)
{
    return widget && widget->inherits("QComboBoxPrivateContainer");
}

bool isListOfCombo(const QWidget* widget)
{
    return widget && isPopupOfCombo(widget->parentWidget());
}

bool isPopup(const QWidget* widget)
{
    return qobject_cast<const QMenu*>(widget) || isPopupOfCombo(widget)
        || (widget && widget->inherits("QTipLabel"));
}

void preparePopup(QWidget* widget)
{
    // Rounded corners need a surface that can be seen through, and somebody who looks through it.
    if (canSeeThrough()) {
        widget->setAttribute(Qt::WA_TranslucentBackground);
    }
}

void drawPopup(QPainter& painter, const QRect& rect, const QWidget* widget, const Theme& theme)
{
    if (isSeenThrough(widget)) {
        paintPopup(painter, rect, 8, theme, theme.raised);
    } else {
        painter.fillRect(rect, theme.raised);
        paintBox(painter, rect, 0, {}, theme.lineStrong);
    }
}

void drawToolTip(QPainter& painter, const QRect& rect, const QWidget* widget, const Theme& theme)
{
    paintBox(painter, rect, isSeenThrough(widget) ? 6 : 0, theme.raised, theme.lineStrong);
}

void setComboRows(QComboBox* combo)
{
    combo->setItemDelegate(new ComboRowDelegate(combo));
}

QSize menuItemSize(const QStyleOptionMenuItem& item)
{
    if (item.menuItemType == QStyleOptionMenuItem::Separator) {
        if (item.text.isEmpty()) {
            return {10, 13};
        }
        return {QFontMetrics(font(TextStyle::Tiny)).horizontalAdvance(item.text) + 16, 28};
    }
    const QString text = item.text.section(u'\t', 0, 0);
    int width = 8 + QFontMetrics(item.font).horizontalAdvance(text) + 8;
    if (item.maxIconWidth > 0 || item.menuHasCheckableItems) {
        width += 26;
    }
    if (item.menuItemType == QStyleOptionMenuItem::SubMenu) {
        width += 36;
    }
    // Qt adds the column of keys (reservedShortcutWidth) by itself.
    return {width + (item.reservedShortcutWidth > 0 ? 20 : 12), menuRowHeight};
}

void drawMenuItem(QPainter& painter, const QStyleOption* option, const QWidget* widget,
                  const Theme& theme)
{
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (!item) {
        return;
    }
    const QRect rect = item->rect;
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        if (item->text.isEmpty()) {
            QColor line = theme.lineStrong;
            line.setAlphaF(0.7F);
            painter.fillRect(QRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1), line);
        } else {
            paintText(painter, rect.adjusted(8, 2, -8, 0), item->text, font(TextStyle::Tiny),
                      theme.text2);
        }
        return;
    }
    const bool enabled = isOn(option, QStyle::State_Enabled);
    if (enabled && isOn(option, QStyle::State_Selected)) {
        paintBox(painter, rect, 5, theme.hover);
    }
    const auto* menu = qobject_cast<const QMenu*>(widget);
    const QAction* action = menu ? menu->actionAt(rect.center()) : nullptr;
    const bool danger = action && action->property("danger").toBool();
    QColor color = danger ? theme.error : theme.text;
    if (!enabled) {
        color = theme.textOff;
    }
    int left = rect.left() + 8;
    const bool checkable = item->checkType != QStyleOptionMenuItem::NotCheckable;
    if (item->maxIconWidth > 0 || item->menuHasCheckableItems) {
        const QRect place(left, rect.center().y() - 7, 16, 16);
        const QString name = action ? action->property("iconName").toString() : QString();
        if (checkable && item->checked) {
            paintIcon(painter, place.topLeft(), u"check"_s, 16, enabled ? color : theme.textOff);
        } else if (!name.isEmpty()) {
            paintIcon(painter, place.topLeft(), name, 16, enabled ? theme.text2 : theme.textOff);
        } else if (!item->icon.isNull()) {
            item->icon.paint(&painter, place, Qt::AlignCenter,
                             enabled ? QIcon::Normal : QIcon::Disabled);
        }
        left += 26;
    }
    QString text = item->text.section(u'\t', 0, 0);
    text.remove(u'&');
    const QString key = item->text.section(u'\t', 1);
    int right = rect.right() - 7;
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu) {
        paintIcon(painter, QPointF(right - 15, rect.center().y() - 7), u"chevron-right"_s, 16,
                  theme.text2);
        right -= 20;
    }
    if (!key.isEmpty()) {
        const QFont small = font(TextStyle::Small);
        paintText(painter, QRectF(left, rect.top(), right - left, rect.height()), key, small,
                  enabled ? theme.text2 : theme.textOff, Qt::AlignRight);
    }
    paintText(painter, QRectF(left, rect.top(), right - left, rect.height()), text, item->font,
              color);
}

} // namespace raskadr::ui::controls
