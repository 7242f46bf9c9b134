#include "core/store/catalogrepository.h"

#include "core/store/queryrows.h"
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

// An own revision without a manifest says that the account took the record out.
bool isWithdrawal(const ManifestRecord& record)
{
    return record.manifest.isEmpty();
}

// Sorted by id, own before common, newest first.
QList<ManifestRecord> readNewest(Query& query)
{
    QList<ManifestRecord> records;
    QString withdrawn;
    while (query.step()) {
        ManifestRecord record = readRecord(query);
        if (isWithdrawal(record) && (records.isEmpty() || records.last().id != record.id)) {
            withdrawn = record.id;
        }
        const bool counts = record.id != withdrawn || record.accountId.isNull();
        if (counts && (records.isEmpty() || records.last().id != record.id)) {
            records.append(std::move(record));
        }
    }
    return records;
}

// In the same order.
QList<ManifestRecord> readWithdrawn(Query& query)
{
    QList<ManifestRecord> records;
    QString id;
    bool withdrawn = false;
    while (query.step()) {
        ManifestRecord record = readRecord(query);
        if (record.id != id) {
            id = record.id;
            withdrawn = isWithdrawal(record);
        }
        const bool known = !records.isEmpty() && records.last().id == id;
        if (withdrawn && !known && !isWithdrawal(record) && !record.accountId.isNull()) {
            records.append(std::move(record));
        } else if (known && record.accountId.isNull()) {
            records.removeLast(); // the common one is in force
            withdrawn = false;
        }
    }
    return records;
}

constexpr const char* allProviders = "SELECT id, '', account, revision, manifest FROM provider "
                                     "WHERE account IS NULL OR account = :account "
                                     "ORDER BY id, account IS NULL, revision DESC";
constexpr const char* allModels = "SELECT id, provider, account, revision, manifest FROM model "
                                  "WHERE account IS NULL OR account = :account "
                                  "ORDER BY id, account IS NULL, revision DESC";

} // namespace

CatalogRepository::CatalogRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<ManifestRecord> CatalogRepository::providers() const
{
    Query query(m_connection, allProviders);
    query.bind(":account", m_account);
    return readNewest(query);
}

QList<ManifestRecord> CatalogRepository::models() const
{
    Query query(m_connection, allModels);
    query.bind(":account", m_account);
    return readNewest(query);
}

QList<ManifestRecord> CatalogRepository::withdrawnProviders() const
{
    Query query(m_connection, allProviders);
    query.bind(":account", m_account);
    return readWithdrawn(query);
}

QList<ManifestRecord> CatalogRepository::withdrawnModels() const
{
    Query query(m_connection, allModels);
    query.bind(":account", m_account);
    return readWithdrawn(query);
}

QSet<QString> CatalogRepository::commonProviders() const
{
    Query query(m_connection, "SELECT DISTINCT id FROM provider WHERE account IS NULL");
    return readTexts(query);
}

QSet<QString> CatalogRepository::commonModels() const
{
    Query query(m_connection, "SELECT DISTINCT id FROM model WHERE account IS NULL");
    return readTexts(query);
}

std::optional<ManifestRecord> CatalogRepository::model(const QString& id, int revision) const
{
    Query query(m_connection,
                "SELECT id, provider, account, revision, manifest FROM model "
                "WHERE id = :id AND revision = :revision "
                "AND (account IS NULL OR account = :account) AND manifest <> '' "
                "ORDER BY account IS NULL LIMIT 1");
    query.bind(":account", m_account).bind(":id", id).bind(":revision", revision);
    return readOne(query, readRecord);
}

QList<ManifestRecord> CatalogRepository::everything() const
{
    Query query(m_connection,
                "SELECT id, '', account, revision, manifest FROM provider "
                "WHERE manifest <> '' "
                "UNION ALL SELECT id, provider, account, revision, manifest FROM model "
                "WHERE manifest <> ''");
    return readAll(query, readRecord);
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

void CatalogRepository::withdrawProvider(const QString& id)
{
    Query query(m_connection,
                "INSERT INTO provider (id, account, revision, manifest) "
                "SELECT id, account, revision + 1, '' FROM provider "
                "WHERE id = :id AND account = :account AND manifest <> '' "
                "AND revision = (SELECT max(revision) FROM provider "
                " WHERE id = :id AND account = :account)");
    query.bind(":id", id).bind(":account", m_account);
    m_changes.catalog |= query.run() > 0;
}

void CatalogRepository::withdrawModel(const QString& id)
{
    Query query(m_connection,
                "INSERT INTO model (id, provider, account, revision, manifest) "
                "SELECT id, provider, account, revision + 1, '' FROM model "
                "WHERE id = :id AND account = :account AND manifest <> '' "
                "AND revision = (SELECT max(revision) FROM model "
                " WHERE id = :id AND account = :account)");
    query.bind(":id", id).bind(":account", m_account);
    m_changes.catalog |= query.run() > 0;
}

ManifestUses CatalogRepository::usesOf(const QString& providerId, const QString& modelId) const
{
    Query query(m_connection,
                "SELECT count(*), count(*) FILTER (WHERE job.state NOT IN "
                "('done', 'failed', 'canceled') AND job.forgotten = 0) FROM job "
                "JOIN generation ON generation.id = job.generation "
                "JOIN shot ON shot.id = generation.shot "
                "JOIN project ON project.id = shot.project AND project.account = :account "
                "WHERE generation.provider = :provider "
                "AND (:model = '' OR generation.model = :model)");
    query.bind(":account", m_account)
        .bind(":provider", providerId)
        .bind(":model", modelId.isEmpty() ? QStringLiteral("") : modelId);
    ManifestUses uses;
    if (query.step()) {
        uses.all = query.number();
        uses.unfinished = query.number();
    }
    return uses;
}

} // namespace raskadr
