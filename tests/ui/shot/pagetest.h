#pragma once

#include <QObject>

class PageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheCardsNewestFirstAndFollowsTheLibrary();
    void keysActOnBothLayouts_data();
    void keysActOnBothLayouts();
    void lettersTypedIntoAFieldDoNothingElse();
    void dataIsEnteredForSeveralImportedAssets();
    void sourceLeadsToTheAssetItCameFrom();
    void missingFileIsShownAsSuch();
    void damagedPictureIsShownAsSuch();
    void fileIsShownUnderItsReadableName();
    void takenFrameIsShown();
    void panelWidthsFollowTheWindowUntilMoved();
};
