#include "core/store/publicationrepository.h"

#include "core/store/queryrows.h"
#include "core/store/repositories.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

#define PUBLICATION_SELECT                                                                         \
    "SELECT publication.share, publication.revision, publication.shots, "                          \
    "publication.idempotency_key, publication.sent, publication.paused, publication.created "      \
    "FROM publication "                                                                            \
    "JOIN share ON share.id = publication.share "                                                  \
    "JOIN project ON project.id = share.project AND project.account = :account "

#define IS_OF_ACCOUNT                                                                              \
    " EXISTS (SELECT 1 FROM share JOIN project ON project.id = share.project "                     \
    "AND project.account = :account WHERE share.id = :share) "

QString shotsText(const QList<ShareShot>& shots)
{
    QJsonArray json;
    for (const ShareShot& shot : shots) {
        json.append(QJsonObject{{u"shot"_s, shot.shotId.toString()},
                                {u"number"_s, shot.number},
                                {u"title"_s, shot.title},
                                {u"sha256"_s, shot.sha256},
                                {u"plannedDurationMs"_s, shot.plannedDurationMs}});
    }
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QList<ShareShot> shotsOf(const QByteArray& text, const ShareId& share, int revision)
{
    QList<ShareShot> shots;
    const QJsonArray json = QJsonDocument::fromJson(text).array();
    for (const QJsonValue& value : json) {
        ShareShot shot;
        shot.shareId = share;
        shot.revision = revision;
        shot.shotId = ShotId::fromString(value[u"shot"_s].toString());
        shot.number = value[u"number"_s].toInt();
        shot.title = value[u"title"_s].toString();
        shot.sha256 = value[u"sha256"_s].toString();
        shot.plannedDurationMs = value[u"plannedDurationMs"_s].toInteger();
        shots.append(shot);
    }
    return shots;
}

Publication readPublication(Query& row)
{
    Publication publication;
    publication.shareId = row.id<ShareId>();
    publication.revision = row.number();
    publication.shots = shotsOf(row.utf8(), publication.shareId, publication.revision);
    publication.idempotencyKey = row.utf8();
    publication.sent = row.boolean();
    publication.paused = row.boolean();
    publication.createdMs = row.integer();
    return publication;
}

ShareUpload readUpload(Query& row)
{
    ShareUpload upload;
    upload.shareId = row.id<ShareId>();
    upload.revision = row.number();
    upload.sha256 = row.text();
    upload.address = row.text();
    upload.offset = row.integer();
    return upload;
}

} // namespace

PublicationRepository::PublicationRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<Publication> PublicationRepository::all() const
{
    Query query(m_connection, PUBLICATION_SELECT "ORDER BY publication.created, publication.share");
    query.bind(":account", m_account);
    return readAll(query, readPublication);
}

std::optional<Publication> PublicationRepository::find(const ShareId& share) const
{
    Query query(m_connection, PUBLICATION_SELECT "WHERE publication.share = :share");
    query.bind(":account", m_account).bind(":share", share);
    return readOne(query, readPublication);
}

void PublicationRepository::put(const Publication& publication)
{
    Query query(m_connection,
                "INSERT INTO publication (share, revision, shots, idempotency_key, sent, paused, "
                "created) SELECT :share, :revision, :shots, :key, :sent, :paused, :created "
                "WHERE" IS_OF_ACCOUNT
                "ON CONFLICT (share) DO UPDATE SET revision = :revision, shots = :shots, "
                "idempotency_key = :key, sent = :sent, paused = :paused");
    query.bind(":share", publication.shareId)
        .bind(":revision", publication.revision)
        .bind(":shots", shotsText(publication.shots))
        .bind(":key", QString::fromLatin1(publication.idempotencyKey))
        .bind(":sent", publication.sent)
        .bind(":paused", publication.paused)
        .bind(":created", publication.createdMs)
        .bind(":account", m_account);
    query.runOnOne();
    m_changes.shares.updated.insert(publication.shareId);
}

void PublicationRepository::remove(const ShareId& share)
{
    Query uploads(m_connection, "DELETE FROM share_upload WHERE share = :share AND" IS_OF_ACCOUNT);
    uploads.bind(":share", share).bind(":account", m_account);
    uploads.run();
    Query query(m_connection, "DELETE FROM publication WHERE share = :share AND" IS_OF_ACCOUNT);
    query.bind(":share", share).bind(":account", m_account);
    if (query.run() > 0) {
        m_changes.shares.updated.insert(share);
    }
}

QList<ShareUpload> PublicationRepository::uploads(const ShareId& share, int revision) const
{
    Query query(m_connection,
                "SELECT share, revision, file, address, offset FROM share_upload "
                "WHERE share = :share AND revision = :revision AND" IS_OF_ACCOUNT);
    query.bind(":share", share).bind(":revision", revision).bind(":account", m_account);
    return readAll(query, readUpload);
}

void PublicationRepository::putUpload(const ShareUpload& upload)
{
    Query query(m_connection,
                "INSERT INTO share_upload (share, revision, file, address, offset) "
                "SELECT :share, :revision, :file, :address, :offset WHERE" IS_OF_ACCOUNT
                "ON CONFLICT (share, revision, file) DO UPDATE SET address = :address, "
                "offset = :offset");
    query.bind(":share", upload.shareId)
        .bind(":revision", upload.revision)
        .bind(":file", upload.sha256)
        .bind(":address", upload.address)
        .bind(":offset", upload.offset)
        .bind(":account", m_account);
    query.runOnOne();
}

void PublicationRepository::removeUpload(const ShareId& share, int revision, const QString& sha256)
{
    Query query(m_connection,
                "DELETE FROM share_upload WHERE share = :share "
                "AND revision = :revision AND file = :file AND" IS_OF_ACCOUNT);
    query.bind(":share", share)
        .bind(":revision", revision)
        .bind(":file", sha256)
        .bind(":account", m_account);
    query.run();
}

} // namespace raskadr
