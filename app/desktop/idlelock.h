#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>

namespace raskadr::desktop {

// Tells when nobody has touched keyboard or mouse for a while. Filters the application's events.
class IdleLock final : public QObject
{
    Q_OBJECT

public:
    explicit IdleLock(QObject* parent = nullptr);

    void setPatience(std::chrono::milliseconds patience); // 0: never
    // What counts as if somebody touched something, such as a film that plays.
    void setBusy(std::function<bool()> isBusy) { m_isBusy = std::move(isBusy); }
    // There is something to lock: it begins anew. Off: it waits.
    void setWatching(bool on);

Q_SIGNALS:
    void idled();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void begin();

    QTimer m_timer;
    QTimer m_look; // whether something is busy
    std::chrono::milliseconds m_patience{0};
    std::function<bool()> m_isBusy;
    bool m_watching = true;
};

} // namespace raskadr::desktop
