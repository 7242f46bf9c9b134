#pragma once

#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <optional>

namespace raskadr {

struct RepositoryContext;

// Small values that belong to the account and travel with the library, by key.
class SettingRepository
{
public:
    explicit SettingRepository(const RepositoryContext& context);

    std::optional<QString> value(const QString& key) const;
    void setValue(const QString& key, const QString& value);

private:
    Connection& m_connection;
    AccountId m_account;
};

} // namespace raskadr
