#include "ui/storyboard/board/boardcanvas.h"

#include "ui/common/thumbnailcache.h"

#include <QWidget>

namespace raskadr::ui {

namespace {

constexpr int glideMs = 180;
constexpr double mostSlid = 2.5; // columns, while zooming

} // namespace

BoardCanvas::BoardCanvas(ThumbnailCache& thumbnails, QWidget* widget)
    : m_widget(widget)
    , m_cache(thumbnails, [widget]() -> const Theme& { return themeOf(widget); })
{
    setFlag(ItemUsesExtendedStyleOption);
    setAcceptedMouseButtons(Qt::NoButton);
    m_builder.setSingleShot(true);
    connect(&m_builder, &QTimer::timeout, this, &BoardCanvas::buildSome);
    connect(&m_glide, &Glide::moved, this, [this] { update(); });
    connect(&m_glide, &Glide::finished, this, [this] { scheduleBuild(); });
    connect(&m_cache, &CardCache::improved, this, [this](const ShotId& shot) {
        if (m_layout.touches(indexOf(shot), m_visible)) {
            scheduleBuild();
        }
    });
}

BoardCanvas::~BoardCanvas() = default;

const BoardCard* BoardCanvas::card(const ShotId& shot) const
{
    const int place = indexOf(shot);
    return place < 0 ? nullptr : &m_cards[place];
}

void BoardCanvas::index()
{
    m_order.clear();
    m_index.clear();
    m_order.reserve(m_cards.size());
    m_index.reserve(m_cards.size());
    for (const BoardCard& card : m_cards) {
        m_index.insert(card.id, static_cast<int>(m_order.size()));
        m_order.append(card.id);
    }
    m_rendered = m_cache.setCards(m_cards);
}

bool BoardCanvas::setCards(const QList<BoardCard>& cards)
{
    bool sameOrder = cards.size() == m_cards.size();
    for (qsizetype i = 0; sameOrder && i < cards.size(); ++i) {
        sameOrder = cards[i].id == m_cards[i].id;
    }
    if (sameOrder) {
        for (const BoardCard& card : cards) {
            updateCard(card);
        }
        return false;
    }

    const QList<ShotId> before = m_order;
    const QHash<ShotId, int> beforeIndex = m_index;
    const QList<QPointF> places = m_glide.places();
    for (const BoardCard& card : cards) {
        const BoardCard* known = this->card(card.id);
        if (known && *known != card) {
            m_cache.outdate(card.id);
        }
    }
    m_cards = cards;
    index();
    BoardLayout::Input input = m_layout.input();
    input.count = static_cast<int>(m_cards.size());
    prepareGeometryChange();
    m_layout = BoardLayout(input);

    const QList<QPointF> to = targets();
    QList<QPointF> from = to;
    bool anyMoves = false;
    for (qsizetype i = 0; i < from.size(); ++i) {
        const int old = beforeIndex.value(m_order[i], -1);
        if (old >= 0 && old < places.size()) {
            from[i] = places[old];
            anyMoves = anyMoves || from[i] != to[i];
        }
    }
    m_glide.moveTo(from, to, m_layout.boxWidth(), m_layout.boxWidth(), anyMoves ? glideMs : 0);

    BoardSelection selection = m_selection;
    selection.retain(before, m_order);
    setSelection(selection);
    if (indexOf(m_hovered) < 0) {
        m_hovered = {};
    }
    update();
    scheduleBuild();
    Q_EMIT extentChanged();
    return true;
}

void BoardCanvas::updateCard(const BoardCard& card)
{
    const int place = indexOf(card.id);
    if (place < 0 || m_cards[place] == card) {
        return;
    }
    const bool coverChanged = m_cards[place].coverSha256 != card.coverSha256;
    m_cards[place] = card;
    m_cache.outdate(card.id);
    if (coverChanged) {
        m_rendered = m_cache.setCards(m_cards);
    }
    if (m_layout.touches(place, m_visible)) {
        scheduleBuild();
    }
}

void BoardCanvas::reorder(const QList<ShotId>& order, const QHash<ShotId, QPointF>& heldAt)
{
    QList<BoardCard> cards;
    QList<QPointF> from;
    cards.reserve(order.size());
    from.reserve(order.size());
    for (const ShotId& shot : order) {
        const int place = indexOf(shot);
        cards.append(m_cards[place]);
        from.append(heldAt.value(shot, m_glide.at(place)));
    }
    m_cards = std::move(cards);
    index();
    m_glide.moveTo(from, targets(), m_layout.boxWidth(), m_layout.boxWidth(), glideMs);
    update();
}

CardGround BoardCanvas::groundOf(const ShotId& shot) const
{
    return m_selection.contains(shot) ? CardGround::Selected
        : shot == m_hovered           ? CardGround::Hovered
                                      : CardGround::Window;
}

int BoardCanvas::parting() const
{
    return m_layout.detail() < BoardDetail::Near ? 5 : 10;
}

QList<QPointF> BoardCanvas::targets() const
{
    QList<QPointF> places;
    places.reserve(m_cards.size());
    for (int i = 0; i < m_cards.size(); ++i) {
        places.append(m_layout.position(i));
    }
    const InsertionPlace& gap = m_marks.insertion;
    if (gap.isValid() && !m_reduced) {
        for (int column = 0; column < m_layout.columns(); ++column) {
            const int i = gap.row * m_layout.columns() + column;
            if (i < places.size()) {
                places[i].rx() += column < gap.column ? -parting() : parting();
            }
        }
    }
    return places;
}

void BoardCanvas::glide(int ms)
{
    m_glide.moveTo(m_glide.places(), targets(), m_glide.width(), m_layout.boxWidth(), ms);
}

QList<QPointF> BoardCanvas::zoomedFrom(int anchor, const QPointF& seenAt) const
{
    const double width = m_glide.width();
    const double pitchX = width + m_layout.pitchX() - m_layout.boxWidth();
    const double pitchY =
        width / m_layout.input().aspect + m_layout.pitchY() - m_layout.coverHeight();
    const int columns = m_layout.columns();
    const double left = m_layout.position(0).x();
    double fromLeft = seenAt.x() - (anchor % columns) * pitchX;
    if (std::abs(fromLeft - left) > mostSlid * pitchX) {
        // The box went to the other end of a row: following it would sweep the board through the
        // window.
        const double middle = m_layout.input().view.width() / 2.0;
        fromLeft = middle + (left - middle) * pitchX / m_layout.pitchX();
    }
    QList<QPointF> places;
    places.reserve(m_cards.size());
    for (int i = 0; i < m_cards.size(); ++i) {
        places.append({fromLeft + (i % columns) * pitchX,
                       seenAt.y() + (i / columns - anchor / columns) * pitchY});
    }
    return places;
}

void BoardCanvas::arrange(const BoardLayout& layout, int ms, qreal shift, int anchor)
{
    prepareGeometryChange();
    m_layout = layout;
    m_cache.setSize(CardSize(layout, m_widget->devicePixelRatioF()));
    m_plates.clear();
    const QList<QPointF> to = targets();
    if (to.isEmpty() || to.size() != m_glide.count() || ms == 0) {
        m_glide.jumpTo(to, layout.boxWidth());
    } else {
        QList<QPointF> from;
        if (anchor >= 0 && anchor < to.size()) {
            from = zoomedFrom(anchor, m_glide.at(anchor) + QPointF(0, shift));
        } else {
            from = m_glide.places();
            for (QPointF& place : from) {
                place.ry() += shift;
            }
        }
        m_glide.moveTo(from, to, m_glide.width(), layout.boxWidth(), ms);
    }
    update();
    scheduleBuild();
    Q_EMIT extentChanged();
}

void BoardCanvas::setVisibleArea(const QRect& area)
{
    if (m_visible != area) {
        m_visible = area;
        scheduleBuild();
    }
}

QStringList BoardCanvas::mediaNear() const
{
    const int row = m_layout.pitchY();
    const auto [first, last] =
        m_layout.rowsBetween(m_visible.top() - row, m_visible.bottom() + row);
    QStringList media;
    for (int i = first; i < last; ++i) {
        if (!m_cards[i].coverSha256.isEmpty()) {
            media.append(m_cards[i].coverSha256);
        }
    }
    media.removeDuplicates();
    return media;
}

void BoardCanvas::setReducedMotion(bool reduced)
{
    m_reduced = reduced;
    m_glide.setReduced(reduced);
}

void BoardCanvas::refreshAll()
{
    m_cache.setSize(CardSize(m_layout, m_widget->devicePixelRatioF()));
    m_cache.outdateAll();
    m_plates.clear();
    update();
    scheduleBuild();
}

void BoardCanvas::updateBox(const ShotId& shot)
{
    if (const int place = indexOf(shot); place >= 0) {
        m_glide.isMoving() ? update() : update(m_layout.plate(place).adjusted(-1, -1, 1, 1));
    }
}

void BoardCanvas::setSelection(const BoardSelection& selection)
{
    if (m_selection == selection) {
        return;
    }
    const BoardSelection before = std::exchange(m_selection, selection);
    const bool differs = before.selected() != m_selection.selected();
    if (differs) {
        for (const ShotId& shot : before.selected() | m_selection.selected()) {
            if (before.contains(shot) != m_selection.contains(shot)) {
                updateBox(shot);
            }
        }
    }
    const bool elsewhere = before.current() != m_selection.current();
    if (elsewhere) {
        updateBox(before.current());
        updateBox(m_selection.current());
    }
    if (differs) {
        Q_EMIT selectionChanged();
    }
    if (elsewhere) {
        Q_EMIT currentChanged(m_selection.current());
    }
}

void BoardCanvas::setHovered(const ShotId& shot)
{
    if (m_hovered != shot) {
        updateBox(std::exchange(m_hovered, shot));
        updateBox(shot);
    }
}

void BoardCanvas::setAddSlotHovered(bool hovered)
{
    if (m_addSlotHovered != hovered) {
        m_addSlotHovered = hovered;
        update(m_layout.addSlot());
    }
}

void BoardCanvas::setRingVisible(bool visible)
{
    if (m_ring != visible) {
        m_ring = visible;
        updateBox(m_selection.current());
    }
}

void BoardCanvas::setMarks(const BoardMarks& marks)
{
    const auto updateMarks = [this](const BoardMarks& shown) {
        if (shown.insertion.isValid()) {
            update(m_layout.insertionBar(shown.insertion));
        }
        if (!shown.band.isEmpty()) {
            update(shown.band);
        }
        if (!shown.picture.isNull()) {
            update(shown.pictureRect());
        }
        updateBox(shown.dropInto);
    };
    const BoardMarks before = m_marks;
    updateMarks(before);
    m_marks = marks;
    updateMarks(m_marks);
    if (before.lifted != m_marks.lifted) {
        for (const ShotId& shot : before.lifted | m_marks.lifted) {
            updateBox(shot);
        }
    }
    if (before.insertion != m_marks.insertion) {
        glide(glideMs);
    }
}

void BoardCanvas::setFrame(const ShotId& shot, const QImage& frame, qint64 positionMs,
                           qint64 durationMs)
{
    const ShotId before = std::exchange(m_frameShot, frame.isNull() ? ShotId() : shot);
    m_frame = frame;
    m_framePositionMs = positionMs;
    m_frameDurationMs = durationMs;
    for (const ShotId& changed : {before, shot}) {
        if (const int place = indexOf(changed); place >= 0) {
            update(m_layout.cover(place));
        }
        if (before == shot) {
            break;
        }
    }
}

QPixmap BoardCanvas::coverPixmap(const ShotId& shot)
{
    const int place = indexOf(shot);
    if (place < 0) {
        return {};
    }
    CardCache::Rendered& rendered = *m_rendered[static_cast<size_t>(place)];
    if (const CardGround ground = groundOf(shot); !m_cache.isCurrent(rendered, ground)) {
        m_cache.build(rendered, m_cards[place], ground);
    }
    QImage cover = rendered.image.copy(QRect(QPoint(), rendered.size.coverPixels()));
    cover.setDevicePixelRatio(rendered.size.dpr);
    return QPixmap::fromImage(std::move(cover), Qt::NoFormatConversion);
}

BoardStatistics BoardCanvas::statistics() const
{
    BoardStatistics statistics = m_statistics;
    statistics.cardBuilds = m_cache.builds();
    return statistics;
}

} // namespace raskadr::ui
