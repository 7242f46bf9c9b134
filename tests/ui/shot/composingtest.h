#pragma once

#include <QObject>

class ComposingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void animateFillsTheComposer();
    void settingsAndSeedAreTakenIntoTheComposer();
    void draftIsKeptAcrossShotsModelsAndRestarts();
    void pictureGoesAlongToAnotherModel();
    void unsuitableParameterIsSaidInTheComposer();
    void tabGoesThroughTheComposerAsItIsSeen();
    void pictureDroppedIntoASlotIsTakenWhenItComes();
    void pictureThatIsThereAlreadyFillsTheSlot();
    void refusedDropFillsNoSlotLater();
};
