#include "app/desktop/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("Options", source);
}

} // namespace

ParsedOptions parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        translated(QT_TRANSLATE_NOOP("Options", "The desk for films made with neural networks")));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption library(
        u"library"_s,
        translated(QT_TRANSLATE_NOOP("Options", "The folder of the library to open or to make.")),
        translated(QT_TRANSLATE_NOOP("Options", "folder")));
    const QCommandLineOption demo(
        u"demo"_s,
        translated(QT_TRANSLATE_NOOP(
            "Options", "Sign in as “demo” and open the demo film, making both if need be.")));
    parser.addOptions({library, demo});
    parser.addPositionalArgument(
        u"files"_s,
        translated(QT_TRANSLATE_NOOP("Options", "Files and folders to bring in once signed in.")),
        u"[files…]"_s);

    ParsedOptions parsed;
    if (!parser.parse(arguments)) {
        parsed.outcome = ParsedOptions::Outcome::Refused;
        parsed.text = parser.errorText() + u'\n';
        return parsed;
    }
    if (parser.isSet(help)) {
        parsed.outcome = ParsedOptions::Outcome::PrintAndEnd;
        parsed.text = parser.helpText();
        return parsed;
    }
    if (parser.isSet(version)) {
        parsed.outcome = ParsedOptions::Outcome::PrintAndEnd;
        parsed.text = u"raskadr %1\n"_s.arg(QCoreApplication::applicationVersion());
        return parsed;
    }
    if (parser.isSet(library)) {
        if (parser.value(library).trimmed().isEmpty()) {
            parsed.outcome = ParsedOptions::Outcome::Refused;
            parsed.text =
                translated(QT_TRANSLATE_NOOP("Options", "--library needs a folder.")) + u'\n';
            return parsed;
        }
        parsed.options.libraryFolder = QFileInfo(parser.value(library)).absoluteFilePath();
    }
    parsed.options.demo = parser.isSet(demo);
    for (const QString& path : parser.positionalArguments()) {
        parsed.options.paths.append(QFileInfo(path).absoluteFilePath());
    }
    return parsed;
}

} // namespace raskadr::desktop
