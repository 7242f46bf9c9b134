#pragma once

#include "sync-server/http/descriptor.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>

namespace raskadr::server {

struct OpenFile
{
    Descriptor descriptor;
    std::uint64_t size = 0;
};
using SharedFile = std::shared_ptr<const OpenFile>;

// None, with errno, if it cannot be opened or is no regular file; a link is none.
SharedFile openRegularFile(const std::filesystem::path& path);

// Files that were asked for just now, kept open for a few seconds: a player asks for one in many
// parts. Only for files that never change. One thread.
class OpenFiles final
{
public:
    using Clock = std::chrono::steady_clock;

    SharedFile open(const std::filesystem::path& path, Clock::time_point now);
    void dropOld(Clock::time_point now);

private:
    struct Entry
    {
        SharedFile file;
        Clock::time_point opened;
    };
    std::unordered_map<std::string, Entry> m_files;
};

} // namespace raskadr::server
