#include "ui/storyboard/colourstrip.h"

#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <array>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int stripSideEdge = 24;
constexpr int topEdge = 10;
constexpr int bandHeight = 40;
constexpr int cornerRadius = 4;
constexpr int markHeight = 3;
constexpr int hatchStep = 8;
// What a palette lists for little is still to be seen.
constexpr double leastShare = 0.08;
constexpr int tickDistance = 64;
constexpr std::array<qint64, 12> tickSteps{1'000,  2'000,   5'000,   10'000,  15'000,    30'000,
                                           60'000, 120'000, 300'000, 600'000, 1'800'000, 3'600'000};

} // namespace

ColourStrip::ColourStrip(QWidget* parent)
    : QWidget(parent)
{
    setFixedHeight(sizeHint().height());
    setMouseTracking(true);
    setAccessibleName(tr("Colour strip"));
}

void ColourStrip::setColumns(const QList<StripColumn>& columns)
{
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    m_starts.clear();
    m_starts.reserve(columns.size() + 1);
    m_starts.append(0);
    for (const StripColumn& column : columns) {
        m_starts.append(m_starts.last() + column.durationMs);
    }
    update();
}

void ColourStrip::setSelection(const QList<ShotId>& shots)
{
    const QSet<ShotId> selection(shots.begin(), shots.end());
    if (selection != m_selection) {
        m_selection = selection;
        update(0, 0, width(), topEdge);
    }
}

void ColourStrip::setPlaying(const ShotId& shot)
{
    if (shot != m_playing) {
        m_playing = shot;
        update(0, 0, width(), topEdge);
    }
}

QRectF ColourStrip::band() const
{
    return QRectF(stripSideEdge, topEdge, std::max(width() - 2 * stripSideEdge, 1), bandHeight);
}

QRectF ColourStrip::columnRect(int index) const
{
    // Columns meet on whole pixels, so that no line of the ground shows between them.
    const QRectF whole = band();
    const auto place = [&](qint64 ms) {
        return std::round(whole.left()
                          + whole.width() * static_cast<double>(ms)
                              / static_cast<double>(totalMs()));
    };
    const double left = place(m_starts.at(index));
    return {left, whole.top(), place(m_starts.at(index + 1)) - left, whole.height()};
}

QRectF ColourStrip::columnRect(const ShotId& shot) const
{
    for (int i = 0; i < m_columns.size(); ++i) {
        if (m_columns.at(i).id == shot && totalMs() > 0) {
            return columnRect(i);
        }
    }
    return {};
}

int ColourStrip::indexAt(const QPointF& position) const
{
    const QRectF whole = band().adjusted(0, -topEdge, 0, 0);
    if (totalMs() == 0 || !whole.contains(position)) {
        return -1;
    }
    const auto ms = static_cast<qint64>((position.x() - whole.left()) / whole.width()
                                        * static_cast<double>(totalMs()));
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), ms);
    return std::clamp(static_cast<int>(after - m_starts.begin()) - 1, 0,
                      static_cast<int>(m_columns.size()) - 1);
}

ShotId ColourStrip::shotAt(const QPointF& position) const
{
    const int index = indexAt(position);
    return index < 0 ? ShotId() : m_columns.at(index).id;
}

bool ColourStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const int index = indexAt(help->pos()); index >= 0) {
            const StripColumn& column = m_columns.at(index);
            showToolTip(help->globalPos(),
                        column.title.isEmpty() ? tr("Shot %1").arg(column.number)
                                               : u"%1 %2"_s.arg(column.number).arg(column.title),
                        timecodeText(column.durationMs), this);
        }
        return true;
    }
    return QWidget::event(event);
}

void ColourStrip::paintEvent(QPaintEvent* event)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(0, 0, width(), 1, theme.line);
    if (totalMs() == 0) {
        return;
    }
    const bool marksOnly = event->rect().bottom() < topEdge;
    if (!marksOnly) {
        for (int i = 0; i < m_columns.size(); ++i) {
            paintColumn(painter, columnRect(i), m_columns.at(i));
        }
        roundCorners(painter);
        paintScale(painter);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < m_columns.size(); ++i) {
        const ShotId& shot = m_columns.at(i).id;
        const bool playing = shot == m_playing;
        if (playing || m_selection.contains(shot)) {
            const QRectF column = columnRect(i);
            paintBox(painter,
                     QRectF(column.left(), topEdge - markHeight - 1, std::max(column.width(), 2.0),
                            markHeight),
                     1.5, playing ? theme.text : theme.accentLine);
        }
    }
}

// Covering the corners costs less than clipping every column to them.
void ColourStrip::roundCorners(QPainter& painter) const
{
    QPainterPath inner;
    inner.addRoundedRect(band(), cornerRadius, cornerRadius);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const double left : {band().left(), band().right() - cornerRadius}) {
        QPainterPath end;
        end.addRect(left, topEdge, cornerRadius, bandHeight);
        painter.fillPath(end.subtracted(inner), themeOf(this).panel);
    }
}

void ColourStrip::paintColumn(QPainter& painter, const QRectF& rect,
                              const StripColumn& column) const
{
    const Theme& theme = themeOf(this);
    if (column.swatches.isEmpty()) {
        painter.save();
        painter.setClipRect(rect, Qt::IntersectClip);
        painter.fillRect(rect, theme.panel);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.hover, 3));
        // One pattern runs through neighbouring empty shots.
        const double first = std::floor((rect.left() - rect.height()) / hatchStep) * hatchStep;
        for (double x = first; x < rect.right(); x += hatchStep) {
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
        }
        painter.restore();
        return;
    }
    double sum = 0;
    for (const Swatch& swatch : column.swatches) {
        sum += std::max(swatch.share, leastShare);
    }
    double share = 0;
    double top = rect.top();
    for (const Swatch& swatch : column.swatches) {
        share += std::max(swatch.share, leastShare);
        const double bottom = std::round(rect.top() + rect.height() * share / sum);
        painter.fillRect(QRectF(rect.left(), top, rect.width(), bottom - top).toRect(),
                         QColor::fromRgb(swatch.color));
        top = bottom;
    }
}

void ColourStrip::paintScale(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QFont font = ui::font(TextStyle::Tiny);
    const QFontMetricsF metrics(font);
    const QRectF whole = band();
    const QRectF line(0, whole.bottom() + 5, width(), 14);
    const auto place = [&](qint64 ms) {
        return whole.left()
            + whole.width() * static_cast<double>(ms) / static_cast<double>(totalMs());
    };
    const auto roomy = std::find_if(tickSteps.begin(), tickSteps.end(), [&](qint64 step) {
        return place(step) - whole.left() >= tickDistance;
    });
    const qint64 step = roomy == tickSteps.end() ? tickSteps.back() : *roomy;
    const QString end = timecodeText(totalMs());
    const double endLeft = whole.right() - metrics.horizontalAdvance(end);
    for (qint64 ms = 0; ms < totalMs(); ms += step) {
        const QString text = timecodeText(ms);
        const double textWidth = metrics.horizontalAdvance(text);
        const double left = ms == 0 ? whole.left() : place(ms) - textWidth / 2;
        if (left + textWidth + 12 > endLeft) {
            break;
        }
        paintText(painter, QRectF(left, line.top(), textWidth + 1, line.height()), text, font,
                  theme.text2);
    }
    paintText(painter, QRectF(endLeft - 1, line.top(), whole.right() - endLeft + 1, line.height()),
              end, font, theme.text2, Qt::AlignRight);
}

void ColourStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        if (const ShotId shot = shotAt(event->position()); !shot.isNull()) {
            Q_EMIT shotChosen(shot);
        }
    }
}

void ColourStrip::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(shotAt(event->position()).isNull() ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

} // namespace raskadr::ui
