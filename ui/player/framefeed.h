#pragma once

#include "core/base/result.h"
#include "core/media/framereader.h"

#include <QObject>
#include <QSize>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace raskadr::ui {

// Decodes one film ahead of time in a thread of its own. The owner (main thread) takes frames out
// when they are due; the feed keeps a few ready. Destroying it stops the thread.
class FrameFeed final : public QObject
{
    Q_OBJECT

public:
    // Frames are made to fit into `target` device pixels; an empty target keeps the film's size.
    FrameFeed(const QString& path, const QSize& target, QObject* parent = nullptr);
    ~FrameFeed() override;

    bool isOpen() const { return m_open; }
    QSize frameSize() const { return m_size; }
    double fps() const { return m_fps; }
    qint64 durationMs() const { return m_durationMs; }

    // What was ready is dropped; `frameReady` tells when the frame at this time is there.
    void seek(qint64 ms);
    void setTarget(const QSize& target);

    // The newest frame that is due at this time; nothing if none has become due.
    std::optional<VideoFrame> takeDue(qint64 ms);
    // The next frame whatever its time.
    std::optional<VideoFrame> takeNext();
    // All frames up to the end were taken.
    bool isAtEnd() const;

Q_SIGNALS:
    void opened();
    void failed(const raskadr::Error& error);
    // A frame can be taken where none was before.
    void frameReady();

private:
    void run(const std::stop_token& stop, const QString& path);

    bool m_open = false;
    QSize m_size;
    double m_fps = 0;
    qint64 m_durationMs = 0;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<VideoFrame> m_ready;
    std::optional<qint64> m_seekTo;
    QSize m_target;
    bool m_ended = false;
    std::jthread m_thread;
};

} // namespace raskadr::ui
