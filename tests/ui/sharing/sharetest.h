#pragma once

#include <QObject>

// The dialog «Поделиться» and its parts.
class ShareTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewLinkAsksForWhatItNeeds();
    void whatWasTypedIsNotLostByAKey();
    void whatIsTypedIsWhatIsWished();
    void withoutASignInNothingIsPublished();
    void aFolderHasNoGuests();
    void aStalePageOffersItsUpdate();
    void changedSettingsAreSaved();
    void anUntouchedPasswordStays();
    void anotherPasswordIsSavedOnce();
    void revokingIsAskedFor();
    void aCutPublicationGoesOn();
    void progressIsToldShotByShot();
    void whatIsTypedSurvivesNews();
    void tellsWhenALinkWasLastOpened();
    void aLoopbackAddressHasNoCode();
    void theCodeIsCrispAndCanBeRead();
    void standingsHaveOneWordEach();
    void theSignInSaysWhatIsMissing();
};
