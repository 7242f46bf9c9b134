#pragma once

// A part of the client, internal to this module.

#include "core/net/httpanswer.h"

#include <curl/curl.h>

namespace raskadr {

// What curl's verdict means, as far as it can be told from the handle alone.
HttpFault curlFault(CURLcode code, CURL* handle, bool viaProxy, bool headDone);

} // namespace raskadr
