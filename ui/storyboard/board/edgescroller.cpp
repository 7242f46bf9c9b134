#include "ui/storyboard/board/edgescroller.h"

#include <QAbstractScrollArea>
#include <QScrollBar>

namespace raskadr::ui {

namespace {

constexpr int zone = 48;
constexpr int fastest = 28; // px per step
constexpr int stepMs = 16;

} // namespace

EdgeScroller::EdgeScroller(QAbstractScrollArea& area)
    : m_area(area)
{
    m_timer.setInterval(stepMs);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &EdgeScroller::step);
}

int EdgeScroller::speed() const
{
    const int height = m_area.viewport()->height();
    const int reach = std::min(zone, height / 4);
    const int above = reach - m_position.y();
    const int below = m_position.y() - (height - reach);
    const int depth = std::min(std::max(above, below), reach);
    if (depth <= 0) {
        return 0;
    }
    const int pixels = 1 + depth * depth * fastest / (reach * reach);
    return above > 0 ? -pixels : pixels;
}

void EdgeScroller::follow(const QPoint& positionInViewport)
{
    m_position = positionInViewport;
    if (speed() == 0) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        m_timer.start();
    }
}

void EdgeScroller::stop()
{
    m_timer.stop();
}

void EdgeScroller::step()
{
    QScrollBar* bar = m_area.verticalScrollBar();
    const int before = bar->value();
    bar->setValue(before + speed());
    if (bar->value() == before) {
        m_timer.stop();
        return;
    }
    Q_EMIT scrolled(m_position);
}

} // namespace raskadr::ui
