#pragma once

// What the offline agent reads in human words; internal to this module.

#include "core/agent/editlexicon.h"

namespace raskadr {

// One thing that the words ask for.
struct EditDirective
{
    enum class Kind { SetSense, SetLens, Closer, Farther, Replace, Remove, Add };

    Kind kind = Kind::SetSense;
    EditSense sense = EditSense::Day;
    int lensMm = 0;
    QString what; // is replaced, removed, added
    QString by; // comes instead
    // A second way to part «замени A на B» where B or A has «на» in it, too.
    QString otherWhat;
    QString otherBy;
    QString said; // the user's own words

    bool operator==(const EditDirective&) const = default;
};

struct EditWords
{
    QList<EditDirective> directives;
    QStringList notUnderstood; // parts of the request, as they were written

    static EditWords read(const QString& words);
};

} // namespace raskadr
