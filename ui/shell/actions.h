#pragma once

#include <QObject>
#include <initializer_list>

class QAction;
class QWidget;

namespace raskadr::ui {

// The commands of the whole window with their keys: one table, so that menus, bars and keys never
// disagree. Who carries a command out connects to its action. Owned by the window; main thread.
class Actions final : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QWidget* window);

    QAction* undo;
    QAction* redo;
    QAction* back;
    QAction* projects;
    QAction* queue;
    QAction* comments;
    QAction* passport;
    QAction* share;
    QAction* settings;
    QAction* demo;
    QAction* fullScreen;
    QAction* lock;
    QAction* logOut;
    QAction* quit;

    // Switches everything that needs somebody who is logged in.
    void setWorking(bool on);

private:
    QAction* add(const QString& iconName, const QString& text,
                 std::initializer_list<QKeySequence> keys);

    QWidget* m_window;
};

} // namespace raskadr::ui
