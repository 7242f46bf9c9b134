#pragma once

#include "core/agent/editrun.h"
#include "core/providers/money.h"
#include "core/store/repositories.h"

namespace raskadr {

// What it will probably cost to ask this agent for this edit, once. By tokens where its manifest
// has a price for them, of which there are about as many as the texts are long. Any thread.
PriceEstimate editPrice(const EditAgent& agent, const EditRequest& request);

// Writes what an edit cost into the books of its shot, whether its words were of use or not.
// Nothing is written for an agent that is free and where no service answered.
void bookEdit(Repositories& repositories, const ShotId& shot, const EditAgent& agent,
              const EditOutcome& outcome, qint64 nowMs);

} // namespace raskadr
