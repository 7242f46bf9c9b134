#pragma once

#include "ui/player/framefeed.h"

#include <QElapsedTimer>
#include <QImage>
#include <QTimer>
#include <memory>

namespace raskadr::ui {

class SoundTrack;

// Plays one film: a frame reader on one clock, with sound where a device and a track exist. The
// sound is the clock while it plays at normal speed. Main thread; decoding happens elsewhere.
class VideoPlayer final : public QObject
{
    Q_OBJECT

public:
    explicit VideoPlayer(QObject* parent = nullptr);
    ~VideoPlayer() override;

    // Shows the first frame and waits. An empty path closes.
    void open(const QString& path, bool hasSound);
    void close();
    const QString& path() const { return m_path; }

    bool isPlaying() const { return m_playing; }
    qint64 positionMs() const { return m_positionMs; }
    qint64 durationMs() const;
    double fps() const;
    double rate() const { return m_rate; }
    bool isLooping() const { return m_looping; }
    bool isMuted() const { return m_muted; }
    const QImage& frame() const { return m_frame; }

    void play();
    void pause();
    void toggle();
    void seek(qint64 ms);
    // Whole frames forwards or backwards; pauses.
    void step(int frames);
    // 1 is normal, negative runs backwards; J and L double it.
    void setRate(double rate);
    // J, K and L of an editing desk: back, stop, forth; repeated presses double the speed.
    void shuttle(int direction);
    void setLooping(bool on);
    void setMuted(bool on);
    void setVolume(double volume); // 0..1
    // How many device pixels the frames are shown in.
    void setTarget(const QSize& size);

Q_SIGNALS:
    void frameChanged();
    void positionChanged(qint64 ms);
    void stateChanged();
    void finished();
    void failed(const raskadr::Error& error);

private:
    void tick();
    void show(const VideoFrame& frame);
    qint64 clockMs() const;
    void restartClock(qint64 fromMs);
    void syncSound();

    QString m_path;
    std::unique_ptr<FrameFeed> m_feed;
    std::unique_ptr<SoundTrack> m_sound;
    QSize m_target;
    QImage m_frame;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_clockFromMs = 0;
    qint64 m_positionMs = 0;
    double m_rate = 1;
    double m_volume = 1;
    bool m_playing = false;
    bool m_looping = false;
    bool m_muted = false;
    bool m_showNext = false; // the next frame that comes is shown whatever the clock says
};

} // namespace raskadr::ui
