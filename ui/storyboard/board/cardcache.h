#pragma once

#include "ui/storyboard/board/boardcard.h"
#include "ui/storyboard/board/cardpainter.h"

#include <QCache>
#include <QElapsedTimer>
#include <QMultiHash>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <functional>

namespace raskadr::ui {

class ThumbnailCache;

// The rendered cards of the board, each at the exact size it is blitted, and the thumbnails they
// need. A card that is out of date stays usable until it is built again. Main thread.
class CardCache final : public QObject
{
    Q_OBJECT

public:
    struct Rendered
    {
        QPixmap pixmap;
        CardSize size;
        int level = 0; // of the thumbnail in it; 0: none yet
        bool outdated = false;
    };

    CardCache(ThumbnailCache& thumbnails, std::function<const Theme&()> theme,
              QObject* parent = nullptr);

    // The boxes there are, for the thumbnails that arrive.
    void setCards(const QList<BoardCard>& cards);
    void setSize(const CardSize& size);
    const CardSize& size() const { return m_size; }
    void setDimmed(bool dimmed);

    // Null if it was never built.
    const Rendered* find(const ShotId& shot) const { return m_rendered.object(shot); }
    bool isCurrent(const ShotId& shot) const;
    const Rendered& build(const BoardCard& card);
    void outdate(const ShotId& shot);
    void outdateAll();

    // Asks for the thumbnail this box needs at its present size.
    void request(const BoardCard& card, bool visible);
    // The best that is in memory for a place of so many device pixels.
    QImage thumbnail(const QString& sha256, int devicePixels) const;
    // A thumbnail was made after it had been missing.
    void refresh(const QString& sha256);
    qint64 builds() const { return m_builds; }

Q_SIGNALS:
    // A better picture has arrived for this box: it is outdated now.
    void improved(const raskadr::ShotId& shot);

private:
    int wantedLevel() const;
    void thumbnailReady(const QString& sha256, int level);
    void thumbnailMissing(const QString& sha256, int level);

    ThumbnailCache& m_thumbnails;
    std::function<const Theme&()> m_theme;
    CardSize m_size;
    bool m_dimmed = false;
    QCache<ShotId, Rendered> m_rendered; // cost in KiB
    QMultiHash<QString, ShotId> m_shotsOf;
    qint64 m_builds = 0;
};

} // namespace raskadr::ui
