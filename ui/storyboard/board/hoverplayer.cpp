#include "ui/storyboard/board/hoverplayer.h"

#include "ui/common/theme.h"
#include "ui/storyboard/board/hoverpreview.h"

namespace raskadr::ui {

namespace {

constexpr int dwellMs = 100;
constexpr int previewDwellMs = 300;
constexpr int proxyIsEnoughTo = 700; // px of width

} // namespace

HoverPlayer::HoverPlayer(BoardView& view, BoardView::HoverSourceOf sourceOf,
                         std::function<QImage(const QString&, int)> thumbnailOf)
    : QObject(&view)
    , m_view(view)
    , m_sourceOf(std::move(sourceOf))
    , m_thumbnailOf(std::move(thumbnailOf))
    , m_preview(new HoverPreview(&view))
{
    m_dwell.setSingleShot(true);
    m_dwell.setTimerType(Qt::PreciseTimer);
    connect(&m_dwell, &QTimer::timeout, this, &HoverPlayer::start);
    connect(&m_decoder, &FilmDecoder::failed, this, &HoverPlayer::stop);
    connect(&m_decoder, &FilmDecoder::frameReady, this,
            [this](const QImage& frame, qint64 positionMs, qint64 durationMs) {
                m_durationMs = durationMs > 0 ? durationMs : m_place.card.coverDurationMs;
                if (m_place.inPlace) {
                    Q_EMIT frameChanged(m_place.card.id, frame, positionMs, m_durationMs);
                } else {
                    m_preview->setFrame(frame, positionMs, m_durationMs);
                }
            });
}

bool HoverPlayer::isPreviewOpen() const
{
    return m_preview->isVisible();
}

void HoverPlayer::enter(const Place& place)
{
    const bool atOnce = m_place.inPlace ? m_playing : m_preview->isVisible();
    stop();
    m_place = place;
    m_hovering = true;
    if (place.inPlace) {
        m_preview->hide();
        if (!place.card.isVideo()) {
            return;
        }
    } else if (place.card.isEmpty() && place.card.title.isEmpty() && place.card.script.isEmpty()) {
        m_preview->hide();
        return;
    }
    if (atOnce) {
        start();
    } else {
        m_dwell.start(place.inPlace ? dwellMs : previewDwellMs);
    }
}

void HoverPlayer::moveOver(double share, bool scrub)
{
    if (!m_hovering) {
        return;
    }
    if (!m_place.inPlace && m_dwell.isActive()) {
        m_dwell.start(); // the preview waits for rest
    }
    if (!m_playing) {
        return;
    }
    if (scrub && m_durationMs > 0) {
        m_scrubbing = true;
        m_decoder.scrub(qRound64(std::clamp(share, 0.0, 1.0) * double(m_durationMs)));
    } else if (!scrub && std::exchange(m_scrubbing, false)) {
        m_decoder.resume();
    }
}

void HoverPlayer::leave()
{
    m_hovering = false;
    m_preview->hide();
    stop();
}

void HoverPlayer::start()
{
    if (!m_place.inPlace) {
        openPreview();
    }
    if (!m_place.card.isVideo()) {
        return;
    }
    const HoverSource source = m_sourceOf(m_place.card.coverSha256);
    const QSize size = m_place.inPlace ? m_place.cover.size() : m_preview->coverSize();
    const bool large = size.width() > proxyIsEnoughTo;
    const QString& first = large ? source.original : source.proxy;
    const QString path = first.isEmpty() ? (large ? source.proxy : source.original) : first;
    if (path.isEmpty()) {
        return;
    }
    const qreal dpr = m_view.devicePixelRatioF();
    m_playing = true;
    m_durationMs = m_place.card.coverDurationMs;
    const Theme& theme = themeOf(&m_view);
    m_decoder.play(
        {path,
         {.pixels = (QSizeF(size) * dpr).toSize(),
          .cornerPixels = qRound(m_place.radius * dpr),
          .stage = theme.stage,
          .ground = groundColor(m_place.inPlace ? m_place.ground : CardGround::Hovered, theme)}});
    Q_EMIT playingChanged(m_place.card.id);
}

void HoverPlayer::stop()
{
    m_dwell.stop();
    m_scrubbing = false;
    if (!std::exchange(m_playing, false)) {
        return;
    }
    m_decoder.stop();
    if (m_place.inPlace) {
        Q_EMIT frameChanged(m_place.card.id, {}, 0, 0);
    }
    Q_EMIT playingChanged({});
}

void HoverPlayer::openPreview()
{
    const QImage still = m_thumbnailOf(
        m_place.card.coverSha256, qRound(HoverPreview::coverWidth * m_view.devicePixelRatioF()));
    m_preview->open(m_place.card, still, m_place.box, m_place.aspect);
}

} // namespace raskadr::ui
