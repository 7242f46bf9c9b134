#include "core/store/catalogrepository.h"

#include "core/store/repositories.h"

namespace raskadr {

namespace {

ManifestRecord readRecord(Query& row)
{
    ManifestRecord record;
    record.id = row.text();
    record.providerId = row.text();
    record.accountId = row.id<AccountId>();
    record.revision = row.number();
    record.manifest = row.text().toUtf8();
    return record;
}

QList<ManifestRecord> readNewest(Query& query)
{
    // Sorted by id, own before common, newest first: the first of each id counts.
    QList<ManifestRecord> records;
    while (query.step()) {
        ManifestRecord record = readRecord(query);
        if (records.isEmpty() || records.last().id != record.id) {
            records.append(std::move(record));
        }
    }
    return records;
}

} // namespace

CatalogRepository::CatalogRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<ManifestRecord> CatalogRepository::providers() const
{
    Query query(m_connection, "SELECT id, '', account, revision, manifest FROM provider "
                              "WHERE account IS NULL OR account = :account "
                              "ORDER BY id, account IS NULL, revision DESC");
    query.bind(":account", m_account);
    return readNewest(query);
}

QList<ManifestRecord> CatalogRepository::models() const
{
    Query query(m_connection, "SELECT id, provider, account, revision, manifest FROM model "
                              "WHERE account IS NULL OR account = :account "
                              "ORDER BY id, account IS NULL, revision DESC");
    query.bind(":account", m_account);
    return readNewest(query);
}

std::optional<ManifestRecord> CatalogRepository::model(const QString& id, int revision) const
{
    Query query(m_connection, "SELECT id, provider, account, revision, manifest FROM model "
                              "WHERE id = :id AND revision = :revision "
                              "AND (account IS NULL OR account = :account) "
                              "ORDER BY account IS NULL LIMIT 1");
    query.bind(":account", m_account).bind(":id", id).bind(":revision", revision);
    return query.step() ? std::optional(readRecord(query)) : std::nullopt;
}

QList<ManifestRecord> CatalogRepository::everything() const
{
    Query query(m_connection, "SELECT id, '', account, revision, manifest FROM provider "
                              "UNION ALL SELECT id, provider, account, revision, manifest FROM model");
    QList<ManifestRecord> records;
    while (query.step()) {
        records.append(readRecord(query));
    }
    return records;
}

void CatalogRepository::putProvider(const ManifestRecord& record)
{
    Query query(m_connection,
                "INSERT INTO provider (id, account, revision, manifest) "
                "SELECT :id, :account, 1 + ifnull((SELECT max(revision) FROM provider "
                " WHERE id = :id AND account IS :account), 0), :manifest "
                "WHERE :manifest IS NOT (SELECT manifest FROM provider WHERE id = :id "
                " AND account IS :account ORDER BY revision DESC LIMIT 1)");
    query.bind(":id", record.id)
        .bind(":account", record.accountId)
        .bind(":manifest", QString::fromUtf8(record.manifest));
    m_changes.catalog |= query.run() > 0;
}

void CatalogRepository::putModel(const ManifestRecord& record)
{
    Query query(m_connection,
                "INSERT INTO model (id, provider, account, revision, manifest) "
                "SELECT :id, :provider, :account, 1 + ifnull((SELECT max(revision) FROM model "
                " WHERE id = :id AND account IS :account), 0), :manifest "
                "WHERE :manifest IS NOT (SELECT manifest FROM model WHERE id = :id "
                " AND account IS :account ORDER BY revision DESC LIMIT 1)");
    query.bind(":id", record.id)
        .bind(":provider", record.providerId)
        .bind(":account", record.accountId)
        .bind(":manifest", QString::fromUtf8(record.manifest));
    m_changes.catalog |= query.run() > 0;
}

} // namespace raskadr
