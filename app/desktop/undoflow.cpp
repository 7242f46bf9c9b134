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
const QString undoToastKey = u"undo"_s;

} // namespace

UndoFlow::UndoFlow(ui::MainWindow& window, CommandStack& commands, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_commands(commands)
{
    connect(m_window.actions().undo, &QAction::triggered, this, &UndoFlow::undo);
    connect(m_window.actions().redo, &QAction::triggered, this, &UndoFlow::redo);
    connect(&m_commands, &CommandStack::changed, this, [this] {
        if (m_commands.steps() != m_at) {
            m_step.reset();
            if (m_toast) {
                m_toast->dismiss();
            }
        }
        nameSteps();
    });
    nameSteps();
}

void UndoFlow::say(const QString& text, const QString& iconName, const QString& act,
                   void (UndoFlow::*then)())
{
    ui::Toast* toast =
        m_window.toasts().show(ui::ToastKind::Note, text, act, iconName, undoToastKey);
    if (then) {
        m_toast = toast;
        m_at = m_commands.steps();
        connect(toast, &ui::Toast::triggered, this, then);
    }
}

void UndoFlow::tell(const QString& text, bool undoable)
{
    if (undoable) {
        say(text, {}, tr("Undo", "the button of a message"), &UndoFlow::undo);
    } else {
        say(text, {});
    }
}

void UndoFlow::tellOfStep(const QString& text, const QString& name, std::function<void()> takeBack)
{
    m_step = std::make_shared<const Step>(Step{name, std::move(takeBack)});
    m_at = m_commands.steps();
    nameSteps();
    ui::Toast* toast = m_window.toasts().show(
        ui::ToastKind::Note, text, tr("Undo", "the button of a message"), {}, undoToastKey);
    connect(toast, &ui::Toast::triggered, this, [this, step = m_step] { takeStepBack(step); });
}

void UndoFlow::takeStepBack(const std::shared_ptr<const Step>& step)
{
    if (m_step == step) {
        m_step.reset();
        nameSteps();
    }
    step->takeBack();
    say(tr("Undone: %1").arg(step->name), u"undo"_s);
}

void UndoFlow::undo()
{
    if (const auto step = m_step) {
        takeStepBack(step);
        return;
    }
    const QString what = ui::commandText(m_commands.undoKind(), m_commands.undoCount());
    m_commands.undo().then(this, [this, what](const Result<>& result) {
        if (result && !what.isEmpty()) {
            say(tr("Undone: %1").arg(what), u"undo"_s, tr("Redo"), &UndoFlow::redo);
        }
    });
}

void UndoFlow::redo()
{
    const QString what = ui::commandText(m_commands.redoKind(), m_commands.redoCount());
    m_commands.redo().then(this, [this, what](const Result<>& result) {
        if (result && !what.isEmpty()) {
            say(tr("Done again: %1").arg(what), u"redo"_s);
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
