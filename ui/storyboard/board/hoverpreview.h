#pragma once

#include "ui/storyboard/board/boardcard.h"

#include <QImage>
#include <QWidget>

namespace raskadr::ui {

// A larger picture of a small box, below it and never over it; lets the pointer through. Shows a
// still until it is given frames.
class HoverPreview final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int coverWidth = 300;

    explicit HoverPreview(QWidget* parent);

    // `box` in coordinates of the parent.
    void open(const BoardCard& card, const QImage& still, const QRect& box, double aspect);
    void setFrame(const QImage& frame, qint64 positionMs, qint64 durationMs);
    QSize coverSize() const { return m_coverSize; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRect coverRect() const;

    BoardCard m_card;
    QImage m_still;
    QImage m_frame;
    qint64 m_positionMs = 0;
    qint64 m_durationMs = 0;
    QSize m_coverSize;
};

} // namespace raskadr::ui
