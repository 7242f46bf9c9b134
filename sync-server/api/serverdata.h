#pragma once

#include "sync-server/http/descriptor.h"
#include "sync-server/media/mediastore.h"
#include "sync-server/storage/store.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace raskadr::server {

// The folder in which a server keeps everything: the database, the media, and a lock that one
// process holds. For the owner alone.
class ServerData final
{
public:
    struct Failure
    {
        std::string text;
        bool inUse = false; // by another process
    };
    // Makes the folder if it is not there. `reserve`: bytes that uploads leave free on its disk.
    static tl::expected<ServerData, Failure> open(const std::filesystem::path& folder,
                                                  std::int64_t reserve);

    Store& store() { return *m_store; }
    MediaStore& media() { return *m_media; }

private:
    ServerData() = default;

    Descriptor m_lock;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<MediaStore> m_media;
};

// The account of this login, read beside the process that owns the database.
std::optional<Account> readLogin(const std::filesystem::path& folder, const std::string& login);

Millis wallClock();

} // namespace raskadr::server
