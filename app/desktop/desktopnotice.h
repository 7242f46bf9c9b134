#pragma once

#include <QObject>
#include <QString>

namespace raskadr::desktop {

// Shows notices of the desktop (org.freedesktop.Notifications); without such a service nothing
// happens. A later notice takes the place of the earlier one. Main thread; never waits.
class DesktopNotice final : public QObject
{
    Q_OBJECT

public:
    explicit DesktopNotice(QObject* parent = nullptr);

    void show(const QString& title, const QString& text);
    void withdraw();

Q_SIGNALS:
    void clicked();

private Q_SLOTS:
    void noteAction(uint id, const QString& action);

private:
    uint m_id = 0; // of the notice on the screen; 0: none
};

} // namespace raskadr::desktop
