#pragma once

#include <QObject>

class FeedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelStaysSoundUnderChanges();
    void rejectedAssetsAreBehindTheirFilter();
    void trashIsBehindItsFilterAndGivesBack();
    void theNextIsSelectedWhenASelectedOneGoes();
    void emptyShotAndEmptyFilterSaySo();
    void failedCardOffersTheActThatHelps_data();
    void failedCardOffersTheActThatHelps();
    void detailsShowWhatTheServiceSaidAsPlainText();
    void whatStandsInTheWayIsSaidOnTheCard();
    void waitingCardMakesRoomForAnotherModel();
    void failedCardIsForgottenWithDelete();
    void ownAssetsArePastedFromAnotherShot();
    void copiedFilesHaveReadableNames();
    void textIsTakenToBeRefusedWithASentence();
};
