#include "sync-server/media/foldermedia.h"

#include "core/wire/text.h"
#include "sync-server/http/descriptor.h"
#include "sync-server/media/diskerror.h"
#include "sync-server/media/examine.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace raskadr::server {

namespace {

namespace fs = std::filesystem;

constexpr mode_t ownerOnly = 0600;
constexpr std::int64_t bytesBetweenLooks = 4 * 1024 * 1024;
constexpr std::string_view partEnding = ".part";

MediaResult<> syncFolder(const fs::path& folder)
{
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.isOpen() || ::fsync(descriptor.number()) != 0) {
        return tl::unexpected(diskError("fsync of a folder"));
    }
    return {};
}

MediaResult<> makeFolder(const fs::path& folder)
{
    if (::mkdir(folder.c_str(), 0700) == 0) {
        return syncFolder(folder.parent_path());
    }
    if (errno != EEXIST) {
        return tl::unexpected(diskError("mkdir"));
    }
    return {};
}

MediaResult<std::int64_t> sizeOf(const fs::path& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0) {
        return tl::unexpected(diskError("stat"));
    }
    return std::int64_t(status.st_size);
}

MediaError missing()
{
    return {MediaError::Kind::Missing, "not the name of an upload or a file"};
}

bool isOlderThan(const fs::path& path, std::int64_t seconds)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 && ::time(nullptr) - status.st_mtime >= seconds;
}

class FolderPart final : public PartWriter
{
public:
    FolderPart(Descriptor descriptor, const FolderMedia& media)
        : m_descriptor(std::move(descriptor))
        , m_media(media)
    {
    }
    ~FolderPart() override { ::fdatasync(m_descriptor.number()); }

    MediaResult<> append(std::string_view bytes) override
    {
        if (m_untilLook <= 0) {
            if (!m_media.hasRoomFor(std::int64_t(bytes.size()))) {
                return tl::unexpected(
                    MediaError{MediaError::Kind::NoRoom, "the reserve of the disk is reached"});
            }
            m_untilLook = bytesBetweenLooks;
        }
        m_untilLook -= std::int64_t(bytes.size());
        while (!bytes.empty()) {
            const ssize_t written = ::write(m_descriptor.number(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) {
                continue;
            }
            if (written < 0) {
                return tl::unexpected(diskError("write"));
            }
            bytes.remove_prefix(static_cast<size_t>(written));
        }
        return {};
    }
    MediaResult<> sync() override
    {
        if (::fdatasync(m_descriptor.number()) != 0) {
            return tl::unexpected(diskError("fdatasync"));
        }
        return {};
    }

private:
    Descriptor m_descriptor;
    const FolderMedia& m_media;
    std::int64_t m_untilLook = 0;
};

} // namespace

FolderMedia::FolderMedia(fs::path folder, std::int64_t reserve)
    : m_folder(std::move(folder))
    , m_reserve(reserve)
{
}

MediaResult<std::unique_ptr<FolderMedia>> FolderMedia::open(const fs::path& folder,
                                                            std::int64_t reserve)
{
    for (const fs::path& needed : {folder, folder / "parts", folder / "files"}) {
        if (const auto made = makeFolder(needed); !made) {
            return tl::unexpected(made.error());
        }
    }
    return std::unique_ptr<FolderMedia>(new FolderMedia(folder, reserve));
}

fs::path FolderMedia::part(const std::string& uploadId) const
{
    return m_folder / "parts" / (uploadId + std::string(partEnding));
}

fs::path FolderMedia::file(const std::string& sha256) const
{
    return m_folder / "files" / sha256.substr(0, 2) / sha256;
}

bool FolderMedia::hasRoomFor(std::int64_t bytes) const
{
    struct statvfs status = {};
    if (::statvfs(m_folder.c_str(), &status) != 0) {
        return false;
    }
    const auto free = std::int64_t(status.f_bavail) * std::int64_t(status.f_frsize);
    return bytes <= free - m_reserve;
}

MediaResult<> FolderMedia::begin(const std::string& uploadId)
{
    if (!wire::isWireId(uploadId)) {
        return tl::unexpected(missing());
    }
    const Descriptor descriptor(::open(
        part(uploadId).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, ownerOnly));
    if (!descriptor.isOpen()) {
        return tl::unexpected(diskError("create"));
    }
    return syncFolder(m_folder / "parts");
}

MediaResult<std::int64_t> FolderMedia::arrived(const std::string& uploadId)
{
    if (!wire::isWireId(uploadId)) {
        return tl::unexpected(missing());
    }
    const Descriptor descriptor(::open(part(uploadId).c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!descriptor.isOpen()) {
        return tl::unexpected(diskError("open"));
    }
    if (::fdatasync(descriptor.number()) != 0) {
        return tl::unexpected(diskError("fdatasync"));
    }
    return sizeOf(part(uploadId));
}

MediaResult<std::unique_ptr<PartWriter>> FolderMedia::append(const std::string& uploadId)
{
    if (!wire::isWireId(uploadId)) {
        return tl::unexpected(missing());
    }
    Descriptor descriptor(
        ::open(part(uploadId).c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW));
    if (!descriptor.isOpen()) {
        return tl::unexpected(diskError("open"));
    }
    return std::unique_ptr<PartWriter>(new FolderPart(std::move(descriptor), *this));
}

MediaResult<ArrivedFile> FolderMedia::examine(const std::string& uploadId)
{
    if (!wire::isWireId(uploadId)) {
        return tl::unexpected(missing());
    }
    return examineFile(part(uploadId));
}

MediaResult<> FolderMedia::publish(const std::string& uploadId, const std::string& sha256)
{
    if (!wire::isWireId(uploadId) || !wire::isSha256(sha256)) {
        return tl::unexpected(missing());
    }
    const fs::path target = file(sha256);
    if (const auto made = makeFolder(target.parent_path()); !made) {
        return made;
    }
    {
        const Descriptor descriptor(
            ::open(part(uploadId).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
        if (!descriptor.isOpen() || ::fsync(descriptor.number()) != 0) {
            return tl::unexpected(diskError("fsync"));
        }
    }
    if (::rename(part(uploadId).c_str(), target.c_str()) != 0) {
        return tl::unexpected(diskError("rename"));
    }
    return syncFolder(target.parent_path());
}

MediaResult<> FolderMedia::drop(const std::string& uploadId)
{
    if (!wire::isWireId(uploadId)) {
        return tl::unexpected(missing());
    }
    if (::unlink(part(uploadId).c_str()) != 0 && errno != ENOENT) {
        return tl::unexpected(diskError("unlink"));
    }
    return {};
}

MediaResult<std::int64_t> FolderMedia::size(const std::string& sha256) const
{
    if (!wire::isSha256(sha256)) {
        return tl::unexpected(missing());
    }
    return sizeOf(file(sha256));
}

MediaResult<ArrivedFile> FolderMedia::examinePublished(const std::string& sha256) const
{
    if (!wire::isSha256(sha256)) {
        return tl::unexpected(missing());
    }
    return examineFile(file(sha256));
}

MediaResult<> FolderMedia::remove(const std::string& sha256)
{
    if (!wire::isSha256(sha256)) {
        return tl::unexpected(missing());
    }
    if (::unlink(file(sha256).c_str()) != 0 && errno != ENOENT) {
        return tl::unexpected(diskError("unlink"));
    }
    return {};
}

std::vector<std::string> FolderMedia::filesOlderThan(std::int64_t seconds) const
{
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator(m_folder / "files", ignored)) {
        const std::string name = entry.path().filename().string();
        if (wire::isSha256(name) && isOlderThan(entry.path(), seconds)) {
            names.push_back(name);
        }
    }
    return names;
}

std::vector<std::string> FolderMedia::uploadsOlderThan(std::int64_t seconds) const
{
    std::vector<std::string> ids;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(m_folder / "parts", ignored)) {
        const std::string id = entry.path().stem().string();
        if (entry.path().extension() == partEnding && wire::isWireId(id)
            && isOlderThan(entry.path(), seconds)) {
            ids.push_back(id);
        }
    }
    return ids;
}

} // namespace raskadr::server
