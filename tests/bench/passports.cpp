#include "core/passport/columns.h"
#include "core/passport/xlsxwriter.h"
#include "tests/bench/bench.h"
#include "tests/bench/corpus.h"
#include "tests/bench/samplelibrary.h"

#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <xlsxwriter.h>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of a picture of 1280 × 720 in its row, as the product shows it.
constexpr double thumbnailScale = 64 / 67.5;

PassportLabels plainLabels()
{
    PassportLabels labels;
    for (QString* label : {&labels.shotNumber,
                           &labels.shotTitle,
                           &labels.kind,
                           &labels.file,
                           &labels.headliner,
                           &labels.provider,
                           &labels.model,
                           &labels.modelRevision,
                           &labels.prompt,
                           &labels.negativePrompt,
                           &labels.seed,
                           &labels.otherParameters,
                           &labels.sourceAsset,
                           &labels.editRequest,
                           &labels.dataSource,
                           &labels.date,
                           &labels.cost,
                           &labels.costUnit,
                           &labels.width,
                           &labels.height,
                           &labels.duration,
                           &labels.note,
                           &labels.sha256,
                           &labels.assetId,
                           &labels.thumbnail,
                           &labels.script,
                           &labels.status,
                           &labels.label,
                           &labels.plannedDuration,
                           &labels.assetCount,
                           &labels.shotId,
                           &labels.commentLink,
                           &labels.commentKind,
                           &labels.commentAuthor,
                           &labels.commentText,
                           &labels.commentAt,
                           &labels.commentDate,
                           &labels.commentSeen,
                           &labels.commentResolved,
                           &labels.commentAnswers}) {
        *label = u"Столбец"_s;
    }
    labels.assetsSheet = u"Ассеты"_s;
    labels.shotsSheet = u"Шоты"_s;
    labels.commentsSheet = u"Comments"_s;
    labels.longTextsSheet = u"Длинные тексты"_s;
    labels.yes = u"да"_s;
    labels.image = u"Картинка"_s;
    labels.generatedHere = u"Создано здесь"_s;
    labels.providers[u"draft"_s] = u"Черновик"_s;
    labels.models[u"draft.image"_s] = u"Черновик: картинка"_s;
    labels.statuses = {{ShotStatus::Waiting, u"Ожидание"_s},
                       {ShotStatus::InProgress, u"В работе"_s},
                       {ShotStatus::Done, u"Готово"_s}};
    return labels;
}

PassportRequest requestOf(const SampleLibrary& sample)
{
    return {sample.account, sample.projects.first(), PassportScope::All, {}};
}

bool writeProduct(const SampleLibrary& sample, const QString& path,
                  const std::function<QString(const QString&)>& thumbnail)
{
    return withPassport(
               sample.library->store(), requestOf(sample),
               [&](const Passport& passport) -> Result<> {
                   return writePassportXlsx(passport, plainLabels(), {thumbnail, {}}, path);
               })
        .has_value();
}

// What the product writes, ready in memory for somebody else to write: the same sheets, cells and
// formats. Numbers stand for themselves, money and moments have a format.
struct Cell
{
    int column = 0;
    PassportCell::Kind kind = PassportCell::Kind::Nothing;
    bool isMoney = false;
    QByteArray text;
    double number = 0;
};
struct SheetContent
{
    QByteArray name;
    QList<QByteArray> titles;
    QList<double> widths;
    QList<QList<Cell>> rows;
};
struct Content
{
    SheetContent assets;
    SheetContent shots;
    SheetContent comments; // nobody said anything
    int thumbnailColumn = 0;
};

Cell textCell(int column, const QString& text)
{
    return {column, PassportCell::Kind::Text, false, text.toUtf8(), 0};
}

Cell numberCell(int column, double number, bool isMoney = false)
{
    return {column, PassportCell::Kind::Number, isMoney, {}, number};
}

Cell momentCell(int column, qint64 ms)
{
    const qint64 local = ms + QDateTime::fromMSecsSinceEpoch(ms).offsetFromUtc() * 1000LL;
    return {column, PassportCell::Kind::Moment, false, {}, double(local) / 86'400'000 + 25'569};
}

SheetContent assetsOf(const Passport& passport, const PassportLabels& labels)
{
    SheetContent content{labels.assetsSheet.toUtf8(), {}, {}, {}};
    const QList<PassportColumn> columns = assetColumns(passport, labels);
    for (const PassportColumn& column : columns) {
        content.titles << column.title.toUtf8();
        content.widths << column.width;
    }
    passport.visit([&](const PassportRow& data) {
        QList<Cell>& row = content.rows.emplace_back();
        for (int i = 0; i < columns.size(); ++i) {
            const PassportCell cell = columns.at(i).cell(data);
            if (cell.kind == PassportCell::Kind::Text) {
                row << textCell(i, cell.text);
            } else if (cell.kind == PassportCell::Kind::Number) {
                row << numberCell(i, cell.number, columns.at(i).role == ColumnRole::Money);
            } else if (cell.kind == PassportCell::Kind::Moment) {
                row << momentCell(i, cell.momentMs);
            }
        }
        return true;
    });
    return content;
}

SheetContent shotsOf(const Passport& passport, const PassportLabels& labels)
{
    SheetContent content{labels.shotsSheet.toUtf8(), {}, {7, 30, 70, 14, 14, 12, 10, 11, 38}, {}};
    for (const QString& title :
         {labels.shotNumber, labels.shotTitle, labels.script, labels.status, labels.label,
          labels.plannedDuration, labels.assetCount, labels.headliner, labels.shotId}) {
        content.titles << title.toUtf8();
    }
    for (const Shot& shot : passport.shots()) {
        content.rows << QList<Cell>{numberCell(0, shot.number()),
                                    textCell(1, shot.title),
                                    textCell(2, shot.script),
                                    textCell(3, labels.statuses.value(shot.status)),
                                    textCell(4, labels.labels.value(shot.label)),
                                    numberCell(6, passport.assetsOf(shot.id)),
                                    textCell(7, labels.yes),
                                    textCell(8, shot.id.toString())};
    }
    return content;
}

SheetContent commentsOf(const PassportLabels& labels)
{
    SheetContent content{
        labels.commentsSheet.toUtf8(), {}, {7, 30, 18, 16, 20, 80, 12, 17, 17, 9, 20}, {}};
    for (const QString& title :
         {labels.shotNumber, labels.shotTitle, labels.commentLink, labels.commentKind,
          labels.commentAuthor, labels.commentText, labels.commentAt, labels.commentDate,
          labels.commentSeen, labels.commentResolved, labels.commentAnswers}) {
        content.titles << title.toUtf8();
    }
    return content;
}

Content contentOf(const SampleLibrary& sample)
{
    Content content;
    const PassportLabels labels = plainLabels();
    (void)withPassport(
        sample.library->store(), requestOf(sample), [&](const Passport& passport) -> Result<> {
            content.assets = assetsOf(passport, labels);
            content.shots = shotsOf(passport, labels);
            content.comments = commentsOf(labels);
            const auto columns = assetColumns(passport, labels);
            while (columns.at(content.thumbnailColumn).role != ColumnRole::Thumbnail) {
                ++content.thumbnailColumn;
            }
            return {};
        });
    return content;
}

class BareBook
{
public:
    explicit BareBook(const QString& path)
    {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        m_book = workbook_new_opt(path.toUtf8().constData(), &options);
        m_header = workbook_add_format(m_book);
        m_moment = workbook_add_format(m_book);
        m_money = workbook_add_format(m_book);
        format_set_bold(m_header);
        format_set_bottom(m_header, LXW_BORDER_THIN);
        format_set_num_format(m_moment, "dd.mm.yyyy hh:mm");
        format_set_num_format(m_money, "0.00##");
    }
    lxw_worksheet* add(const SheetContent& content)
    {
        return workbook_add_worksheet(m_book, content.name.constData());
    }
    void write(lxw_worksheet* sheet, const SheetContent& content)
    {
        for (int i = 0; i < content.widths.size(); ++i) {
            worksheet_set_column(sheet, lxw_col_t(i), lxw_col_t(i), content.widths.at(i), nullptr);
        }
        worksheet_freeze_panes(sheet, 1, 0);
        for (int i = 0; i < content.titles.size(); ++i) {
            worksheet_write_string(sheet, 0, lxw_col_t(i), content.titles.at(i).constData(),
                                   m_header);
        }
        lxw_row_t line = 0;
        for (const QList<Cell>& row : content.rows) {
            ++line;
            for (const Cell& cell : row) {
                const auto at = static_cast<lxw_col_t>(cell.column);
                if (cell.kind == PassportCell::Kind::Text) {
                    worksheet_write_string(sheet, line, at, cell.text.constData(), nullptr);
                } else {
                    worksheet_write_number(sheet, line, at, cell.number, formatOf(cell));
                }
            }
        }
        worksheet_autofilter(sheet, 0, 0, std::max<lxw_row_t>(line, 1),
                             lxw_col_t(content.titles.size() - 1));
    }
    bool close() { return workbook_close(m_book) == LXW_NO_ERROR; }

private:
    lxw_format* formatOf(const Cell& cell) const
    {
        return cell.kind == PassportCell::Kind::Moment ? m_moment
            : cell.isMoney                             ? m_money
                                                       : nullptr;
    }

    lxw_workbook* m_book = nullptr;
    lxw_format* m_header = nullptr;
    lxw_format* m_moment = nullptr;
    lxw_format* m_money = nullptr;
};

// The limit: the bare library, from cells that lie in memory.
bool writeBare(const QString& path, const Content& content)
{
    BareBook book(path);
    lxw_worksheet* assets = book.add(content.assets);
    lxw_worksheet* shots = book.add(content.shots);
    lxw_worksheet* comments = book.add(content.comments);
    worksheet_set_default_row(assets, 50, LXW_FALSE);
    book.write(assets, content.assets);
    book.write(shots, content.shots);
    book.write(comments, content.comments);
    return book.close();
}

QJsonObject jsonOf(const SheetContent& content)
{
    QJsonArray titles;
    QJsonArray widths;
    QJsonArray rows;
    for (int i = 0; i < content.titles.size(); ++i) {
        titles << QString::fromUtf8(content.titles.at(i));
        widths << content.widths.at(i);
    }
    for (const QList<Cell>& row : content.rows) {
        QJsonArray cells;
        for (const Cell& cell : row) {
            const bool isText = cell.kind == PassportCell::Kind::Text;
            const int format = cell.kind == PassportCell::Kind::Moment ? 1 : cell.isMoney ? 2 : 0;
            cells << QJsonArray{cell.column, format,
                                isText ? QJsonValue(QString::fromUtf8(cell.text))
                                       : QJsonValue(cell.number)};
        }
        rows << cells;
    }
    return {{u"name"_s, QString::fromUtf8(content.name)},
            {u"titles"_s, titles},
            {u"widths"_s, widths},
            {u"rows"_s, rows}};
}

// python3-xlsxwriter with the same cells; CPU seconds of the writing alone, negative: it failed.
double cpuOfPython(const QString& path, const Content& content, const QString& picture)
{
    static const QString script = uR"(
import json, sys, time, xlsxwriter
path, source, column, picture, scale = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], float(sys.argv[5])
sheets = json.load(open(source))
start = time.process_time()
book = xlsxwriter.Workbook(path, {'constant_memory': True})
header = book.add_format({'bold': True, 'bottom': 1})
formats = [None, book.add_format({'num_format': 'dd.mm.yyyy hh:mm'}), book.add_format({'num_format': '0.00##'})]
pages = [book.add_worksheet(sheet['name']) for sheet in sheets]
for number, (page, sheet) in enumerate(zip(pages, sheets)):
    pictured = picture and number == 0
    if number == 0:
        page.set_default_row(50)
    for i, width in enumerate(sheet['widths']):
        page.set_column(i, i, width)
    page.freeze_panes(1, 0)
    for i, title in enumerate(sheet['titles']):
        page.write_string(0, i, title, header)
    for line, row in enumerate(sheet['rows'], 1):
        for at, format, value in row:
            if isinstance(value, str):
                page.write_string(line, at, value)
            else:
                page.write_number(line, at, value, formats[format])
        if pictured:
            page.insert_image(line, column, picture,
                              {'x_scale': scale, 'y_scale': scale, 'x_offset': 2, 'y_offset': 1})
    page.autofilter(0, 0, max(len(sheet['rows']), 1), len(sheet['titles']) - 1)
book.close()
print(time.process_time() - start)
)"_s;
    const QString source = path + u".json"_s;
    QFile file(source);
    if (!file.open(QIODevice::WriteOnly)) {
        return -1;
    }
    file.write(QJsonDocument(QJsonArray{jsonOf(content.assets), jsonOf(content.shots),
                                        jsonOf(content.comments)})
                   .toJson());
    file.close();
    std::vector<double> times;
    for (int round = 0; round < 3; ++round) {
        QProcess python;
        python.start(u"/usr/bin/python3"_s,
                     {u"-c"_s, script, path, source, QString::number(content.thumbnailColumn),
                      picture, QString::number(thumbnailScale)});
        if (!python.waitForFinished(-1) || python.exitCode() != 0) {
            return -1;
        }
        times.push_back(python.readAllStandardOutput().trimmed().toDouble());
    }
    return median(times);
}

// Whether two workbooks say the same, to the byte of their sheets and formats.
bool saysTheSame(const QString& one, const QString& other)
{
    static const QString script = uR"(
import sys, zipfile
one, other = (zipfile.ZipFile(path) for path in sys.argv[1:3])
names = [name for name in one.namelist() if not name.startswith('docProps/')]
assert sorted(one.namelist()) == sorted(other.namelist())
for name in names:
    assert one.read(name) == other.read(name), name
)"_s;
    return QProcess::execute(u"/usr/bin/python3"_s, {u"-c"_s, script, one, other}) == 0;
}

// CPU seconds of each, done in turn.
QList<double> cpuOf(const QList<std::function<bool()>>& works)
{
    QList<std::vector<double>> times(works.size());
    for (int round = 0; round < 5; ++round) {
        for (qsizetype i = 0; i < works.size(); ++i) {
            const double start = processCpuNow();
            if (works.at(i)()) {
                times[i].push_back(processCpuNow() - start);
            }
        }
    }
    QList<double> medians;
    for (const std::vector<double>& each : times) {
        medians << median(each);
    }
    return medians;
}

} // namespace

void measurePassport(const Place& place, Report& report)
{
    const auto none = [](const QString&) { return QString(); };
    const SampleLibrary large = makeSampleLibrary(place.work.filePath(u"large"_s),
                                                  {.projects = 1, .shots = 2'500, .assets = 40});
    const SampleLibrary medium = makeSampleLibrary(place.work.filePath(u"medium"_s),
                                                   {.projects = 1, .shots = 500, .assets = 20});
    const SampleLibrary small = makeSampleLibrary(place.work.filePath(u"small"_s),
                                                  {.projects = 1, .shots = 250, .assets = 4});
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

    const Content content = contentOf(medium);
    const QString barePath = place.work.filePath(u"bare.xlsx"_s);
    const bool python =
        QProcess::execute(u"/usr/bin/python3"_s, {u"-c"_s, u"import xlsxwriter"_s}) == 0;
    if (!writeProduct(medium, path, none) || !writeBare(barePath, content)
        || (python && !saysTheSame(path, barePath))) {
        report.skipped(u"passport"_s, u"the limit does not write what the product writes"_s);
        return;
    }
    const QList<double> times = cpuOf({[&] { return writeProduct(medium, path, none); },
                                       [&] { return writeBare(barePath, content); }});
    report.ratioAtMost(u"passport"_s, u"XLSX of 10,000 rows"_s, times.at(0), times.at(1),
                       u"CPU s"_s, u"bare libxlsxwriter"_s, 1.15);
    if (!python) {
        report.skipped(u"passport"_s, u"python3-xlsxwriter is not there"_s);
        return;
    }
    report.ratioAtMost(u"passport"_s, u"XLSX of 10,000 rows"_s, times.at(0),
                       cpuOfPython(barePath, content, {}), u"CPU s"_s, u"python3-xlsxwriter"_s,
                       0.30);

    const QString picture = place.work.filePath(u"picture.jpg"_s);
    QImage(corpusFiles(place.corpus, u"png"_s).value(0))
        .scaled(120, 120, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        .save(picture, "JPG", 80);
    const auto pictureOf = [&](const QString&) { return picture; };
    const double pictured = cpuOf({[&] { return writeProduct(small, path, pictureOf); }}).first();
    report.ratioAtMost(u"passport"_s, u"XLSX of 1,000 rows with thumbnails"_s, pictured,
                       cpuOfPython(barePath, contentOf(small), picture), u"CPU s"_s,
                       u"python3-xlsxwriter"_s, 0.45);
}

} // namespace raskadr::bench
