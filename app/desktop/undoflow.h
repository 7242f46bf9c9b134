#pragma once

#include "core/edit/commandstack.h"

#include <QObject>
#include <functional>
#include <optional>

namespace raskadr::ui {
class MainWindow;
}

namespace raskadr::desktop {

// Undo and redo of one account: their actions carry the name of the step, and a toast says what was
// taken back. Main thread.
class UndoFlow final : public QObject
{
    Q_OBJECT

public:
    UndoFlow(ui::MainWindow& window, CommandStack& commands, QObject* parent = nullptr);

    // Tells of something that was done, with «Отменить» on it if it can be taken back.
    void tell(const QString& text, bool undoable);
    // The same for what no command of the stack did: it is the last step until the next command.
    // `name` is what the menu calls it.
    void tellOfStep(const QString& text, const QString& name, std::function<void()> takeBack);

private:
    struct Step
    {
        QString name;
        std::function<void()> takeBack;
    };

    void undo();
    void takeBackStep();
    void redo();
    void nameSteps();

    ui::MainWindow& m_window;
    CommandStack& m_commands;
    std::optional<Step> m_step; // newer than all commands
};

} // namespace raskadr::desktop
