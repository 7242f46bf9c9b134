#pragma once

#include "core/passport/passport.h"

namespace raskadr {

// Writes everything that is known about the project's shots and assets as one JSON document, with
// the names that the command line uses. The file appears whole or not at all.
Result<> writePassportJson(const Passport& passport, const QString& path,
                           const PassportProgress& progress = {}, std::stop_token stop = {});

} // namespace raskadr
