#include "app/desktop/closingquestion.h"

#include "core/jobs/remotestate.h"
#include "core/providers/manifest.h"

namespace raskadr::desktop {

namespace {

constexpr int mostAtOnce = 200; // that run; unfinished ones stand first in the queue

bool canBeAskedAgain(const Repositories& r, const Generation& generation)
{
    const auto record = r.catalog.model(generation.modelId, generation.modelRevision);
    const auto model = record ? parseModel(record->manifest)
                              : Result<ModelManifest>(failure(ErrorKind::ModelGone));
    if (!model || !model->document || !model->document->contains("steps")) {
        return false;
    }
    const nlohmann::json& steps = (*model->document)["steps"];
    return steps.contains("submit") && steps["submit"].contains("recover");
}

} // namespace

ClosingState closingState(LibraryServices& services, const AccountId& account)
{
    const JobCounts counts = services.jobs().counts(account);
    ClosingState state{counts.unfinished(), 0, counts.running > 0};
    if (!state.anyRunning) {
        return state;
    }
    const auto unanswered = services.store().read(account, [](const Repositories& r) {
        int count = 0;
        for (const QueueRow& row : r.jobs.queue(mostAtOnce)) {
            if (row.job.state == JobState::Submitting && row.job.step == stepSubmitting
                && !canBeAskedAgain(r, row.generation)) {
                ++count;
            }
        }
        return count;
    });
    state.unanswered = unanswered.value_or(0);
    return state;
}

} // namespace raskadr::desktop
