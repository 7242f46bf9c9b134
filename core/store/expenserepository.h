#pragma once

#include "core/base/id.h"
#include "core/model/money.h"
#include "core/store/connection.h"

namespace raskadr {

struct RepositoryContext;

// How a generation stands in the books.
struct Expense
{
    ProjectId projectId;
    QString providerId;
    QString unit;
    std::optional<qint64> estimatedMicros; // of one try; none: nobody knows
    bool reserved = false; // a try has begun and is not settled
};

// What the generations cost. The database itself writes it down, in the transaction that changes a
// job: a try counts with its estimate from its beginning and with what was charged from its end,
// also after its shot was deleted for good. What counts when is in the view job_cost.
class ExpenseRepository
{
public:
    explicit ExpenseRepository(const RepositoryContext& context);

    std::optional<Expense> find(const GenerationId& generation) const;
    Expenses ofShot(const ShotId& shot) const;
    Expenses ofProject(const ProjectId& project) const;
    // "2026-11"; what is under way or planned counts for any month.
    Expenses ofMonth(const QString& month) const;
    // Rate units in which something was spent or is estimated, see rateUnit().
    QStringList rateUnits() const;

    // Something of no generation, as a question to an agent; it is counted at once. Without an
    // amount it cost what nobody knows. `id` is what correct() knows it by.
    void add(const ShotId& shot, const QString& provider, const QString& unit,
             std::optional<qint64> micros, qint64 nowMs,
             const GenerationId& id = GenerationId::create());
    // What such a thing cost after all, in the same unit; nothing happens if it was never added.
    void correct(const GenerationId& id, qint64 micros);

private:
    QList<UnitAmount> underWay(const char* sql, const ProjectId& project) const;

    Connection& m_connection;
    AccountId m_account;
};

} // namespace raskadr
