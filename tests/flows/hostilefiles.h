#pragma once

#include <QString>
#include <QStringList>

namespace raskadr::flows {

// Files that no program should trust: cut off, disguised, empty, bombs by their headers, playlists,
// drawings, HEIC, garbage behind a right beginning. Some are good in spite of their names.
struct HostileFolder
{
    int files = 0; // regular ones that an import has to judge
    QStringList mustGoIn; // names
    QStringList mustBeRefused;
    int links = 0;
    int pipes = 0;
};

// Fills the folder, which exists; the same seed gives the same files.
HostileFolder makeHostileFolder(const QString& path, quint32 seed);

} // namespace raskadr::flows
