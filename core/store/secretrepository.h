#pragma once

#include "core/model/secretrecord.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QHash>
#include <QList>
#include <optional>

namespace raskadr {

struct RepositoryContext;

// What the account entered to reach its providers: sealed secrets, and one text about each provider
// in which there are none.
class SecretRepository
{
public:
    explicit SecretRepository(const RepositoryContext& context);

    QList<SecretRecord> all() const;
    std::optional<SecretRecord> find(const QString& providerId, const QString& name) const;
    void put(const SecretRecord& record);
    void remove(const QString& providerId, const QString& name);

    // By provider; the account's own text has an empty id.
    QHash<QString, QByteArray> enteredTexts() const;
    QByteArray enteredText(const QString& providerId) const;
    // An empty text removes it.
    void setEnteredText(const QString& providerId, const QByteArray& text);

private:
    void note(const QString& providerId);

    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
