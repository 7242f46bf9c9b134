#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <stop_token>

namespace raskadr {

// One regular file that an import may take in. Nothing is known of its content yet.
struct Candidate
{
    QString path; // absolute
    QString folder; // relative to the folder that was given, '/' between its parts; empty: directly
                    // in it, or the file itself was given
    QString root; // the folder that was given; empty: the file itself was given
    qint64 size = 0;
    qint64 modifiedMs = 0;

    QString name() const { return path.section(u'/', -1); }
    bool operator==(const Candidate&) const = default;
};

// What a walk met. The counts are of things left out on purpose; `unreadable` names what the user
// should hear of.
struct Walk
{
    QList<Candidate> candidates; // in natural order of their paths
    int links = 0; // symbolic links inside of folders
    int specials = 0; // pipes, devices, sockets
    int hidden = 0; // hidden files and folders, and what systems leave behind
    int sidecars = 0; // texts that tell of the file beside them: they are read with it
    QList<Error> unreadable; // subject: the path as given or met
};

// Collects the files behind these paths, at any depth. Never follows a link that it meets in a
// folder, so that it ends and stays inside; opens no file but texts beside one of the same name.
// The same file is listed once, however often it is reached. Error: Cancelled. For a pool thread.
Result<Walk> walkPaths(const QStringList& paths, std::stop_token stop = {});

// A text whose plain comparison gives the natural order of names: numbers by value, without regard
// to case, the same in every locale.
QString naturalKey(const QString& name);

} // namespace raskadr
