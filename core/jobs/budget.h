#pragma once

#include "core/model/budget.h"
#include "core/store/repositories.h"

namespace raskadr {

// The limit of a project counts from its beginning, that of the account for the calendar month.
// Nothing where there is no limit.
std::optional<BudgetUse> projectBudgetUse(const Repositories& repositories,
                                          const ProjectId& project);
std::optional<BudgetUse> accountBudgetUse(const Repositories& repositories, qint64 nowMs);

// Whether this try would pass a hard limit: what was spent, what is under way and its own price. To
// be asked in the transaction that begins it, so that no two begin on the same rest. A generation
// that is free may always begin. Reads only.
std::optional<BudgetStop> budgetStop(const Repositories& repositories,
                                     const GenerationId& generation, qint64 nowMs);
// The same for something that is no generation, as a question to an agent.
std::optional<BudgetStop> budgetStop(const Repositories& repositories, const Expense& expense,
                                     qint64 nowMs);

// The calendar month of a moment, as ExpenseRepository has it: "2026-11".
QString monthOf(qint64 ms);

} // namespace raskadr
