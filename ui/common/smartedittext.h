#pragma once

#include "core/agent/editsource.h"

#include <QString>

namespace raskadr::ui {

// What «Правка» says, in the language of the loaded translation; shared by the shot and the desk.
// Any thread.

// "Changed: the prompt and 1 parameter".
QString editSummaryText(const QList<EditChange>& changes);
QString notUnderstoodText(const QStringList& parts);
// One sentence on why there is no proposal, with the agent's own words where it gave some.
QString editFailureText(const EditFailure& failure, const QString& provider);
QString editLossText(const EditLoss& loss, const QString& title);

} // namespace raskadr::ui
