#include "ui/common/statuschip.h"

#include <QFontMetricsF>
#include <QPainter>

namespace raskadr::ui {

StatusChip::StatusChip(StatusGlyph glyph, const QString& text, Shape shape, QWidget* parent)
    : QWidget(parent)
    , m_glyph(glyph)
    , m_text(text)
    , m_shape(shape)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void StatusChip::setStatus(StatusGlyph glyph, const QString& text)
{
    m_glyph = glyph;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize StatusChip::sizeHint() const
{
    if (m_shape == Shape::Pill) {
        return statusChipSize(m_text).toSize();
    }
    const qreal words = QFontMetricsF(ui::font(TextStyle::Small)).horizontalAdvance(m_text);
    return {m_text.isEmpty() ? 12 : qCeil(12 + 6 + words), 16};
}

void StatusChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    if (m_shape == Shape::Pill) {
        paintStatusChip(painter, {0, 0}, m_glyph, m_text, theme);
        return;
    }
    paintGlyph(painter, {0, (height() - 12) / 2.0}, m_glyph, theme);
    paintText(painter, QRectF(rect()).adjusted(18, 0, 0, 0), m_text, ui::font(TextStyle::Small),
              m_glyph == StatusGlyph::Error ? theme.error : theme.text2);
}

} // namespace raskadr::ui
