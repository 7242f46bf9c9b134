#pragma once

#include <QObject>

class DialogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enterPressesTheMainButton();
    void escapeRejectsUnlessNotClosable();
    void tabStaysInside();
    void shortcutsOfTheWindowDoNotFire();
    void focusReturnsToWhereItWas();
    void closedDialogDeletesItself();
    void panelFitsTheWindowAndItsContent();
    void dangerousQuestionDoesNotListenToEnterByDefault();
    void secondDialogIsOnTop();
    void whatWasTypedIsAskedForOnce();
    void dismissedItGoesWithoutAQuestion();
    void putAsideItKeepsWhatWasTyped();
};
