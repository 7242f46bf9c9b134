#pragma once

#include "core/base/runasync.h"

#include <QImage>
#include <QList>
#include <QWidget>

namespace raskadr::ui {

// A wall of stills of the demo film that fills whatever place it gets: the right side of the entry
// pages. The stills are decoded in the pool and appear a moment later.
class StillWall final : public QWidget
{
    Q_OBJECT

public:
    explicit StillWall(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<QImage> m_stills;
    AsyncHandle m_loading;
};

} // namespace raskadr::ui
