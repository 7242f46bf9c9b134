#pragma once

#include <QObject>

class SmartEditTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatChangesAndSendsIt();
    void sendsWhatWasChangedByHand();
    void rewritesAndGeneratesAtOnce();
    void keepsTheWordsThatWereNotUnderstood();
    void saysWhichLimitForbidsToAsk();
    void bringsTypedWordsBack();
    void goesBackToTheWordsWhenDiscarded();
    void drawsANewSeedIfTheSeedIsNotKept();
    void asksForAModelWhenTheOldOneIsGone();
    void saysThatAFileHasNoPrompt();
    void isReachedByItsKey();
    void keepsTheShapeOfAJsonPromptThatIsChangedByHand();
};
