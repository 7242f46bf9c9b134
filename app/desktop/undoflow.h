#pragma once

#include "core/edit/commandstack.h"

#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>

namespace raskadr::ui {
class MainWindow;
class Toast;
} // namespace raskadr::ui

namespace raskadr::desktop {

// Undo and redo of one account: their actions carry the name of the step, and a toast says what was
// taken back. The button of a toast acts on its own step or not at all. Main thread.
class UndoFlow final : public QObject
{
    Q_OBJECT

public:
    UndoFlow(ui::MainWindow& window, CommandStack& commands, QObject* parent = nullptr);

    // Tells of the step that was asked for last, with «Вернуть» on it if it can be taken back. The
    // toast goes when another step comes.
    void tell(const QString& text, bool undoable);
    // The same for what no command of the stack did: undo takes it back until the next command, the
    // toast as long as it is there. `name` is what the menu calls it.
    void tellOfStep(const QString& text, const QString& name, std::function<void()> takeBack);

private:
    struct Step
    {
        QString name;
        std::function<void()> takeBack;
    };

    void undo();
    void takeStepBack(const std::shared_ptr<const Step>& step);
    void redo();
    void nameSteps();
    void say(const QString& text, const QString& iconName, const QString& act = {},
             void (UndoFlow::*then)() = nullptr);

    ui::MainWindow& m_window;
    CommandStack& m_commands;
    std::shared_ptr<const Step> m_step; // newer than all commands
    QPointer<ui::Toast> m_toast; // with an act on the last command
    quint64 m_at = 0; // CommandStack::steps() that the two above stand for
};

} // namespace raskadr::desktop
