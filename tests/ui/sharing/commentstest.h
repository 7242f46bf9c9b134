#pragma once

#include <QObject>

// The page of comments, the panel in the shot, and the model of both.
class CommentsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unreadStandFirstAndKeepTheirPlaceWhileTheyAreRead();
    void answersStandInTheThreadAndNotInTheList();
    void filtersAndSearchCountWhatTheyShow();
    void rowsComeAndGoInAnyOrder();
    void whatTheGuestSawIsNamedBesideWhatIsThere();
    void anAnswerLeavesWithItsCommentAndTheFieldIsEmpty();
    void aTypedAnswerStaysWithItsComment();
    void anAnswerBegunInOnePlaceGoesOnInTheOther();
    void draftsAreOneText();
    void overARevokedLinkNothingIsAnswered();
    void resolvingGoesByButtonAndByKey();
    void whatIsLookedAtIsMarkedAsRead();
    void noTextIsReadAsMarkup_data();
    void noTextIsReadAsMarkup();
    void linksOfGuestsOpenAfterAQuestion();
    void aRefusedAnswerComesBackIntoTheField();
    void whatIsBeingTypedStaysWhenARefusedAnswerComesBack();
    void anEmptyPageSaysWhatToDo();
    void everyControlHasAName();
    void insideTheShotTheSameTalkIsShown();
};
