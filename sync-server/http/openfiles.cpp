#include "sync-server/http/openfiles.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace raskadr::server {

namespace {

constexpr std::size_t mostFiles = 256;
constexpr std::chrono::seconds keptFor(5);

} // namespace

SharedFile openRegularFile(const std::filesystem::path& path)
{
    Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat status = {};
    if (!descriptor.isOpen() || ::fstat(descriptor.number(), &status) != 0) {
        return nullptr;
    }
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return nullptr;
    }
    const auto size = static_cast<std::uint64_t>(status.st_size);
    return std::make_shared<const OpenFile>(OpenFile{std::move(descriptor), size});
}

SharedFile OpenFiles::open(const std::filesystem::path& path, Clock::time_point now)
{
    const auto found = m_files.find(path.native());
    if (found != m_files.end() && now - found->second.opened < keptFor) {
        return found->second.file;
    }
    SharedFile file = openRegularFile(path);
    if (file) {
        if (m_files.size() >= mostFiles) {
            m_files.clear();
        }
        m_files.insert_or_assign(path.native(), Entry{file, now});
    }
    return file;
}

void OpenFiles::dropOld(Clock::time_point now)
{
    std::erase_if(m_files,
                  [now](const auto& entry) { return now - entry.second.opened >= keptFor; });
}

} // namespace raskadr::server
