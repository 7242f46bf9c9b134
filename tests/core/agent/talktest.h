#pragma once

#include <QObject>

class TalkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForChangedFieldsOnlyAndNothingElse();
    void takesAGoodAnswer();
    void takesTheFencedAnswersOfModelsWithoutStructure();
    void takesNoTimeForAnEndlessAnswer_data();
    void takesNoTimeForAnEndlessAnswer();
    void refusesWhatIsNotAsked_data();
    void refusesWhatIsNotAsked();
    void tellsTheAgentOnceWhatWasWrong();
    void takesTheRepairedAnswer();
    void tellsARefusalFromAnAnswer();
    void saysWhenNothingChanges();
    void keepsTheShapeOfAJsonPrompt();
    void treatsHostileWordsAsMaterial();
    void bringsASourceToItsOwnModelAndToAnother();
    void keepsParentWordsAndSeedOfAnEdit();
};
