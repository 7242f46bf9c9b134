#pragma once

#include <QObject>

class QKeyEvent;

namespace raskadr::ui {

// Makes shortcuts act by the place of the key, whatever layout is on: a Cyrillic (or any non-Latin)
// key is delivered again as the Latin key of the same place, shortcuts included. Letters typed into
// text fields and menus stay as they are; Ctrl+letter works there too. Install on the application.
class LayoutKeyFilter final : public QObject
{
    Q_OBJECT

public:
    // `scanCodeOffset` is what the platform adds to the kernel's key codes: 8 under X11 and
    // Wayland.
    explicit LayoutKeyFilter(QObject* parent = nullptr, quint32 scanCodeOffset = 8);

    // The Latin Qt::Key at this place, or 0.
    static int latinKey(quint32 kernelKeyCode);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void resend(QObject* receiver, const QKeyEvent& event, int key);

    quint32 m_offset;
};

} // namespace raskadr::ui
