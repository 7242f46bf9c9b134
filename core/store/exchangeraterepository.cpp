#include "core/store/exchangeraterepository.h"

#include "core/store/queryrows.h"
#include "core/store/repositories.h"

namespace raskadr {

namespace {

ExchangeRate readRate(Query& row)
{
    ExchangeRate rate;
    rate.unit = row.text();
    rate.currency = row.text();
    rate.rate = row.real();
    rate.date = row.text();
    return rate;
}

UnitWorth readWorth(Query& row)
{
    UnitWorth worth;
    worth.providerId = row.text();
    worth.unit = row.text();
    worth.usd = row.real();
    return worth;
}

} // namespace

ExchangeRateRepository::ExchangeRateRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<ExchangeRate> ExchangeRateRepository::all() const
{
    Query query(m_connection,
                "SELECT unit, currency, rate, date FROM exchange_rate "
                "WHERE account = :account ORDER BY date DESC, unit, currency");
    query.bind(":account", m_account);
    return readAll(query, readRate);
}

QList<UnitWorth> ExchangeRateRepository::worths() const
{
    Query query(m_connection,
                "SELECT provider, unit, usd FROM unit_worth "
                "WHERE account = :account ORDER BY provider, unit");
    query.bind(":account", m_account);
    return readAll(query, readWorth);
}

ExchangeRates ExchangeRateRepository::rates() const
{
    QString currency;
    Query query(m_connection, "SELECT currency FROM account WHERE id = :account");
    query.bind(":account", m_account);
    if (query.step()) {
        currency = query.text();
    }
    return ExchangeRates(currency, all(), worths());
}

void ExchangeRateRepository::put(const ExchangeRate& rate)
{
    Query query(m_connection,
                "INSERT INTO exchange_rate (account, unit, currency, rate, date) "
                "VALUES (:account, :unit, :currency, :rate, :date) "
                "ON CONFLICT DO UPDATE SET rate = excluded.rate");
    query.bind(":account", m_account)
        .bind(":unit", rate.unit)
        .bind(":currency", rate.currency)
        .bind(":rate", rate.rate)
        .bind(":date", rate.date);
    query.runOnOne();
    m_changes.accounts.updated.insert(m_account);
}

void ExchangeRateRepository::remove(const ExchangeRate& rate)
{
    Query query(m_connection,
                "DELETE FROM exchange_rate WHERE account = :account "
                "AND unit = :unit AND currency = :currency AND date = :date");
    query.bind(":account", m_account)
        .bind(":unit", rate.unit)
        .bind(":currency", rate.currency)
        .bind(":date", rate.date);
    query.runOnOne();
    m_changes.accounts.updated.insert(m_account);
}

void ExchangeRateRepository::noteWorth(const UnitWorth& worth)
{
    Query query(m_connection,
                "INSERT INTO unit_worth (account, provider, unit, usd) "
                "VALUES (:account, :provider, :unit, :usd) "
                "ON CONFLICT DO UPDATE SET usd = excluded.usd "
                "WHERE usd <> excluded.usd");
    query.bind(":account", m_account)
        .bind(":provider", worth.providerId)
        .bind(":unit", worth.unit)
        .bind(":usd", worth.usd);
    if (query.run() > 0) {
        m_changes.accounts.updated.insert(m_account);
    }
}

} // namespace raskadr
