#pragma once

#include <QObject>
#include <array>

class QSocketNotifier;

namespace raskadr {

// Turns the system's requests to end (Ctrl+C in the terminal, a shutdown) into a signal of the
// event loop, so that a window keeps what is to be kept; a second request ends the process at once.
// One at a time, in the main thread.
class EndSignals final : public QObject
{
    Q_OBJECT

public:
    explicit EndSignals(QObject* parent = nullptr);
    ~EndSignals() override;

Q_SIGNALS:
    void received();

private:
    std::array<int, 2> m_ends{-1, -1};
    QSocketNotifier* m_notifier = nullptr;
};

} // namespace raskadr
