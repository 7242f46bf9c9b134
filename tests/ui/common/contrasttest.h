#pragma once

#include <QObject>

// Recomputes the figures of the design page from the tokens (WCAG 2).
class ContrastTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRoleIsDefined_data();
    void everyRoleIsDefined();
    void surfacesLinesAndTextsAreGrey_data();
    void surfacesLinesAndTextsAreGrey();
    void textsAreReadableOnEverySurface_data();
    void textsAreReadableOnEverySurface();
    void chipsDiffAndAccentAreReadable_data();
    void chipsDiffAndAccentAreReadable();
    void edgesAndMarksStandOut_data();
    void edgesAndMarksStandOut();
    void whiteIsReadableOnThePlateOverWhite();
    void paletteFollowsTheTheme();
};
