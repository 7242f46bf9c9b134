#include "app/cli/background.h"
#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/ids.h"
#include "app/cli/interrupt.h"
#include "app/cli/passportthumbnails.h"
#include "app/words/passportwords.h"
#include "core/passport/csvwriter.h"
#include "core/passport/fileexport.h"
#include "core/passport/jsonwriter.h"
#include "core/passport/xlsxwriter.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Format { Xlsx, Csv, Json };

std::optional<Format> formatOf(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == u"xlsx"_s) {
        return Format::Xlsx;
    }
    if (suffix == u"csv"_s) {
        return Format::Csv;
    }
    return suffix == u"json"_s ? std::optional(Format::Json) : std::nullopt;
}

struct Task
{
    PassportRequest request;
    Format format = Format::Xlsx;
    CsvFlavour flavour = CsvFlavour::Excel;
    PassportLabels words;
    QString target;
    QString filesFolder; // empty: without files
};

struct Outcome
{
    int rows = 0;
    ExportedFiles files;
};

QString absolute(const QString& word)
{
    return QDir::cleanPath(QFileInfo(word).absoluteFilePath());
}

Result<> writeDocument(Context& context, const Task& task, const Passport& passport,
                       const PassportProgress& progress, const std::stop_token& stop)
{
    switch (task.format) {
    case Format::Xlsx: {
        PassportThumbnails thumbnails(context.library(), stop);
        XlsxOptions options;
        options.thumbnail = [&](const QString& sha256) { return thumbnails.pathOf(sha256); };
        options.filesFolder = QFileInfo(task.filesFolder).fileName();
        return writePassportXlsx(passport, task.words, options, task.target, progress, stop);
    }
    case Format::Csv:
        return writePassportCsv(passport, task.words, task.flavour, task.target, progress, stop);
    case Format::Json:
        return writePassportJson(passport, task.target, progress, stop);
    }
    return failure(ErrorKind::Internal);
}

PassportProgress progressOf(Context& context, const QString& what)
{
    return [&output = context.output(), what](double fraction) {
        QMetaObject::invokeMethod(qApp,
                                  [&output, what, fraction] { output.progress(what, fraction); });
    };
}

Result<FileExport> planFiles(Context& context, const PassportRequest& request,
                             const QString& folder, const std::stop_token& stop)
{
    return FileExport::plan(context.store(), request, folder,
                            progressOf(context, Words::tr("Checking")), stop);
}

Result<ExportedFiles> copyFiles(Context& context, const FileExport& files,
                                const std::stop_token& stop)
{
    return files.copy([&](const QString& sha256) { return context.library().media().path(sha256); },
                      progressOf(context, Words::tr("Copying")), stop);
}

// How many rows it has.
Result<int> writeDocument(Context& context, const Task& task, const PassportRequest& request,
                          const std::stop_token& stop)
{
    int rows = 0;
    const auto written =
        withPassport(context.store(), request, [&](const Passport& passport) -> Result<> {
            rows = passport.rowCount();
            return writeDocument(context, task, passport, progressOf(context, Words::tr("Writing")),
                                 stop);
        });
    if (!written) {
        return failure(written.error());
    }
    return rows;
}

Result<Outcome> write(Context& context, const Task& task, const std::stop_token& stop)
{
    if (task.filesFolder.isEmpty()) {
        const auto rows = writeDocument(context, task, task.request, stop);
        if (!rows) {
            return failure(rows.error());
        }
        return Outcome{*rows, {}};
    }
    const auto files = planFiles(context, task.request, task.filesFolder, stop);
    if (!files) {
        return failure(files.error());
    }
    const auto rows = writeDocument(context, task, files->request(), stop);
    if (!rows) {
        return failure(rows.error());
    }
    auto copied = copyFiles(context, *files, stop);
    if (!copied) {
        return failure(copied.error());
    }
    return Outcome{*rows, std::move(*copied)};
}

int cannotWrite(Context& context, const Error& error, const QString& target)
{
    if (error.kind == ErrorKind::FileUnreadable) {
        return context.fail(
            Words::tr("“%1” cannot be written. Check the folder and its permissions.")
                .arg(QDir::toNativeSeparators(target)));
    }
    return context.fail(error);
}

// What is missing is told by name; what could be written is there.
int endWith(Context& context, const QStringList& missing)
{
    if (missing.isEmpty()) {
        return Done;
    }
    return context.fail(
        Words::tr("%n original(s) are missing: %1", nullptr, static_cast<int>(missing.size()))
            .arg(missing.join(u", "_s)));
}

std::optional<PassportScope> scopeOf(const Invocation& invocation)
{
    const QString scope = invocation.value(u"--scope"_s).value_or(u"all"_s);
    if (scope == u"all"_s) {
        return PassportScope::All;
    }
    return scope == u"headliners"_s ? std::optional(PassportScope::Headliners) : std::nullopt;
}

std::optional<CsvFlavour> flavourOf(const Invocation& invocation)
{
    const QString flavour = invocation.value(u"--csv"_s).value_or(u"excel"_s);
    if (flavour == u"excel"_s) {
        return CsvFlavour::Excel;
    }
    return flavour == u"rfc4180"_s ? std::optional(CsvFlavour::Rfc4180) : std::nullopt;
}

std::optional<QString> misuseOfPassport(const Invocation& invocation)
{
    const auto format = formatOf(invocation.arguments[1]);
    if (!format) {
        return Words::tr("The end of the file's name decides: .xlsx, .csv or .json.");
    }
    if (!scopeOf(invocation)) {
        return Words::tr("--scope takes all or headliners.");
    }
    if (!flavourOf(invocation)) {
        return Words::tr("--csv takes excel or rfc4180.");
    }
    if (invocation.has(u"--csv"_s) && *format != Format::Csv) {
        return Words::tr("--csv goes with a .csv file only.");
    }
    return std::nullopt;
}

Task taskOf(Context& context)
{
    const Invocation& invocation = context.invocation();
    const auto catalog = context.read([](const Repositories& r) {
        return Catalog::ofAll(r.catalog.providers() + r.catalog.withdrawnProviders(),
                              r.catalog.models() + r.catalog.withdrawnModels());
    });
    Task task;
    task.words = passportWords(catalog.value_or(Catalog()));
    task.target = absolute(invocation.arguments[1]);
    task.format = formatOf(task.target).value_or(Format::Xlsx);
    task.request.scope = scopeOf(invocation).value_or(PassportScope::All);
    task.flavour = flavourOf(invocation).value_or(CsvFlavour::Excel);
    if (invocation.has(u"--with-files"_s)) {
        task.filesFolder = filesFolderOf(task.target, task.words);
    }
    return task;
}

int writePassport(Context& context)
{
    Task task = taskOf(context);
    const auto project = findProject(context, context.argument(0));
    if (!project) {
        return Failed;
    }
    task.request.accountId = context.account();
    task.request.projectId = project->id;
    if (!QFileInfo(QFileInfo(task.target).path()).isDir()) {
        return context.fail(Words::tr("There is no folder “%1”.")
                                .arg(QDir::toNativeSeparators(QFileInfo(task.target).path())));
    }
    Interrupt interrupt;
    const auto outcome = inBackground([&] { return write(context, task, interrupt.token()); });
    if (!outcome) {
        return cannotWrite(context, outcome.error(), task.target);
    }
    QJsonObject json{{u"file"_s, task.target}, {u"assets"_s, outcome->rows}};
    QStringList lines{
        Words::tr("The passport is written: %1").arg(QDir::toNativeSeparators(task.target)),
        Words::tr("%n asset(s) in it.", nullptr, outcome->rows)};
    if (!task.filesFolder.isEmpty()) {
        json[u"filesFolder"_s] = task.filesFolder;
        json[u"copied"_s] = outcome->files.copied;
        json[u"missing"_s] = QJsonArray::fromStringList(outcome->files.missing);
        lines.append(Words::tr("%n file(s) copied beside it.", nullptr, outcome->files.copied));
    }
    context.output().result(json, lines.join(u'\n'));
    return endWith(context, outcome->files.missing);
}

int exportHeadliners(Context& context)
{
    const auto project = findProject(context, context.argument(0));
    if (!project) {
        return Failed;
    }
    const QString folder = absolute(context.argument(1));
    PassportRequest request;
    request.accountId = context.account();
    request.projectId = project->id;
    request.scope = PassportScope::Headliners;
    Interrupt interrupt;
    const auto copied = inBackground([&]() -> Result<ExportedFiles> {
        const auto files = planFiles(context, request, folder, interrupt.token());
        if (!files) {
            return failure(files.error());
        }
        return copyFiles(context, *files, interrupt.token());
    });
    if (!copied) {
        return cannotWrite(context, copied.error(), folder);
    }
    context.output().result(
        QJsonObject{{u"folder"_s, folder},
                    {u"copied"_s, copied->copied},
                    {u"missing"_s, QJsonArray::fromStringList(copied->missing)}},
        Words::tr("%n headliner(s) copied to %1", nullptr, copied->copied)
            .arg(QDir::toNativeSeparators(folder)));
    return endWith(context, copied->missing);
}

} // namespace

QList<CommandSpec> passportCommands()
{
    return {
        {u"passport"_s,
         u"PROJECT FILE"_s,
         Words::tr("Write the technical passport as .xlsx, .csv or .json."),
         {{u"--scope"_s, u"all|headliners"_s, Words::tr("Every asset, or the headliners only."),
           false},
          {u"--csv"_s, u"excel|rfc4180"_s,
           Words::tr("CSV for Excel in Russian, or as the standard has it."), false},
          {u"--with-files"_s,
           {},
           Words::tr("Copy the files into a folder beside the passport."),
           false}},
         Access::Read,
         true,
         writePassport,
         misuseOfPassport},
        {u"headliners"_s,
         u"PROJECT DIR"_s,
         Words::tr("Copy the headliners into a folder, for the editing program."),
         {},
         Access::Read,
         true,
         exportHeadliners},
    };
}

} // namespace raskadr::cli
