#pragma once

#include "core/model/account.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>

namespace raskadr {

struct RepositoryContext;

// Who works here. Not limited to one account: it is what login asks.
class AccountRepository
{
public:
    explicit AccountRepository(const RepositoryContext& context);

    QList<Account> all() const;
    // The one whose rows may be seen here; nothing for the null account.
    std::optional<Account> current() const { return find(m_account); }
    std::optional<Account> find(const AccountId& id) const;
    std::optional<Account> findByLogin(const QString& login) const;

    void insert(const Account& account);
    void update(const Account& account);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
