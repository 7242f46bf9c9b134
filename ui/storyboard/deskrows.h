#pragma once

#include "core/store/shotrepository.h"
#include "ui/player/filmclip.h"
#include "ui/storyboard/board/boardcard.h"
#include "ui/storyboard/colourstrip.h"

#include <QHash>

namespace raskadr::ui {

// What the parts of the desk show of a shot, worked out of its row. All of it plain values.

// How long a picture or a slate stands in the film if nothing is planned.
constexpr qint64 standingMs = 3000;

// A video plays its own length unless a shorter one is planned.
qint64 filmDurationMs(const BoardRow& row);
bool hasVideoHeadliner(const BoardRow& row);

// Palettes by how they are written: a desk asks for the same ones with every change.
class Palettes
{
public:
    const QList<Swatch>& swatches(const QString& text);

private:
    QHash<QString, QList<Swatch>> m_parsed;
};

// `progress`: of the running generations together; -1: unknown.
BoardCard boardCard(const BoardRow& row, double progress = -1);
StripColumn stripColumn(const BoardRow& row, Palettes& palettes);
// `path` is that of the headliner's original.
FilmClip filmClip(const BoardRow& row, const QString& path);

// Whether what was done is on the disk.
enum class SaveState { Saved, Saving, Failed };

// What the status bar counts.
struct DeskCounts
{
    int shots = 0;
    qint64 durationMs = 0;
    int done = 0;
    int inProgress = 0;
    int waiting = 0;

    bool operator==(const DeskCounts&) const = default;
};
DeskCounts countsOf(const QList<BoardRow>& rows);

} // namespace raskadr::ui
