#pragma once

#include "core/model/job.h"

#include <QString>

namespace raskadr::ui {

// Why a generation has no result, for a producer: two or three words, and one sentence that says
// what happens next. Empty for a job that did not fail. Any thread.
QString jobErrorTitle(const Job& job);
QString jobErrorText(const Job& job);
// What a job in the queue waits for, in a few words and as a sentence; empty if for nothing but its
// turn. Any thread.
QString jobWaitTitle(const Job& job);
QString jobWaitText(const Job& job);

} // namespace raskadr::ui
