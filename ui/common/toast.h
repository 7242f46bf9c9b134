#pragma once

#include "core/base/error.h"

#include <QTimer>
#include <QWidget>

namespace raskadr::ui {

class Button;
class WrapLabel;

enum class ToastKind { Note, Done, Error };

// One message with at most one act. Owned by its ToastStack and gone when it has closed.
class Toast final : public QWidget
{
    Q_OBJECT

public:
    Toast(ToastKind kind, const QString& text, const QString& action, const QString& iconName,
          QWidget* parent);

    ToastKind kind() const { return m_kind; }
    QString text() const;
    void setKey(const QString& key) { m_key = key; }
    QString key() const { return m_key; }
    // Glides or jumps to its place.
    void moveTo(const QPoint& place, bool appear);
    // Shows it; from now on its time runs.
    void appear();
    void dismiss();

    QSize sizeHint() const override { return {520, heightForWidth(520)}; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void triggered(); // the act was chosen; the toast closes
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    ToastKind m_kind;
    QString m_iconName;
    QString m_key;
    WrapLabel* m_text;
    Button* m_action = nullptr;
    QTimer m_timer;
    QPoint m_place;
    bool m_closed = false;
};

// The messages of one window, at its lower left above the status bar: three at most, six seconds
// each; errors stay until they are closed. Behind a locked window they wait. Child of the window,
// and so are its toasts.
class ToastStack final : public QObject
{
    Q_OBJECT

public:
    explicit ToastStack(QWidget* window);

    // The stack of the window that holds `widget`; null if it has none.
    static ToastStack* of(const QWidget* widget);

    // Shows a message; the answer tells of its act. A toast with the same non-empty `key` is
    // replaced.
    Toast* show(ToastKind kind, const QString& text, const QString& action = {},
                const QString& iconName = {}, const QString& key = {});
    // The same for what an entry page has to say: it is shown at once and goes with that page.
    Toast* showOnEntry(ToastKind kind, const QString& text);
    // Nothing for Cancelled.
    Toast* showError(const Error& error, const QString& action = {});
    void clear();
    int count() const { return static_cast<int>(m_toasts.size()); } // that are shown

    // On: an entry page is shown. Errors that are there and all that comes wait until it is off.
    void hold(bool on);
    bool isHeld() const { return m_held; }

    // How far above the lower edge the lowest toast lies; 32 + 16 by default.
    void setBottomMargin(int px);

Q_SIGNALS:
    void heldChanged(bool held);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Toast* make(ToastKind kind, const QString& text, const QString& action,
                const QString& iconName);
    void present(Toast* toast);
    void place();
    void remove(Toast* toast);

    QWidget* m_window;
    QList<Toast*> m_toasts; // that are shown, the newest last
    QList<Toast*> m_waiting; // for the end of hold(), the newest last
    bool m_held = false;
    int m_bottomMargin = 48;
};

// Tells the user of an error in a toast of the window that holds `widget`; without a stack the
// sentence goes to the log.
void showError(QWidget* widget, const Error& error);

} // namespace raskadr::ui
