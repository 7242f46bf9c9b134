#include "app/desktop/undoflow.h"

#include "ui/common/toast.h"
#include "ui/shell/actions.h"
#include "ui/shell/commandtext.h"
#include "ui/shell/mainwindow.h"

#include <QAction>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

// One toast at a time speaks of what can be taken back.
const QString toastKey = u"undo"_s;

} // namespace

UndoFlow::UndoFlow(ui::MainWindow& window, CommandStack& commands, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_commands(commands)
{
    connect(m_window.actions().undo, &QAction::triggered, this, &UndoFlow::undo);
    connect(m_window.actions().redo, &QAction::triggered, this, &UndoFlow::redo);
    connect(&m_commands, &CommandStack::changed, this, [this] {
        m_step.reset();
        nameSteps();
    });
    nameSteps();
}

void UndoFlow::tell(const QString& text, bool undoable)
{
    ui::Toast* toast = m_window.toasts().show(ui::ToastKind::Note, text,
                                              undoable ? tr("Undo") : QString(), {}, toastKey);
    connect(toast, &ui::Toast::triggered, this, [this] { m_commands.undo(); });
}

void UndoFlow::tellOfStep(const QString& text, const QString& name, std::function<void()> takeBack)
{
    m_step = Step{name, std::move(takeBack)};
    nameSteps();
    ui::Toast* toast = m_window.toasts().show(ui::ToastKind::Note, text, tr("Undo"), {}, toastKey);
    connect(toast, &ui::Toast::triggered, this, &UndoFlow::takeBackStep);
}

void UndoFlow::takeBackStep()
{
    if (const auto step = std::exchange(m_step, std::nullopt)) {
        nameSteps();
        step->takeBack();
        m_window.toasts().show(ui::ToastKind::Note, tr("Undone: %1").arg(step->name), {}, u"undo"_s,
                               toastKey);
    }
}

void UndoFlow::undo()
{
    if (m_step) {
        takeBackStep();
        return;
    }
    const QString what = ui::commandText(m_commands.undoKind(), m_commands.undoCount());
    m_commands.undo().then(this, [this, what](const Result<>& result) {
        if (result && !what.isEmpty()) {
            ui::Toast* toast = m_window.toasts().show(
                ui::ToastKind::Note, tr("Undone: %1").arg(what), tr("Redo"), u"undo"_s, toastKey);
            connect(toast, &ui::Toast::triggered, this, &UndoFlow::redo);
        }
    });
}

void UndoFlow::redo()
{
    const QString what = ui::commandText(m_commands.redoKind(), m_commands.redoCount());
    m_commands.redo().then(this, [this, what](const Result<>& result) {
        if (result && !what.isEmpty()) {
            m_window.toasts().show(ui::ToastKind::Note, tr("Done again: %1").arg(what), {},
                                   u"redo"_s, toastKey);
        }
    });
}

void UndoFlow::nameSteps()
{
    ui::Actions& actions = m_window.actions();
    const QString undoText =
        m_step ? m_step->name : ui::commandText(m_commands.undoKind(), m_commands.undoCount());
    const QString redoText = ui::commandText(m_commands.redoKind(), m_commands.redoCount());
    actions.undo->setText(undoText.isEmpty() ? tr("Undo") : tr("Undo: %1").arg(undoText));
    actions.redo->setText(redoText.isEmpty() ? tr("Redo") : tr("Redo: %1").arg(redoText));
}

} // namespace raskadr::desktop
