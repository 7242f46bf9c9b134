#pragma once

#include <QObject>
#include <QTemporaryDir>

class FilmTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reelPutsShotsOnOneAxis();
    void reelSpreadsTheSoundOfItsVideos();
    void showsEveryFrameAndLosesNoneOverFiftyCuts();
    void cutsFilmsThatArePlannedShorter();
    void standsOnPicturesAndSlates();
    void pauseHoldsTheFrame();
    void jumpWaitsForItsFirstFrame();
    void backGoesToTheStartOfTheShotFirst();
    void loopsFromTheEndToTheStart();
    void stopsAtTheEndAndStartsAgain();
    void newValuesKeepTheShotAndThePlace();
    void shotThatIsGoneGivesWayToItsNeighbour();
    void damagedFileBecomesASlate();
    void damagedFileIsPassedOver();
    void lineKnowsWhereEachTimeIs();

    void arrowsWishForADuration();
    void wishIsShownUntilItIsRefused();
    void videoCannotBeLongerThanItself();
    void escapeClosesAndTellsTheLastShot();
    void focusComesBackAfterTheFilm();
    void emptyShotsCanBeSkipped();
    void controlsStayWhilePaused();
    void shortcutsOfTheWindowDoNotFire();

private:
    QString film(int number) const;

    QTemporaryDir m_folder;
};
