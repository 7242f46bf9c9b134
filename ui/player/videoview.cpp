#include "ui/player/videoview.h"

#include "ui/common/theme.h"
#include "ui/player/playerbar.h"
#include "ui/player/videoplayer.h"

#include <QKeyEvent>
#include <QPainter>

namespace raskadr::ui {

VideoView::VideoView(VideoPlayer& player, QWidget* parent)
    : QWidget(parent)
    , m_player(player)
    , m_bar(new PlayerBar(player, this))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Player"));
    connect(&m_player, &VideoPlayer::frameChanged, this, [this] { update(); });
}

void VideoView::setPoster(const QImage& poster)
{
    m_poster = poster;
    update();
}

QRectF VideoView::pictureRect(const QSizeF& picture) const
{
    const QSizeF fitted = picture.scaled(QSizeF(size()), Qt::KeepAspectRatio);
    return {QPointF((width() - fitted.width()) / 2, (height() - fitted.height()) / 2), fitted};
}

void VideoView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeOf(this).stage);
    const QImage& image = m_player.frame().isNull() ? m_poster : m_player.frame();
    if (image.isNull()) {
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !m_player.isPlaying());
    painter.drawImage(pictureRect(QSizeF(image.size())), image);
}

void VideoView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_bar->setGeometry(0, height() - m_bar->height(), width(), m_bar->height());
    m_player.setTarget(size() * devicePixelRatioF());
}

void VideoView::keyPressEvent(QKeyEvent* event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Space:
        m_player.toggle();
        return;
    case Qt::Key_J:
        m_player.shuttle(-1);
        return;
    case Qt::Key_K:
        m_player.shuttle(0);
        return;
    case Qt::Key_L:
        m_player.shuttle(1);
        return;
    case Qt::Key_M:
        m_player.setMuted(!m_player.isMuted());
        return;
    case Qt::Key_Comma:
        m_player.step(-1);
        return;
    case Qt::Key_Period:
        m_player.step(1);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (shift) {
            m_player.step(event->key() == Qt::Key_Left ? -1 : 1);
            return;
        }
        break;
    case Qt::Key_Home:
        m_player.seek(0);
        return;
    case Qt::Key_End:
        m_player.seek(m_player.durationMs());
        return;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void VideoView::mousePressEvent(QMouseEvent* event)
{
    setFocus();
    if (event->button() == Qt::LeftButton) {
        m_player.toggle();
    }
}

} // namespace raskadr::ui
