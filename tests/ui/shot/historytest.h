#pragma once

#include <QObject>

class HistoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chainBeginsWithTheFirstAncestor();
    void chainGoesThroughSourceAssets();
    void chainInACircleEnds();
    void oneStepAloneIsNoHistory();
    void pressOnAStepGoesThere();
    void fileTellsPromptSeedAndFacts();
    void typedValuesWinAndAreTakenBack();
    void fileThatSaysMoreIsReadAgain();
    void seedOfAFileGoesIntoTheComposer();
    void fourVerbsStandInTheInspector();
    void costIsTold_data();
    void costIsTold();
};
