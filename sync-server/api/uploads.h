#pragma once

#include "sync-server/media/mediastore.h"
#include "sync-server/storage/store.h"

#include <mutex>
#include <set>

namespace raskadr::server {

// Why an upload is refused, in the terms of HTTP and of problem documents.
struct UploadProblem
{
    int status = 500;
    std::string code;
    std::string detail;
};

UploadProblem uploadProblem(const MediaError& error);
UploadProblem uploadProblem(const StoreError& error);

// The way of uploads from their first byte to a published file, with disk and database in step:
// bytes, then the name, then the row. Used from any thread.
class Uploads final
{
public:
    // Held by whoever writes to an upload or ends it.
    class Hold final
    {
    public:
        Hold(Uploads& uploads, std::string id)
            : m_uploads(&uploads)
            , m_id(std::move(id))
        {
        }
        ~Hold();
        Hold(Hold&& other) noexcept
            : m_uploads(std::exchange(other.m_uploads, nullptr))
            , m_id(std::move(other.m_id))
        {
        }
        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;
        Hold& operator=(Hold&&) = delete;

    private:
        Uploads* m_uploads;
        std::string m_id;
    };

    Uploads(Store& store, MediaStore& media);

    // None: somebody else holds it.
    std::optional<Hold> hold(const std::string& id);
    bool isHeld(const std::string& id) const;
    // How much has arrived of an upload that is not complete, without holding it: who asks must not
    // be in the way of who writes. None: its end is to be looked into.
    std::optional<std::int64_t> progress(const Upload& upload);
    // How much has arrived; while it is held. An upload whose last byte is there is finished on the
    // way: its end may have been cut off by a crash.
    tl::expected<std::int64_t, UploadProblem> arrived(const Upload& upload, Millis now);
    // Makes an upload that is held and complete a published file, or refuses and drops it.
    std::optional<UploadProblem> finish(const Upload& upload, Millis now);
    std::optional<UploadProblem> drop(const Upload& upload);

    // Removes the files of what the database has forgotten, and what crashes left.
    void removeFiles(const Leftovers& leftovers);
    void removeStrays();

private:
    std::optional<UploadProblem> refuse(const Upload& upload, UploadProblem problem);
    std::optional<UploadProblem> write(const Upload& upload, const std::string& mime, Millis now);

    Store& m_store;
    MediaStore& m_media;
    mutable std::mutex m_holdsMutex;
    std::set<std::string> m_holds;
    // Between a file's name and its row nobody removes files.
    std::mutex m_publishing;
};

} // namespace raskadr::server
