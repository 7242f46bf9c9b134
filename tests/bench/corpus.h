#pragma once

#include <QDir>
#include <QStringList>

namespace raskadr::bench {

// Test media that are as hard to compress as what image models give: overlapping discs over noise
// of several octaves, a light, and grain. The same on every machine, up to the encoders' versions.
// What is there already is kept.
bool makeCorpus(const QDir& folder);

// The files of one kind: "png" (1536×1024), "jpeg" (3840×2160), "webp" (1536×1024), "film720"
// (5 s at 24 fps), "film4k" (4 s).
QStringList corpusFiles(const QDir& folder, const QString& kind);

} // namespace raskadr::bench
