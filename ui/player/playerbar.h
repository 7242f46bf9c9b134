#pragma once

#include <QWidget>

class QSlider;

namespace raskadr::ui {

class Button;
class VideoPlayer;

// The plate of 44 px under the picture's lower edge: frame steps, play, time, place, loop, sound.
class PlayerBar final : public QWidget
{
    Q_OBJECT

public:
    explicit PlayerBar(VideoPlayer& player, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    VideoPlayer& m_player;
    Button* m_play;
    Button* m_loop;
    Button* m_sound;
    class PlainTime* m_time;
    QSlider* m_place;
};

} // namespace raskadr::ui
