#pragma once

#include "core/model/job.h"

#include <QList>
#include <QString>

namespace raskadr::ui {

// What can be done with a generation that has no result yet, or never will have one.
enum class FeedAct {
    Cancel,
    Retry, // the same once more
    NewSeed, // again under a fresh seed
    Correct, // back into the composer
    Details,
    Forget,
};

QString actText(FeedAct act);
QString actIcon(FeedAct act);

// The most helpful one first: what it is depends on why the generation failed.
QList<FeedAct> actsOf(const Job& job);

} // namespace raskadr::ui
