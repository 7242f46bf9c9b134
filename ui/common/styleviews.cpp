#include "ui/common/stylecontrols.h"

#include "ui/common/icons.h"
#include "ui/common/painters.h"

#include <QFrame>
#include <QPainter>

namespace raskadr::ui::controls {

using namespace Qt::Literals::StringLiterals;

namespace {

// Upside down about the middle of its place.
void paintTurned(QPainter& painter, const QRect& rect, int px, const Theme& theme)
{
    painter.save();
    painter.translate(QRectF(rect).center());
    painter.rotate(180);
    painter.drawPixmap(
        QPointF(-px, -px) / 2,
        iconPixmap(u"chevron-down"_s, px, theme.text2, painter.device()->devicePixelRatioF()));
    painter.restore();
}

} // namespace

void drawViewItem(QPainter& painter, const QStyleOption* option, const Theme& theme)
{
    const QRect rect = option->rect;
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
    if (item && item->backgroundBrush.style() != Qt::NoBrush) {
        painter.fillRect(rect, item->backgroundBrush);
    }
    if (isOn(option, QStyle::State_Selected)) {
        painter.fillRect(rect, theme.selBg);
    } else if (isOn(option, QStyle::State_MouseOver) && isOn(option, QStyle::State_Enabled)) {
        painter.fillRect(rect, theme.raised);
    }
}

void drawBranch(QPainter& painter, const QStyleOption* option, const Theme& theme)
{
    const QRect rect = option->rect;
    if (isOn(option, QStyle::State_Children)) {
        const QString name =
            isOn(option, QStyle::State_Open) ? u"chevron-down"_s : u"chevron-right"_s;
        paintIcon(painter, QPointF(rect.center()) - QPointF(7.5, 7.5), name, 16, theme.text2);
    }
}

void drawSortArrow(QPainter& painter, const QStyleOption* option, const Theme& theme)
{
    const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
    if (!header || header->sortIndicator == QStyleOptionHeader::None) {
        return;
    }
    if (header->sortIndicator == QStyleOptionHeader::SortDown) {
        paintTurned(painter, option->rect, 12, theme);
    } else {
        paintIcon(painter, QRectF(option->rect).center() - QPointF(6, 6), u"chevron-down"_s, 12,
                  theme.text2);
    }
}

void drawArrow(QPainter& painter, QStyle::PrimitiveElement which, const QStyleOption* option,
               const Theme& theme)
{
    if (which == QStyle::PE_IndicatorArrowUp) {
        paintTurned(painter, option->rect, 16, theme);
        return;
    }
    const QString name = which == QStyle::PE_IndicatorArrowDown ? u"chevron-down"_s
        : which == QStyle::PE_IndicatorArrowLeft                ? u"chevron-left"_s
                                                                : u"chevron-right"_s;
    paintIcon(painter, QPointF(option->rect.center()) - QPointF(7.5, 7.5), name, 16,
              isOn(option, QStyle::State_Enabled) ? theme.text2 : theme.textOff);
}

void drawHeader(QPainter& painter, const QRect& rect, const Theme& theme)
{
    painter.fillRect(rect, theme.panel);
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
}

void drawHeaderLabel(QPainter& painter, const QStyleOption* option, const Theme& theme)
{
    if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
        paintText(painter, option->rect.adjusted(1, 0, 0, 0), header->text, font(TextStyle::Small),
                  theme.text2, header->textAlignment & Qt::AlignHorizontal_Mask);
    }
}

bool drawLine(QPainter& painter, const QStyleOption* option, const Theme& theme)
{
    const QRect rect = option->rect;
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    if (frame && frame->frameShape == QFrame::HLine) {
        painter.fillRect(QRect(rect.left(), rect.center().y(), rect.width(), 1), theme.line);
        return true;
    }
    if (frame && frame->frameShape == QFrame::VLine) {
        painter.fillRect(QRect(rect.center().x(), rect.top(), 1, rect.height()), theme.line);
        return true;
    }
    return false;
}

void drawRubberBand(QPainter& painter, const QRect& rect, const Theme& theme)
{
    painter.save();
    painter.setPen(theme.accentLine);
    painter.setBrush(
        QColor(theme.accentLine.red(), theme.accentLine.green(), theme.accentLine.blue(), 30));
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

} // namespace raskadr::ui::controls
