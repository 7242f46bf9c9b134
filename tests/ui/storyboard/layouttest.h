#pragma once

#include <QObject>

class LayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsFollowTheWindow_data();
    void columnsFollowTheWindow();
    void rowsFitInWindowsOfEveryWidth();
    void everyPlaceOfABoxLeadsToItsIndex();
    void detailFollowsTheWidth();
    void rowsBetweenHoldsExactlyWhatIsTouched();
    void insertionIsAtTheNearestEdge();
    void oneBoxFillsTheWindowAtMost();
    void allBoxesFitWithTheFewestColumns();
    void longFilmsFitAsTiles();
};
