#pragma once

#include <QObject>

// The parts of the desk that need no library.
class PartsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durationInTheFilm_data();
    void durationInTheFilm();
    void cardTellsQueuedFromRunning();
    void clipOfAShotWithoutHeadlinerIsASlate();
    void countsAddUp();

    void columnsAreAsWideAsTheyAreLong();
    void columnsLeaveNoGap();
    void pressOnTheStripChoosesTheShot();
    void stripPaintsBandsLightAboveDark();
    void stripMarksSelectionAndWhatPlays();
    void emptyShotsAreHatched();

    void linesBecomeShots();
    void filesAndAddressesAreNoLines();

    void bulkBarGivesUpWordsThenItems();
    void bulkBarInTheTrashOffersTheWayBackAndTheEnd();
    void foldedItemActsFromTheMenu();
    void statusBarFitsTheSmallestWindow();

    void labelPickerChooses();
    void panelShowsWhatShotsAgreeOn();
    void panelTellsOfTextBeforeAnotherShotComes();
};
