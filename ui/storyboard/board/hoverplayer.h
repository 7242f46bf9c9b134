#pragma once

#include "ui/storyboard/board/boardcard.h"
#include "ui/storyboard/board/boardview.h"
#include "ui/storyboard/board/filmdecoder.h"

#include <QTimer>

namespace raskadr::ui {

class HoverPreview;

// Decides what plays under the pointer: large boxes in place after a short dwell, at once when
// coming from a box that plays; small ones in a preview. Main thread.
class HoverPlayer final : public QObject
{
    Q_OBJECT

public:
    // How the box under the pointer stands on the screen.
    struct Place
    {
        BoardCard card;
        QRect box; // in coordinates of the view
        QRect cover;
        int radius = 4;
        bool inPlace = true; // else in a preview below
        CardGround ground = CardGround::Hovered;
        double aspect = 16.0 / 9;
    };

    HoverPlayer(BoardView& view, BoardView::HoverSourceOf sourceOf,
                std::function<QImage(const QString& sha256, int devicePixels)> thumbnailOf);

    void enter(const Place& place);
    // The pointer moved over the box: `share` of its width; scrubs with Shift.
    void moveOver(double share, bool scrub);
    void leave();
    ShotId playing() const { return m_playing ? m_place.card.id : ShotId(); }
    bool isPreviewOpen() const;

Q_SIGNALS:
    void frameChanged(const raskadr::ShotId& shot, const QImage& frame, qint64 positionMs,
                      qint64 durationMs);
    void playingChanged(const raskadr::ShotId& shot);

private:
    void start();
    void stop();
    void openPreview();

    BoardView& m_view;
    BoardView::HoverSourceOf m_sourceOf;
    std::function<QImage(const QString&, int)> m_thumbnailOf;
    FilmDecoder m_decoder;
    HoverPreview* m_preview;
    QTimer m_dwell;
    Place m_place;
    bool m_hovering = false;
    bool m_playing = false;
    bool m_scrubbing = false;
    qint64 m_durationMs = 0;
};

} // namespace raskadr::ui
