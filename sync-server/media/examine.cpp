#include "sync-server/media/examine.h"

#include "core/wire/filestructure.h"
#include "sync-server/http/descriptor.h"
#include "sync-server/media/diskerror.h"
#include "sync-server/secrets/hash.h"

#include <array>
#include <fcntl.h>
#include <unistd.h>

namespace raskadr::server {

namespace {

constexpr size_t pieceBytes = 256 * 1024;

std::string typeByFirstBytes(std::string_view bytes)
{
    using namespace std::string_view_literals;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) {
        return "image/png";
    }
    if (bytes.starts_with("\xff\xd8\xff"sv)) {
        return "image/jpeg";
    }
    if (bytes.size() >= 12 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) {
        return "image/webp";
    }
    if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp"sv) {
        return "video/mp4";
    }
    return {};
}

} // namespace

MediaResult<ArrivedFile> examineFile(const std::filesystem::path& path)
{
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!descriptor.isOpen()) {
        return tl::unexpected(diskError("open"));
    }
    ArrivedFile file;
    Sha256 hash;
    std::string head;
    std::vector<char> piece(pieceBytes);
    while (true) {
        const ssize_t count = ::read(descriptor.number(), piece.data(), piece.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return tl::unexpected(diskError("read"));
        }
        if (count == 0) {
            break;
        }
        const std::string_view bytes(piece.data(), static_cast<size_t>(count));
        if (file.size == 0) {
            head = bytes.substr(0, 16);
        }
        hash.add(bytes);
        file.size += count;
    }
    file.sha256 = hash.hex();
    file.mime = typeByFirstBytes(head);
    if (file.mime.empty()) {
        file.problem = "the file is of no type that is published";
    } else if (const auto problem = wire::checkPublishedFile(path, file.mime)) {
        file.problem = wire::describe(*problem);
    }
    return file;
}

} // namespace raskadr::server
