#include "core/store/secretrepository.h"

#include "core/store/queryrows.h"
#include "core/store/repositories.h"
#include "core/store/rowreaders.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString prefix = u"connection/"_s;

SecretRecord readSecret(Query& row)
{
    SecretRecord record;
    record.providerId = row.text();
    record.name = row.text();
    record.sealed = row.blob();
    record.changedMs = row.integer();
    return record;
}

} // namespace

SecretRepository::SecretRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<SecretRecord> SecretRepository::all() const
{
    Query query(m_connection,
                "SELECT provider, name, sealed, changed FROM secret "
                "WHERE account = :account ORDER BY provider, name");
    query.bind(":account", m_account);
    return readAll(query, readSecret);
}

std::optional<SecretRecord> SecretRepository::find(const QString& providerId,
                                                   const QString& name) const
{
    Query query(m_connection,
                "SELECT provider, name, sealed, changed FROM secret "
                "WHERE account = :account AND provider = :provider AND name = :name");
    query.bind(":account", m_account).bind(":provider", providerId).bind(":name", name);
    return readOne(query, readSecret);
}

void SecretRepository::put(const SecretRecord& record)
{
    Query query(m_connection,
                "INSERT INTO secret (account, provider, name, sealed, changed) "
                "VALUES (:account, :provider, :name, :sealed, :changed) "
                "ON CONFLICT DO UPDATE SET sealed = excluded.sealed, changed = excluded.changed");
    query.bind(":account", m_account)
        .bind(":provider", record.providerId)
        .bind(":name", record.name)
        .bind(":sealed", record.sealed)
        .bind(":changed", record.changedMs);
    query.runOnOne();
    note(record.providerId);
}

void SecretRepository::remove(const QString& providerId, const QString& name)
{
    Query query(m_connection,
                "DELETE FROM secret "
                "WHERE account = :account AND provider = :provider AND name = :name");
    query.bind(":account", m_account).bind(":provider", providerId).bind(":name", name);
    if (query.run() > 0) {
        note(providerId);
    }
}

QHash<QString, QByteArray> SecretRepository::enteredTexts() const
{
    Query query(m_connection,
                "SELECT substr(key, length(:prefix) + 1), value FROM setting "
                "WHERE account = :account "
                "AND substr(key, 1, length(:prefix)) = :prefix");
    query.bind(":account", m_account).bind(":prefix", prefix);
    QHash<QString, QByteArray> texts;
    while (query.step()) {
        const QString providerId = query.text();
        texts.insert(providerId, query.utf8());
    }
    return texts;
}

QByteArray SecretRepository::enteredText(const QString& providerId) const
{
    Query query(m_connection, "SELECT value FROM setting WHERE account = :account AND key = :key");
    query.bind(":account", m_account).bind(":key", prefix + providerId);
    return query.step() ? query.utf8() : QByteArray();
}

void SecretRepository::setEnteredText(const QString& providerId, const QByteArray& text)
{
    if (text.isEmpty()) {
        Query query(m_connection, "DELETE FROM setting WHERE account = :account AND key = :key");
        query.bind(":account", m_account).bind(":key", prefix + providerId);
        if (query.run() > 0) {
            note(providerId);
        }
        return;
    }
    Query query(m_connection,
                "INSERT INTO setting (account, key, value) "
                "VALUES (:account, :key, :value) "
                "ON CONFLICT DO UPDATE SET value = excluded.value "
                "WHERE value IS NOT excluded.value");
    query.bind(":account", m_account)
        .bind(":key", prefix + providerId)
        .bind(":value", QString::fromUtf8(text));
    if (query.run() > 0) {
        note(providerId);
    }
}

// Which models are offered depends on it.
void SecretRepository::note(const QString& providerId)
{
    m_changes.connections.insert(providerId);
    m_changes.catalog = true;
}

} // namespace raskadr
