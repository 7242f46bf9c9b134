#pragma once

#include "core/wire/page.h"
#include "sync-server/api/gates.h"

namespace raskadr::server {

// The guest behind the cookie of this link, if there is one.
StoreResult<std::optional<Guest>> guestOf(Services& services, const Request& request);

// What every page of a link says about who looks and where.
wire::PageView viewOf(const Services& services, const Request& request);
Response htmlPage(const Request& request, int status, std::string html);

// The page of one shot with its comments and a form; with a problem it says what was refused, and
// keeps what was typed.
Response shotPage(Services& services, const Request& request, const std::string& shotId, int status,
                  wire::PageView view);

// The address of the page, or of one shot's.
std::string pageAddress(const Visitor& visitor);
std::string pageAddress(const Visitor& visitor, const std::string& shotId,
                        const std::string& fragment = {});

} // namespace raskadr::server
