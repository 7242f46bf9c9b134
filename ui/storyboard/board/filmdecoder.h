#pragma once

#include "ui/storyboard/board/cardpainter.h"

#include <QImage>
#include <QObject>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace raskadr::ui {

// A film, and what its frames are made to cover.
struct FilmRequest
{
    QString path;
    CoverStyle style;
};

// Plays one film at a time in a thread of its own, over and over, each frame when it is due and
// ready to be blitted. Starting another film drops the one before without waiting for it. Main
// thread; the destructor waits for the thread.
class FilmDecoder final : public QObject
{
    Q_OBJECT

public:
    explicit FilmDecoder(QObject* parent = nullptr);
    ~FilmDecoder() override;

    void play(const FilmRequest& request);
    // Shows the frame at this time and stays there; play goes on from it with resume().
    void scrub(qint64 ms);
    void resume();
    void stop();

Q_SIGNALS:
    void frameReady(const QImage& frame, qint64 positionMs, qint64 durationMs);
    void failed();

private:
    struct Shown
    {
        QImage frame;
        qint64 positionMs = 0;
        qint64 durationMs = 0;
    };

    void run(const std::stop_token& stop);
    void playFilm(const FilmRequest& request, std::stop_token film);
    void hand(Shown shown, const std::stop_token& film);
    void change(std::optional<FilmRequest> request);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<FilmRequest> m_request;
    std::stop_source m_film; // of what plays or is about to
    std::optional<qint64> m_scrubTo;
    bool m_paused = false;
    Shown m_shown;
    bool m_handed = false; // the main thread has not taken the last frame yet
    std::jthread m_thread;
};

} // namespace raskadr::ui
