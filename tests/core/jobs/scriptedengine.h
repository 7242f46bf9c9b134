#pragma once

#include "core/providers/builtinengine.h"
#include "tests/support/handclock.h"

#include <QList>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

// Paints what its prompt says, as soon as the test lets it.
class ScriptedEngine final : public raskadr::BuiltinEngine
{
public:
    raskadr::Result<raskadr::BuiltinResult> run(const raskadr::BuiltinRequest& request,
                                                const std::function<void(double)>& progress,
                                                std::stop_token stop) override;

    void close() { setOpen(false); }
    void open() { setOpen(true); }
    QList<raskadr::BuiltinRequest> requests() const;
    int running() const;
    int mostAtOnce() const;

    raskadr::HandClock* clock = nullptr;
    std::vector<std::pair<qint64, double>> report; // what the time is and how far it got
    std::atomic<int> stopped = 0;
    std::atomic<bool> full = false; // no room for what is large

private:
    void setOpen(bool open);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_open = true;
    int m_running = 0;
    int m_most = 0;
    QList<raskadr::BuiltinRequest> m_requests;
};
