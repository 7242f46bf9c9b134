#pragma once

#include <QObject>

class OfferedMediaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatProgramsOffer_data();
    void readsWhatProgramsOffer();
    void keepsBytesAsTheyCame();
    void cutsHostileNames();
    void refusesHugePictures();
    void everyProblemHasItsOwnSentence();
};
