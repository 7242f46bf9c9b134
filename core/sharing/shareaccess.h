#pragma once

#include "core/net/httpclient.h"
#include "core/sharing/sharefailure.h"

#include <optional>

namespace raskadr {

// Where a share server is, and what lets us in. The address has no slash at its end.
struct ShareAccess
{
    HttpUrl address;
    bool isLocal = false; // it may lie in the own network: the user said so
    std::optional<HttpProxy> proxy;
    Secret token; // empty: before the login
};

// The address as it is meant: with https where no scheme is typed, without a slash at the end.
// AddressInvalid, NotEncrypted for plain http to the world, LocalUnconfirmed for the own network
// unless the user has said that it is meant. The loopback needs nobody's word.
ShareResult<ShareAccess> accessTo(const QString& typedAddress, bool isConfirmed);
// Into the own network, as far as the address itself shows: no proxy is on the way there.
bool leadsInside(const HttpUrl& address);
// The address as it is kept and shown, without a slash at its end.
QString addressText(const HttpUrl& address);
// It can be opened on this computer alone.
bool isLoopback(const HttpUrl& address);

} // namespace raskadr
