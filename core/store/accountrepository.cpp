#include "core/store/accountrepository.h"

#include "core/store/queryrows.h"
#include "core/store/repositories.h"

namespace raskadr {

namespace {

#define ACCOUNT_COLUMNS                                                                            \
    "id, login, name, password_hash, key_by_password, key_by_recovery_code, failed_logins, "       \
    "next_login, currency, budget, created"

Account readAccount(Query& row)
{
    Account account;
    account.id = row.id<AccountId>();
    account.login = row.text();
    account.name = row.text();
    account.passwordHash = row.text();
    account.keyByPassword = row.blob();
    account.keyByRecoveryCode = row.blob();
    account.failedLogins = row.number();
    account.nextLoginMs = row.integer();
    account.currency = row.text();
    account.budget = row.optionalReal();
    account.createdMs = row.integer();
    return account;
}

void bindAccount(Query& query, const Account& account)
{
    query.bind(":id", account.id)
        .bind(":login", account.login)
        .bind(":name", account.name)
        .bind(":password_hash", account.passwordHash)
        .bind(":key_by_password", account.keyByPassword)
        .bind(":key_by_recovery_code", account.keyByRecoveryCode)
        .bind(":failed_logins", account.failedLogins)
        .bind(":next_login", account.nextLoginMs)
        .bind(":currency", account.currency)
        .bind(":budget", account.budget)
        .bind(":created", account.createdMs);
}

} // namespace

AccountRepository::AccountRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<Account> AccountRepository::all() const
{
    Query query(m_connection, "SELECT " ACCOUNT_COLUMNS " FROM account ORDER BY created, id");
    return readAll(query, readAccount);
}

std::optional<Account> AccountRepository::find(const AccountId& id) const
{
    Query query(m_connection, "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id = :id");
    query.bind(":id", id);
    return readOne(query, readAccount);
}

std::optional<Account> AccountRepository::findByLogin(const QString& login) const
{
    Query query(m_connection, "SELECT " ACCOUNT_COLUMNS " FROM account WHERE login = :login");
    query.bind(":login", login);
    return readOne(query, readAccount);
}

void AccountRepository::insert(const Account& account)
{
    Query query(m_connection,
                "INSERT INTO account (" ACCOUNT_COLUMNS ") VALUES (:id, :login, :name, "
                ":password_hash, :key_by_password, :key_by_recovery_code, :failed_logins, "
                ":next_login, :currency, :budget, :created)");
    bindAccount(query, account);
    query.runOnOne();
    m_changes.accounts.inserted.insert(account.id);
}

void AccountRepository::update(const Account& account)
{
    Query query(m_connection,
                "UPDATE account SET login = :login, name = :name, password_hash = :password_hash, "
                "key_by_password = :key_by_password, key_by_recovery_code = :key_by_recovery_code, "
                "failed_logins = :failed_logins, next_login = :next_login, currency = :currency, "
                "budget = :budget, created = :created WHERE id = :id");
    bindAccount(query, account);
    query.runOnOne();
    m_changes.accounts.updated.insert(account.id);
}

} // namespace raskadr
