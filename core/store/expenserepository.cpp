#include "core/store/expenserepository.h"

#include "core/store/queryrows.h"
#include "core/store/repositories.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostMicros = 10'000'000'000'000; // as in the view `job_cost`

UnitAmount readAmount(Query& query)
{
    UnitAmount amount;
    amount.providerId = query.text();
    amount.unit = query.text();
    amount.day = query.text();
    amount.micros = query.integer();
    amount.unknown = query.number();
    return amount;
}

#define UNDER_WAY                                                                                  \
    "SELECT provider, unit, '', ifnull(sum(estimated), 0), sum(estimated IS NULL) FROM expense "   \
    "WHERE account = :account "

} // namespace

ExpenseRepository::ExpenseRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
{
}

std::optional<Expense> ExpenseRepository::find(const GenerationId& generation) const
{
    Query query(m_connection,
                "SELECT project, provider, unit, ifnull(estimated, -1), "
                "stage = 'reserved' FROM expense "
                "WHERE generation = :generation AND account = :account");
    query.bind(":generation", generation).bind(":account", m_account);
    if (!query.step()) {
        return std::nullopt;
    }
    Expense expense;
    expense.projectId = query.id<ProjectId>();
    expense.providerId = query.text();
    expense.unit = query.text();
    const qint64 estimated = query.integer();
    if (estimated >= 0) {
        expense.estimatedMicros = estimated;
    }
    expense.reserved = query.boolean();
    return expense;
}

void ExpenseRepository::add(const ShotId& shot, const QString& provider, const QString& unit,
                            std::optional<qint64> micros, qint64 nowMs, const GenerationId& id)
{
    Query query(m_connection,
                "INSERT INTO expense (generation, account, project, shot, provider, unit, "
                "estimated, stage, amount, unknown, day) "
                "SELECT :id, project.account, project.id, shot.id, :provider, :unit, "
                "iif(:known, :micros, NULL), 'settled', :micros, NOT :known, "
                "date(:now / 1000, 'unixepoch', 'localtime') "
                "FROM shot JOIN project ON project.id = shot.project "
                "WHERE shot.id = :shot AND project.account = :account");
    query.bind(":id", id)
        .bind(":provider", provider)
        .bind(":unit", unit)
        .bind(":known", micros.has_value())
        .bind(":micros", std::clamp<qint64>(micros.value_or(0), 0, mostMicros))
        .bind(":now", nowMs)
        .bind(":shot", shot)
        .bind(":account", m_account);
    query.runOnOne();
}

void ExpenseRepository::correct(const GenerationId& id, qint64 micros)
{
    Query query(m_connection,
                "UPDATE expense SET amount = :micros, unknown = 0 "
                "WHERE generation = :id AND account = :account AND stage = 'settled'");
    query.bind(":micros", std::clamp<qint64>(micros, 0, mostMicros))
        .bind(":id", id)
        .bind(":account", m_account);
    query.run();
}

Expenses ExpenseRepository::ofShot(const ShotId& shot) const
{
    Expenses expenses;
    Query query(m_connection,
                "SELECT stage, provider, unit, iif(stage = 'settled' OR earlier > 0, day, ''), "
                "sum(earlier + amount), sum(earlier_unknown + unknown), "
                "ifnull(sum(estimated), 0), sum(estimated IS NULL) "
                "FROM expense WHERE shot = :shot AND account = :account "
                "GROUP BY stage, provider, unit, 4");
    query.bind(":account", m_account).bind(":shot", shot);
    while (query.step()) {
        const QString stage = query.text();
        const UnitAmount spent = readAmount(query);
        if (spent.micros > 0 || spent.unknown > 0) {
            expenses.spent.append(spent);
        }
        UnitAmount open{spent.providerId, spent.unit, {}, query.integer(), 0};
        open.unknown = query.number();
        if (stage == u"reserved"_s) {
            expenses.reserved.append(open);
        } else if (stage == u"planned"_s) {
            expenses.planned.append(open);
        }
    }
    return expenses;
}

Expenses ExpenseRepository::ofProject(const ProjectId& project) const
{
    Expenses expenses;
    Query query(m_connection,
                "SELECT provider, unit, day, sum(amount), sum(unknown) FROM spending "
                "WHERE project = :project AND account = :account "
                "GROUP BY day, provider, unit");
    query.bind(":account", m_account).bind(":project", project);
    expenses.spent = readAll(query, readAmount);
    expenses.reserved = underWay(
        UNDER_WAY "AND project = :project AND stage = 'reserved' GROUP BY provider, unit", project);
    expenses.planned = underWay(
        UNDER_WAY "AND project = :project AND stage = 'planned' GROUP BY provider, unit", project);
    return expenses;
}

Expenses ExpenseRepository::ofMonth(const QString& month) const
{
    Expenses expenses;
    Query query(m_connection,
                "SELECT provider, unit, day, sum(amount), sum(unknown) FROM spending "
                "WHERE account = :account AND day >= :first AND day < :after "
                "GROUP BY day, provider, unit");
    // '~' comes after every digit and sign of a date.
    query.bind(":account", m_account).bind(":first", month).bind(":after", QString(month + u'~'));
    expenses.spent = readAll(query, readAmount);
    expenses.reserved =
        underWay(UNDER_WAY "AND stage = 'reserved' GROUP BY provider, unit", ProjectId());
    expenses.planned =
        underWay(UNDER_WAY "AND stage = 'planned' GROUP BY provider, unit", ProjectId());
    return expenses;
}

QList<UnitAmount> ExpenseRepository::underWay(const char* sql, const ProjectId& project) const
{
    Query query(m_connection, sql);
    query.bind(":account", m_account);
    if (project) {
        query.bind(":project", project);
    }
    return readAll(query, readAmount);
}

QStringList ExpenseRepository::rateUnits() const
{
    QStringList units;
    Query query(m_connection,
                "SELECT provider, unit FROM spending WHERE account = :account AND amount <> 0 "
                "UNION SELECT provider, unit FROM expense "
                "WHERE account = :account AND stage = 'reserved' AND estimated > 0 "
                "UNION SELECT provider, unit FROM expense "
                "WHERE account = :account AND stage = 'planned' AND estimated > 0");
    query.bind(":account", m_account);
    while (query.step()) {
        const QString provider = query.text();
        const QString unit = rateUnit(provider, query.text());
        if (!units.contains(unit)) {
            units.append(unit);
        }
    }
    units.sort();
    return units;
}

} // namespace raskadr
