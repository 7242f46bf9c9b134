#pragma once

#include <QObject>

// The form and the composer, which need no library.
class FormTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfFieldGivesBackWhatItWasGiven_data();
    void everyKindOfFieldGivesBackWhatItWasGiven();
    void everyKindOfFieldStartsWithItsDefault_data();
    void everyKindOfFieldStartsWithItsDefault();
    void fieldThatMayBeLeftOutIsLeftOut();
    void valuesThatOthersLeaveNoRoomForMoveToTheNearest();
    void wrongParameterIsMarkedAndSaid();
    void whatDoesNotFitFoldsAway();
    void largestSeedIsKept();
    void composerSaysWhatIsMissing();
    void typedPromptIsToldWithinASecond();
    void newListOfModelsKeepsWhatStands();
};
