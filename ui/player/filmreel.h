#pragma once

#include "ui/player/filmclip.h"
#include "ui/player/soundtrack.h"

namespace raskadr::ui {

// The shots of a film on one axis of time. A plain value; a clip without a duration is left out of
// time, never of the list.
class FilmReel
{
public:
    FilmReel() = default;
    explicit FilmReel(QList<FilmClip> clips);

    const QList<FilmClip>& clips() const { return m_clips; }
    const FilmClip& clip(int index) const { return m_clips.at(index); }
    int count() const { return static_cast<int>(m_clips.size()); }
    bool isEmpty() const { return m_clips.isEmpty(); }

    qint64 totalMs() const { return m_starts.isEmpty() ? 0 : m_starts.last(); }
    qint64 startMs(int index) const { return m_starts.at(index); }
    // The clip that is shown at this time; the first or the last one outside. -1 in an empty reel.
    int indexAt(qint64 ms) const;
    int indexOf(const ShotId& shot) const; // -1: not here
    QList<SoundPart> sound() const;

    bool operator==(const FilmReel&) const = default;

private:
    QList<FilmClip> m_clips;
    QList<qint64> m_starts; // one more than clips: the end
};

} // namespace raskadr::ui
