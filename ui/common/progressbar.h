#pragma once

#include <QElapsedTimer>
#include <QProgressBar>
#include <QTimer>

namespace raskadr::ui {

// A bar of 4 px without words. It moves at most four times a second, except to its end.
class ProgressBar final : public QProgressBar
{
    Q_OBJECT

public:
    explicit ProgressBar(QWidget* parent = nullptr);

    // 0 to 1.
    void setShare(double share);
    double share() const { return m_share; }
    // Green instead of blue.
    void setFinished(bool on);
    void setThickness(int px); // 4 by default

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {24, m_thickness}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showShare();

    double m_share = 0;
    double m_shown = 0;
    bool m_finished = false;
    int m_thickness = 4;
    QElapsedTimer m_sinceMove;
    QTimer m_timer;
};

} // namespace raskadr::ui
