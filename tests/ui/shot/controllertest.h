#pragma once

#include <QObject>

class ControllerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWishChangesTheLibraryAndCanBeTakenBack_data();
    void everyWishChangesTheLibraryAndCanBeTakenBack();
    void generatesEveryVariantUnderItsSeed();
    void repeatsWithTheSameAndWithANewSeed();
    void failedGenerationIsTriedAgainOrForgotten();
    void takesAFrameOfAFilm();
    void wishThatCannotBeIsToldWithItsParameter();
};
