#include "ui/import/samplestrip.h"

#include "ui/common/painters.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace raskadr::ui {

namespace {

constexpr int columns = 6;
constexpr int gap = 8;
constexpr int radius = 4;

} // namespace

SampleStrip::SampleStrip(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("First pictures"));
}

void SampleStrip::setCount(int count)
{
    m_samples = QList<QImage>(count);
    setVisible(count > 0);
    updateGeometry();
    update();
}

void SampleStrip::setSample(int index, const QImage& picture)
{
    if (index >= 0 && index < m_samples.size()) {
        m_samples[index] = picture;
        update();
    }
}

int SampleStrip::shown() const
{
    return static_cast<int>(std::count_if(m_samples.begin(), m_samples.end(),
                                          [](const QImage& sample) { return !sample.isNull(); }));
}

QSize SampleStrip::cellSize(int width) const
{
    const int cell = (width - (columns - 1) * gap) / columns;
    return {cell, cell * 9 / 16};
}

int SampleStrip::heightForWidth(int width) const
{
    const int rows = static_cast<int>((m_samples.size() + columns - 1) / columns);
    return rows == 0 ? 0 : rows * cellSize(width).height() + (rows - 1) * gap;
}

void SampleStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const Theme& theme = themeOf(this);
    const QSize cell = cellSize(width());
    for (int i = 0; i < m_samples.size(); ++i) {
        const QRectF place(
            QPointF(i % columns * (cell.width() + gap), i / columns * (cell.height() + gap)), cell);
        paintBox(painter, place, radius, theme.stage);
        if (m_samples[i].isNull()) {
            continue;
        }
        QSizeF size = m_samples[i].size();
        size.scale(cell, Qt::KeepAspectRatio);
        QRectF target({}, size);
        target.moveCenter(place.center());
        QPainterPath shape;
        shape.addRoundedRect(place, radius, radius);
        painter.save();
        painter.setClipPath(shape);
        painter.drawImage(target, m_samples[i]);
        painter.restore();
    }
}

} // namespace raskadr::ui
