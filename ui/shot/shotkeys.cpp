#include "ui/shot/shotkeys.h"

#include "ui/shot/assetacts.h"
#include "ui/shot/composer.h"
#include "ui/shot/inspector.h"
#include "ui/shot/scriptfield.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTextEdit>

namespace raskadr::ui {

ShotKeys::ShotKeys(AssetActs& acts, Inspector& inspector, Composer& composer, ScriptField& script,
                   QObject* parent)
    : QObject(parent)
    , m_acts(acts)
    , m_inspector(inspector)
    , m_composer(composer)
    , m_script(script)
{
}

bool ShotKeys::press(const QKeyEvent& event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool plain = modifiers == Qt::NoModifier;
    // Nobody wishes for a generation, or the end of a card, thirty times a second.
    if (event.isAutoRepeat()
        && (modifiers == Qt::ControlModifier || (plain && isForCards(event.key())))) {
        return true;
    }
    if (modifiers == Qt::ControlModifier) {
        return pressWithControl(event.key());
    }
    return plain && pressPlain(event.key());
}

bool ShotKeys::pressPlain(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        escape();
        return true;
    case Qt::Key_F2:
        m_script.edit();
        return true;
    case Qt::Key_P:
        if (!m_composer.isHidden()) {
            m_composer.focusPrompt();
        }
        return true;
    case Qt::Key_PageUp:
        Q_EMIT neighbourRequested(-1);
        return true;
    case Qt::Key_PageDown:
        Q_EMIT neighbourRequested(1);
        return true;
    default:
        if (isForCards(key)) {
            pressForCards(key);
            return true;
        }
        return pressForPlayer(key);
    }
}

bool ShotKeys::isForCards(int key)
{
    switch (key) {
    case Qt::Key_H:
    case Qt::Key_F:
    case Qt::Key_X:
    case Qt::Key_E:
    case Qt::Key_A:
    case Qt::Key_R:
    case Qt::Key_Delete:
        return true;
    default:
        return false;
    }
}

void ShotKeys::pressForCards(int key)
{
    switch (key) {
    case Qt::Key_H:
        m_acts.chooseHeadliner();
        break;
    case Qt::Key_F:
        m_acts.toggleFavourite();
        break;
    case Qt::Key_X:
        m_acts.toggleRejected();
        break;
    case Qt::Key_E:
        Q_EMIT editRequested();
        break;
    case Qt::Key_A:
        m_acts.animate();
        break;
    case Qt::Key_R:
        m_acts.repeat(true);
        break;
    case Qt::Key_Delete:
        m_acts.trash();
        break;
    default:
        break;
    }
}

bool ShotKeys::pressForPlayer(int key)
{
    VideoPlayer& player = m_inspector.player();
    switch (key) {
    case Qt::Key_Space:
        m_inspector.togglePlay();
        return true;
    case Qt::Key_J:
        player.shuttle(-1);
        return true;
    case Qt::Key_K:
        player.shuttle(0);
        return true;
    case Qt::Key_L:
        player.shuttle(1);
        return true;
    case Qt::Key_M:
        player.setMuted(!player.isMuted());
        return true;
    case Qt::Key_Comma:
        player.step(-1);
        return true;
    case Qt::Key_Period:
        player.step(1);
        return true;
    default:
        return false;
    }
}

bool ShotKeys::pressWithControl(int key)
{
    switch (key) {
    case Qt::Key_C:
        m_acts.copy();
        return true;
    case Qt::Key_V:
        m_acts.paste();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_composer.isHidden()) {
            m_composer.submit();
        }
        return true;
    default:
        return false;
    }
}

void ShotKeys::escape()
{
    // Out of a field first, then out of the shot.
    const QWidget* focused = QApplication::focusWidget();
    if (qobject_cast<const QTextEdit*>(focused) || qobject_cast<const QLineEdit*>(focused)
        || qobject_cast<const QAbstractSpinBox*>(focused)) {
        Q_EMIT fieldLeft();
    } else {
        Q_EMIT shotLeft();
    }
}

} // namespace raskadr::ui
