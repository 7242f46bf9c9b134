#include "ui/storyboard/deskrows.h"

namespace raskadr::ui {

bool hasVideoHeadliner(const BoardRow& row)
{
    return row.coverIsHeadliner && row.coverKind == AssetKind::Video;
}

qint64 filmDurationMs(const BoardRow& row)
{
    const qint64 planned = row.shot.plannedDurationMs;
    if (hasVideoHeadliner(row) && row.coverDurationMs > 0) {
        return planned > 0 ? std::min(planned, row.coverDurationMs) : row.coverDurationMs;
    }
    return planned > 0 ? planned : standingMs;
}

BoardCard boardCard(const BoardRow& row, double progress)
{
    BoardCard card;
    card.id = row.shot.id;
    card.number = row.shot.number();
    card.title = row.shot.title;
    card.script = row.shot.script;
    card.status = row.shot.status;
    card.label = row.shot.label;
    card.durationMs = filmDurationMs(row);
    card.coverSha256 = row.coverSha256;
    card.coverKind = row.coverKind;
    card.hasHeadliner = row.coverIsHeadliner;
    card.coverMissing = row.coverState != MediaState::Present;
    card.coverDurationMs = row.coverDurationMs;
    card.coverFps = row.coverFps;
    card.queued = row.queuedJobs;
    card.running = row.runningJobs;
    card.progress = row.runningJobs > 0 ? progress : -1;
    card.failed = row.failedJobs > 0;
    card.unreadComments = row.unreadComments;
    card.comments = row.comments;
    for (const ShareVerdict& said : row.verdicts) {
        if (said.verdict != Verdict::None) {
            card.verdicts.append({said.shareName, said.verdict});
        }
    }
    card.trashed = row.shot.trashedMs > 0;
    return card;
}

const QList<Swatch>& Palettes::swatches(const QString& text)
{
    auto known = m_parsed.find(text);
    if (known == m_parsed.end()) {
        known = m_parsed.insert(text, Palette::fromString(text).swatches);
    }
    return *known;
}

StripColumn stripColumn(const BoardRow& row, Palettes& palettes)
{
    StripColumn column{row.shot.id, row.shot.number(), row.shot.title, filmDurationMs(row), {}};
    if (row.coverIsHeadliner) {
        column.swatches = palettes.swatches(row.coverPalette);
    }
    return column;
}

FilmClip filmClip(const BoardRow& row, const QString& path)
{
    FilmClip clip;
    clip.id = row.shot.id;
    clip.number = row.shot.number();
    clip.title = row.shot.title;
    clip.script = row.shot.script;
    clip.durationMs = filmDurationMs(row);
    if (row.coverIsHeadliner) {
        clip.hasMedia = true;
        clip.isLost = row.coverState != MediaState::Present;
        clip.kind = row.coverKind;
        clip.path = path;
        clip.sha256 = row.coverSha256;
        clip.ownMs = hasVideoHeadliner(row) ? row.coverDurationMs : 0;
        clip.hasSound = hasVideoHeadliner(row) && row.coverHasSound;
        for (const Swatch& swatch : Palette::fromString(row.coverPalette).swatches) {
            clip.colours.append(swatch.color);
        }
    }
    return clip;
}

DeskCounts countsOf(const QList<BoardRow>& rows)
{
    DeskCounts counts;
    counts.shots = static_cast<int>(rows.size());
    for (const BoardRow& row : rows) {
        counts.durationMs += filmDurationMs(row);
        switch (row.shot.status) {
        case ShotStatus::Done:
            ++counts.done;
            break;
        case ShotStatus::InProgress:
            ++counts.inProgress;
            break;
        case ShotStatus::Waiting:
            ++counts.waiting;
            break;
        }
    }
    return counts;
}

} // namespace raskadr::ui
