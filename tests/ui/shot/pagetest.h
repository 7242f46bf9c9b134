#pragma once

#include <QObject>

class PageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheCardsNewestFirstAndFollowsTheLibrary();
    void modelStaysSoundUnderChanges();
    void keysActOnBothLayouts_data();
    void keysActOnBothLayouts();
    void lettersTypedIntoAFieldDoNothingElse();
    void rejectedAssetsAreBehindTheirFilter();
    void trashIsBehindItsFilterAndGivesBack();
    void emptyShotAndEmptyFilterSaySo();
    void failedCardOffersTheActThatHelps_data();
    void failedCardOffersTheActThatHelps();
    void detailsShowWhatTheServiceSaidAsPlainText();
    void whatStandsInTheWayIsSaidOnTheCard();
    void failedCardIsForgottenWithDelete();
    void animateFillsTheComposer();
    void settingsAndSeedAreTakenIntoTheComposer();
    void draftIsKeptAcrossShotsModelsAndRestarts();
    void pictureGoesAlongToAnotherModel();
    void unsuitableParameterIsSaidInTheComposer();
    void tabGoesThroughTheComposerAsItIsSeen();
    void dataIsEnteredForSeveralImportedAssets();
    void sourceLeadsToTheAssetItCameFrom();
    void ownAssetsArePastedFromAnotherShot();
    void copiedFilesHaveReadableNames();
    void missingFileIsShownAsSuch();
    void damagedPictureIsShownAsSuch();
    void fileIsShownUnderItsReadableName();
    void textIsTakenToBeRefusedWithASentence();
    void pictureDroppedIntoASlotIsTakenWhenItComes();
    void pictureThatIsThereAlreadyFillsTheSlot();
    void refusedDropFillsNoSlotLater();
    void takenFrameIsShown();
    void panelWidthsFollowTheWindowUntilMoved();
};
