#include "ui/player/filmreel.h"

#include <algorithm>

namespace raskadr::ui {

FilmReel::FilmReel(QList<FilmClip> clips)
    : m_clips(std::move(clips))
{
    m_starts.reserve(m_clips.size() + 1);
    m_starts.append(0);
    for (const FilmClip& clip : m_clips) {
        m_starts.append(m_starts.last() + std::max<qint64>(clip.durationMs, 0));
    }
}

int FilmReel::indexAt(qint64 ms) const
{
    if (m_clips.isEmpty()) {
        return -1;
    }
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), ms);
    const auto index = static_cast<int>(after - m_starts.begin()) - 1;
    return std::clamp(index, 0, count() - 1);
}

int FilmReel::indexOf(const ShotId& shot) const
{
    const auto found = std::find_if(m_clips.begin(), m_clips.end(),
                                    [&](const FilmClip& clip) { return clip.id == shot; });
    return found == m_clips.end() ? -1 : static_cast<int>(found - m_clips.begin());
}

QList<SoundPart> FilmReel::sound() const
{
    QList<SoundPart> parts;
    for (int i = 0; i < count(); ++i) {
        const FilmClip& clip = m_clips.at(i);
        if (clip.hasMedia && clip.hasSound && !clip.isLost) {
            parts.append({clip.path, m_starts.at(i), clip.durationMs});
        }
    }
    return parts;
}

} // namespace raskadr::ui
