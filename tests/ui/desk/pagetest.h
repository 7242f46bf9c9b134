#pragma once

#include <QObject>

class PageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheShotsAndFollowsTheLibrary();
    void boxesStayInSightWhenTheRoomShrinks();
    void newShotComesAfterTheCurrentOne();
    void emptyDeskSaysHowToBegin();
    void keysSetTheStatusOfTheSelection();
    void bulkBarActsOnTheSelection();
    void bulkBarGoesWithTheSelection();
    void trashShowsWhatWasThrownAwayAndGivesItBack();
    void trashTakesNoNewShots();
    void movedBoxesAreMovedInTheLibrary();
    void moveToNumberAsksAndMoves();
    void duplicatesAreSelected();
    void editedTextReachesTheLibrary();
    void pastedLinesBecomeShots();
    void pastedFilesAreOffered();
    void copiedHeadlinersHaveReadableNames();
    void menuOpensByKeyboard();
    void panelEditsTheSelectedShot();
    void typingThatRestsIsKept();
    void keysInThePanelAreNoCommands();
    void leavingKeepsWhatIsTyped();
    void stateComesBack();
    void progressShowsOnItsBox();
    void stripGoesToTheShot();
    void spacePlaysFromTheCurrentShot();
    void selectionPlaysAlone();
    void neighboursLoop();
    void filmFollowsTheLibrary();
    void filmGoesWithItsDesk();
    void filesDroppedOnTheEmptyDeskAreOffered();
    void durationWishedInTheFilmReachesTheLibrary();
};
