#pragma once

#include "ui/storyboard/board/boardcard.h"
#include "ui/storyboard/board/cardpainter.h"

#include <QImage>
#include <QMultiHash>
#include <QObject>
#include <functional>
#include <map>
#include <vector>

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
        explicit Rendered(const CardSize& cardSize)
            : size(cardSize)
        {
        }

        // Null: never built, or dropped to save memory. An image, not a pixmap: of what a glide
        // blits most is waiting for memory, and a pixmap is one more place to look it up.
        QImage image;
        CardSize size;
        int stamp = 0; // of the size and look it was built for
        QString cover; // the medium that is seen in it
        int level = 0; // of the thumbnail of its own medium in it; 0: none yet
        CardGround ground = CardGround::Window;
        bool outdated = false;
        bool coverOutdated = false; // only a better picture is there
    };

    CardCache(ThumbnailCache& thumbnails, std::function<const Theme&()> theme,
              QObject* parent = nullptr);
    ~CardCache() override;

    // The boxes there are. The answer has their cards in the same order; a card keeps its address
    // as long as its shot is among them.
    std::vector<Rendered*> setCards(const QList<BoardCard>& cards);
    void setSize(const CardSize& size);
    const CardSize& size() const { return m_size; }
    int stamp() const { return m_stamp; }
    void setDimmed(bool dimmed);

    bool isCurrent(const Rendered& rendered, CardGround ground) const
    {
        return isDrawnFor(rendered, ground) && !rendered.coverOutdated;
    }
    void build(Rendered& rendered, const BoardCard& card, CardGround ground);
    void drop(Rendered& rendered);
    void outdate(const ShotId& shot);
    void outdateAll();
    // More memory is taken than should be: what is far from sight may be dropped.
    bool isFull() const;

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
    // Everything but the picture is as it should be.
    bool isDrawnFor(const Rendered& rendered, CardGround ground) const
    {
        return rendered.stamp == m_stamp && rendered.ground == ground && !rendered.outdated;
    }
    int wantedLevel() const;
    void thumbnailReady(const QString& sha256, int level);
    void thumbnailMissing(const QString& sha256, int level);

    ThumbnailCache& m_thumbnails;
    std::function<const Theme&()> m_theme;
    CardSize m_size;
    bool m_dimmed = false;
    int m_stamp = 1;
    std::map<ShotId, Rendered> m_rendered;
    QMultiHash<QString, ShotId> m_shotsOf;
    qint64 m_builds = 0;
    qint64 m_bytes = 0;
};

} // namespace raskadr::ui
