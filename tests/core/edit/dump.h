#pragma once

#include "core/store/store.h"

#include <QMap>
#include <QSet>

// Everything that commands may change, as text by entity. The time of a project's last change is
// left out: taking a step back is a change, too.
struct Dump
{
    QMap<QString, QString> rows;
    QSet<QString> hidden; // in the trash, or inside of something that is

    bool operator==(const Dump& other) const { return rows == other.rows; }
};

Dump dumpOf(const raskadr::Repositories& r);
// What is there besides `before`, or differs from it, apart from new rows that nobody sees.
QStringList visibleDifference(const Dump& before, const Dump& now);
