#include "core/jobs/providerpauses.h"

#include "core/providers/errorclass.h"

#include <algorithm>

namespace raskadr {

namespace {

constexpr int enough = 3;

bool isOfMoneyOrKey(const QString& errorClass)
{
    for (const ErrorClass value :
         {ErrorClass::InsufficientFunds, ErrorClass::AuthInvalid, ErrorClass::AuthForbidden}) {
        if (errorClass == errorClassName(value)) {
            return true;
        }
    }
    return false;
}

} // namespace

bool ProviderPauses::noteFailure(const AccountId& account, const QString& providerId,
                                 const QString& errorClass)
{
    const Key key(account, providerId);
    if (!isOfMoneyOrKey(errorClass)) {
        m_inARow.remove(key);
        return false;
    }
    if (++m_inARow[key] < enough || m_paused.contains(key)) {
        return false;
    }
    m_paused.insert(key, {providerId, errorClass});
    return true;
}

void ProviderPauses::noteSuccess(const AccountId& account, const QString& providerId)
{
    m_inARow.remove({account, providerId});
}

void ProviderPauses::pause(const AccountId& account, const QString& providerId,
                           const QString& errorClass)
{
    m_paused.insert({account, providerId}, {providerId, errorClass});
}

bool ProviderPauses::lift(const AccountId& account, const QString& providerId)
{
    m_inARow.remove({account, providerId});
    return m_paused.remove({account, providerId}) > 0;
}

const PausedProvider* ProviderPauses::find(const AccountId& account,
                                           const QString& providerId) const
{
    const auto found = m_paused.constFind({account, providerId});
    return found == m_paused.constEnd() ? nullptr : &*found;
}

QList<PausedProvider> ProviderPauses::of(const AccountId& account) const
{
    QList<PausedProvider> paused;
    for (auto entry = m_paused.cbegin(); entry != m_paused.cend(); ++entry) {
        if (entry.key().first == account) {
            paused.append(*entry);
        }
    }
    std::sort(paused.begin(), paused.end(),
              [](const auto& a, const auto& b) { return a.providerId < b.providerId; });
    return paused;
}

} // namespace raskadr
