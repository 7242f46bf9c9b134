#include "ui/player/filmview.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/focuskeep.h"
#include "ui/common/painters.h"
#include "ui/player/filmbar.h"
#include "ui/player/filmplayer.h"
#include "ui/player/filmslate.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int edge = 32;
constexpr int topEdge = 28;
constexpr int hideAfterMs = 2000;
constexpr qint64 durationStepMs = 100;
constexpr QColor closePlateColor(0, 0, 0, 184);

} // namespace

FilmView::FilmView(QWidget* anywhere, std::function<QImage(const QString&)> posterOf)
    : QWidget(anywhere->window())
    , m_player(new FilmPlayer({}, this))
    , m_posterOf(std::move(posterOf))
    , m_bar(new FilmBar(*m_player, this))
    , m_close(new Button(u"close"_s, tr("Close"), Button::Kind::Icon, this))
    , m_keep(new FocusKeep(
          this, [] { return QList<QWidget*>(); },
          [this] { return m_closing || Dialog::topmost(this) != nullptr; }))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusRing", false);
    setMouseTracking(true);
    setAccessibleName(tr("Film"));
    hide();
    m_player->setTarget(parentWidget()->size() * devicePixelRatioF());
    m_close->setOnPicture(true);
    m_close->setIconSize(20);
    m_close->setExtent(Button::Extent::Large);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_close->setKey(tr("Esc"));
    m_hide.setSingleShot(true);
    m_hide.setInterval(hideAfterMs);

    connect(&m_hide, &QTimer::timeout, this, &FilmView::hideControls);
    connect(m_close, &Button::clicked, this, &FilmView::closeFilm);
    connect(m_bar, &FilmBar::fullScreenRequested, this, &FilmView::toggleFullScreen);
    connect(m_bar, &FilmBar::skipEmptyChanged, this, [this](bool on) {
        m_skipEmpty = on;
        fillReel();
    });
    connect(m_player, &FilmPlayer::frameChanged, this, [this] { update(); });
    connect(m_player, &FilmPlayer::shotChanged, this, [this] { update(); });
    connect(m_player, &FilmPlayer::stateChanged, this, &FilmView::showControls);
}

FilmView::~FilmView() = default;

void FilmView::setClips(const QList<FilmClip>& clips)
{
    m_clips = clips;
    for (const FilmClip& clip : clips) {
        if (m_wishes.value(clip.id, -1) == clip.durationMs) {
            m_wishes.remove(clip.id);
        }
    }
    const bool hasEmpty = std::any_of(clips.begin(), clips.end(),
                                      [](const FilmClip& clip) { return !clip.hasMedia; });
    const bool hasFull =
        std::any_of(clips.begin(), clips.end(), [](const FilmClip& clip) { return clip.hasMedia; });
    m_bar->setHasEmpty(hasEmpty && hasFull);
    fillReel();
}

void FilmView::fillReel()
{
    QList<FilmClip> clips;
    const bool hasFull = std::any_of(m_clips.begin(), m_clips.end(),
                                     [](const FilmClip& clip) { return clip.hasMedia; });
    for (FilmClip clip : std::as_const(m_clips)) {
        clip.durationMs = m_wishes.value(clip.id, clip.durationMs);
        if (clip.hasMedia || !m_skipEmpty || !hasFull) {
            clips.append(clip);
        }
    }
    m_player->setReel(FilmReel(clips));
    update();
}

void FilmView::forgetWishes()
{
    if (!m_wishes.isEmpty()) {
        m_wishes.clear();
        fillReel();
    }
}

void FilmView::setLooping(bool on)
{
    m_player->setLooping(on);
}

void FilmView::play(const ShotId& from)
{
    m_keep->begin();
    parentWidget()->installEventFilter(this);
    place();
    show();
    raise();
    setFocus(Qt::OtherFocusReason);
    if (const int index = m_player->reel().indexOf(from); index > 0) {
        m_player->jump(index);
    }
    m_player->play();
    showControls();
}

void FilmView::closeFilm()
{
    if (std::exchange(m_closing, true)) {
        return;
    }
    const ShotId last = shownShot();
    m_player->pause();
    unsetCursor();
    if (m_madeFullScreen) {
        window()->setWindowState(window()->windowState() & ~Qt::WindowFullScreen);
    }
    m_keep->end();
    Q_EMIT closed(last);
    deleteLater();
}

const FilmClip* FilmView::shownClip() const
{
    const int index = m_player->current();
    return index < 0 ? nullptr : &m_player->reel().clip(index);
}

ShotId FilmView::shownShot() const
{
    const FilmClip* clip = shownClip();
    return clip ? clip->id : ShotId();
}

void FilmView::showControls()
{
    m_controlsShown = true;
    m_bar->show();
    m_close->show();
    unsetCursor();
    if (m_player->isPlaying()) {
        m_hide.start();
    } else {
        m_hide.stop();
    }
    update();
}

void FilmView::hideControls()
{
    const bool inUse =
        m_bar->underMouse() || m_close->underMouse() || m_bar->isAncestorOf(focusWidget());
    if (!m_player->isPlaying() || inUse) {
        m_hide.start();
        return;
    }
    m_controlsShown = false;
    m_bar->hide();
    m_close->hide();
    setCursor(Qt::BlankCursor);
    update();
}

void FilmView::changeDuration(qint64 byMs)
{
    const FilmClip* clip = shownClip();
    if (!clip || m_readOnly) {
        return;
    }
    qint64 ms =
        qRound64(static_cast<double>(clip->durationMs + byMs) / durationStepMs) * durationStepMs;
    ms = std::max(ms, durationStepMs);
    if (clip->ownMs > 0) {
        ms = std::min(ms, clip->ownMs);
    }
    showControls();
    if (ms == clip->durationMs) {
        return;
    }
    const ShotId shot = clip->id;
    m_wishes.insert(shot, ms);
    fillReel();
    Q_EMIT durationChangeRequested(shot, ms);
}

void FilmView::toggleFullScreen()
{
    m_madeFullScreen = !window()->isFullScreen();
    window()->setWindowState(window()->windowState() ^ Qt::WindowFullScreen);
}

bool FilmView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void FilmView::place()
{
    setGeometry(parentWidget()->rect());
}

void FilmView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const int barHeight = m_bar->sizeHint().height();
    m_bar->setGeometry(0, height() - barHeight, width(), barHeight);
    m_close->setGeometry(width() - edge - 40, topEdge, 40, 40);
    m_player->setTarget(size() * devicePixelRatioF());
}

QRectF FilmView::pictureRect(const QSizeF& picture) const
{
    // On whole device pixels, so that a frame that was made to fit is copied and not scaled again.
    const double scale = devicePixelRatioF();
    const QSizeF stage = QSizeF(size()) * scale;
    QSizeF fitted = picture.scaled(stage, Qt::KeepAspectRatio);
    if (std::abs(fitted.width() - picture.width()) < 2
        && std::abs(fitted.height() - picture.height()) < 2) {
        fitted = picture;
    }
    const QPointF corner(std::round((stage.width() - fitted.width()) / 2),
                         std::round((stage.height() - fitted.height()) / 2));
    return {corner / scale, fitted / scale};
}

void FilmView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    const FilmClip* clip = shownClip();
    if (!clip) {
        return;
    }
    QImage image = m_player->frame();
    const bool slate = !clip->hasMedia || clip->isLost || m_player->isDamaged();
    if (!slate && image.isNull() && m_posterOf) {
        image = m_posterOf(clip->sha256);
    }
    if (slate) {
        paintFilmSlate(painter, rect(), *clip);
    } else if (!image.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(pictureRect(QSizeF(image.size())), image);
    }
    if (m_controlsShown) {
        paintFilmTitle(painter, {edge, topEdge}, width() - 2 * edge - 64, *clip);
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, QRectF(m_close->geometry()), 8, closePlateColor);
    }
}

void FilmView::mouseMoveEvent(QMouseEvent*)
{
    showControls();
}

void FilmView::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::LeftButton) {
        m_player->toggle();
    }
}

void FilmView::keyPressEvent(QKeyEvent* event)
{
    event->accept();
    switch (event->key()) {
    case Qt::Key_Escape:
        closeFilm();
        return;
    case Qt::Key_Space:
        m_player->toggle();
        return;
    case Qt::Key_Left:
        m_player->previous();
        showControls();
        return;
    case Qt::Key_Right:
        m_player->next();
        showControls();
        return;
    case Qt::Key_Up:
        changeDuration(durationStepMs);
        return;
    case Qt::Key_Down:
        changeDuration(-durationStepMs);
        return;
    case Qt::Key_Home:
        m_player->jump(0);
        showControls();
        return;
    case Qt::Key_End:
        m_player->jump(m_player->reel().count() - 1);
        showControls();
        return;
    case Qt::Key_M:
        m_player->setMuted(!m_player->isMuted());
        return;
    case Qt::Key_L:
        m_player->setLooping(!m_player->isLooping());
        return;
    case Qt::Key_F:
        toggleFullScreen();
        return;
    default:
        QWidget::keyPressEvent(event);
        event->accept();
    }
}

} // namespace raskadr::ui
