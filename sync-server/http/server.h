#pragma once

#include "sync-server/http/message.h"
#include "sync-server/options.h"

#include <cstdint>
#include <functional>
#include <string>

namespace raskadr::server {

// Listens and serves until SIGTERM or SIGINT; what is being answered then is finished first.
// `listening` is told the address and port once connections are taken. Returns an empty text, or why
// it could not listen.
std::string serve(const Options& options, const RequestHandler& handler,
                  const std::function<void(const std::string& address, std::uint16_t port)>& listening);

} // namespace raskadr::server
