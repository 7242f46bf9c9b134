#pragma once

#include "app/cli/context.h"
#include "core/jobs/submit.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

namespace raskadr::cli {

// Runs generations of the account to their end and shows how far they are; with an empty set, all
// that are not finished. Ctrl+C puts back into the queue what is not done; it gives Cancelled then.
Result<> runQueue(Context& context, const QSet<GenerationId>& only);

// Puts what is asked for into the queue and, with --wait, runs it to its end; else how the program
// ends, and it said why.
int queueRequest(Context& context, const GenerationRequest& request, QList<GenerationId>& ids);

// A generation with its job and, once it is done, the asset that came of it.
QJsonObject generationJson(const Repositories& r, const Generation& generation);
// One sentence on what became of it.
QString generationSentence(const Repositories& r, const Generation& generation);

// Those of these generations that are there, as they are now.
struct ShownGenerations
{
    QJsonArray json;
    QStringList lines;
    bool allDone = true;
};
ShownGenerations shownGenerations(const Repositories& r, const QList<GenerationId>& ids);

} // namespace raskadr::cli
