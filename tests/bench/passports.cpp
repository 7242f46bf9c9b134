#include "core/passport/xlsxwriter.h"
#include "tests/bench/bench.h"
#include "tests/bench/corpus.h"
#include "tests/bench/samplelibrary.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <xlsxwriter.h>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int columns = 25;

PassportLabels plainLabels()
{
    PassportLabels labels;
    for (QString* label :
         {&labels.assetsSheet, &labels.shotsSheet, &labels.longTextsSheet, &labels.shotNumber,
          &labels.shotTitle, &labels.kind, &labels.file, &labels.headliner, &labels.provider,
          &labels.model, &labels.modelRevision, &labels.prompt, &labels.negativePrompt, &labels.seed,
          &labels.otherParameters, &labels.sourceAsset, &labels.editRequest, &labels.dataSource,
          &labels.date, &labels.cost, &labels.costUnit, &labels.width, &labels.height,
          &labels.duration, &labels.note, &labels.sha256, &labels.assetId, &labels.thumbnail}) {
        *label = u"Столбец"_s;
    }
    labels.assetsSheet = u"Ассеты"_s;
    labels.shotsSheet = u"Шоты"_s;
    labels.longTextsSheet = u"Длинные тексты"_s;
    return labels;
}

bool writeProduct(const SampleLibrary& sample, const QString& path,
                  const std::function<QString(const QString&)>& thumbnail)
{
    const PassportRequest request{sample.account, sample.projects.first(), PassportScope::All, {}};
    return withPassport(sample.library->store(), request,
                        [&](const Passport& passport) -> Result<> {
                            return writePassportXlsx(passport, plainLabels(), {thumbnail, {}}, path);
                        })
        .has_value();
}

// The same cells through the bare library, from rows that lie in memory.
bool writeBare(const QString& path, const QList<QByteArray>& prompts, const QString& picture)
{
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    lxw_workbook* workbook = workbook_new_opt(path.toUtf8().constData(), &options);
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, "Ассеты");
    if (!picture.isEmpty()) {
        worksheet_set_default_row(sheet, 50, LXW_FALSE);
    }
    for (qsizetype row = 0; row < prompts.size(); ++row) {
        for (int column = 0; column < columns; ++column) {
            const auto at = static_cast<lxw_col_t>(column);
            const auto line = static_cast<lxw_row_t>(row);
            if (column == 0 || column > columns - 5) {
                worksheet_write_number(sheet, line, at, double(row * column), nullptr);
            } else if (column == 8) {
                worksheet_write_string(sheet, line, at, prompts.at(row).constData(), nullptr);
            } else {
                worksheet_write_string(sheet, line, at, "Черновик: картинка", nullptr);
            }
        }
        if (!picture.isEmpty()) {
            worksheet_insert_image(sheet, static_cast<lxw_row_t>(row), columns,
                                   picture.toUtf8().constData());
        }
    }
    return workbook_close(workbook) == LXW_NO_ERROR;
}

// python3-xlsxwriter with the same shape of data.
bool writePython(const QString& path, qsizetype rows, const QString& prompt, const QString& picture)
{
    static const QString script = uR"(
import sys, xlsxwriter
path, rows, prompt, picture = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
book = xlsxwriter.Workbook(path, {'constant_memory': True})
sheet = book.add_worksheet('Ассеты')
if picture:
    sheet.set_default_row(50)
for row in range(rows):
    for column in range(%1):
        if column == 0 or column > %1 - 5:
            sheet.write_number(row, column, row * column)
        elif column == 8:
            sheet.write_string(row, column, '%d %s' % (row, prompt))
        else:
            sheet.write_string(row, column, 'Черновик: картинка')
    if picture:
        sheet.insert_image(row, %1, picture)
book.close()
)"_s.arg(columns);
    return QProcess::execute(u"/usr/bin/python3"_s, {u"-c"_s, script, path, QString::number(rows),
                                                    prompt, picture})
        == 0;
}

QList<QByteArray> promptsOf(const SampleLibrary& sample)
{
    QList<QByteArray> prompts;
    (void)sample.library->store().read(sample.account, [&](const Repositories& repositories) {
        repositories.assets.visitProject(sample.projects.first(), [&](const AssetRow& row) {
            prompts << (row.generation ? row.generation->prompt.toUtf8() : QByteArray());
            return true;
        });
        return true;
    });
    return prompts;
}

double cpuOf(const std::function<bool()>& work)
{
    std::vector<double> times;
    for (int round = 0; round < 3; ++round) {
        const double start = processCpuNow();
        if (!work()) {
            return 0;
        }
        times.push_back(processCpuNow() - start);
    }
    return median(times);
}

} // namespace

void measurePassport(const Place& place, Report& report)
{
    const auto none = [](const QString&) { return QString(); };
    const SampleLibrary large = makeSampleLibrary(
        place.work.filePath(u"large"_s), {.projects = 1, .shots = 2'500, .assets = 40});
    const SampleLibrary medium = makeSampleLibrary(
        place.work.filePath(u"medium"_s), {.projects = 1, .shots = 500, .assets = 20});
    const SampleLibrary small = makeSampleLibrary(
        place.work.filePath(u"small"_s), {.projects = 1, .shots = 250, .assets = 4});
    if (!large.library || !medium.library || !small.library) {
        report.skipped(u"passport"_s, u"the library could not be made"_s);
        return;
    }
    const QString path = place.work.filePath(u"passport.xlsx"_s);
    // First, while nothing else has grown the process.
    writeProduct(small, path, none);
    const double before = residentMiB();
    writeProduct(large, path, none);
    report.atMost(u"passport"_s, u"memory growth of XLSX at 100,000 rows"_s,
                  std::max(0.0, residentMiB() - before), u"MiB"_s, 20);

    const QList<QByteArray> prompts = promptsOf(medium);
    const QString prompt = QString::fromUtf8(prompts.value(0));
    const double product = cpuOf([&] { return writeProduct(medium, path, none); });
    const double bare = cpuOf([&] { return writeBare(path, prompts, {}); });
    report.ratioAtMost(u"passport"_s, u"XLSX of 10,000 rows"_s, product, bare, u"CPU s"_s,
                       u"bare libxlsxwriter"_s, 1.15);
    const bool python = QProcess::execute(u"/usr/bin/python3"_s, {u"-c"_s, u"import xlsxwriter"_s}) == 0;
    if (!python) {
        report.skipped(u"passport"_s, u"python3-xlsxwriter is not there"_s);
        return;
    }
    const double peer = cpuOf([&] { return writePython(path, prompts.size(), prompt, {}); });
    report.ratioAtMost(u"passport"_s, u"XLSX of 10,000 rows"_s, product, peer, u"CPU s"_s,
                       u"python3-xlsxwriter"_s, 0.30);

    const QString picture = place.work.filePath(u"picture.jpg"_s);
    QImage(corpusFiles(place.corpus, u"png"_s).value(0))
        .scaled(120, 120, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        .save(picture, "JPG", 80);
    const double pictured
        = cpuOf([&] { return writeProduct(small, path, [&](const QString&) { return picture; }); });
    const double picturedPeer = cpuOf([&] { return writePython(path, 1000, prompt, picture); });
    report.ratioAtMost(u"passport"_s, u"XLSX of 1,000 rows with thumbnails"_s, pictured, picturedPeer,
                       u"CPU s"_s, u"python3-xlsxwriter"_s, 0.45);
}

} // namespace raskadr::bench
