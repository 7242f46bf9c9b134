#pragma once

#include <QObject>

class IconTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIconShowsItsColorAtEverySize_data();
    void everyIconShowsItsColorAtEverySize();
    void strokesGrowThickerAsIconsShrink();
    void unknownIconIsNull();
    void iconRendersAtTheScaleItIsAskedFor();
    void wordmarksAndAppIconsRender();
};
