#include "tests/bench/bench.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace raskadr::bench {

// The share server beside nginx; a script drives both with the same wrk, turn by turn.
void measureServing(const Place&, Report& report)
{
    const QString row = u"server"_s;
    for (const QString& program : {u"wrk"_s, u"nginx"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty()
            && QStandardPaths::findExecutable(program, {u"/usr/sbin"_s}).isEmpty()) {
            report.skipped(row, program + u" is not installed"_s);
            return;
        }
    }
    QProcess script;
    script.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    script.start(u"python3"_s,
                 {u"-B"_s, QStringLiteral(RASKADR_SERVING_SCRIPT), u"--bin"_s,
                  QCoreApplication::applicationDirPath()});
    if (!script.waitForFinished(-1) || script.exitCode() != 0) {
        report.skipped(row, u"the servers could not be measured"_s);
        return;
    }
    for (const QJsonValue& value :
         QJsonDocument::fromJson(script.readAllStandardOutput()).array()) {
        const QString what = value[u"what"_s].toString();
        const QString unit = value[u"unit"_s].toString();
        const double ours = value[u"value"_s].toDouble();
        const double theirs = value[u"peer"_s].toDouble();
        const double goal = value[u"goal"_s].toDouble();
        if (!value[u"peer"_s].isDouble()) {
            report.atMost(row, what, ours, unit, goal);
        } else if (value[u"atLeast"_s].toBool()) {
            report.ratioAtLeast(row, what, ours, theirs, unit, u"nginx"_s, goal);
        } else {
            report.ratioAtMost(row, what, ours, theirs, unit, u"nginx"_s, goal);
        }
    }
}

} // namespace raskadr::bench
