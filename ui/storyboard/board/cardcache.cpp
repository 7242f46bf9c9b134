#include "ui/storyboard/board/cardcache.h"

#include "ui/common/thumbnailcache.h"

namespace raskadr::ui {

namespace {

constexpr int maxRenderedKib = 128 * 1024;

int costOf(const QPixmap& pixmap)
{
    return pixmap.width() * pixmap.height() * 4 / 1024 + 1;
}

} // namespace

CardCache::CardCache(ThumbnailCache& thumbnails, std::function<const Theme&()> theme,
                     QObject* parent)
    : QObject(parent)
    , m_thumbnails(thumbnails)
    , m_theme(std::move(theme))
    , m_size(BoardLayout(), 1)
    , m_rendered(maxRenderedKib)
{
    connect(&m_thumbnails, &ThumbnailCache::ready, this, &CardCache::thumbnailReady);
    connect(&m_thumbnails, &ThumbnailCache::missing, this, &CardCache::thumbnailMissing);
}

void CardCache::setCards(const QList<BoardCard>& cards)
{
    m_shotsOf.clear();
    m_shotsOf.reserve(cards.size());
    QSet<ShotId> present;
    present.reserve(cards.size());
    for (const BoardCard& card : cards) {
        present.insert(card.id);
        if (!card.coverSha256.isEmpty()) {
            m_shotsOf.insert(card.coverSha256, card.id);
        }
    }
    const QList<ShotId> rendered = m_rendered.keys();
    for (const ShotId& shot : rendered) {
        if (!present.contains(shot)) {
            m_rendered.remove(shot);
        }
    }
}

void CardCache::setSize(const CardSize& size)
{
    m_size = size;
}

void CardCache::setDimmed(bool dimmed)
{
    if (m_dimmed != dimmed) {
        m_dimmed = dimmed;
        outdateAll();
    }
}

bool CardCache::isCurrent(const ShotId& shot) const
{
    const Rendered* rendered = find(shot);
    return rendered && !rendered->outdated && rendered->size == m_size;
}

const CardCache::Rendered& CardCache::build(const BoardCard& card)
{
    QImage cover;
    int level = 0;
    if (!card.isEmpty()) {
        cover = m_thumbnails.nearest(card.coverSha256, wantedLevel());
        level = std::max(cover.width(), cover.height());
    }
    QImage image = paintCard(card, m_size, cover, m_dimmed, m_theme());
    auto* rendered = new Rendered{QPixmap::fromImage(std::move(image), Qt::NoFormatConversion),
                                  m_size, level, false};
    ++m_builds;
    // A cost within the limit, whatever the size of the window: what is in sight must stay.
    m_rendered.insert(card.id, rendered, std::min(costOf(rendered->pixmap), maxRenderedKib / 4));
    return *rendered;
}

void CardCache::outdate(const ShotId& shot)
{
    if (Rendered* rendered = m_rendered.object(shot)) {
        rendered->outdated = true;
    }
}

void CardCache::outdateAll()
{
    const QList<ShotId> shots = m_rendered.keys();
    for (const ShotId& shot : shots) {
        outdate(shot);
    }
}

int CardCache::wantedLevel() const
{
    const QSize pixels = m_size.coverPixels();
    return ThumbnailCache::levelFor(std::max(pixels.width(), pixels.height()));
}

void CardCache::request(const BoardCard& card, bool visible)
{
    if (!card.isEmpty()) {
        m_thumbnails.request(card.coverSha256, wantedLevel(),
                             visible ? ThumbnailCache::Priority::Visible
                                     : ThumbnailCache::Priority::Near);
    }
}

QImage CardCache::thumbnail(const QString& sha256, int devicePixels) const
{
    return m_thumbnails.nearest(sha256, ThumbnailCache::levelFor(devicePixels));
}

void CardCache::refresh(const QString& sha256)
{
    const QList<ShotId> shots = m_shotsOf.values(sha256);
    for (const ShotId& shot : shots) {
        outdate(shot);
        Q_EMIT improved(shot);
    }
}

void CardCache::thumbnailReady(const QString& sha256, int level)
{
    const QList<ShotId> shots = m_shotsOf.values(sha256);
    for (const ShotId& shot : shots) {
        Rendered* rendered = m_rendered.object(shot);
        const bool wanted = level <= wantedLevel() || (rendered && rendered->level == 0);
        if (rendered && wanted && rendered->level < level) {
            rendered->outdated = true;
            Q_EMIT improved(shot);
        }
    }
}

void CardCache::thumbnailMissing(const QString& sha256, int level)
{
    if (!m_shotsOf.contains(sha256)) {
        return;
    }
    // Small levels exist first; the large ones are made on demand by whoever hears of the want.
    for (auto smaller = ThumbnailCache::levels.rbegin(); smaller != ThumbnailCache::levels.rend();
         ++smaller) {
        if (*smaller < level) {
            m_thumbnails.request(sha256, *smaller, ThumbnailCache::Priority::Visible);
            return;
        }
    }
}

} // namespace raskadr::ui
