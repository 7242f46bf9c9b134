#include "sync-server/api/uploads.h"

#include <iostream>

namespace raskadr::server {

namespace {

constexpr Millis day = 24 * 60 * 60 * 1000;
// Longer than any upload may take.
constexpr std::int64_t straySeconds = 50 * 60 * 60;

} // namespace

UploadProblem uploadProblem(const MediaError& error)
{
    switch (error.kind) {
    case MediaError::Kind::NoRoom:
        return {507, "no_room", "the server's disk is full"};
    case MediaError::Kind::Missing:
        return {404, "not_found", "the upload is gone"};
    case MediaError::Kind::Failed:
        break;
    }
    std::cerr << "media: " << error.detail << "\n";
    return {500, "internal", {}};
}

UploadProblem uploadProblem(const StoreError& error)
{
    switch (error.kind) {
    case StoreError::Kind::Full:
        return {507, "no_room", "the server's disk is full"};
    case StoreError::Kind::Busy:
        return {503, "busy", "try again"};
    case StoreError::Kind::Failed:
        break;
    }
    std::cerr << "database: " << error.detail << "\n";
    return {500, "internal", {}};
}

Uploads::Hold::~Hold()
{
    if (m_uploads) {
        const std::lock_guard lock(m_uploads->m_holdsMutex);
        m_uploads->m_holds.erase(m_id);
    }
}

Uploads::Uploads(Store& store, MediaStore& media)
    : m_store(store)
    , m_media(media)
{
}

std::optional<Uploads::Hold> Uploads::hold(const std::string& id)
{
    const std::lock_guard lock(m_holdsMutex);
    if (!m_holds.insert(id).second) {
        return std::nullopt;
    }
    return Hold(*this, id);
}

bool Uploads::isHeld(const std::string& id) const
{
    const std::lock_guard lock(m_holdsMutex);
    return m_holds.contains(id);
}

std::optional<std::int64_t> Uploads::progress(const Upload& upload)
{
    const auto arrived = m_media.arrived(upload.id);
    return arrived && *arrived < upload.size ? std::optional(*arrived) : std::nullopt;
}

tl::expected<std::int64_t, UploadProblem> Uploads::arrived(const Upload& upload, Millis now)
{
    if (upload.finished) {
        return upload.size;
    }
    const auto arrived = m_media.arrived(upload.id);
    if (arrived && *arrived < upload.size) {
        return *arrived;
    }
    if (!arrived && arrived.error().kind != MediaError::Kind::Missing) {
        return tl::unexpected(uploadProblem(arrived.error()));
    }
    if (!arrived) {
        // The server may have ended between the file's name and its row.
        const auto size = m_media.size(upload.sha256);
        if (!size || *size != upload.size) {
            return tl::unexpected(uploadProblem(arrived.error()));
        }
    }
    if (const auto problem = finish(upload, now)) {
        return tl::unexpected(*problem);
    }
    return upload.size;
}

std::optional<UploadProblem> Uploads::finish(const Upload& upload, Millis now)
{
    const auto arrived = m_media.arrived(upload.id);
    const bool isPart = arrived.has_value();
    const auto file = isPart ? m_media.examine(upload.id) : m_media.examinePublished(upload.sha256);
    if (!file) {
        return uploadProblem(file.error());
    }
    if (file->sha256 != upload.sha256 || file->size != upload.size) {
        return refuse(upload, {460, "hash_differs", "the bytes are not those that were announced"});
    }
    if (!file->problem.empty()) {
        return refuse(upload, {422, "not_publishable", file->problem});
    }
    const std::lock_guard lock(m_publishing);
    if (isPart) {
        if (const auto published = m_media.publish(upload.id, upload.sha256); !published) {
            return uploadProblem(published.error());
        }
    }
    return write(upload, file->mime, now);
}

std::optional<UploadProblem> Uploads::write(const Upload& upload, const std::string& mime,
                                            Millis now)
{
    const auto finished =
        m_store.finishUpload(upload.id, {upload.sha256, upload.size, mime}, now, now + day);
    if (!finished) {
        return uploadProblem(finished.error());
    }
    if (!*finished) {
        return UploadProblem{404, "not_found", "the upload is gone"};
    }
    return std::nullopt;
}

std::optional<UploadProblem> Uploads::refuse(const Upload& upload, UploadProblem problem)
{
    if (const auto failed = drop(upload)) {
        return failed;
    }
    return problem;
}

std::optional<UploadProblem> Uploads::drop(const Upload& upload)
{
    if (const auto removed = m_store.removeUpload(upload.accountId, upload.id); !removed) {
        return uploadProblem(removed.error());
    }
    if (const auto dropped = m_media.drop(upload.id); !dropped) {
        return uploadProblem(dropped.error());
    }
    return std::nullopt;
}

void Uploads::removeFiles(const Leftovers& leftovers)
{
    for (const std::string& id : leftovers.uploads) {
        if (const auto held = hold(id)) {
            static_cast<void>(m_media.drop(id).has_value());
        }
    }
    for (const std::string& sha256 : leftovers.blobs) {
        const std::lock_guard lock(m_publishing);
        const auto isBack = m_store.hasBlob(sha256);
        if (isBack && !*isBack) {
            static_cast<void>(m_media.remove(sha256).has_value());
        }
    }
}

void Uploads::removeStrays()
{
    removeFiles({m_media.uploadsOlderThan(straySeconds), m_media.filesOlderThan(straySeconds)});
}

} // namespace raskadr::server
