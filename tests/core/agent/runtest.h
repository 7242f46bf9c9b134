#pragma once

#include <QObject>

// EditRun before a scripted service on loopback.
class RunTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rewritesByAChatModel();
    void asksOnceMoreAfterAFaultyAnswer();
    void givesUpAfterTwoFaultyAnswers();
    void tellsARefusal_data();
    void tellsARefusal();
    void tellsWhyTheServiceFailed_data();
    void tellsWhyTheServiceFailed();
    void putsTheSchemaWhereTheModelTakesIt_data();
    void putsTheSchemaWhereTheModelTakesIt();
    void showsThePictureOnlyIfItMay();
    void leavesOutAPictureThatTheModelCannotTake();
    void neverSendsKeysOrRunsAnythingForAHostileAnswer();
    void endsTheRequestWhenItIsDropped();
    void asksTheOfflineAgentWithoutANetwork();
    void needsAConnection();
};
