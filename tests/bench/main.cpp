#include "tests/bench/bench.h"
#include "tests/bench/corpus.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QImageReader>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace raskadr::bench;

namespace {

// Each group has a process of its own, so that one does not warm or fill the other's memory.
bool runApart(const QString& name, const QString& corpus, Report& report)
{
    QTemporaryDir folder;
    const QString answer = folder.filePath(u"answer.json"_s);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(),
                  {u"--apart"_s, u"--corpus"_s, corpus, u"--out"_s, answer, name});
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit
        || process.exitCode() != 0) {
        return false;
    }
    QFile file(answer);
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    report.append(QJsonDocument::fromJson(file.readAll()).object());
    return true;
}

bool save(const QString& path, const Report& report)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly)
        && file.write(QJsonDocument(report.toJson()).toJson()) > 0;
}

} // namespace

int main(int argc, char** argv)
{
    const double processStart = wallNow();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QImageReader::setAllocationLimit(1024);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"out"_s, u"Where the JSON goes."_s, u"file"_s, u"bench.json"_s});
    parser.addOption({u"corpus"_s, u"Where the test media are made and kept."_s, u"folder"_s,
                      QDir::tempPath() + u"/raskadr-bench-corpus"_s});
    parser.addOption({u"apart"_s, u"Run the rows in this process, for the parent."_s});
    parser.addOption(
        {u"start-in"_s, u"Measure one start of the program, for the parent."_s, u"folder"_s});
    parser.addPositionalArgument(u"rows"_s, u"Groups of rows; all without."_s, u"[rows…]"_s);
    parser.process(app);

    if (parser.isSet(u"start-in"_s)) {
        return startHere(parser.value(u"start-in"_s), processStart);
    }
    const QString corpus = parser.value(u"corpus"_s);
    if (!makeCorpus(QDir(corpus))) {
        std::fputs("the test media could not be made\n", stderr);
        return 1;
    }
    Report report;
    bool whole = true;
    for (const RowGroup& group : rowGroups()) {
        const QStringList wanted = parser.positionalArguments();
        if (!wanted.isEmpty() && !wanted.contains(group.name)) {
            continue;
        }
        if (parser.isSet(u"apart"_s)) {
            QTemporaryDir work;
            group.run({QDir(work.path()), QDir(corpus)}, report);
        } else {
            std::fprintf(stderr, "%s …\n", qPrintable(group.name));
            if (!runApart(group.name, corpus, report)) {
                report.skipped(group.name, u"the measuring process failed"_s);
                whole = false;
            }
        }
    }
    if (report.isEmpty()) {
        std::fputs("no such row\n", stderr);
        return 2;
    }
    if (!save(parser.value(u"out"_s), report)) {
        std::fputs("the result could not be written\n", stderr);
        return 1;
    }
    if (!parser.isSet(u"apart"_s)) {
        std::fputs(report.table().toUtf8().constData(), stdout);
    }
    return whole ? 0 : 1;
}
