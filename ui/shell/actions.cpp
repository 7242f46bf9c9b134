#include "ui/shell/actions.h"

#include "ui/common/focuskeep.h"

#include <QAction>
#include <QWidget>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

Actions::Actions(QWidget* window)
    : QObject(window)
    , m_window(window)
{
    undo = add(u"undo"_s, tr("Undo"), {QKeySequence(Qt::CTRL | Qt::Key_Z)});
    redo =
        add(u"redo"_s, tr("Redo"),
            {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    // Esc is left to the pages, which have uses of their own for it before they hand it on.
    back = add(u"arrow-left"_s, tr("Back"), {QKeySequence(Qt::ALT | Qt::Key_Left)});
    projects = add(u"projects"_s, tr("Projects"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)});
    queue = add(u"queue"_s, tr("Queue"), {QKeySequence(Qt::CTRL | Qt::Key_J)});
    comments = add(u"comments"_s, tr("Comments"), {QKeySequence(Qt::CTRL | Qt::Key_M)});
    passport = add(u"passport"_s, tr("Technical passport…"), {QKeySequence(Qt::CTRL | Qt::Key_E)});
    share = add(u"share"_s, tr("Share…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)});
    settings = add(u"settings"_s, tr("Settings"), {QKeySequence(Qt::CTRL | Qt::Key_Comma)});
    demo = add(u"play"_s, tr("Open the demo project"), {});
    fullScreen = add(u"fullscreen"_s, tr("Full screen"), {QKeySequence(Qt::Key_F11)});
    lock = add(u"lock"_s, tr("Lock"), {QKeySequence(Qt::CTRL | Qt::Key_L)});
    logOut = add(u"user"_s, tr("Sign out"), {});
    quit = add(u"close"_s, tr("Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)});
    fullScreen->setCheckable(true);
    lock->setProperty(overCovers, true);
}

QAction* Actions::add(const QString& iconName, const QString& text,
                      std::initializer_list<QKeySequence> keys)
{
    auto* action = new QAction(text, this);
    action->setProperty("iconName", iconName);
    action->setShortcuts(QList<QKeySequence>(keys));
    action->setShortcutContext(Qt::WindowShortcut);
    m_window->addAction(action);
    return action;
}

void Actions::setWorking(bool on)
{
    for (QAction* action : {undo, redo, back, projects, queue, comments, passport, share, settings,
                            demo, lock, logOut}) {
        action->setEnabled(on);
    }
}

} // namespace raskadr::ui
