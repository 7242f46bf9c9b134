#pragma once

#include "core/agent/agenttalk.h"
#include "core/agent/editagent.h"
#include "core/providers/money.h"
#include "core/store/repositories.h"

namespace raskadr {

// What it will probably cost to ask this agent for this edit, once. By tokens where its manifest
// has a price for them, of which there are about as many as the texts are long. Any thread.
PriceEstimate editPrice(const EditAgent& agent, const EditRequest& request);

// One question to an agent that is paid, as the books of its shot have it: with its estimate from
// before it is sent, so that it counts whatever becomes of the one who asks, until its answer says
// what it cost. A plain value; the functions are for the transactions of the library.
class EditQuestion
{
public:
    // Nothing for an agent that is free.
    static std::optional<EditQuestion> of(const EditAgent& agent, const EditRequest& request,
                                          const AgentMessage& message, const ShotId& shot);

    // Writes it down, unless a limit forbids to ask it.
    Result<std::optional<BudgetStop>> enter(Repositories& repositories, qint64 nowMs) const;
    // It was not asked, or refused without being paid for.
    void takeOut(Repositories& repositories, qint64 nowMs) const;
    void settle(Repositories& repositories, const Charge& charge, qint64 nowMs) const;

private:
    GenerationId m_id = GenerationId::create(); // of its row
    ShotId m_shot;
    QString m_providerId;
    QString m_unit;
    std::optional<qint64> m_estimatedMicros; // none: nobody knows
};

// Whether an answer without a charge may have cost what was estimated: those after which the agent
// has worked.
bool mayHaveCost(const ServiceFailure& told);

} // namespace raskadr
