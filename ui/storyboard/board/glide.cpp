#include "ui/storyboard/board/glide.h"

namespace raskadr::ui {

Glide::Glide(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(frameMs);
    connect(&m_timer, &QTimer::timeout, this, &Glide::step);
}

void Glide::jumpTo(const QList<QPointF>& targets, double width)
{
    const bool wasMoving = m_timer.isActive();
    m_timer.stop();
    m_from = m_to = m_now = targets;
    m_fromWidth = m_toWidth = m_width = width;
    if (wasMoving) {
        Q_EMIT finished();
    }
}

void Glide::moveTo(const QList<QPointF>& from, const QList<QPointF>& targets, double fromWidth,
                   double toWidth, int ms)
{
    Q_ASSERT(from.size() == targets.size());
    if (m_reduced || ms <= 0 || (from == targets && fromWidth == toWidth)) {
        jumpTo(targets, toWidth);
        Q_EMIT moved();
        return;
    }
    m_from = m_now = from;
    m_to = targets;
    m_fromWidth = m_width = fromWidth;
    m_toWidth = toWidth;
    m_ms = ms;
    m_clock.start();
    m_timer.start();
}

void Glide::step()
{
    const double share = std::min(1.0, double(m_clock.elapsed()) / m_ms);
    const double rest = 1 - share;
    const double eased = 1 - rest * rest * rest; // OutCubic
    for (qsizetype i = 0; i < m_now.size(); ++i) {
        m_now[i] = m_from[i] + (m_to[i] - m_from[i]) * eased;
    }
    m_width = m_fromWidth + (m_toWidth - m_fromWidth) * eased;
    if (share >= 1) {
        m_timer.stop();
        m_now = m_to;
        m_width = m_toWidth;
        Q_EMIT moved();
        Q_EMIT finished();
        return;
    }
    Q_EMIT moved();
}

} // namespace raskadr::ui
