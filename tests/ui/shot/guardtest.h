#pragma once

#include <QObject>

// What a shot does not do, and does not say.
class GuardTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeldKeyIsOneWish();
    void heldControlEnterAsksForOneGeneration();
    void lettersActAfterSomethingWasChosenAbove_data();
    void lettersActAfterSomethingWasChosenAbove();
    void onlyWhatWasDoneIsTold();
    void nothingIsOfferedWhereNothingCanBeChanged();
    void keysChangeNothingWhereNothingCanBeChanged();
};
