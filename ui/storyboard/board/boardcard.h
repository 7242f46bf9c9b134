#pragma once

#include "core/base/id.h"
#include "core/model/asset.h"
#include "core/model/share.h"
#include "core/model/shot.h"

#include <QList>
#include <QString>

namespace raskadr::ui {

// What was said about a shot on the page of a link.
struct CardVerdict
{
    QString link;
    Verdict verdict = Verdict::None;

    bool operator==(const CardVerdict&) const = default;
};

// One box of the storyboard, exactly as it is shown. The cover is the headliner's thumbnail, or
// that of the newest asset if there is no headliner; an empty sha256 means an empty box.
struct BoardCard
{
    ShotId id;
    int number = 0; // as people count
    QString title;
    QString script;
    ShotStatus status = ShotStatus::Waiting;
    ShotLabel label = ShotLabel::None;
    qint64 durationMs = 0; // what the caption and the colour strip show
    QString coverSha256;
    AssetKind coverKind = AssetKind::Image;
    bool hasHeadliner = false;
    bool coverMissing = false; // the file is gone or was altered
    qint64 coverDurationMs = 0;
    double coverFps = 0;
    int queued = 0;
    int running = 0;
    double progress = -1; // of what is running; -1: unknown
    bool failed = false;
    int unreadComments = 0; // decisions included
    int comments = 0; // all of them, the unread included
    QList<CardVerdict> verdicts; // one for each link that has one
    bool trashed = false;

    bool isEmpty() const { return coverSha256.isEmpty(); }
    bool isVideo() const { return !isEmpty() && coverKind == AssetKind::Video && !coverMissing; }
    bool operator==(const BoardCard&) const = default;
};

// What can be edited in place.
enum class BoardField { Title, Script };

// Where something from outside was dropped: into a shot, or as new shots before the box with this
// index (counted among the boxes that are shown; their number means the end).
struct DropPlace
{
    ShotId into;
    int insertAt = -1;

    bool operator==(const DropPlace&) const = default;
};

// What coming back to a board restores, whatever the size of the window by then.
struct BoardState
{
    double zoom = -1; // -1: the default
    ShotId top; // the first box of the uppermost row in sight
    double topOffset = 0; // how much of that row is above the edge, in shares of its height
    ShotId current;

    bool operator==(const BoardState&) const = default;
};

// Counts since the view was made, for tests and benchmarks.
struct BoardStatistics
{
    qint64 paints = 0; // calls of the canvas's paint function
    qint64 boxesPainted = 0; // boxes drawn by them
    qint64 cardBuilds = 0; // cards rendered anew
};

} // namespace raskadr::ui
