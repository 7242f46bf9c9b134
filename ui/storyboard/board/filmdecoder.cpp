#include "ui/storyboard/board/filmdecoder.h"

#include "core/media/framereader.h"

#include <chrono>

namespace raskadr::ui {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int mostSkipped = 12; // frames in a row
constexpr milliseconds lostAfter(500);

// Large enough to fill the place, whatever is cut off to reach its proportions.
QSize decodedSize(const QSize& film, const QSize& place)
{
    const QSizeF source = fitCover(film, place).source.size();
    const double scale = std::max(place.width() / std::max(1.0, source.width()),
                                  place.height() / std::max(1.0, source.height()));
    return scale >= 1 ? film : (QSizeF(film) * scale).toSize();
}

} // namespace

FilmDecoder::FilmDecoder(QObject* parent)
    : QObject(parent)
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

FilmDecoder::~FilmDecoder()
{
    m_thread.request_stop();
    change({});
    m_thread.join();
}

void FilmDecoder::change(std::optional<FilmRequest> request)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_film.request_stop();
        m_film = std::stop_source();
        m_request = std::move(request);
        m_scrubTo.reset();
        m_paused = false;
        m_handed = false;
    }
    m_changed.notify_all();
}

void FilmDecoder::play(const FilmRequest& request)
{
    change(request);
}

void FilmDecoder::stop()
{
    change({});
}

void FilmDecoder::scrub(qint64 ms)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_scrubTo = ms;
        m_paused = true;
    }
    m_changed.notify_all();
}

void FilmDecoder::resume()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_paused = false;
    }
    m_changed.notify_all();
}

void FilmDecoder::run(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        if (!m_changed.wait(lock, stop, [this] { return m_request.has_value(); })) {
            return;
        }
        const FilmRequest request = *std::exchange(m_request, std::nullopt);
        const std::stop_token film = m_film.get_token();
        lock.unlock();
        playFilm(request, film);
        lock.lock();
    }
}

void FilmDecoder::playFilm(const FilmRequest& request, std::stop_token film)
{
    const auto fail = [this, film] {
        QMetaObject::invokeMethod(this, [this, film] {
            if (!film.stop_requested()) {
                Q_EMIT failed();
            }
        });
    };
    auto opened = FrameReader::open(request.path, film);
    if (!opened) {
        fail();
        return;
    }
    FrameReader& reader = **opened;
    const milliseconds frameTime(reader.fps() > 0 ? qRound(1000 / reader.fps()) : 40);
    const QSize size = decodedSize(reader.size(), request.style.pixels);
    auto origin = Clock::now(); // when the frame at time zero was or would be due
    bool follows = true; // the next frame waits until it is due
    qint64 position = 0;

    while (!film.stop_requested()) {
        std::optional<qint64> seekTo;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, film, [this] { return !m_paused || m_scrubTo; });
            if (film.stop_requested()) {
                return;
            }
            seekTo = std::exchange(m_scrubTo, std::nullopt);
        }
        if (seekTo) {
            if (!reader.seek(*seekTo)) {
                fail();
                return;
            }
            follows = false;
        }
        // What nobody will see on time is not worth converting.
        for (int late = 0; follows && late < mostSkipped
             && Clock::now() > origin + milliseconds(position) + 3 * frameTime;
             ++late) {
            if (auto skipped = reader.skip(); !skipped || !*skipped) {
                break;
            }
            position += frameTime.count();
        }
        auto frame = reader.next(size);
        if (!frame) {
            fail();
            return;
        }
        if (!*frame) {
            if (position == 0 || !reader.seek(0)) {
                return; // a film of one picture has been shown
            }
            position = 0;
            follows = false;
            continue;
        }
        position = (*frame)->ptsMs;
        const QImage image = coverImage((*frame)->image, request.style, Qt::FastTransformation);
        const auto due = origin + milliseconds(position);
        if (follows) {
            std::unique_lock lock(m_mutex);
            m_changed.wait_until(lock, film, due,
                                 [this] { return m_scrubTo.has_value() || m_paused; });
        }
        if (!follows || Clock::now() > due + lostAfter) {
            origin = Clock::now() - milliseconds(position);
        }
        follows = true;
        hand({image, position, reader.durationMs()}, film);
    }
}

void FilmDecoder::hand(Shown shown, const std::stop_token& film)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (film.stop_requested()) {
            return;
        }
        m_shown = std::move(shown);
        if (std::exchange(m_handed, true)) {
            return; // the main thread is late: it will find the newer frame
        }
    }
    QMetaObject::invokeMethod(this, [this, film] {
        Shown taken;
        {
            const std::scoped_lock lock(m_mutex);
            if (film.stop_requested()) {
                return;
            }
            m_handed = false;
            taken = m_shown;
        }
        Q_EMIT frameReady(taken.frame, taken.positionMs, taken.durationMs);
    });
}

} // namespace raskadr::ui
