#pragma once

#include <QObject>

// A desk that is only looked at, and keys that are held.
class ReadOnlyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysChangeNothing();
    void barMenuAndPanelOfferWhatChangesNothing();
    void theTrashOffersNothing();
    void aHeldKeyThrowsOneShotAway();
};
