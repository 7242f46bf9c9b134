#pragma once

#include <QObject>

class WidgetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buttonIsAsWideAsItsWords();
    void iconButtonIsNamedByItsHint();
    void compactButtonKeepsItsName();
    void enterPressesAFocusedButton();
    void chipTogglesAndNamesItsCount();
    void badgeHidesAtZeroAndStopsAt99();
    void initialsComeFromFirstAndLastWord();
    void searchFieldIsEmptiedByEscape();
    void passwordIsShownByTheEye();
    void fieldSaysItsErrorUntilTyping();
    void textAreaGrowsAndThenScrolls();
    void textAreaTakesPlainTextOnly();
    void labelElidesAndKeepsItsText();
    void wrapLabelUsesTheLineHeightOfItsStyle();
    void wrapLabelStopsAtItsLastLine();
    void selectableTextIsAsHighAsItsText();
    void switchTogglesByClickAndSpace();
    void labelledSliderReservesItsWidestValue();
    void progressReachesItsEndAtOnce();
    void flowLayoutBreaksRows();
    void menuPutsTheDangerLastAfterALine();
    void ringShowsAfterTabAndGoesWithTheMouse();
    void stackKeepsThreeToastsAndErrorsLongest();
    void toastActsAndCloses();
    void sameErrorIsNotShownTwice();
    void cancelledIsNotShown();
    void themeSwitchRepaintsInTheNewColors();
    void keysReadAsPeopleKnowThem();
};
