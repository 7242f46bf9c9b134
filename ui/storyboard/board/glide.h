#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QPointF>
#include <QTimer>

namespace raskadr::ui {

inline constexpr int frameMs = 16;

// Moves all boxes of the board together: from where each is to where it belongs, slowing down at
// the end, on one timer. Places are kept by index; the width is that of every box.
class Glide final : public QObject
{
    Q_OBJECT

public:
    explicit Glide(QObject* parent = nullptr);

    void setReduced(bool reduced) { m_reduced = reduced; }

    // Everything is there at once.
    void jumpTo(const QList<QPointF>& targets, double width);
    // `from` and `targets` have the same length.
    void moveTo(const QList<QPointF>& from, const QList<QPointF>& targets, double fromWidth,
                double toWidth, int ms);

    bool isMoving() const { return m_timer.isActive(); }
    int count() const { return static_cast<int>(m_now.size()); }
    QPointF at(int index) const { return m_now[index]; }
    const QList<QPointF>& places() const { return m_now; }
    const QList<QPointF>& targets() const { return m_to; }
    double width() const { return m_width; }

Q_SIGNALS:
    void moved();
    void finished();

private:
    void step();

    QList<QPointF> m_from;
    QList<QPointF> m_to;
    QList<QPointF> m_now;
    double m_fromWidth = 0;
    double m_toWidth = 0;
    double m_width = 0;
    int m_ms = 0;
    bool m_reduced = false;
    QElapsedTimer m_clock;
    QTimer m_timer;
};

} // namespace raskadr::ui
