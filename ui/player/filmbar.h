#pragma once

#include <QAbstractButton>
#include <QWidget>

class QSlider;

namespace raskadr::ui {

class Button;
class FilmPlayer;
class FilmReel;

// The film as a line: every shot in its own colour, as wide as it is long. A press or a drag goes
// there; the pointer tells which shot it is on.
class FilmLine final : public QWidget
{
    Q_OBJECT

public:
    explicit FilmLine(FilmPlayer& player, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {200, 20}; }
    qint64 timeAt(double x) const;
    double placeOf(qint64 ms) const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void follow();

    FilmPlayer& m_player;
    int m_marked = 0; // the pixel where the mark was painted last
    bool m_dragging = false;
    bool m_wasPlaying = false; // before it was dragged
};

// The controls over the lower edge of the film.
class FilmBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FilmBar(FilmPlayer& player, QWidget* parent = nullptr);

    // Whether there are shots that could be left out.
    void setHasEmpty(bool has);

Q_SIGNALS:
    void skipEmptyChanged(bool on);
    void fullScreenRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void refreshTime();

    FilmPlayer& m_player;
    FilmLine* m_line;
    QAbstractButton* m_play;
    class FilmTime* m_time;
    Button* m_skip;
    Button* m_sound;
    QSlider* m_volume;
    Button* m_loop;
};

} // namespace raskadr::ui
