#pragma once

#include <QObject>
#include <QTimer>

namespace raskadr::desktop {

// Tells when nobody has touched keyboard or mouse for a while. Filters the application's events.
class IdleLock final : public QObject
{
    Q_OBJECT

public:
    explicit IdleLock(QObject* parent = nullptr);

    void setMinutes(int minutes); // 0: never

Q_SIGNALS:
    void idled();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTimer m_timer;
};

} // namespace raskadr::desktop
