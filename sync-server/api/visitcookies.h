#pragma once

#include "sync-server/api/gates.h"

namespace raskadr::server {

// What a browser keeps about its visits of a link: the revision that it has seen, and, for the half
// hour of a visit, the one that it had seen before. So «changed» stays marked while somebody looks.
struct VisitMemory
{
    std::int64_t changedSince = 0; // revision with which changes are compared
    bool begins = false; // a visit begins
};

VisitMemory visitMemory(const Request& request, std::int64_t currentRevision);
void remember(const VisitMemory& memory, const Services& services, const Request& request,
              const std::string& base, std::int64_t currentRevision, Response& response);

} // namespace raskadr::server
