#include "app/cli/commandline.h"

#include "core/library/library.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

bool looksLikeOption(const QString& word)
{
    static const QRegularExpression option(u"^--?[a-zA-Z]"_s);
    return option.match(word).hasMatch();
}

const OptionSpec* findOption(const QList<OptionSpec>& options, const QString& name)
{
    const auto at = std::find_if(options.begin(), options.end(),
                                 [&](const OptionSpec& option) { return option.name == name; });
    return at == options.end() ? nullptr : &*at;
}

// Reads the words one by one; the command is known as soon as its words are.
class Parser
{
public:
    Parser(const QStringList& words, const QList<CommandSpec>& commands)
        : m_words(words)
        , m_commands(commands)
        , m_global(globalOptions())
    {
        // The command decides which options there are, wherever they stand.
        findCommand();
    }

    std::variant<Invocation, UsageError> parse()
    {
        for (m_at = 0; m_at < m_words.size(); ++m_at) {
            const QString& word = m_words[m_at];
            if (m_onlyArguments || !looksLikeOption(word)) {
                if (!m_onlyArguments && word == u"--"_s) {
                    m_onlyArguments = true;
                } else {
                    m_plain.append(word);
                }
            } else if (auto sentence = readOption(word)) {
                return UsageError{*sentence, m_found.command};
            }
        }
        if (m_found.help || m_found.version) {
            return m_found;
        }
        if (!m_found.command) {
            return UsageError{unknownCommand(), nullptr};
        }
        m_found.arguments = m_plain.mid(m_found.command->name.count(u' ') + 1);
        if (auto sentence = checkArguments()) {
            return UsageError{*sentence, m_found.command};
        }
        return m_found;
    }

private:
    // Plain words that stand first, values of global options left out.
    void findCommand()
    {
        QStringList plain;
        for (qsizetype i = 0; i < m_words.size() && plain.size() < 2; ++i) {
            if (m_words[i] == u"--"_s) {
                break;
            }
            if (!looksLikeOption(m_words[i])) {
                plain.append(m_words[i]);
                continue;
            }
            const OptionSpec* option = findOption(m_global, m_words[i]);
            i += option && !option->value.isEmpty() ? 1 : 0;
        }
        for (const CommandSpec& command : m_commands) {
            const QStringList name = command.name.split(u' ');
            if (plain.mid(0, name.size()) == name) {
                m_found.command = &command;
                return;
            }
        }
    }

    std::optional<QString> readOption(const QString& word)
    {
        const qsizetype equals = word.startsWith(u"--"_s) ? word.indexOf(u'=') : -1;
        QString name = equals < 0 ? word : word.left(equals);
        name = name == u"-h"_s ? u"--help"_s : name;
        const OptionSpec* option = findOption(m_global, name);
        if (!option && m_found.command) {
            option = findOption(m_found.command->options, name);
        }
        if (!option) {
            if (!m_found.command && !m_plain.isEmpty()) {
                return unknownCommand();
            }
            return m_found.command
                ? Words::tr("“%1” has no option %2.").arg(m_found.command->name, name)
                : Words::tr("There is no option %1.").arg(name);
        }
        if (option->value.isEmpty()) {
            if (equals >= 0) {
                return Words::tr("The option %1 takes no value.").arg(name);
            }
            m_found.help |= name == u"--help"_s;
            m_found.version |= name == u"--version"_s;
            m_found.options[name];
            return std::nullopt;
        }
        QString value;
        if (equals >= 0) {
            value = word.mid(equals + 1);
        } else if (m_at + 1 < m_words.size() && !looksLikeOption(m_words[m_at + 1])) {
            value = m_words[++m_at];
        } else {
            return Words::tr("The option %1 needs a value: %1 %2.").arg(name, option->value);
        }
        if (!option->repeatable && m_found.has(name)) {
            return Words::tr("The option %1 stands there twice.").arg(name);
        }
        m_found.options[name].append(value);
        return std::nullopt;
    }

    std::optional<QString> checkArguments() const
    {
        QStringList names = m_found.command->arguments.split(u' ', Qt::SkipEmptyParts);
        const bool open = !names.isEmpty() && names.last().endsWith(u"..."_s);
        if (m_found.arguments.size() < names.size()) {
            return Words::tr("“%1” needs %2 as well.")
                .arg(m_found.command->name, names[m_found.arguments.size()].remove(u"..."_s));
        }
        if (!open && m_found.arguments.size() > names.size()) {
            return Words::tr("“%1” does not know what to do with “%2”.")
                .arg(m_found.command->name, m_found.arguments[names.size()]);
        }
        return std::nullopt;
    }

    QString unknownCommand() const
    {
        if (m_plain.isEmpty()) {
            return Words::tr("There is no command.");
        }
        const bool family = std::any_of(m_commands.begin(), m_commands.end(), [&](const auto& c) {
            return c.name.startsWith(m_plain.first() + u' ');
        });
        if (family && m_plain.size() == 1) {
            return Words::tr("“%1” needs another word behind it.").arg(m_plain.first());
        }
        return Words::tr("There is no command “%1”.")
            .arg(family ? m_plain.mid(0, 2).join(u' ') : m_plain.first());
    }

    const QStringList& m_words;
    const QList<CommandSpec>& m_commands;
    const QList<OptionSpec> m_global;
    qsizetype m_at = 0;
    bool m_onlyArguments = false;
    QStringList m_plain;
    Invocation m_found;
};

} // namespace

std::optional<QString> Invocation::value(const QString& option) const
{
    const QStringList given = options.value(option);
    return given.isEmpty() ? std::nullopt : std::optional(given.last());
}

std::optional<int> Invocation::number(const QString& option, int usual, int least, int most) const
{
    const auto given = value(option);
    if (!given) {
        return usual;
    }
    bool isNumber = false;
    const int number = given->toInt(&isNumber);
    return isNumber && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

QList<OptionSpec> globalOptions()
{
    return {
        {u"--library"_s, u"DIR"_s,
         Words::tr("The folder of the library; %1 unless told.")
             .arg(QDir::toNativeSeparators(Library::defaultPath())),
         false},
        {u"--account"_s, u"LOGIN"_s,
         Words::tr("Who works; not needed if the library has one account only."), false},
        {u"--wait-lock"_s, u"SECONDS"_s,
         Words::tr("How long to wait for the library to be closed elsewhere; 10 unless told."),
         false},
        {u"--json"_s, {}, Words::tr("Print one JSON document instead of text."), false},
        {u"--lang"_s, u"ru|en"_s, Words::tr("The language of the texts."), false},
        {u"--help"_s, {}, Words::tr("Show this help."), false},
        {u"--version"_s, {}, Words::tr("Show the version of the program."), false},
    };
}

std::variant<Invocation, UsageError> parseCommandLine(const QStringList& words,
                                                      const QList<CommandSpec>& commands)
{
    return Parser(words, commands).parse();
}

} // namespace raskadr::cli
