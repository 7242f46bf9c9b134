#include "core/store/settingrepository.h"

#include "core/store/repositories.h"

namespace raskadr {

SettingRepository::SettingRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
{
}

std::optional<QString> SettingRepository::value(const QString& key) const
{
    Query query(m_connection, "SELECT value FROM setting WHERE account IS :account AND key = :key");
    query.bind(":account", m_account).bind(":key", key);
    return query.step() ? std::optional(query.text()) : std::nullopt;
}

void SettingRepository::setValue(const QString& key, const QString& value)
{
    Query query(m_connection,
                "INSERT INTO setting (account, key, value) "
                "VALUES (:account, :key, :value) "
                "ON CONFLICT DO UPDATE SET value = excluded.value");
    query.bind(":account", m_account).bind(":key", key).bind(":value", value);
    query.runOnOne();
}

} // namespace raskadr
