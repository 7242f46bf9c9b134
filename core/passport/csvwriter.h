#pragma once

#include "core/passport/passport.h"
#include "core/passport/passportlabels.h"

namespace raskadr {

enum class CsvFlavour {
    Excel, // UTF-8 with BOM, semicolons, decimal commas, an apostrophe before = + - @
    Rfc4180, // commas, ISO dates, texts byte for byte
};

// Writes the assets of a passport. The file appears whole or not at all.
Result<> writePassportCsv(const Passport& passport, const PassportLabels& labels,
                          CsvFlavour flavour, const QString& path,
                          const PassportProgress& progress = {}, std::stop_token stop = {});

} // namespace raskadr
