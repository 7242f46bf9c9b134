#pragma once

#include "core/passport/passport.h"
#include "core/passport/passportlabels.h"

namespace raskadr {

struct XlsxOptions
{
    // A small JPEG for a content, or an empty path: then the cell stays empty.
    std::function<QString(const QString& sha256)> thumbnail;
    // The folder of «Положить файлы рядом» relative to the workbook; empty: no links.
    QString filesFolder;
};

// Writes «Ассеты», «Шоты» and, where a text is too long for a cell, «Длинные тексты». Texts are
// string cells, never formulas. The file appears whole or not at all. Memory does not grow with the
// number of rows.
Result<> writePassportXlsx(const Passport& passport, const PassportLabels& labels,
                           const XlsxOptions& options, const QString& path,
                           const PassportProgress& progress = {}, std::stop_token stop = {});

} // namespace raskadr
