#pragma once

#include <QObject>

class HoverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void videoPlaysUnderThePointer();
    void playsAtOnceWhenComingFromAPlayingBox();
    void shiftScrubs();
    void picturesAndBrokenFilmsStayStill();
    void smallBoxesPlayInAPreview();
    void largeBoxesPlayTheOriginal();
};
