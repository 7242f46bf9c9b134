#pragma once

#include "core/jobs/runner.h"
#include "core/model/job.h"

namespace raskadr {

// What becomes of a job that did not go through. Decided by the class of the error and by how far
// the service is with the order, never by a status of HTTP. Plain functions.
struct RetryPlan
{
    bool again = false; // else it has failed
    qint64 delayMs = 0; // before what chance adds
    WaitReason reason = WaitReason::Retry;
    // The whole queue of the provider has to go slower.
    bool slowsProvider = false;
};

// Whether it is neither failed nor to be tried again by itself: nobody knows whether the service
// took the order, or the job that it has cannot be asked for.
bool isUncertain(const RunFailure& why);
// An order is repeated only where it is certain that nothing was accepted; a job that the service
// has is asked for again as long as that may help. `retries` for this class were made before.
RetryPlan retryPlan(const RunFailure& why, int retries);

// With up to a half more, so that many do not come back at once.
qint64 withJitter(qint64 delayMs);

} // namespace raskadr
