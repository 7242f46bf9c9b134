#include "app/cli/help.h"

#include <algorithm>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Line
{
    QString left;
    QString right;
};

// Two columns; what is too long on the left gets a line of its own.
QString columns(const QList<Line>& lines)
{
    constexpr qsizetype widest = 34;
    qsizetype width = 0;
    for (const Line& line : lines) {
        width = line.left.size() <= widest ? std::max(width, line.left.size()) : width;
    }
    QString text;
    for (const Line& line : lines) {
        text += u"  "_s + line.left;
        text += line.left.size() > width ? u"\n  "_s + QString(width, u' ')
                                         : QString(width - line.left.size(), u' ');
        text += u"  "_s + line.right + u'\n';
    }
    return text;
}

Line lineOf(const OptionSpec& option)
{
    const QString left = option.value.isEmpty() ? option.name : option.name + u' ' + option.value;
    return {option.repeatable ? left + u"..."_s : left, option.help};
}

QString optionLines(const QList<OptionSpec>& options)
{
    QList<Line> lines;
    for (const OptionSpec& option : options) {
        lines.append(lineOf(option));
    }
    return columns(lines);
}

QString usageOf(const CommandSpec& command)
{
    return command.arguments.isEmpty() ? command.name : command.name + u' ' + command.arguments;
}

QString statusLines()
{
    return columns({
        {u"0"_s, Words::tr("done")},
        {u"1"_s, Words::tr("failed; one sentence on standard error says why")},
        {u"2"_s, Words::tr("the command line is wrong")},
        {u"3"_s, Words::tr("not logged in, or the password is wrong")},
        {u"4"_s, Words::tr("the library is open in the program")},
    });
}

} // namespace

QString generalHelp(const QList<CommandSpec>& commands)
{
    QList<Line> lines;
    for (const CommandSpec& command : commands) {
        lines.append({usageOf(command), command.summary});
    }
    return Words::tr("Raskadr without a window: the same library, for scripts and servers.")
        + u"\n\n"_s + Words::tr("Usage:")
        + u"\n  raskadr-cli [--library DIR] [--account LOGIN] "
          u"[--wait-lock SECONDS] [--json] COMMAND\n\n"_s
        + Words::tr("Commands:") + u'\n' + columns(lines) + u'\n' + Words::tr("Options:") + u'\n'
        + optionLines(globalOptions()) + u'\n'
        + Words::tr(
               "The password is taken from RASKADR_PASSWORD or typed at the terminal. Ids are "
               "written in full or by their last eight digits; PROJECT#7 is the seventh shot. "
               "Commands that only read work beside the open program; the others wait until it "
               "is closed.")
        + u"\n\n"_s + Words::tr("Exit status:") + u'\n' + statusLines() + u'\n'
        + Words::tr("More about a command: raskadr-cli COMMAND --help") + u'\n';
}

QString commandHelp(const CommandSpec& command)
{
    QString text = command.summary + u"\n\n"_s + Words::tr("Usage:") + u"\n  raskadr-cli "_s
        + usageOf(command) + (command.options.isEmpty() ? QString() : u" [OPTION]..."_s) + u'\n';
    if (!command.options.isEmpty()) {
        text += u'\n' + Words::tr("Options:") + u'\n' + optionLines(command.options);
    }
    return text + u'\n' + Words::tr("Options of every command:") + u'\n'
        + optionLines(globalOptions());
}

} // namespace raskadr::cli
