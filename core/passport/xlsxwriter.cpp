#include "core/passport/xlsxwriter.h"

#include "core/passport/columns.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <limits>
#include <xlsxwriter.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// Limits of the format: characters in a cell, and hyperlinks in a sheet (65,530), of which the
// thumbnails' rows take part; Excel becomes unusable long before.
constexpr int maxCellCharacters = 32'767;
constexpr int continuedCharacters = 32'000;
constexpr int maxRichRows = 10'000;
constexpr int maxRows = 1'048'576;
constexpr double thumbnailRowHeight = 50; // points
constexpr double thumbnailHeightPixels = 64;

// NUL ends a C string and half a surrogate pair is no UTF-8: both would cut or spoil a cell.
QByteArray cellBytes(QString text)
{
    text.replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
    return text.toUtf8();
}

// What follows # would be a place within the file, and %20 a space.
QString inUrl(QString path)
{
    return path.replace(u"%"_s, u"%25"_s).replace(u"#"_s, u"%23"_s);
}

int characters(const QString& text)
{
    return static_cast<int>(text.size()); // UTF-16 units, as Excel counts
}

class Sheet
{
public:
    Sheet(lxw_workbook* workbook, const QString& name)
        : m_sheet(workbook_add_worksheet(workbook, name.toUtf8().constData()))
    {
    }

    void header(const QStringList& titles, const QList<double>& widths, lxw_format* format)
    {
        for (int i = 0; i < titles.size(); ++i) {
            worksheet_set_column(m_sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i),
                                 widths.at(i), nullptr);
        }
        worksheet_freeze_panes(m_sheet, 1, 0);
        for (int i = 0; i < titles.size(); ++i) {
            write(0, i, titles.at(i), format);
        }
    }
    void write(int row, int column, const QString& text, lxw_format* format = nullptr)
    {
        check(worksheet_write_string(m_sheet, static_cast<lxw_row_t>(row),
                                     static_cast<lxw_col_t>(column), cellBytes(text).constData(),
                                     format));
    }
    void write(int row, int column, double number, lxw_format* format = nullptr)
    {
        check(worksheet_write_number(m_sheet, static_cast<lxw_row_t>(row),
                                     static_cast<lxw_col_t>(column), number, format));
    }
    void writeMoment(int row, int column, qint64 ms, lxw_format* format)
    {
        // Days since 1899-12-30 in local time, as a spreadsheet counts.
        const double days = static_cast<double>(ms + offsetMs(ms)) / 86'400'000.0;
        write(row, column, days + 25'569, format);
    }
    void finish(int rows, int columns)
    {
        worksheet_autofilter(m_sheet, 0, 0, static_cast<lxw_row_t>(std::max(rows, 1)),
                             static_cast<lxw_col_t>(columns - 1));
    }
    void check(lxw_error error)
    {
        if (error != LXW_NO_ERROR && m_error == LXW_NO_ERROR) {
            m_error = error;
        }
    }
    lxw_worksheet* raw() const { return m_sheet; }
    lxw_error error() const { return m_error; }

private:
    // Of local time. Clocks are changed at quarters of an hour, and a row is mostly made soon after
    // the one before it.
    qint64 offsetMs(qint64 ms)
    {
        constexpr qint64 quarterMs = 15 * 60 * 1000;
        if (const qint64 quarter = ms / quarterMs; quarter != m_quarter) {
            m_quarter = quarter;
            m_offsetMs = QDateTime::fromMSecsSinceEpoch(ms).offsetFromUtc() * 1000LL;
        }
        return m_offsetMs;
    }

    lxw_worksheet* m_sheet;
    lxw_error m_error = LXW_NO_ERROR;
    qint64 m_quarter = std::numeric_limits<qint64>::min();
    qint64 m_offsetMs = 0;
};

class XlsxPassport
{
public:
    XlsxPassport(const Passport& passport, const PassportLabels& labels, const XlsxOptions& options,
                 lxw_workbook* workbook)
        : m_passport(passport)
        , m_labels(labels)
        , m_options(options)
        , m_header(workbook_add_format(workbook))
        , m_moment(workbook_add_format(workbook))
        , m_money(workbook_add_format(workbook))
        , m_assets(workbook, labels.assetsSheet)
        , m_shots(workbook, labels.shotsSheet)
        , m_comments(workbook, labels.commentsSheet)
        , m_workbook(workbook)
    {
        format_set_bold(m_header);
        format_set_bottom(m_header, LXW_BORDER_THIN);
        format_set_num_format(m_moment, "dd.mm.yyyy hh:mm");
        format_set_num_format(m_money, "0.00##");
    }

    // False if it was stopped.
    bool write(const PassportProgress& progress, const std::stop_token& stop)
    {
        const bool finished = writeAssets(progress, stop);
        writeShots();
        writeComments();
        return finished;
    }
    lxw_error error() const
    {
        for (const lxw_error error : {m_assets.error(), m_shots.error(), m_comments.error(),
                                      m_longTexts ? m_longTexts->error() : LXW_NO_ERROR}) {
            if (error != LXW_NO_ERROR) {
                return error;
            }
        }
        return LXW_NO_ERROR;
    }

private:
    bool writeAssets(const PassportProgress& progress, const std::stop_token& stop)
    {
        const QList<PassportColumn> columns = assetColumns(m_passport, m_labels);
        QStringList titles;
        QList<double> widths;
        for (const PassportColumn& column : columns) {
            titles.append(column.title);
            widths.append(column.width);
        }
        // One height for all rows: single heights break the anchors of pictures in this mode.
        if (m_options.thumbnail) {
            worksheet_set_default_row(m_assets.raw(), thumbnailRowHeight, LXW_FALSE);
        }
        m_assets.header(titles, widths, m_header);

        int row = 0;
        m_passport.visit([&](const PassportRow& data) {
            ++row;
            for (int i = 0; i < columns.size(); ++i) {
                writeCell(row, i, columns.at(i), data);
            }
            if (progress && row % 64 == 0) {
                progress(double(row) / m_passport.rowCount());
            }
            return row + 1 < maxRows && !stop.stop_requested();
        });
        m_assets.finish(row, static_cast<int>(columns.size()));
        return !stop.stop_requested();
    }

    void writeCell(int row, int column, const PassportColumn& description, const PassportRow& data)
    {
        if (description.role == ColumnRole::Thumbnail) {
            insertThumbnail(row, column, data.data.media);
            return;
        }
        const PassportCell cell = description.cell(data);
        if (description.role == ColumnRole::File && !m_options.filesFolder.isEmpty()
            && !data.fileName.isEmpty() && row <= maxRichRows) {
            const QByteArray url =
                ("external:"_L1 + inUrl(m_options.filesFolder + u'/' + data.fileName)).toUtf8();
            m_assets.check(worksheet_write_url_opt(
                m_assets.raw(), static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                url.constData(), nullptr, cellBytes(data.fileName).constData(), nullptr));
            return;
        }
        switch (cell.kind) {
        case PassportCell::Kind::Nothing:
            break;
        case PassportCell::Kind::Text:
            writeText(row, column, cell.text, description.title);
            break;
        case PassportCell::Kind::Number:
            m_assets.write(row, column, cell.number,
                           description.role == ColumnRole::Money ? m_money : nullptr);
            break;
        case PassportCell::Kind::Moment:
            m_assets.writeMoment(row, column, cell.momentMs, m_moment);
            break;
        }
    }

    void writeText(int row, int column, const QString& text, const QString& title)
    {
        if (characters(text) <= maxCellCharacters) {
            m_assets.write(row, column, text);
            return;
        }
        const QString place = u"%1, %2 %3"_s.arg(m_labels.assetsSheet, title).arg(row + 1);
        m_assets.write(row, column,
                       text.left(continuedCharacters)
                           + m_labels.continued.arg(m_labels.longTextsSheet));
        if (!m_longTexts) {
            m_longTexts.emplace(m_workbook, m_labels.longTextsSheet);
            m_longTexts->header(
                {m_labels.longTextCell, m_labels.longTextPart, m_labels.longTextText}, {34, 8, 120},
                m_header);
        }
        for (int part = 0, from = 0; from < text.size(); ++part) {
            int length = continuedCharacters;
            if (from + length < text.size() && text.at(from + length).isLowSurrogate()) {
                --length; // a pair stays together
            }
            ++m_longTextRow;
            m_longTexts->write(m_longTextRow, 0, place);
            m_longTexts->write(m_longTextRow, 1, double(part + 1));
            m_longTexts->write(m_longTextRow, 2, text.mid(from, length));
            from += length;
        }
    }

    void insertThumbnail(int row, int column, const Media& media)
    {
        if (!m_options.thumbnail || row > maxRichRows || media.height == 0) {
            return;
        }
        const QString path = m_options.thumbnail(media.sha256);
        if (path.isEmpty() || !QFile::exists(path)) {
            return;
        }
        const int longSide = std::max(media.width, media.height);
        const double shownHeight = 120.0 * media.height / longSide;
        const double scale = std::min(thumbnailHeightPixels / shownHeight, 1.0);
        lxw_image_options image{};
        image.x_scale = scale;
        image.y_scale = scale;
        image.x_offset = 2;
        image.y_offset = 1;
        m_assets.check(worksheet_insert_image_opt(m_assets.raw(), static_cast<lxw_row_t>(row),
                                                  static_cast<lxw_col_t>(column),
                                                  QFile::encodeName(path).constData(), &image));
    }

    void writeShots()
    {
        const QStringList titles{m_labels.shotNumber, m_labels.shotTitle, m_labels.script,
                                 m_labels.status,     m_labels.label,     m_labels.plannedDuration,
                                 m_labels.assetCount, m_labels.headliner, m_labels.shotId};
        m_shots.header(titles, {7, 30, 70, 14, 14, 12, 10, 11, 38}, m_header);
        int row = 0;
        for (const Shot& shot : m_passport.shots()) {
            ++row;
            m_shots.write(row, 0, double(shot.number()));
            m_shots.write(row, 1, shot.title);
            m_shots.write(row, 2, shot.script.left(maxCellCharacters));
            m_shots.write(row, 3, m_labels.statuses.value(shot.status));
            m_shots.write(row, 4, m_labels.labels.value(shot.label));
            if (shot.plannedDurationMs > 0) {
                m_shots.write(row, 5, double(shot.plannedDurationMs) / 1000);
            }
            m_shots.write(row, 6, double(m_passport.assetsOf(shot.id)));
            if (!shot.headlinerId.isNull()) {
                m_shots.write(row, 7, m_labels.yes);
            }
            m_shots.write(row, 8, shot.id.toString());
        }
        m_shots.finish(row, static_cast<int>(titles.size()));
    }

    // Texts of strangers: cells of text, never formulas.
    void writeComments()
    {
        const QStringList titles{
            m_labels.shotNumber,      m_labels.shotTitle,     m_labels.commentLink,
            m_labels.commentKind,     m_labels.commentAuthor, m_labels.commentText,
            m_labels.commentAt,       m_labels.commentDate,   m_labels.commentSeen,
            m_labels.commentResolved, m_labels.commentAnswers};
        m_comments.header(titles, {7, 30, 18, 16, 20, 80, 12, 17, 17, 9, 20}, m_header);
        int row = 0;
        const QList<CommentRow> comments = m_passport.comments();
        for (const CommentRow& data : comments) {
            const Comment& comment = data.comment;
            if (++row >= maxRows) {
                break;
            }
            const int number = data.number > 0 ? data.number : comment.seenNumber;
            if (number > 0) {
                m_comments.write(row, 0, double(number));
            }
            m_comments.write(row, 1, data.number > 0 ? data.title : comment.seenTitle);
            m_comments.write(row, 2, data.shareName);
            m_comments.write(row, 3, m_labels.commentKinds.value(commentKindName(comment)));
            m_comments.write(row, 4, comment.author);
            m_comments.write(row, 5,
                             comment.deletedMs > 0 ? m_labels.commentDeleted : comment.text);
            if (comment.atMs >= 0) {
                m_comments.write(row, 6, double(comment.atMs) / 1000);
            }
            m_comments.writeMoment(row, 7, comment.createdMs, m_moment);
            if (data.seenPublishedMs > 0) {
                m_comments.writeMoment(row, 8, data.seenPublishedMs, m_moment);
            }
            if (comment.resolved) {
                m_comments.write(row, 9, m_labels.yes);
            }
            m_comments.write(row, 10, data.parentAuthor);
        }
        m_comments.finish(row, static_cast<int>(titles.size()));
    }

    const Passport& m_passport;
    const PassportLabels& m_labels;
    const XlsxOptions& m_options;
    lxw_format* m_header;
    lxw_format* m_moment;
    lxw_format* m_money;
    Sheet m_assets;
    Sheet m_shots;
    Sheet m_comments;
    std::optional<Sheet> m_longTexts;
    int m_longTextRow = 0;
    lxw_workbook* m_workbook;
};

} // namespace

Result<> writePassportXlsx(const Passport& passport, const PassportLabels& labels,
                           const XlsxOptions& options, const QString& path,
                           const PassportProgress& progress, std::stop_token stop)
{
    const QString part = path + u".part"_s;
    const QByteArray temporaryFolder = QFile::encodeName(QFileInfo(path).absolutePath());
    // Unfinished parts of the workbook lie beside it, so that a full disk shows where it matters.
    lxw_workbook_options settings{};
    settings.constant_memory = LXW_TRUE;
    settings.tmpdir = const_cast<char*>(temporaryFolder.constData());
    lxw_workbook* workbook = workbook_new_opt(QFile::encodeName(part).constData(), &settings);
    if (!workbook) {
        return failure(ErrorKind::Internal, u"no workbook"_s, path);
    }
    bool finished = false;
    lxw_error error = LXW_NO_ERROR;
    {
        XlsxPassport writer(passport, labels, options, workbook);
        finished = writer.write(progress, stop);
        error = writer.error();
    }
    const lxw_error closed = workbook_close(workbook);
    if (error == LXW_NO_ERROR) {
        error = closed;
    }
    if (!finished) {
        QFile::remove(part);
        return failure(ErrorKind::Cancelled);
    }
    if (error != LXW_NO_ERROR) {
        QFile::remove(part);
        const bool cannotWrite =
            closed == LXW_ERROR_CREATING_XLSX_FILE || closed == LXW_ERROR_CREATING_TMPFILE;
        return failure(cannotWrite ? ErrorKind::FileUnreadable : ErrorKind::Internal,
                       QString::fromUtf8(lxw_strerror(error)), path);
    }
    QFile::remove(path);
    if (!QFile::rename(part, path)) {
        QFile::remove(part);
        return failure(ErrorKind::FileUnreadable, u"cannot put the workbook in place"_s, path);
    }
    return {};
}

} // namespace raskadr
