#include "ui/player/filmplayer.h"

#include "ui/player/filmpicture.h"

namespace raskadr::ui {

namespace {

constexpr int filmTickMs = 8;
// How much of the distance between sound and picture is made up in one tick: little enough that no
// frame is skipped for it, and that the steps in which devices count do not show.
constexpr double driftShare = 0.02;
// A feed that nobody takes from fills up and rests long before this.
constexpr qint64 retirementMs = 250;
constexpr qint64 justBegunMs = 1000;

bool sameMedium(const FilmClip& a, const FilmClip& b)
{
    return a.id == b.id && a.path == b.path && a.kind == b.kind && a.hasMedia == b.hasMedia
        && a.isLost == b.isLost;
}

} // namespace

FilmPlayer::FilmPlayer(TimeSource time, QObject* parent)
    : QObject(parent)
    , m_time(std::move(time))
{
    if (!m_time) {
        QElapsedTimer elapsed;
        elapsed.start();
        m_time = [elapsed] { return elapsed.elapsed(); };
    }
    m_pool.setMaxThreadCount(1);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(filmTickMs);
    connect(&m_timer, &QTimer::timeout, this, &FilmPlayer::tick);
}

FilmPlayer::~FilmPlayer() = default;

FilmPlayer::Loaded FilmPlayer::load(int index, qint64 offsetMs)
{
    Loaded clip;
    clip.index = index;
    clip.ticket = ++m_tickets;
    const FilmClip& what = m_reel.clip(index);
    clip.needsPicture = what.hasMedia && !what.isLost;
    if (!clip.needsPicture) {
        return clip;
    }
    if (what.kind == AssetKind::Image) {
        clip.loading = runAsync(
            m_pool, this,
            [path = what.path, target = m_target](const std::stop_token&) {
                return decodeFilmPicture(path, target);
            },
            [this, ticket = clip.ticket](const QImage& picture) {
                if (Loaded* loading = loaded(ticket)) {
                    picture.isNull() ? spoil(*loading) : take(*loading, picture);
                }
            });
        return clip;
    }
    clip.feed = std::make_unique<FrameFeed>(what.path, m_target);
    if (offsetMs > 0) {
        clip.feed->seek(offsetMs);
    }
    connect(clip.feed.get(), &FrameFeed::frameReady, this, [this, ticket = clip.ticket] {
        Loaded* loading = loaded(ticket);
        if (loading && loading->picture.isNull()) {
            if (const auto frame = loading->feed->takeNext()) {
                take(*loading, frame->image);
            } else if (loading->feed->isAtEnd()) {
                spoil(*loading);
            }
        }
    });
    connect(clip.feed.get(), &FrameFeed::failed, this, [this, ticket = clip.ticket] {
        // What is there of a film that breaks off is shown, and its last frame stays.
        Loaded* loading = loaded(ticket);
        if (loading && loading->picture.isNull()) {
            spoil(*loading);
        }
    });
    return clip;
}

FilmPlayer::Loaded* FilmPlayer::loaded(quint64 ticket)
{
    return ticket == m_now.ticket ? &m_now : ticket == m_next.ticket ? &m_next : nullptr;
}

void FilmPlayer::take(Loaded& clip, const QImage& picture)
{
    clip.picture = picture;
    if (&clip == &m_now) {
        show(picture);
        if (std::exchange(m_waiting, false)) {
            restartClock(m_positionMs);
        }
    }
}

void FilmPlayer::spoil(Loaded& clip)
{
    clip.damaged = true;
    if (&clip == &m_now) {
        show({});
        if (std::exchange(m_waiting, false)) {
            restartClock(m_positionMs);
        }
    }
}

void FilmPlayer::setReel(const FilmReel& reel)
{
    const FilmReel before = std::exchange(m_reel, reel);
    if (m_reel.isEmpty()) {
        pause();
        m_retired.reset();
        m_now = {};
        m_next = {};
        m_positionMs = 0;
        show({});
        Q_EMIT shotChanged(-1);
        Q_EMIT positionChanged(0);
        return;
    }
    const int old = m_now.index;
    const int index = old < 0 ? -1 : m_reel.indexOf(before.clip(old).id);
    if (index < 0 || !sameMedium(before.clip(old), m_reel.clip(index))) {
        m_now = {};
        m_next = {};
        m_sound.reset();
        jumpTo(index < 0 ? std::clamp(old, 0, m_reel.count() - 1) : index, 0);
        return;
    }
    const qint64 last = std::max<qint64>(m_reel.clip(index).durationMs - 1, 0);
    const qint64 offset = std::clamp<qint64>(m_positionMs - before.startMs(old), 0, last);
    m_now.index = index;
    const qint64 position = m_reel.startMs(index) + offset;
    const bool moved = position != m_positionMs;
    m_positionMs = position;
    const int nextIndex = indexAfter(index);
    if (m_next.index >= 0 && nextIndex >= 0
        && sameMedium(before.clip(m_next.index), m_reel.clip(nextIndex))) {
        m_next.index = nextIndex;
    } else {
        openNext();
    }
    if (before.sound() != m_reel.sound()) {
        m_sound.reset();
    }
    if (moved || (m_playing && !m_sound)) {
        restartClock(position);
    }
    Q_EMIT shotChanged(index);
    Q_EMIT positionChanged(position);
}

void FilmPlayer::setTarget(const QSize& size)
{
    if (size == m_target) {
        return;
    }
    m_target = size;
    for (Loaded* clip : {&m_now, &m_next}) {
        if (clip->feed) {
            clip->feed->setTarget(size);
        } else if (clip->needsPicture) {
            *clip = load(clip->index, 0);
        }
    }
}

void FilmPlayer::play()
{
    if (m_reel.isEmpty() || m_playing) {
        return;
    }
    if (m_positionMs >= m_reel.totalMs()) {
        seek(0);
    }
    m_playing = true;
    m_waiting = m_now.feed && !m_now.isReady();
    restartClock(m_positionMs);
    m_timer.start();
    Q_EMIT stateChanged();
}

void FilmPlayer::pause()
{
    if (!m_playing) {
        return;
    }
    m_playing = false;
    m_waiting = false;
    m_timer.stop();
    syncSound();
    Q_EMIT stateChanged();
}

void FilmPlayer::toggle()
{
    m_playing ? pause() : play();
}

void FilmPlayer::seek(qint64 ms)
{
    if (m_reel.isEmpty()) {
        return;
    }
    const qint64 at = std::clamp<qint64>(ms, 0, m_reel.totalMs());
    const int index = m_reel.indexAt(at);
    jumpTo(index, at - m_reel.startMs(index));
}

void FilmPlayer::jump(int index)
{
    if (!m_reel.isEmpty()) {
        jumpTo(std::clamp(index, 0, m_reel.count() - 1), 0);
    }
}

void FilmPlayer::previous()
{
    if (m_reel.isEmpty()) {
        return;
    }
    const bool justBegun = m_positionMs - m_reel.startMs(m_now.index) < justBegunMs;
    jump(m_now.index - (justBegun ? 1 : 0));
}

void FilmPlayer::next()
{
    jump(m_now.index + 1);
}

void FilmPlayer::setLooping(bool on)
{
    if (on != m_looping) {
        m_looping = on;
        if (m_now.index >= 0 && m_next.index != indexAfter(m_now.index)) {
            openNext();
        }
        Q_EMIT stateChanged();
    }
}

void FilmPlayer::setMuted(bool on)
{
    m_muted = on;
    if (m_sound) {
        m_sound->setVolume(m_muted ? 0 : m_volume);
    }
    Q_EMIT stateChanged();
}

void FilmPlayer::setVolume(double volume)
{
    m_volume = volume;
    setMuted(false);
}

void FilmPlayer::tick()
{
    if (!m_playing || m_waiting) {
        return;
    }
    qint64 ms = clockMs();
    if (ms >= m_reel.totalMs()) {
        if (!m_looping || m_reel.totalMs() == 0) {
            if (const int last = m_reel.indexAt(ms); last != m_now.index) {
                cutTo(last, 0);
            }
            m_positionMs = m_reel.totalMs();
            pause();
            Q_EMIT positionChanged(m_positionMs);
            Q_EMIT finished();
            return;
        }
        ms = 0;
        m_positionMs = 0;
        const int first = m_reel.indexAt(0);
        if (first == m_now.index) {
            jumpTo(first, 0);
            return;
        }
        cutTo(first, 0);
        restartClock(0);
    }
    m_positionMs = ms;
    const int index = m_reel.indexAt(ms);
    const qint64 offset = ms - m_reel.startMs(index);
    if (index != m_now.index) {
        cutTo(index, offset);
    }
    if (m_now.feed) {
        if (const auto frame = m_now.feed->takeDue(offset)) {
            m_now.picture = frame->image;
            show(frame->image);
        }
    }
    if (offset > retirementMs) {
        m_retired.reset();
    }
    Q_EMIT positionChanged(ms);
}

void FilmPlayer::cutTo(int index, qint64 offsetMs)
{
    if (m_next.index != index) {
        jumpTo(index, offsetMs);
        return;
    }
    m_retired = std::move(m_now.feed);
    m_now = std::exchange(m_next, {});
    // The last picture stays until there is a new one: better than black.
    if (m_now.isReady()) {
        show(m_now.picture);
    }
    Q_EMIT shotChanged(index);
    openNext();
}

void FilmPlayer::jumpTo(int index, qint64 offsetMs)
{
    const bool elsewhere = index != m_now.index;
    m_positionMs = m_reel.startMs(index) + offsetMs;
    if (!elsewhere && m_now.feed && !m_now.damaged) {
        m_now.picture = {};
        m_now.feed->seek(offsetMs);
    } else if (elsewhere && index == m_next.index && offsetMs == 0) {
        m_retired = std::move(m_now.feed);
        m_now = std::exchange(m_next, {});
    } else if (elsewhere || !m_now.isReady()) {
        m_retired = std::move(m_now.feed);
        m_now = load(index, offsetMs);
    }
    if (elsewhere || m_now.isReady()) {
        show(m_now.picture);
    }
    m_waiting = m_playing && m_now.feed && !m_now.isReady();
    restartClock(m_positionMs);
    Q_EMIT shotChanged(index);
    Q_EMIT positionChanged(m_positionMs);
    if (m_next.index < 0 || m_next.index != indexAfter(index)) {
        openNext();
    }
}

void FilmPlayer::openNext()
{
    const int index = indexAfter(m_now.index);
    m_next = index < 0 ? Loaded{} : load(index, 0);
}

int FilmPlayer::indexAfter(int index) const
{
    for (int i = index + 1; i < m_reel.count(); ++i) {
        if (m_reel.clip(i).durationMs > 0) {
            return i;
        }
    }
    const int first = m_reel.indexAt(0);
    return m_looping && first != index ? first : -1;
}

void FilmPlayer::show(const QImage& image)
{
    m_frame = image;
    Q_EMIT frameChanged();
}

qint64 FilmPlayer::clockMs()
{
    const qint64 elapsed = m_clockFromMs + m_time() - m_clockStart;
    if (m_sound && m_sound->isPlaying()) {
        const auto distance = static_cast<double>(m_sound->positionMs() - elapsed);
        m_drift += (distance - m_drift) * driftShare;
    }
    return std::max(elapsed + qRound64(m_drift), m_positionMs);
}

void FilmPlayer::restartClock(qint64 fromMs)
{
    m_clockFromMs = fromMs;
    m_clockStart = m_time();
    m_drift = 0;
    syncSound();
}

void FilmPlayer::syncSound()
{
    if (!m_playing || m_waiting) {
        if (m_sound) {
            m_sound->stop();
        }
        return;
    }
    if (!m_sound) {
        const QList<SoundPart> parts = m_reel.sound();
        if (parts.isEmpty()) {
            return;
        }
        m_sound = std::make_unique<SoundTrack>(parts);
        m_sound->setVolume(m_muted ? 0 : m_volume);
    }
    m_sound->play(m_clockFromMs);
}

} // namespace raskadr::ui
