#include "ui/storyboard/board/cardcache.h"

#include "ui/common/thumbnailcache.h"

namespace raskadr::ui {

namespace {

constexpr qint64 maxBytes = 128LL << 20;

qint64 bytesOf(const CardCache::Rendered& rendered)
{
    return rendered.image.sizeInBytes();
}

} // namespace

CardCache::CardCache(ThumbnailCache& thumbnails, std::function<const Theme&()> theme,
                     QObject* parent)
    : QObject(parent)
    , m_thumbnails(thumbnails)
    , m_theme(std::move(theme))
    , m_size(BoardLayout(), 1)
{
    connect(&m_thumbnails, &ThumbnailCache::ready, this, &CardCache::thumbnailReady);
    connect(&m_thumbnails, &ThumbnailCache::missing, this, &CardCache::thumbnailMissing);
}

CardCache::~CardCache() = default;

std::vector<CardCache::Rendered*> CardCache::setCards(const QList<BoardCard>& cards)
{
    m_shotsOf.clear();
    m_shotsOf.reserve(cards.size());
    std::map<ShotId, Rendered> kept;
    std::vector<Rendered*> inOrder;
    inOrder.reserve(static_cast<size_t>(cards.size()));
    for (const BoardCard& card : cards) {
        if (auto known = m_rendered.extract(card.id)) {
            inOrder.push_back(&kept.insert(std::move(known)).position->second);
        } else {
            inOrder.push_back(&kept.try_emplace(card.id, m_size).first->second);
        }
        if (!card.coverSha256.isEmpty()) {
            m_shotsOf.insert(card.coverSha256, card.id);
        }
    }
    for (const auto& [shot, gone] : m_rendered) {
        m_bytes -= bytesOf(gone);
    }
    m_rendered = std::move(kept);
    return inOrder;
}

void CardCache::setSize(const CardSize& size)
{
    if (m_size != size) {
        m_size = size;
        ++m_stamp;
    }
}

void CardCache::setDimmed(bool dimmed)
{
    if (m_dimmed != dimmed) {
        m_dimmed = dimmed;
        outdateAll();
    }
}

void CardCache::build(Rendered& rendered, const BoardCard& card, CardGround ground)
{
    QImage cover;
    if (!card.isEmpty()) {
        cover = m_thumbnails.nearest(card.coverSha256, wantedLevel());
    }
    const int level = std::max(cover.width(), cover.height());
    if (!cover.isNull() || card.isEmpty()) {
        rendered.cover = card.coverSha256;
    } else if (!rendered.cover.isEmpty()) {
        // A new cover is on its way: until then the one before is better than a hole.
        cover = m_thumbnails.nearest(rendered.cover, wantedLevel());
    }
    const Theme& theme = m_theme();
    const QColor on = groundColor(ground, theme);
    m_bytes -= bytesOf(rendered);
    if (!rendered.image.isNull() && isDrawnFor(rendered, ground)) {
        repaintCover(rendered.image, card, m_size, cover, on, m_dimmed, theme);
    } else {
        rendered.image = paintCard(card, m_size, cover, on, m_dimmed, theme);
    }
    rendered.size = m_size;
    rendered.stamp = m_stamp;
    rendered.level = level;
    rendered.ground = ground;
    rendered.outdated = false;
    rendered.coverOutdated = false;
    m_bytes += bytesOf(rendered);
    ++m_builds;
}

void CardCache::drop(Rendered& rendered)
{
    m_bytes -= bytesOf(rendered);
    rendered.image = {};
    rendered.stamp = 0;
}

bool CardCache::isFull() const
{
    return m_bytes > maxBytes;
}

void CardCache::outdate(const ShotId& shot)
{
    if (const auto found = m_rendered.find(shot); found != m_rendered.end()) {
        found->second.outdated = true;
    }
}

void CardCache::outdateAll()
{
    for (auto& [shot, rendered] : m_rendered) {
        rendered.outdated = true;
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
        const auto found = m_rendered.find(shot);
        if (found == m_rendered.end() || found->second.image.isNull()) {
            continue;
        }
        Rendered& rendered = found->second;
        const bool wanted = level <= wantedLevel() || rendered.level == 0;
        if (wanted && rendered.level < level) {
            rendered.coverOutdated = true;
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
