#pragma once

#include <QObject>

class ImportFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesNothingBeforeTheClick();
    void importsAFolderAsOneStep();
    void makesAProjectOutOfAFolder();
    void namesANewProjectAfterItsFolder();
    void takesAFewFilesAtOnceAndInPlace();
    void takesFilesIntoAShotAndUnderAParent();
    void asksBeforeManyFilesGoIntoAShot();
    void takesPicturesWithoutAFile_data();
    void takesPicturesWithoutAFile();
    void namesWhatWasRefused();
    void saysWhatIsThereAlready();
    void offersToPutHereWhatLiesInAnotherShot();
    void saysWhyNothingCanBeTaken();
    void keepsWhatIsInWhenCancelled();
    void goesOnAfterARestart();
    void offersToGoOnWhenTheDiskWasFull();
    void saysInWordsWhatBecameOfIt_data();
    void saysInWordsWhatBecameOfIt();
};
