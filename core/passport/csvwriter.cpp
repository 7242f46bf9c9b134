#include "core/passport/csvwriter.h"

#include "core/passport/columns.h"

#include <QSaveFile>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QString cellText(const PassportCell& cell, CsvFlavour flavour)
{
    switch (cell.kind) {
    case PassportCell::Kind::Nothing:
        return {};
    case PassportCell::Kind::Text:
        return cell.text;
    case PassportCell::Kind::Number: {
        QString text = QString::number(cell.number, 'g', 15);
        return flavour == CsvFlavour::Excel ? text.replace(u'.', u',') : text;
    }
    case PassportCell::Kind::Moment: {
        const QDateTime moment = QDateTime::fromMSecsSinceEpoch(cell.momentMs);
        return flavour == CsvFlavour::Excel ? moment.toString(u"dd.MM.yyyy HH:mm:ss"_s)
                                            : moment.toUTC().toString(Qt::ISODateWithMs);
    }
    }
    return {};
}

// What a spreadsheet would take for a formula when a text begins with it.
bool looksLikeFormula(const QString& text)
{
    return !text.isEmpty() && u"=+-@\t\r"_s.contains(text.front());
}

QByteArray encode(const PassportCell& cell, CsvFlavour flavour)
{
    QString text = cellText(cell, flavour);
    const QChar separator = flavour == CsvFlavour::Excel ? u';' : u',';
    if (flavour == CsvFlavour::Excel && cell.kind == PassportCell::Kind::Text) {
        if (looksLikeFormula(text)) {
            text.prepend(u'\'');
        }
        text.remove(QChar(u'\0'));
    }
    if (text.contains(separator) || text.contains(u'"') || text.contains(u'\n')
        || text.contains(u'\r')) {
        text.replace(u"\""_s, u"\"\""_s);
        text = u'"' + text + u'"';
    }
    return text.toUtf8();
}

} // namespace

Result<> writePassportCsv(const Passport& passport, const PassportLabels& labels,
                          CsvFlavour flavour, const QString& path, const PassportProgress& progress,
                          std::stop_token stop)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return failure(ErrorKind::FileUnreadable, file.errorString(), path);
    }
    const QList<PassportColumn> columns = assetColumns(passport, labels);
    const char separator = flavour == CsvFlavour::Excel ? ';' : ',';
    const auto writeLine = [&](auto cellOf) {
        QByteArray line;
        bool first = true;
        for (const PassportColumn& column : columns) {
            if (column.role == ColumnRole::Thumbnail) {
                continue;
            }
            if (!first) {
                line += separator;
            }
            first = false;
            line += encode(cellOf(column), flavour);
        }
        return file.write(line + "\r\n") == line.size() + 2;
    };

    bool written = flavour != CsvFlavour::Excel || file.write("\xEF\xBB\xBF") == 3;
    written = written && writeLine([](const PassportColumn& column) {
                  return PassportCell::ofText(column.title);
              });
    int row = 0;
    passport.visit([&](const PassportRow& data) {
        written = written
            && writeLine([&data](const PassportColumn& column) { return column.cell(data); });
        if (progress && ++row % 64 == 0) {
            progress(double(row) / passport.rowCount());
        }
        return written && !stop.stop_requested();
    });
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    if (!written || !file.commit()) {
        return failure(ErrorKind::DiskFull, file.errorString(), path, file.size() + 1'000'000);
    }
    return {};
}

} // namespace raskadr
