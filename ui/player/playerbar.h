#pragma once

#include <QWidget>

class QSlider;

namespace raskadr::ui {

class Button;
class VideoPlayer;

// The plate of 44 px under the picture's lower edge: frame steps, play, time, place, speed,
// loop, sound.
class PlayerBar final : public QWidget
{
    Q_OBJECT

public:
    explicit PlayerBar(VideoPlayer& player, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void chooseSpeed();

    VideoPlayer& m_player;
    Button* m_play;
    Button* m_speed;
    Button* m_loop;
    Button* m_sound;
    class PlainTime* m_time;
    QSlider* m_place;
};

} // namespace raskadr::ui
