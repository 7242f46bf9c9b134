#pragma once

#include "core/model/job.h"

#include <QString>

namespace raskadr::ui {

// Why a generation has no result, for a producer: two or three words, and one sentence that says
// what happens next. Empty for a job that did not fail. The provider's name is used where it is
// given and the sentence has room for it. Any thread.
QString jobErrorTitle(const Job& job);
QString jobErrorText(const Job& job, const QString& provider = {});
// What a job in the queue waits for, in a few words and as a sentence; empty if for nothing but its
// turn. With a moment the sentence counts down to the next try; the provider's name is used as
// above.
QString jobWaitTitle(const Job& job);
// Whether it waits for its next try after one that failed.
bool waitsForNextTry(const Job& job);
QString jobWaitText(const Job& job, qint64 nowMs = 0, const QString& provider = {});
// What to know about a job that came to an end which is no failure: a cancel that the service may
// still charge for, or one that came too late. Empty: nothing.
QString jobEndText(const Job& job, bool free);

// The one thing that helps with a failure, or with waiting for a provider that is busy or does not
// run.
enum class JobRemedy {
    None,
    Repeat,
    RepeatWithNewSeed, // costs another generation
    Check, // whether the service took it
    OpenProvider, // its keys, address, proxy
    TopUp, // where the provider takes money; else its settings
    OtherModel,
    ChangeRequest, // the prompt, the settings, the pictures
    FreeSpace,
};

// None for a job that neither failed nor waits for its next try.
JobRemedy jobRemedy(const Job& job);
// The label of its button.
QString jobRemedyText(const Job& job);

} // namespace raskadr::ui
