#pragma once

#include "core/edit/commandstack.h"

#include <QObject>

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

private:
    void undo();
    void redo();
    void nameSteps();

    ui::MainWindow& m_window;
    CommandStack& m_commands;
};

} // namespace raskadr::desktop
