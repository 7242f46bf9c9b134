#pragma once

// What goes wrong with links and share servers, in words that the window and the command line
// share.

#include "core/sharing/sharefailure.h"

#include <QString>

namespace raskadr::ui {

// What happened, why, and what happens next. Empty for Cancelled. Any thread.
QString shareFailureText(const ShareFailure& failure);
// What was answered in so many words, for «Подробности»; empty where the sentence says it all.
QString shareFailureDetail(const ShareFailure& failure);
// Why the guests see a placeholder for a shot.
QString refusedShotText(const RefusedShot& shot);
// Why the server did not take an answer; by the name of the fault in the outbox.
QString refusedAnswerText(const QString& faultName);
// What was entered wrongly about a link: "title", "greeting", "name", "tail", "expires", "folder",
// "password", "shots", "text", "login", "share", "comment".
QString shareFieldText(const QString& field);
// The same for a plain error of publishPlan and outboxMessage; other kinds as errorText() has them.
QString shareErrorText(const Error& error);

} // namespace raskadr::ui
