#pragma once

#include "ui/common/theme.h"

#include <QStyle>
#include <QStyleOption>
#include <optional>

class QComboBox;
class QIcon;
class QPainter;
class QWidget;

// What RaskadrStyle draws, by kind of control; internal to it. Functions that give a place answer
// nothing where Fusion's is taken.
namespace raskadr::ui::controls {

inline constexpr int controlHeight = 32;
inline constexpr int menuRowHeight = 30;
inline constexpr int spinButtonWidth = 26;

inline bool isOn(const QStyleOption* option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

// stylebuttons.cpp: buttons and boxes to tick.
void drawButton(QPainter& painter, const QRect& rect, const QStyleOption* option, bool main,
                const Theme& theme);
void drawButtonLabel(QPainter& painter, const QStyleOption* option, const Theme& theme);
void drawToolButton(QPainter& painter, const QStyleOption* option, const Theme& theme);
void drawCheckBox(QPainter& painter, const QRect& rect, const QStyleOption* option,
                  const Theme& theme);
void drawRadioButton(QPainter& painter, const QRect& rect, const QStyleOption* option,
                     const Theme& theme);

// stylefields.cpp: what is typed into or chosen from.
void drawField(QPainter& painter, const QRect& rect, const QStyleOption* option,
               const QWidget* widget, const Theme& theme);
std::optional<QRect> comboBoxRect(const QStyleOptionComplex* option, QStyle::SubControl part);
void drawComboBox(QPainter& painter, const QStyleOptionComplex* option, const QWidget* widget,
                  const Theme& theme);
void drawComboLabel(QPainter& painter, const QStyleOption* option, const QWidget* widget,
                    const Theme& theme);
std::optional<QRect> spinBoxRect(const QStyleOptionComplex* option, QStyle::SubControl part);
void drawSpinBox(QPainter& painter, const QStyleOptionComplex* option, const QWidget* widget,
                 const Theme& theme);

// stylemenus.cpp: menus, lists of combo boxes, tooltips.
bool isPopupOfCombo(const QWidget* widget);
bool isListOfCombo(const QWidget* widget);
bool isPopup(const QWidget* widget);
void preparePopup(QWidget* widget);
void drawPopup(QPainter& painter, const QRect& rect, const QWidget* widget, const Theme& theme);
void drawToolTip(QPainter& painter, const QRect& rect, const QWidget* widget, const Theme& theme);
// Rows of a combo box's list look like the rows of a menu.
void setComboRows(QComboBox* combo);
QSize menuItemSize(const QStyleOptionMenuItem& item);
void drawMenuItem(QPainter& painter, const QStyleOption* option, const QWidget* widget,
                  const Theme& theme);

// stylebars.cpp: scroll bars, sliders, progress.
std::optional<QRect> scrollBarRect(const QStyleOptionComplex* option, QStyle::SubControl part);
void drawScrollBar(QPainter& painter, const QStyleOptionComplex* option, const QWidget* widget,
                   const Theme& theme);
std::optional<QRect> sliderRect(const QStyleOptionComplex* option, QStyle::SubControl part);
void drawSlider(QPainter& painter, const QStyleOptionComplex* option, const Theme& theme);
void drawProgress(QPainter& painter, const QStyleOption* option, const Theme& theme);

// styleviews.cpp: rows, headers and lines of item views.
void drawViewItem(QPainter& painter, const QStyleOption* option, const Theme& theme);
void drawBranch(QPainter& painter, const QStyleOption* option, const Theme& theme);
void drawSortArrow(QPainter& painter, const QStyleOption* option, const Theme& theme);
void drawArrow(QPainter& painter, QStyle::PrimitiveElement which, const QStyleOption* option,
               const Theme& theme);
void drawHeader(QPainter& painter, const QRect& rect, const Theme& theme);
void drawHeaderLabel(QPainter& painter, const QStyleOption* option, const Theme& theme);
// False: it is no line.
bool drawLine(QPainter& painter, const QStyleOption* option, const Theme& theme);
void drawRubberBand(QPainter& painter, const QRect& rect, const Theme& theme);

// styleicons.cpp; null: none of ours.
QIcon standardIcon(QStyle::StandardPixmap pixmap, const Theme& theme);

} // namespace raskadr::ui::controls
