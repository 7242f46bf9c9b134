#pragma once

#include "core/model/budget.h"
#include "core/model/generation.h"
#include "core/model/job.h"

#include <QList>
#include <QString>
#include <optional>

namespace raskadr::ui {

enum class JobRemedy;

// What keeps a job from starting until the user does something about it.
enum class JobBlock { None, Limit, ProviderPaused };

// How a generation without a result stands, in words. A plain value.
struct JobStanding
{
    QString errorTitle; // of a failed or unknown one: two or three words
    QString errorText; // and one sentence
    QString waitText; // one sentence where something stands in the way; else it waits for its turn
    JobBlock block = JobBlock::None;
    QString endText; // what to know about an end that is no failure
    QString billingAddress; // where money is put in at its provider; empty: nobody knows
    double progress = 0; // 0..1 while running
    qint64 remainingMs = -1; // -1: not known

    bool operator==(const JobStanding&) const = default;
};

// What stands in the way of a job that waits.
struct JobHindrance
{
    std::optional<BudgetStop> limit;
    QString pausedFor; // class of the error that its provider is paused for; empty: it is not
};

// What the catalogue says about a generation.
struct JobNames
{
    QString provider;
    QString billingAddress; // of the provider; empty: nobody knows
    QString refused; // the sentence on the setting that the service refused; empty: it named none
};

JobStanding standingOf(const Generation& generation, const Job& job, const JobNames& names,
                       const JobHindrance& hindrance = {});
// What a waiting job waits for at this moment, counting down.
QString waitingText(const JobStanding& standing, const Job& job, qint64 nowMs);
// The sentence about it, whatever state it is in; empty: there is nothing to say.
QString sentenceOf(const JobStanding& standing);

// What can be done with a generation that has no result yet, or never will have one.
enum class JobAct {
    Cancel,
    Retry, // the same once more
    Now, // the next try, for which it waits
    Help, // the one thing that helps with this failure
    Money, // what the limit is, and how much of it is left
    Resume, // a provider that was paused after errors
    Details,
    ToShot,
    Forget,
    More, // those that have no button
};

// The one thing that helps, with what is known of its provider.
JobRemedy remedyOf(const Job& job, const JobStanding& standing);
// The likeliest first; ToShot is for those who are elsewhere, and not among them.
QList<JobAct> jobActs(const Job& job, const JobStanding& standing);
QString jobActText(JobAct act, const Job& job, const JobStanding& standing);
QString jobActIcon(JobAct act, const Job& job, const JobStanding& standing);

} // namespace raskadr::ui
