#pragma once

#include <QObject>

class BoardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysWalkAndExtend();
    void altAndArrowsMove();
    void enterSpaceAndEscape();
    void titleIsEditedInPlace();
    void keysGoOnOnTheBoardAfterAnEdit();
    void scriptIsEditedInPlace();
    void focusThatLeavesKeepsTheText();
    void onlyChangedBoxesArePaintedAgain();
    void sameCardsPaintNothing();
    void removedBoxesLeaveTheSelection();
    void coversComeFromTheSharpLevel();
    void coverStaysUntilTheNextOneIsThere();
    void bottomRoomKeepsTheLastRowFree();
    void whatWasSelectedComesOutFromUnderTheBottomRoom();
    void visibleMediaFollowTheScroll();
    void boxesGlideToTheirPlaces();
    void assistiveProgramsSeeAList();
    void assistiveProgramsAct();
    void whatGuestsDecidedIsMarked();
};
