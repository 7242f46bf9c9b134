#pragma once

#include <QString>
#include <QStringList>

namespace raskadr::desktop {

// What the command line asks the window for.
struct Options
{
    QString libraryFolder; // absolute; empty: the last one, else the usual place
    bool demo = false; // open the demo film, as the account made for it
    QStringList paths; // absolute; to be brought in

    bool operator==(const Options&) const = default;
};

struct ParsedOptions
{
    enum class Outcome { Start, PrintAndEnd, Refused };
    Outcome outcome = Outcome::Start;
    Options options;
    QString text; // to be printed, or what is wrong
};

// Reads the arguments as the system gave them, the program's name first. Needs an application
// object for its texts.
ParsedOptions parseOptions(const QStringList& arguments);

} // namespace raskadr::desktop
