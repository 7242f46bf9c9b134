#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <functional>

class QWidget;

namespace raskadr::ui {

// The name of the property by which an action of a window says that it works over whatever covers
// it.
inline constexpr const char* overCovers = "overCovers";

// Keeps the keyboard inside something that covers its window, as a dialog and the film do: what is
// underneath gets neither focus nor shortcuts, and the focus goes back where it was at the end.
// Owned by the cover. Main thread.
class FocusKeep final : public QObject
{
    Q_OBJECT

public:
    // `inside`: what Tab goes through; `yields`: whether something else on top has the keyboard
    // now.
    FocusKeep(QWidget* cover, std::function<QList<QWidget*>()> inside,
              std::function<bool()> yields);

    // Remembers who has the focus; from now on it stays inside.
    void begin();
    // Hides the cover and gives the focus back, if it is still inside.
    void end();
    // The next one inside, around the end; returns it, null if there is none.
    QWidget* advance(bool next);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isOutside(const QWidget* widget) const;
    bool worksOverCovers(QKeyCombination keys) const;
    void follow(QWidget* now);

    QWidget* m_cover;
    std::function<QList<QWidget*>()> m_inside;
    std::function<bool()> m_yields;
    QPointer<QWidget> m_before;
    bool m_keeping = false;
};

} // namespace raskadr::ui
