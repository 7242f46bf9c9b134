#pragma once

#include "core/base/result.h"

#include <QString>
#include <functional>

namespace raskadr {

// Gives originals readable names outside of the media folder, for drags and the clipboard: hard
// links in a folder of the cache, copies where links are not possible. The originals stay
// read-only. Any thread; the folder may be emptied at every start.
class OutgoingFiles
{
public:
    OutgoingFiles(QString folder, std::function<QString(const QString& sha256)> mediaPath);

    // The path of a file with this name and the content of `sha256`.
    Result<QString> stage(const QString& sha256, const QString& name) const;
    // Forgets everything that was staged before.
    void clear() const;

private:
    QString m_folder;
    std::function<QString(const QString&)> m_mediaPath;
};

} // namespace raskadr
