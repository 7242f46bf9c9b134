#include "core/store/mediarepository.h"

#include "core/model/names.h"
#include "core/store/queryrows.h"
#include "core/store/repositories.h"
#include "core/store/rowreaders.h"

namespace raskadr {

MediaRepository::MediaRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_changes(context.changes)
{
}

std::optional<Media> MediaRepository::find(const QString& sha256) const
{
    Query query(m_connection, "SELECT " JOINED_MEDIA_COLUMNS " FROM media WHERE sha256 = :sha256");
    query.bind(":sha256", sha256);
    return readOne(query, readJoinedMedia);
}

QList<Media> MediaRepository::all() const
{
    Query query(m_connection,
                "SELECT " JOINED_MEDIA_COLUMNS " FROM media ORDER BY created, sha256");
    return readAll(query, readJoinedMedia);
}

QList<Media> MediaRepository::withoutPalette(int limit) const
{
    Query query(m_connection,
                "SELECT " JOINED_MEDIA_COLUMNS " FROM media WHERE palette = '' "
                "AND state = 'present' ORDER BY created DESC LIMIT :limit");
    query.bind(":limit", limit);
    return readAll(query, readJoinedMedia);
}

void MediaRepository::insert(const Media& media)
{
    Query query(m_connection,
                "INSERT INTO media (sha256, size, mime, width, height, duration, fps, "
                "video_codec, audio_codec, palette, embedded, state, created) VALUES (:sha256, "
                ":size, :mime, :width, "
                ":height, :duration, :fps, :video_codec, :audio_codec, :palette, :embedded, "
                "'present', :created) ON CONFLICT (sha256) DO UPDATE SET state = 'present' "
                "WHERE state <> 'present'");
    query.bind(":sha256", media.sha256)
        .bind(":size", media.size)
        .bind(":mime", media.mimeType)
        .bind(":width", media.width)
        .bind(":height", media.height)
        .bind(":duration", media.durationMs)
        .bind(":fps", media.fps)
        .bind(":video_codec", media.videoCodec)
        .bind(":audio_codec", media.audioCodec)
        .bind(":palette", media.palette)
        .bind(":embedded", media.embedded)
        .bind(":created", media.createdMs);
    if (query.run() > 0) {
        m_changes.media.insert(media.sha256);
        noteUsers(media.sha256);
    }
}

void MediaRepository::setState(const QString& sha256, MediaState state)
{
    Query query(m_connection,
                "UPDATE media SET state = :state WHERE sha256 = :sha256 AND state <> :state");
    query.bind(":sha256", sha256).bind(":state", nameOf(state));
    if (query.run() > 0) {
        m_changes.media.insert(sha256);
        noteUsers(sha256);
    }
}

void MediaRepository::setPalette(const QString& sha256, const QString& palette)
{
    Query query(
        m_connection,
        "UPDATE media SET palette = :palette WHERE sha256 = :sha256 AND palette <> :palette");
    query.bind(":sha256", sha256).bind(":palette", palette);
    if (query.run() > 0) {
        m_changes.media.insert(sha256);
        noteUsers(sha256);
    }
}

void MediaRepository::noteUsers(const QString& sha256)
{
    Query query(m_connection, "SELECT DISTINCT shot FROM asset WHERE media = :sha256");
    query.bind(":sha256", sha256);
    while (query.step()) {
        m_changes.shotContents.insert(query.id<ShotId>());
    }
}

} // namespace raskadr
