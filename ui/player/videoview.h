#pragma once

#include <QWidget>

namespace raskadr::ui {

class PlayerBar;
class VideoPlayer;

// The picture of a player on the stage, with its bar. Keys: Space, J K L, comma and point or
// Shift+arrows for frames, M, Home, End.
class VideoView final : public QWidget
{
    Q_OBJECT

public:
    explicit VideoView(VideoPlayer& player, QWidget* parent = nullptr);

    // Shown until the first frame is there.
    void setPoster(const QImage& poster);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QRectF pictureRect(const QSizeF& picture) const;

    VideoPlayer& m_player;
    PlayerBar* m_bar;
    QImage m_poster;
};

} // namespace raskadr::ui
