#pragma once

#include "core/net/httprequest.h"

#include <chrono>
#include <optional>

namespace raskadr {

// How long a service asks to wait: retry-after-ms, retry-after in seconds or as a date, or one of
// the service's own headers (seconds, or milliseconds where the name ends in -ms). A date counts
// from the answer's own Date, so that a wrong clock here does no harm; without one from `nowMs`
// (UTC). Never more than a day, nothing for what cannot be read. Whether to wait is the caller's
// affair.
std::optional<std::chrono::milliseconds> retryAfter(const HttpHeaders& headers, qint64 nowMs,
                                                    const QList<QByteArray>& ownNames = {});

} // namespace raskadr
