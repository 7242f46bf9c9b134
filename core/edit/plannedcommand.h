#pragma once

#include "core/edit/editplan.h"

namespace raskadr {

// A command that decides once, at its first apply, what it does to which rows; afterwards the same
// plan is replayed and taken back.
class PlannedCommand : public Command
{
public:
    Result<Effect> apply(Repositories& repositories, qint64 nowMs) final;
    Result<> revert(Repositories& repositories, qint64 nowMs) final;
    int count() const final { return m_count; }

protected:
    struct Planned
    {
        EditPlan plan;
        int count = 0;
    };
    // Looks at the rows and says what to do; an empty plan: nothing.
    virtual Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const = 0;

    // For mergedWith().
    const EditPlan& decided() const { return *m_plan; }
    void decide(EditPlan plan, int count);

private:
    std::optional<EditPlan> m_plan;
    int m_count = 0;
};

} // namespace raskadr
