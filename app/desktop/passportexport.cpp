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

Result<> writeDocument(Library& library, const PassportTask& task, const Passport& passport,
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
            options.filesFolder = QFileInfo(filesFolderOf(task.target)).fileName();
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

} // namespace

Result<PassportOutcome> exportPassport(Library& library, const PassportTask& task,
                                       const PassportProgress& progress, std::stop_token stop)
{
    const bool toFolder = task.choice.format == ui::PassportFormat::HeadlinersFolder;
    const bool withFiles = toFolder || task.choice.withFiles;
    // Copying files is what takes the time when there are any.
    const double documentShare = toFolder ? 0 : withFiles ? 0.2 : 1;
    PassportOutcome outcome;
    const auto done =
        withPassport(library.store(), task.request, [&](const Passport& passport) -> Result<> {
            const auto part = [&](double from, double share) -> PassportProgress {
                return [&progress, from, share](double fraction) {
                    progress(from + share * fraction);
                };
            };
            if (auto written = writeDocument(library, task, passport, part(0, documentShare), stop);
                !written) {
                return written;
            }
            if (!withFiles) {
                return {};
            }
            const auto exported = exportFiles(
                passport,
                [&library](const QString& sha256) { return library.media().path(sha256); },
                toFolder ? task.target : filesFolderOf(task.target),
                part(documentShare, 1 - documentShare), stop);
            if (!exported) {
                return failure(exported.error());
            }
            outcome.copied = exported->copied;
            outcome.missing = exported->missing;
            return {};
        });
    if (!done) {
        return failure(done.error());
    }
    return outcome;
}

QString filesFolderOf(const QString& passportPath)
{
    const QFileInfo info(passportPath);
    return info.path() + u'/' + info.completeBaseName() + u" files"_s;
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
