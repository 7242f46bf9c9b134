#pragma once

#include <QByteArray>
#include <QString>

namespace raskadr {

enum class MediaState { Present, Missing, Altered };

// A file of the media folder. Its SHA-256 is its name and its identity; facts are what probing
// found.
struct Media
{
    QString sha256;
    qint64 size = 0;
    QString mimeType;
    int width = 0;
    int height = 0;
    qint64 durationMs = 0; // 0 for a picture
    double fps = 0;
    QString videoCodec;
    QString audioCodec; // empty: no sound
    QString palette; // media::Palette as text; empty until it was computed
    QString embedded; // JSON object of the text metadata that the file carried
    MediaState state = MediaState::Present;
    qint64 createdMs = 0;

    bool isVideo() const { return durationMs > 0 || mimeType.startsWith(QLatin1String("video/")); }
    bool operator==(const Media&) const = default;
};

} // namespace raskadr
