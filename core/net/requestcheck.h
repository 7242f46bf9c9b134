#pragma once

// A part of the client, internal to this module: what is refused before anything is sent, and which
// addresses a request may connect to.

#include "core/net/httpanswer.h"

#include <optional>

namespace raskadr {

using Checked = tl::expected<void, HttpFailure>;

// The form of the request alone: its headers, its proxy, its redirects.
Checked checkForm(const HttpRequest& request);

// Whether it may go to this address: its own, or one that a redirect leads to.
Checked checkTarget(const HttpRequest& request, const HttpUrl& url, bool viaProxy);

// Whether its secrets may all go there.
Checked checkSecrets(const HttpRequest& request, const HttpUrl& url);

bool isLocalTarget(const HttpRequest& request, const HttpUrl& url);
bool mayConnect(const IpAddress& address, bool local);

} // namespace raskadr
