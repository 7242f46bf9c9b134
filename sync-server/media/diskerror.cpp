#include "sync-server/media/diskerror.h"

#include <cerrno>
#include <system_error>

namespace raskadr::server {

MediaError diskError(const char* step)
{
    const int code = errno;
    MediaError error{MediaError::Kind::Failed,
                     std::string(step) + ": " + std::generic_category().message(code)};
    if (code == ENOSPC || code == EDQUOT) {
        error.kind = MediaError::Kind::NoRoom;
    } else if (code == ENOENT) {
        error.kind = MediaError::Kind::Missing;
    }
    return error;
}

} // namespace raskadr::server
