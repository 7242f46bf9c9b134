#pragma once

#include <QObject>

class GestureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clickOnACoverEnters();
    void clickOnACaptionSelects();
    void controlAndShiftExtendEverywhere();
    void clickOnTheBoardClearsTheSelection();
    void rubberBandSelectsWhatItTouches();
    void dragAsksForTheMove_data();
    void dragAsksForTheMove();
    void dragOfASelectedBoxTakesAll();
    void aShortWayIsNoDrag();
    void escapeGivesTheDragUp();
    void droppedBoxesStayUntilTheMoveIsTold();
    void aCancelledMoveGoesBack();
    void nothingMovesInTheTrashOrUnderAFilter();
    void clickOnTheEmptyPlaceAddsAShot();
    void menuSelectsTheBoxUnderIt();
    void filesAndTextGoIntoABoxOrBetweenTwo();
    void wheelZoomsAtThePointer();
    void stateComesBack();
    void aDragNearTheEdgeScrolls();
    void aDragOutOfTheWindowGivesFiles();
    void boxesWithoutFilesAreCarriedOn();
    void altDragsFilesAnywhere();
};
