#pragma once

#include <QObject>

class ControllerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWishChangesTheLibraryAndCanBeTakenBack_data();
    void everyWishChangesTheLibraryAndCanBeTakenBack();
    void trashIsToldWithItsCount();
    void wishThatCannotBeIsRefused();
    void saveStateTellsTheTruth();
    void onlyFailedGenerationsAreTriedAgain();
};
