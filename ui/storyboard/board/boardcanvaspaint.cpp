#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/storyboard/board/boardcanvas.h"

#include <QStyleOptionGraphicsItem>

namespace raskadr::ui {

namespace {

constexpr double liftedOpacity = 0.3;
// Cards that were never built are built while painting as long as this allows. The first picture
// of a board is worth waiting for; later ones have to keep up with the hand.
constexpr qint64 firstPaintNs = 60'000'000;
constexpr qint64 laterPaintNs = 5'000'000;
// Between paints.
constexpr qint64 buildNs = 5'000'000;
constexpr qint64 buildWhileMovingNs = 1'000'000;

} // namespace

void BoardCanvas::scheduleBuild()
{
    if (!m_builder.isActive()) {
        m_builder.start(m_glide.isMoving() ? frameMs : 0);
    }
}

void BoardCanvas::buildSome()
{
    const qint64 budget = m_glide.isMoving() ? buildWhileMovingNs : buildNs;
    QElapsedTimer clock;
    clock.start();
    const auto [first, last] = m_layout.rowsBetween(m_visible.top(), m_visible.bottom());
    const int row = m_layout.columns();
    const bool done = buildRange(first, last, true, clock, budget)
        && buildRange(last, std::min<int>(last + row, m_layout.count()), false, clock, budget)
        && buildRange(std::max(0, first - row), first, false, clock, budget);
    if (!done) {
        scheduleBuild();
    } else if (m_cache.isFull()) {
        dropFar();
    }
}

void BoardCanvas::dropFar()
{
    const int reach = m_visible.height();
    const auto [first, last] =
        m_layout.rowsBetween(m_visible.top() - reach, m_visible.bottom() + reach);
    for (int i = 0; i < m_layout.count(); ++i) {
        if (i < first || i >= last) {
            m_cache.drop(*m_rendered[static_cast<size_t>(i)]);
        }
    }
}

bool BoardCanvas::buildRange(int first, int last, bool visible, const QElapsedTimer& clock,
                             qint64 budgetNs)
{
    for (int i = first; i < last; ++i) {
        CardCache::Rendered& rendered = *m_rendered[static_cast<size_t>(i)];
        const CardGround ground = groundOf(m_order[i]);
        if (m_cache.isCurrent(rendered, ground)) {
            continue;
        }
        if (clock.nsecsElapsed() > budgetNs) {
            return false;
        }
        m_cache.request(m_cards[i], visible);
        m_cache.build(rendered, m_cards[i], ground);
        if (visible && !m_glide.isMoving()) {
            update(m_layout.box(i));
        }
    }
    return true;
}

QRectF BoardCanvas::boundingRect() const
{
    return QRectF(0, 0, m_layout.input().view.width(),
                  std::max(m_layout.contentHeight(), m_layout.input().view.height()));
}

QRectF BoardCanvas::boxNow(int index) const
{
    const QRectF cover = coverNow(index);
    return {cover.topLeft(), QSizeF(cover.width(), cover.height() + m_layout.captionHeight())};
}

QRectF BoardCanvas::coverNow(int index) const
{
    const qreal dpr = m_cache.size().dpr;
    const auto whole = [dpr](qreal value) { return std::round(value * dpr) / dpr; };
    const QPointF at = m_glide.at(index);
    const double width = m_glide.width();
    const bool settled = width == m_layout.boxWidth();
    const double height = settled ? m_layout.coverHeight() : width / m_layout.input().aspect;
    return {whole(at.x()), whole(at.y()), whole(width), whole(height)};
}

template <class Draw>
void BoardCanvas::eachBox(const QRectF& area, Draw draw) const
{
    if (!m_glide.isMoving()) {
        const QRect exposed = area.toAlignedRect();
        const auto [first, last] = m_layout.rowsBetween(exposed.top(), exposed.bottom());
        for (int i = first; i < last; ++i) {
            if (m_layout.plate(i).adjusted(-parting(), 0, parting(), 0).intersects(exposed)) {
                draw(i);
            }
        }
        return;
    }
    const qreal reach = m_layout.plateReach();
    const qreal width = m_glide.width() + 2 * reach;
    const qreal height =
        m_glide.width() / m_layout.input().aspect + m_layout.captionHeight() + 2 * reach;
    for (int i = 0; i < m_glide.count(); ++i) {
        const QPointF at = m_glide.at(i) - QPointF(reach, reach);
        if (at.x() < area.right() && at.y() < area.bottom() && at.x() + width > area.left()
            && at.y() + height > area.top()) {
            draw(i);
        }
    }
}

void BoardCanvas::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*)
{
    ++m_statistics.paints;
    m_paintBudgetNs = m_cache.builds() == 0 ? firstPaintNs : laterPaintNs;
    m_paintClock.start();
    const QRectF area = option->exposedRect;
    painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
    if (m_ring || !m_hovered.isNull() || !m_selection.isEmpty()) {
        eachBox(area, [&](int i) { paintPlate(*painter, i); });
    }
    eachBox(area, [&](int i) {
        ++m_statistics.boxesPainted;
        paintCard(*painter, i);
    });
    if (const QRect slot = m_layout.addSlot();
        !isZooming() && slot.intersects(area.toAlignedRect())) {
        paintAddSlot(*painter, slot, m_layout.coverRadius(), m_addSlotHovered, themeOf(m_widget));
    }
    paintMarks(*painter);
}

void BoardCanvas::paintPlate(QPainter& painter, int index)
{
    const ShotId& shot = m_order[index];
    const CardState state{.hovered = shot == m_hovered,
                          .selected = m_selection.contains(shot),
                          .focused = m_ring && shot == m_selection.current()};
    if (!state.hovered && !state.selected && !state.focused) {
        return;
    }
    const QRectF box = boxNow(index);
    const int reach = m_layout.plateReach();
    const int inset = 5 - reach; // the plate of far boxes is narrower
    const int key = (state.hovered ? 1 : 0) | (state.selected ? 2 : 0) | (state.focused ? 4 : 0);
    QPixmap& plate = m_plates[key];
    const qreal dpr = m_cache.size().dpr;
    const QSize size = (QSizeF(box.width() + 2 * reach, box.height() + 2 * reach) * dpr).toSize();
    if (plate.size() != size) {
        plate = QPixmap(size);
        plate.setDevicePixelRatio(dpr);
        plate.fill(Qt::transparent);
        QPainter onPlate(&plate);
        paintCardPlate(
            onPlate,
            QRectF(QPointF(reach, reach), box.size()).adjusted(inset, inset, -inset, -inset), state,
            themeOf(m_widget));
    }
    painter.drawPixmap(box.topLeft() - QPointF(reach, reach), plate);
}

void BoardCanvas::paintCard(QPainter& painter, int index)
{
    const BoardCard& card = m_cards[index];
    const QRectF cover = coverNow(index);
    const bool faded = !m_marks.lifted.isEmpty() && m_marks.lifted.contains(card.id);
    if (faded) {
        painter.setOpacity(liftedOpacity);
    }
    CardCache::Rendered& rendered = *m_rendered[static_cast<size_t>(index)];
    const CardGround ground = groundOf(card.id);
    if (rendered.image.isNull() || rendered.ground != ground) {
        if (m_paintClock.nsecsElapsed() < m_paintBudgetNs) {
            m_cache.request(card, true);
            m_cache.build(rendered, card, ground);
        } else {
            scheduleBuild();
        }
    }
    if (rendered.image.isNull()) {
        painter.fillRect(cover, themeOf(m_widget).stage);
    } else if (rendered.stamp == m_cache.stamp() && cover.width() == m_layout.boxWidth()) {
        painter.drawImage(cover.topLeft(), rendered.image);
    } else {
        paintStale(painter, cover, rendered);
        scheduleBuild();
    }
    if (faded) {
        painter.setOpacity(1);
    }
    if (card.id == m_frameShot) {
        paintFrame(painter, index);
    } else if (card.id == m_hovered && m_layout.detail() == BoardDetail::Far) {
        ui::paintPlate(painter, cover.topLeft() + QPointF(2, 2), Qt::TopLeftCorner,
                       QString::number(card.number), themeOf(m_widget), {}, {}, 16);
    }
}

// Only the cover is stretched: the caption has the same height at any width of its kind.
void BoardCanvas::paintStale(QPainter& painter, const QRectF& cover,
                             const CardCache::Rendered& rendered)
{
    const QSize pixels = rendered.size.coverPixels();
    painter.drawImage(cover, rendered.image, QRectF(QPointF(), QSizeF(pixels)));
    if (rendered.size.detail != m_layout.detail()) {
        return;
    }
    const qreal dpr = rendered.size.dpr;
    const qreal width = std::min(cover.width(), qreal(rendered.size.cover.width()));
    const QRectF source(0, pixels.height(), width * dpr, rendered.image.height() - pixels.height());
    painter.drawImage(QRectF(cover.bottomLeft(), source.size() / dpr), rendered.image, source);
}

void BoardCanvas::paintFrame(QPainter& painter, int index)
{
    const Theme& theme = themeOf(m_widget);
    const QRectF cover = coverNow(index);
    painter.drawImage(cover, m_frame);
    if (m_layout.detail() < BoardDetail::Near || m_frameDurationMs <= 0) {
        return;
    }
    paintPlayBar(painter, cover, double(m_framePositionMs) / double(m_frameDurationMs));
    ui::paintPlate(painter, cover.bottomRight() - QPointF(6, 14), Qt::BottomRightCorner,
                   timecodeText(m_framePositionMs), theme);
}

void BoardCanvas::paintMarks(QPainter& painter)
{
    const Theme& theme = themeOf(m_widget);
    if (const int into = indexOf(m_marks.dropInto); into >= 0) {
        paintDropRing(painter, m_layout.plate(into), theme);
    }
    if (m_marks.insertion.isValid()) {
        paintInsertionBar(painter, m_layout.insertionBar(m_marks.insertion), theme);
    }
    if (!m_marks.picture.isNull()) {
        painter.drawPixmap(m_marks.pictureAt, m_marks.picture);
    }
    if (!m_marks.band.isEmpty()) {
        paintBand(painter, m_marks.band, theme);
    }
}

} // namespace raskadr::ui
