#pragma once

#include <QCoreApplication>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>
#include <variant>

namespace raskadr::cli {

class Context;
struct Invocation;

// The words of the command line, under one translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

struct OptionSpec
{
    QString name; // "--wait-lock"
    QString value; // what stands behind it; empty: nothing does
    QString help;
    bool repeatable = false;
};

// What a command needs before it runs.
enum class Access {
    None, // nothing
    NewLibrary, // a library, made if there is none
    Read, // a library, beside whoever writes into it
    Write, // the library's lock
};

// One command of the program: how it is written, what it needs and what it does.
struct CommandSpec
{
    QString name; // "asset list"
    QString arguments; // "PROJECT PATH...": "..." means one or more
    QString summary;
    QList<OptionSpec> options;
    Access access = Access::Read;
    bool needsLogin = true;
    int (*run)(Context& context) = nullptr;
    // What is wrong with the words beyond the grammar, without looking into a library; null:
    // nothing can be.
    std::optional<QString> (*misuse)(const Invocation& invocation) = nullptr;
};

// What stands on a command line, found right as far as the grammar goes.
struct Invocation
{
    const CommandSpec* command = nullptr; // null only with `help` or `version`
    QStringList arguments;
    QHash<QString, QStringList> options;
    bool help = false;
    bool version = false;

    bool has(const QString& option) const { return options.contains(option); }
    // The value given last, or nothing.
    std::optional<QString> value(const QString& option) const;
    QStringList values(const QString& option) const { return options.value(option); }
    // The whole number that an option gives, or the usual one; nothing: it is none between the two.
    std::optional<int> number(const QString& option, int usual, int least, int most) const;
};

// One sentence that says what is wrong with a command line.
struct UsageError
{
    QString sentence;
    const CommandSpec* command = nullptr; // whose help would tell more; null: the general one
};

// Options that go with every command and may stand before or behind its words.
QList<OptionSpec> globalOptions();

std::variant<Invocation, UsageError> parseCommandLine(const QStringList& words,
                                                      const QList<CommandSpec>& commands);

} // namespace raskadr::cli
