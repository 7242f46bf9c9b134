#include "ui/settings/checktext.h"

#include "ui/common/format.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Fault { Missing, Altered, Unreadable };

struct LibraryCheckWords
{
    Q_DECLARE_TR_FUNCTIONS(LibraryCheck)
};

// «“The last lighthouse”, shot 12, bridge.png», or the file's number alone.
QString placeText(const LibraryCheck& check, const QString& sha256)
{
    const auto place = check.places.constFind(sha256);
    if (place == check.places.constEnd()) {
        return LibraryCheckWords::tr("File %1").arg(sha256.left(12));
    }
    if (place->fileName.isEmpty()) {
        return LibraryCheckWords::tr("“%1”, shot %2, generated file %3")
            .arg(place->project, QString::number(place->shotNumber), sha256.left(12));
    }
    return LibraryCheckWords::tr("“%1”, shot %2, %3")
        .arg(place->project, QString::number(place->shotNumber), place->fileName);
}

QString faultText(Fault fault, const QString& place)
{
    switch (fault) {
    case Fault::Missing:
        return LibraryCheckWords::tr("%1: the file is missing.").arg(place);
    case Fault::Altered:
        return LibraryCheckWords::tr("%1: the file was changed from outside.").arg(place);
    case Fault::Unreadable:
        return LibraryCheckWords::tr("%1: the file cannot be read.").arg(place);
    }
    Q_UNREACHABLE();
}

qint64 bytesOf(const QList<CheckReport::File>& files)
{
    qint64 bytes = 0;
    for (const CheckReport::File& file : files) {
        bytes += file.size;
    }
    return bytes;
}

} // namespace

QString checkSummaryText(const LibraryCheck& check)
{
    if (check.report.ok()) {
        return LibraryCheckWords::tr("Everything is in order: %1, %2.")
            .arg(fileCountText(check.report.originals), bytesText(check.report.bytes));
    }
    return LibraryCheckWords::tr("%n fault(s) found.", nullptr, check.faults());
}

QStringList checkDetailTexts(const LibraryCheck& check)
{
    const CheckReport& report = check.report;
    QStringList lines;
    for (const CheckReport::File& file : report.missing) {
        lines.append(faultText(Fault::Missing, placeText(check, file.name)));
    }
    for (const CheckReport::File& file : report.altered) {
        lines.append(faultText(Fault::Altered, placeText(check, file.name)));
    }
    for (const QString& sha256 : report.unreadable) {
        lines.append(faultText(Fault::Unreadable, placeText(check, sha256)));
    }
    for (const QString& row : report.brokenRows) {
        lines.append(LibraryCheckWords::tr("The database has a broken row: %1").arg(row));
    }
    const auto lagging = report.lag.records.size() + report.lag.sidecars.size();
    if (lagging > 0) {
        lines.append(LibraryCheckWords::tr(
            "%n record(s) are not up to date; they are written at the next start.", nullptr,
            static_cast<int>(lagging)));
    }
    if (!report.unreferenced.isEmpty()) {
        lines.append(LibraryCheckWords::tr("%n file(s) belong to no asset and do no harm (%1).",
                                           nullptr, static_cast<int>(report.unreferenced.size()))
                         .arg(bytesText(bytesOf(report.unreferenced))));
    }
    if (!report.leftovers.isEmpty()) {
        lines.append(LibraryCheckWords::tr(
            "%n temporary file(s) were left behind; the next start removes them.", nullptr,
            static_cast<int>(report.leftovers.size())));
    }
    return lines;
}

} // namespace raskadr::ui
