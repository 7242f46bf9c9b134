#pragma once

#include <QString>

namespace raskadr::bench {

// What libav can do without anything around it, with one decoder thread. False if it failed.

// Opens the film and converts its first picture to RGB, at most 480 pixels long.
bool rawFirstPicture(const QString& path);
// Decodes every picture and scales it to 480 pixels, as a proxy needs it, and drops it.
bool rawDecodeAndScale(const QString& path);

} // namespace raskadr::bench
