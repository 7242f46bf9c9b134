#include "sync-server/api/visitcookies.h"

#include "sync-server/api/answers.h"

#include <algorithm>

namespace raskadr::server {

namespace {

constexpr const char* seenName = "raskadr_seen";
constexpr const char* visitName = "raskadr_visit";
constexpr std::int64_t seenSeconds = std::int64_t(365) * 24 * 60 * 60;
constexpr std::int64_t visitSeconds = 30 * 60;
constexpr std::int64_t anyRevision = std::int64_t(1) << 53;

std::optional<std::int64_t> revisionIn(const Request& request, const char* name)
{
    const auto cookie = request.cookie(name);
    return cookie ? wholeNumber(*cookie, anyRevision) : std::nullopt;
}

} // namespace

VisitMemory visitMemory(const Request& request, std::int64_t currentRevision)
{
    if (const auto visit = revisionIn(request, visitName)) {
        return {*visit, false};
    }
    // Who comes for the first time sees no changes.
    return {revisionIn(request, seenName).value_or(currentRevision), true};
}

void remember(const VisitMemory& memory, const Services& services, const Request& request,
              const std::string& base, std::int64_t currentRevision, Response& response)
{
    const auto keep = [&](const char* name, std::int64_t revision, std::int64_t seconds) {
        response.headers.emplace_back("Set-Cookie",
                                      linkCookie(services, request, base,
                                                 std::string(name) + "=" + std::to_string(revision),
                                                 seconds));
    };
    keep(visitName, memory.changedSince, visitSeconds);
    keep(seenName, currentRevision, seenSeconds);
}

} // namespace raskadr::server
