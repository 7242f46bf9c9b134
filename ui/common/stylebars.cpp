#include "ui/common/stylecontrols.h"

#include "ui/common/painters.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QWidget>

namespace raskadr::ui::controls {

using namespace Qt::Literals::StringLiterals;

std::optional<QRect> scrollBarRect(const QStyleOptionComplex* option, QStyle::SubControl part)
{
    const QRect rect = option->rect;
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!bar) {
        return QRect();
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
        + QStyle::sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                          length - slider, bar->upsideDown);
    const auto along = [&](int from, int size) {
        return horizontal
            ? QStyle::visualRect(option->direction, rect,
                                 QRect(rect.left() + from, rect.top(), size, rect.height()))
            : QRect(rect.left(), rect.top() + from, rect.width(), size);
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return along(start, slider);
    case QStyle::SC_ScrollBarSubPage:
        return along(2, start - 2);
    case QStyle::SC_ScrollBarAddPage:
        return along(start + slider, length + 2 - start - slider);
    case QStyle::SC_ScrollBarGroove:
        return along(2, length);
    default:
        return QRect();
    }
}

std::optional<QRect> sliderRect(const QStyleOptionComplex* option, QStyle::SubControl part)
{
    const QRect rect = option->rect;
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!slider) {
        return QRect();
    }
    const bool horizontal = slider->orientation == Qt::Horizontal;
    if (part == QStyle::SC_SliderGroove) {
        return rect;
    }
    if (part == QStyle::SC_SliderHandle) {
        const int length = horizontal ? rect.width() : rect.height();
        const int at = QStyle::sliderPositionFromValue(slider->minimum, slider->maximum,
                                                       slider->sliderPosition, length - 12,
                                                       slider->upsideDown);
        return horizontal ? QRect(rect.left() + at, rect.top() + (rect.height() - 12) / 2, 12, 12)
                          : QRect(rect.left() + (rect.width() - 12) / 2, rect.top() + at, 12, 12);
    }
    return std::nullopt;
}

void drawSlider(QPainter& painter, const QStyleOptionComplex* option, const Theme& theme)
{
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!slider) {
        return;
    }
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const QRectF handle = *sliderRect(option, QStyle::SC_SliderHandle);
    const QRectF rect = option->rect;
    const QColor rest = enabled ? theme.lineControl : theme.line;
    const QColor done = enabled ? theme.text : theme.textOff;
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
    paintBox(painter, track, 1, rest);
    paintBox(painter, part, 1, done);
    const bool active =
        enabled && (isOn(option, QStyle::State_MouseOver) || isOn(option, QStyle::State_Sunken));
    paintBox(painter, active ? handle.adjusted(-1, -1, 1, 1) : handle, 7, done);
}

void drawScrollBar(QPainter& painter, const QStyleOptionComplex* option, const QWidget* widget,
                   const Theme& theme)
{
    // Beside rows the bar lies on the same surface as they do.
    const QWidget* holder = widget ? widget->parentWidget() : nullptr;
    if (const auto* view =
            qobject_cast<const QAbstractItemView*>(holder ? holder->parentWidget() : nullptr);
        view && view->viewport()->autoFillBackground()) {
        painter.fillRect(option->rect, view->palette().color(view->viewport()->backgroundRole()));
    }
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!bar || bar->maximum <= bar->minimum) {
        return;
    }
    QRectF handle = *scrollBarRect(option, QStyle::SC_ScrollBarSlider);
    const bool hovered =
        isOn(option, QStyle::State_MouseOver) || isOn(option, QStyle::State_Sunken);
    const qreal thickness = hovered ? 12 : 8;
    if (bar->orientation == Qt::Vertical) {
        handle =
            QRectF(handle.center().x() - thickness / 2, handle.top(), thickness, handle.height());
    } else {
        handle =
            QRectF(handle.left(), handle.center().y() - thickness / 2, handle.width(), thickness);
    }
    const bool pressed =
        isOn(option, QStyle::State_Sunken) && bar->activeSubControls & QStyle::SC_ScrollBarSlider;
    paintBox(painter, handle, thickness / 2, pressed ? theme.lineControl : theme.lineStrong);
}

void drawProgress(QPainter& painter, const QStyleOption* option, const Theme& theme)
{
    const QRect rect = option->rect;
    const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
    if (bar && bar->maximum > bar->minimum) {
        QRectF strip(rect);
        strip.setTop(rect.center().y() - 1);
        strip.setHeight(4);
        paintProgress(painter, strip,
                      double(bar->progress - bar->minimum) / (bar->maximum - bar->minimum), theme);
    }
}

} // namespace raskadr::ui::controls
