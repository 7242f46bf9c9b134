#pragma once

#include "sync-server/media/mediastore.h"

namespace raskadr::server {

// Media in a folder of this machine: parts/ holds uploads as ID.part, files/ the published ones as
// ab/HASH. A part becomes a file by a rename, after its bytes and before its row are on the disk.
class FolderMedia final : public MediaStore
{
public:
    // Makes the folder. `reserve`: bytes that uploads leave free on its disk.
    static MediaResult<std::unique_ptr<FolderMedia>> open(const std::filesystem::path& folder,
                                                          std::int64_t reserve);

    bool hasRoomFor(std::int64_t bytes) const override;
    MediaResult<> begin(const std::string& uploadId) override;
    MediaResult<std::int64_t> arrived(const std::string& uploadId) override;
    MediaResult<std::unique_ptr<PartWriter>> append(const std::string& uploadId) override;
    MediaResult<ArrivedFile> examine(const std::string& uploadId) override;
    MediaResult<> publish(const std::string& uploadId, const std::string& sha256) override;
    MediaResult<> drop(const std::string& uploadId) override;
    MediaResult<std::int64_t> size(const std::string& sha256) const override;
    MediaResult<ArrivedFile> examinePublished(const std::string& sha256) const override;
    std::filesystem::path file(const std::string& sha256) const override;
    MediaResult<> remove(const std::string& sha256) override;
    std::vector<std::string> filesOlderThan(std::int64_t seconds) const override;
    std::vector<std::string> uploadsOlderThan(std::int64_t seconds) const override;

private:
    FolderMedia(std::filesystem::path folder, std::int64_t reserve);
    std::filesystem::path part(const std::string& uploadId) const;

    std::filesystem::path m_folder;
    std::int64_t m_reserve;
};

} // namespace raskadr::server
