#pragma once

#include <QObject>

class ImportSheetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plansAFolderWithEverythingInIt();
    void plansForAProjectThatIsNotThereYet();
    void forgetsAPlanThatIsNotWantedAnyMore();
    void waitsForThePlan();
    void numbersFollowTheGrouping();
    void numbersFollowDuplicates();
    void preselectsTheLikeliestGrouping();
    void explainsHeadliners();
    void namesWhatCannotGoIn();
    void namesDamagedFilesWhenTheyAreFound();
    void keepsWhatWasChosenWhenAFileIsRefused();
    void offersNoGroupingForAShot();
    void offersNothingWithoutPictures();
    void saysWhyThereIsNoPlan();
};
