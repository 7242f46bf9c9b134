#include "ui/import/importreporttext.h"

#include "ui/common/errortext.h"
#include "ui/common/format.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QString cameInText(const ImportReport& report)
{
    const int files = static_cast<int>(report.assets.size());
    if (files == 0) {
        return QCoreApplication::translate("ImportReport", "Nothing new came in.");
    }
    if (!report.run.intoShotId.isNull()) {
        return QCoreApplication::translate("ImportReport", "%n file(s) were added to the shot.",
                                           nullptr, files);
    }
    return QCoreApplication::translate("ImportReport", "Imported: %1 into %2.")
        .arg(fileCountText(files), shotCountText(static_cast<int>(report.shots.size())));
}

} // namespace

QString importSummaryText(const ImportReport& report)
{
    QStringList sentences{cameInText(report)};
    const int skipped = static_cast<int>(report.skipped.size());
    if (skipped > 0) {
        sentences.append(QCoreApplication::translate(
            "ImportReport", "%n file(s) are in the project already.", nullptr, skipped));
    }
    const int refused = static_cast<int>(report.refused.size());
    if (refused > 0) {
        sentences.append(QCoreApplication::translate(
            "ImportReport", "%n file(s) could not be imported.", nullptr, refused));
    }
    if (report.waiting > 0) {
        sentences.append(report.run.finished ? QCoreApplication::translate(
                             "ImportReport", "%n file(s) are left out.", nullptr, report.waiting)
                                             : QCoreApplication::translate(
                                                 "ImportReport", "%n file(s) are still waiting.",
                                                 nullptr, report.waiting));
    }
    return sentences.join(u' ');
}

QString elsewhereText(const ImportReport& report, int files)
{
    const QString there = QCoreApplication::translate(
        "ImportReport", "%n file(s) lie in other shots of the project already.", nullptr, files);
    return report.assets.isEmpty() ? there : cameInText(report) + u' ' + there;
}

QStringList refusalTexts(const ImportReport& report)
{
    QStringList sentences;
    for (const ImportReport::Refused& refused : report.refused) {
        sentences.append(errorText(refused.error));
    }
    return sentences;
}

QString importReportText(const ImportReport& report)
{
    QStringList lines{importSummaryText(report)};
    if (report.stoppedBy && report.stoppedBy->kind != ErrorKind::Cancelled) {
        lines.append(errorText(*report.stoppedBy));
    }
    for (const ImportReport::Refused& refused : report.refused) {
        lines.append(refused.path + u'\t' + errorText(refused.error));
    }
    return lines.join(u'\n');
}

QString skippedText(const Walk& walk)
{
    QStringList sentences;
    if (walk.sidecars > 0) {
        sentences.append(QCoreApplication::translate(
            "ImportReport", "%n text(s) beside files are read as their data.", nullptr,
            walk.sidecars));
    }
    if (walk.specials > 0) {
        sentences.append(QCoreApplication::translate(
            "ImportReport", "Skipped %n object(s) that are not files.", nullptr, walk.specials));
    }
    if (walk.links > 0) {
        sentences.append(QCoreApplication::translate(
            "ImportReport", "Skipped %n link(s) to other places.", nullptr, walk.links));
    }
    if (walk.hidden > 0) {
        sentences.append(QCoreApplication::translate(
            "ImportReport", "Skipped %n hidden file(s) and folder(s).", nullptr, walk.hidden));
    }
    return sentences.join(u' ');
}

} // namespace raskadr::ui
