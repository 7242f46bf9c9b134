#pragma once

#include "core/base/id.h"

#include <QHash>
#include <QList>
#include <QString>
#include <optional>

namespace raskadr {

// A provider at which nothing new is begun until the user has looked at the key or the money.
struct PausedProvider
{
    QString providerId;
    QString errorClass; // of the last failure

    bool operator==(const PausedProvider&) const = default;
};

// Counts for each account the failures at a provider that more tries would only repeat. Three in a
// row pause it, for this account and nothing else. A plain value.
class ProviderPauses
{
public:
    // True if the provider is paused by it.
    bool noteFailure(const AccountId& account, const QString& providerId,
                     const QString& errorClass);
    void noteSuccess(const AccountId& account, const QString& providerId);
    // As an earlier process left it.
    void pause(const AccountId& account, const QString& providerId, const QString& errorClass);
    // False if it was not paused.
    bool lift(const AccountId& account, const QString& providerId);

    const PausedProvider* find(const AccountId& account, const QString& providerId) const;
    QList<PausedProvider> of(const AccountId& account) const;

private:
    using Key = std::pair<AccountId, QString>;

    QHash<Key, int> m_inARow;
    QHash<Key, PausedProvider> m_paused;
};

} // namespace raskadr
