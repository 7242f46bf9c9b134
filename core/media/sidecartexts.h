#pragma once

#include "core/media/mediaformat.h"

#include <QMap>
#include <QString>
#include <stop_token>

namespace raskadr {

// What programs left beside a file of the user's about it: name.swarm.json, name.json, name.txt,
// and for a film the picture of its first frame, whose texts tell how the film was made. Keys begin
// with "sidecar.". Only what fileProvenance() understands is taken; anything else there is none of
// our business. Files over 1 MiB and links are not read. Any thread.
QMap<QString, QString> readSidecarTexts(const QString& path, MediaFormat format,
                                        std::stop_token stop = {});

// The name of the file that a text stands beside, without its suffix; empty: by its name it stands
// beside none.
QString sidecarSubject(const QString& name);
// Whether fileProvenance() understands such a text.
bool isUnderstoodSidecar(const QString& path);

} // namespace raskadr
