#pragma once

#include <QObject>
#include <QPoint>
#include <QTimer>

class QAbstractScrollArea;

namespace raskadr::ui {

// Scrolls an area while the hand rests near its upper or lower edge, faster the nearer it is.
class EdgeScroller final : public QObject
{
    Q_OBJECT

public:
    explicit EdgeScroller(QAbstractScrollArea& area);

    void follow(const QPoint& positionInViewport);
    void stop();

Q_SIGNALS:
    void scrolled(const QPoint& positionInViewport);

private:
    int speed() const;
    void step();

    QAbstractScrollArea& m_area;
    QPoint m_position;
    QTimer m_timer;
};

} // namespace raskadr::ui
