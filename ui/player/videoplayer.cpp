#include "ui/player/videoplayer.h"

#include "ui/player/soundtrack.h"

namespace raskadr::ui {

namespace {

constexpr int videoTickMs = 8;
constexpr double maxRate = 8;

} // namespace

VideoPlayer::VideoPlayer(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(videoTickMs);
    connect(&m_timer, &QTimer::timeout, this, &VideoPlayer::tick);
}

VideoPlayer::~VideoPlayer() = default;

void VideoPlayer::open(const QString& path, bool hasSound)
{
    close();
    if (path.isEmpty()) {
        return;
    }
    m_path = path;
    m_feed = std::make_unique<FrameFeed>(path, m_target);
    m_showNext = true;
    connect(m_feed.get(), &FrameFeed::frameReady, this, [this] {
        if (m_showNext) {
            if (auto frame = m_feed->takeNext()) {
                m_showNext = false;
                show(*frame);
            }
        }
    });
    connect(m_feed.get(), &FrameFeed::opened, this, &VideoPlayer::stateChanged);
    connect(m_feed.get(), &FrameFeed::failed, this, &VideoPlayer::failed);
    if (hasSound) {
        m_sound = std::make_unique<SoundTrack>(path);
        m_sound->setVolume(m_muted ? 0 : m_volume);
    }
    Q_EMIT stateChanged();
}

void VideoPlayer::close()
{
    m_timer.stop();
    m_playing = false;
    m_sound.reset();
    m_feed.reset();
    m_path.clear();
    m_frame = QImage();
    m_positionMs = 0;
    m_rate = 1;
    Q_EMIT frameChanged();
    Q_EMIT stateChanged();
}

qint64 VideoPlayer::durationMs() const
{
    return m_feed ? m_feed->durationMs() : 0;
}

double VideoPlayer::fps() const
{
    return m_feed && m_feed->fps() > 0 ? m_feed->fps() : 25;
}

void VideoPlayer::play()
{
    if (!m_feed || m_playing) {
        return;
    }
    if (m_rate > 0 && m_feed->isAtEnd()) {
        seek(0);
    }
    m_playing = true;
    restartClock(m_positionMs);
    m_timer.start();
    Q_EMIT stateChanged();
}

void VideoPlayer::pause()
{
    if (!m_playing) {
        return;
    }
    m_playing = false;
    m_timer.stop();
    m_rate = 1;
    syncSound();
    Q_EMIT stateChanged();
}

void VideoPlayer::toggle()
{
    m_playing ? pause() : play();
}

void VideoPlayer::seek(qint64 ms)
{
    if (!m_feed) {
        return;
    }
    const qint64 last = durationMs() > 0 ? durationMs() : ms;
    m_positionMs = std::clamp<qint64>(ms, 0, last);
    m_feed->seek(m_positionMs);
    m_showNext = true;
    restartClock(m_positionMs);
    Q_EMIT positionChanged(m_positionMs);
}

void VideoPlayer::step(int frames)
{
    pause();
    if (!m_feed) {
        return;
    }
    if (frames == 1) {
        if (auto frame = m_feed->takeNext()) {
            show(*frame);
        } else {
            m_showNext = true;
        }
        return;
    }
    // Half a frame more than whole frames back, so that rounding never stays where it was.
    seek(qRound64(static_cast<double>(m_positionMs)
                  + (frames + (frames < 0 ? -0.1 : 0.1)) * 1000 / fps()));
}

void VideoPlayer::setRate(double rate)
{
    m_rate = std::clamp(rate, -maxRate, maxRate);
    restartClock(m_positionMs);
    Q_EMIT stateChanged();
}

void VideoPlayer::shuttle(int direction)
{
    if (direction == 0) {
        pause();
        return;
    }
    const bool same = m_playing && (m_rate > 0) == (direction > 0);
    const double rate = same ? m_rate * 2 : direction;
    play();
    setRate(rate);
}

void VideoPlayer::setLooping(bool on)
{
    m_looping = on;
    Q_EMIT stateChanged();
}

void VideoPlayer::setMuted(bool on)
{
    m_muted = on;
    if (m_sound) {
        m_sound->setVolume(m_muted ? 0 : m_volume);
    }
    Q_EMIT stateChanged();
}

void VideoPlayer::setVolume(double volume)
{
    m_volume = volume;
    setMuted(false);
}

void VideoPlayer::setTarget(const QSize& size)
{
    m_target = size;
    if (m_feed) {
        m_feed->setTarget(size);
    }
}

void VideoPlayer::tick()
{
    if (m_rate < 0) {
        // Backwards there is nothing to decode ahead: the frame at the clock's time is sought, the
        // next one only after it was shown.
        const qint64 wanted = clockMs();
        if (wanted <= 0) {
            seek(0);
            pause();
            return;
        }
        if (!m_showNext) {
            m_feed->seek(wanted);
            m_showNext = true;
        }
        return;
    }
    if (auto frame = m_feed->takeDue(clockMs())) {
        show(*frame);
    }
    if (m_feed->isAtEnd() && (durationMs() == 0 || clockMs() >= durationMs())) {
        if (m_looping) {
            seek(0);
            return;
        }
        pause();
        Q_EMIT finished();
    }
}

void VideoPlayer::show(const VideoFrame& frame)
{
    m_frame = frame.image;
    m_positionMs = frame.ptsMs;
    Q_EMIT frameChanged();
    Q_EMIT positionChanged(m_positionMs);
}

qint64 VideoPlayer::clockMs() const
{
    if (m_sound && m_sound->isPlaying()) {
        return m_sound->positionMs();
    }
    return m_clockFromMs + qRound64(static_cast<double>(m_clock.elapsed()) * m_rate);
}

void VideoPlayer::restartClock(qint64 fromMs)
{
    m_clockFromMs = fromMs;
    m_clock.restart();
    syncSound();
}

void VideoPlayer::syncSound()
{
    if (!m_sound) {
        return;
    }
    if (m_playing && m_rate == 1) {
        m_sound->play(m_clockFromMs);
    } else {
        m_sound->stop();
    }
}

} // namespace raskadr::ui
