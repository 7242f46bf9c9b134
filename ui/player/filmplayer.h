#pragma once

#include "core/base/runasync.h"
#include "ui/player/filmreel.h"
#include "ui/player/framefeed.h"

#include <QElapsedTimer>
#include <QImage>
#include <QTimer>
#include <functional>

namespace raskadr::ui {

// Plays a reel: what is shown now, and beside it the next clip, opened ahead so that a cut costs
// nothing. The sound of the whole film is one track; while it is heard, the clock follows it. Main
// thread; decoding happens elsewhere.
class FilmPlayer final : public QObject
{
    Q_OBJECT

public:
    // Milliseconds that never go back.
    using TimeSource = std::function<qint64()>;

    // Without a source the machine's own clock is taken.
    explicit FilmPlayer(TimeSource time = {}, QObject* parent = nullptr);
    ~FilmPlayer() override;

    const FilmReel& reel() const { return m_reel; }
    // The shot that is shown and the place in it stay, if the new reel has them.
    void setReel(const FilmReel& reel);
    // How many device pixels the pictures are shown in.
    void setTarget(const QSize& size);

    bool isPlaying() const { return m_playing; }
    bool isLooping() const { return m_looping; }
    bool isMuted() const { return m_muted; }
    double volume() const { return m_volume; }
    int current() const { return m_now.index; } // -1: the reel is empty
    qint64 positionMs() const { return m_positionMs; }
    // Null for a slate, and after a jump until there is a picture.
    const QImage& frame() const { return m_frame; }
    // The clip that is shown has a file that cannot be played.
    bool isDamaged() const { return m_now.damaged; }
    // The first picture of the clip after this one is there, or it needs none.
    bool isNextReady() const { return m_next.isReady(); }

    void play();
    void pause();
    void toggle();
    void seek(qint64 ms);
    void jump(int index);
    // The start of this shot, or of the one before if this has only begun; of the next.
    void previous();
    void next();
    void setLooping(bool on);
    void setMuted(bool on);
    void setVolume(double volume); // 0..1
    // Shows what is due; the player's own timer calls it.
    void tick();

Q_SIGNALS:
    void frameChanged();
    void shotChanged(int index);
    void positionChanged(qint64 ms);
    void stateChanged();
    void finished();

private:
    // A clip with what makes its pictures.
    struct Loaded
    {
        int index = -1;
        quint64 ticket = 0;
        bool needsPicture = false;
        std::unique_ptr<FrameFeed> feed;
        AsyncHandle loading;
        QImage picture; // the first one
        bool damaged = false;

        bool isReady() const
        {
            return index >= 0 && (!needsPicture || damaged || !picture.isNull());
        }
    };

    Loaded load(int index, qint64 offsetMs);
    Loaded* loaded(quint64 ticket);
    void take(Loaded& clip, const QImage& picture);
    void spoil(Loaded& clip);
    void cutTo(int index, qint64 offsetMs);
    void jumpTo(int index, qint64 offsetMs);
    void openNext();
    int indexAfter(int index) const;
    void show(const QImage& image);
    qint64 clockMs();
    void restartClock(qint64 fromMs);
    void syncSound();

    TimeSource m_time;
    FilmReel m_reel;
    Loaded m_now;
    Loaded m_next;
    std::unique_ptr<FrameFeed> m_retired; // has time to come to rest before it is joined
    std::unique_ptr<SoundTrack> m_sound;
    QThreadPool m_pool;
    QSize m_target;
    QImage m_frame;
    QTimer m_timer;
    quint64 m_tickets = 0;
    qint64 m_clockStart = 0; // of the time source
    qint64 m_clockFromMs = 0; // of the film
    double m_drift = 0; // of the sound against the time source
    qint64 m_positionMs = 0;
    double m_volume = 1;
    bool m_playing = false;
    bool m_looping = false;
    bool m_muted = false;
    bool m_waiting = false; // for the first picture after a jump: the clock stands
};

} // namespace raskadr::ui
