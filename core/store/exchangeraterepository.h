#pragma once

#include "core/model/money.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

namespace raskadr {

struct RepositoryContext;

// What the units of the services are in the account's currency: the rates that the user entered,
// and what the manifests say that their units are worth. A change is noted as one of the account.
class ExchangeRateRepository
{
public:
    explicit ExchangeRateRepository(const RepositoryContext& context);

    QList<ExchangeRate> all() const; // newest first
    QList<UnitWorth> worths() const;
    // For the currency that the account counts in.
    ExchangeRates rates() const;

    // Replaces a rate of the same unit, currency and date.
    void put(const ExchangeRate& rate);
    void remove(const ExchangeRate& rate);
    void noteWorth(const UnitWorth& worth);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
