#include "sync-server/api/serverdata.h"

#include "sync-server/media/foldermedia.h"
#include "sync-server/storage/sqliteengine.h"
#include "sync-server/storage/sqlstore.h"

#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>

namespace raskadr::server {

namespace {

namespace fs = std::filesystem;

constexpr const char* databaseName = "server.sqlite";

std::string because(const std::string& what)
{
    return what + ": " + std::generic_category().message(errno);
}

} // namespace

tl::expected<ServerData, ServerData::Failure> ServerData::open(const fs::path& folder,
                                                               std::int64_t reserve)
{
    const auto fail = [](std::string text, bool inUse = false) {
        return tl::unexpected(Failure{std::move(text), inUse});
    };
    ::umask(0077);
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail("cannot make the folder " + folder.string() + ": " + error.message());
    }
    ServerData data;
    data.m_lock = Descriptor(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!data.m_lock.isOpen()) {
        return fail(because("cannot write to the folder " + folder.string()));
    }
    if (::flock(data.m_lock.number(), LOCK_EX | LOCK_NB) != 0) {
        return fail("the folder " + folder.string() + " is used by another server", true);
    }
    auto engine = SqliteEngine::open((folder / databaseName).string());
    if (!engine) {
        return fail("cannot open the database: " + engine.error().detail);
    }
    data.m_store = std::make_unique<SqlStore>(std::move(*engine));
    auto media = FolderMedia::open(folder / "media", reserve);
    if (!media) {
        return fail("cannot open the folder of media: " + media.error().detail);
    }
    data.m_media = std::move(*media);
    return data;
}

std::optional<Account> readLogin(const fs::path& folder, const std::string& login)
{
    auto engine = SqliteEngine::openBeside((folder / databaseName).string());
    if (!engine) {
        return std::nullopt;
    }
    SqlStore store(std::move(*engine));
    const auto account = store.accountByLogin(login);
    return account ? *account : std::nullopt;
}

Millis wallClock()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace raskadr::server
