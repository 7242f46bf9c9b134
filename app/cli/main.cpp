#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/help.h"
#include "core/base/hardening.h"
#include "translations/translations.h"

#include <QGuiApplication>
#include <QImageReader>

namespace raskadr::cli {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int largestPictureMb = 1024;

// The language has to be known before the first sentence, so it is looked for before anything else.
Language languageOf(const QStringList& words)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words[i] == u"--lang=en"_s
            || (words[i] == u"--lang"_s && words.value(i + 1) == u"en"_s)) {
            return Language::English;
        }
    }
    return Language::Russian;
}

// What is wrong with words that the grammar takes, for every command and for this one.
std::optional<QString> misuseOf(const Invocation& invocation)
{
    const QString language = invocation.value(u"--lang"_s).value_or(u"ru"_s);
    if (language != u"ru"_s && language != u"en"_s) {
        return Words::tr("The language is ru or en.");
    }
    if (!waitLockMs(invocation)) {
        return Words::tr("--wait-lock takes a number of seconds from 0 on.");
    }
    return invocation.command && invocation.command->misuse ? invocation.command->misuse(invocation)
                                                            : std::nullopt;
}

int run(const QStringList& words)
{
    const QList<CommandSpec> commands = allCommands();
    const auto parsed = parseCommandLine(words, commands);
    if (const auto* wrong = std::get_if<UsageError>(&parsed)) {
        const QString more = wrong->command
            ? Words::tr("How it is written: raskadr-cli %1 --help").arg(wrong->command->name)
            : Words::tr("What there is: raskadr-cli --help");
        return Output(false).fail(wrong->sentence + u' ' + more, WrongUsage);
    }
    const Invocation& invocation = std::get<Invocation>(parsed);
    Output output(invocation.has(u"--json"_s));
    int status = Done;
    if (invocation.version) {
        Output(false).result({},
                             QCoreApplication::applicationName() + u' '
                                 + QCoreApplication::applicationVersion());
    } else if (invocation.help) {
        Output(false).result(
            {}, invocation.command ? commandHelp(*invocation.command) : generalHelp(commands));
    } else if (const auto sentence = misuseOf(invocation)) {
        status = output.fail(*sentence, WrongUsage);
    } else {
        Context context(invocation, output);
        status = context.open();
        if (status == Done) {
            status = invocation.command->run(context);
        }
    }
    if (!output.flush() && status == Done) {
        status = output.fail(Words::tr("The result could not be written to standard output."));
    }
    return status;
}

} // namespace

} // namespace raskadr::cli

int main(int argc, char* argv[])
{
    raskadr::hardenProcess();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // The log is for developers; the user reads sentences.
    if (qEnvironmentVariableIsEmpty("QT_LOGGING_RULES")) {
        qputenv("QT_LOGGING_RULES", "*=false");
    }
    QGuiApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("raskadr-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RASKADR_VERSION));
    QImageReader::setAllocationLimit(raskadr::cli::largestPictureMb);
    // The application has taken options of Qt's own out of its arguments; ours are the given ones.
    QStringList words;
    for (int i = 1; i < argc; ++i) {
        words.append(QString::fromLocal8Bit(argv[i]));
    }
    raskadr::installTranslations(application, raskadr::cli::languageOf(words));
    return raskadr::cli::run(words);
}
