#pragma once

#include "core/model/share.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

namespace raskadr::ui {

// How far a shot is on its way to the page.
struct ShareShotLine
{
    enum class State { Waiting, Working, Done, Refused };

    ShotId id;
    int number = 0;
    QString title;
    QString sha256; // its cover
    State state = State::Waiting;
    double share = 0; // 0..1

    bool operator==(const ShareShotLine&) const = default;
};

struct ShareProgress
{
    enum class Phase { Preparing, Uploading, Switching };

    Phase phase = Phase::Preparing;
    double fraction = 0; // of the whole, 0..1
    int filesDone = 0;
    int files = 0;
    qint64 bytesDone = 0;
    qint64 bytes = 0; // 0: not known yet
    qint64 remainingMs = -1; // -1: not known yet
    int filesReused = 0; // that are on the page already
    QList<ShareShotLine> shots;

    bool operator==(const ShareProgress&) const = default;
};

// A link as «Поделиться» shows it.
struct ShareLine
{
    Share share;
    int stale = 0; // shots of which the page shows something else than is here
    bool cut = false; // a publication waits to go on
    std::optional<ShareProgress> progress;
    QString failure; // why the last publication did not come about; a sentence
    QString failureDetail; // the same as it was answered, for «Подробности»; may be empty
    QStringList refused; // the shots that are to blame, a sentence each
    QString place; // where it is, for the eye: the server, «В этой сети»
    QString trouble; // why guests cannot reach it just now; a sentence

    bool operator==(const ShareLine&) const = default;
};

// A place where links can be made.
struct ShareServerLine
{
    ShareServer server;
    bool ready = false; // else somebody has to sign in again

    bool operator==(const ShareServerLine&) const = default;
};

// What a new link can be made of.
struct ShareGround
{
    QString projectTitle;
    QString accountName; // what guests may know the producer by
    int shots = 0;
    int withHeadliner = 0;
    QList<ShotId> selected;
    QList<ShareServerLine> servers;
    QString lanAddress; // as guests will see it; empty: there is no network
    bool lanPossible = true; // the server program is there
    bool readOnly = false;

    bool operator==(const ShareGround&) const = default;
};

// What the producer wants of a link.
struct ShareWish
{
    ShareWay way = ShareWay::Server;
    ShareServerId serverId;
    QString folder;
    bool zip = false;
    QString name;
    ShareOptions options;
    QDate lastDay; // it ends with this day; null: never
    std::optional<QString> password; // none: as it is; empty: no password

    bool operator==(const ShareWish&) const = default;
};

} // namespace raskadr::ui
