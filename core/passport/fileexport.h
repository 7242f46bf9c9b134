#pragma once

#include "core/passport/passport.h"

namespace raskadr {

struct ExportedFiles
{
    int copied = 0;
    QStringList missing; // names of the files whose original is gone
};

// Where the files of a passport go: «Маяк files» beside «Маяк.xlsx».
QString filesFolderOf(const QString& passportPath);

// Copies the files of a passport's rows into a folder, under their readable names. A file of that
// name with other contents is never replaced: the copy gets a number behind it.
Result<ExportedFiles> exportFiles(const Passport& passport,
                                  const std::function<QString(const QString& sha256)>& mediaPath,
                                  const QString& folder, const PassportProgress& progress = {},
                                  std::stop_token stop = {});

} // namespace raskadr
