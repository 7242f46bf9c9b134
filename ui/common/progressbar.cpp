#include "ui/common/progressbar.h"

#include "ui/common/painters.h"

#include <QPainter>

namespace raskadr::ui {

namespace {

constexpr int shortestMoveMs = 250;

} // namespace

ProgressBar::ProgressBar(QWidget* parent)
    : QProgressBar(parent)
{
    setRange(0, 1000);
    setValue(0);
    setTextVisible(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ProgressBar::showShare);
}

void ProgressBar::setShare(double share)
{
    m_share = qBound(0.0, share, 1.0);
    const bool atOnce = m_share >= 1 || m_share <= m_shown || !m_sinceMove.isValid()
        || m_sinceMove.hasExpired(shortestMoveMs);
    if (atOnce) {
        showShare();
    } else if (!m_timer.isActive()) {
        m_timer.start(static_cast<int>(shortestMoveMs - m_sinceMove.elapsed()));
    }
}

void ProgressBar::showShare()
{
    m_timer.stop();
    m_sinceMove.start();
    m_shown = m_share;
    setValue(qRound(m_share * 1000));
    update();
}

void ProgressBar::setFinished(bool on)
{
    m_finished = on;
    update();
}

void ProgressBar::setThickness(int px)
{
    m_thickness = px;
    updateGeometry();
}

QSize ProgressBar::sizeHint() const
{
    return {120, m_thickness};
}

void ProgressBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const QRectF bar(0, (height() - m_thickness) / 2, width(), m_thickness);
    paintProgress(painter, bar, m_shown, theme, m_finished ? theme.done : theme.work);
}

} // namespace raskadr::ui
