#include "core/edit/plannedcommand.h"

namespace raskadr {

Result<Effect> PlannedCommand::apply(Repositories& repositories, qint64 nowMs)
{
    if (!m_plan) {
        auto planned = plan(repositories, nowMs);
        if (!planned) {
            return failure(planned.error());
        }
        decide(std::move(planned->plan), planned->count);
    }
    if (m_plan->isEmpty()) {
        return Effect::Nothing;
    }
    if (auto written = m_plan->replay(repositories, nowMs); !written) {
        return failure(written.error());
    }
    return Effect::Changed;
}

Result<> PlannedCommand::revert(Repositories& repositories, qint64 nowMs)
{
    Q_ASSERT(m_plan);
    return m_plan->takeBack(repositories, nowMs);
}

void PlannedCommand::decide(EditPlan plan, int count)
{
    m_plan = std::move(plan);
    m_count = count;
}

} // namespace raskadr
