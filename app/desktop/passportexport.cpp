#include "app/desktop/passportexport.h"

#include "core/passport/csvwriter.h"
#include "core/passport/fileexport.h"
#include "core/passport/jsonwriter.h"
#include "core/passport/xlsxwriter.h"

#include <QFileInfo>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int thumbnailLevel = 240;

Result<> writeDocument(const Library& library, const PassportTask& task, const Passport& passport,
                       const PassportProgress& progress, const std::stop_token& stop)
{
    switch (task.choice.format) {
    case ui::PassportFormat::Xlsx: {
        XlsxOptions options;
        options.thumbnail = [cache = library.cache()](const QString& sha256) {
            const QString path = cache.thumbnailPath(sha256, thumbnailLevel);
            return QFileInfo::exists(path) ? path : QString();
        };
        if (task.choice.withFiles) {
            options.filesFolder = QFileInfo(filesFolderOf(task.target, task.labels)).fileName();
        }
        return writePassportXlsx(passport, task.labels, options, task.target, progress, stop);
    }
    case ui::PassportFormat::CsvExcel:
        return writePassportCsv(passport, task.labels, CsvFlavour::Excel, task.target, progress,
                                stop);
    case ui::PassportFormat::CsvRfc4180:
        return writePassportCsv(passport, task.labels, CsvFlavour::Rfc4180, task.target, progress,
                                stop);
    case ui::PassportFormat::Json:
        return writePassportJson(passport, task.target, progress, stop);
    case ui::PassportFormat::HeadlinersFolder:
        return {};
    }
    return failure(ErrorKind::Internal);
}

Result<> writeDocument(const Library& library, const PassportTask& task,
                       const PassportRequest& request, const PassportProgress& progress,
                       const std::stop_token& stop)
{
    return withPassport(library.store(), request, [&](const Passport& passport) {
        return writeDocument(library, task, passport, progress, stop);
    });
}

} // namespace

Result<PassportOutcome> exportPassport(const Library& library, const PassportTask& task,
                                       const PassportProgress& progress,
                                       const std::stop_token& stop)
{
    const bool toFolder = task.choice.format == ui::PassportFormat::HeadlinersFolder;
    if (!toFolder && !task.choice.withFiles) {
        if (auto written = writeDocument(library, task, task.request, progress, stop); !written) {
            return failure(written.error());
        }
        return PassportOutcome();
    }
    // Reading what lies there and copying the rest is what takes the time.
    const auto part = [&progress](double from, double share) -> PassportProgress {
        return [&progress, from, share](double fraction) { progress(from + share * fraction); };
    };
    const auto files = FileExport::plan(
        library.store(), task.request,
        toFolder ? task.target : filesFolderOf(task.target, task.labels), part(0, 0.4), stop);
    if (!files) {
        return failure(files.error());
    }
    if (!toFolder) {
        if (auto written = writeDocument(library, task, files->request(), part(0.4, 0.1), stop);
            !written) {
            return failure(written.error());
        }
    }
    const auto exported =
        files->copy([&library](const QString& sha256) { return library.media().path(sha256); },
                    part(0.5, 0.5), stop);
    if (!exported) {
        return failure(exported.error());
    }
    return PassportOutcome{exported->copied, exported->missing};
}

QString suffixOf(ui::PassportFormat format)
{
    switch (format) {
    case ui::PassportFormat::Xlsx:
        return u"xlsx"_s;
    case ui::PassportFormat::CsvExcel:
    case ui::PassportFormat::CsvRfc4180:
        return u"csv"_s;
    case ui::PassportFormat::Json:
        return u"json"_s;
    case ui::PassportFormat::HeadlinersFolder:
        return {};
    }
    return {};
}

} // namespace raskadr::desktop
