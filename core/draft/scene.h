#pragma once

// Internal to this module.

#include "core/draft/grading.h"
#include "core/draft/stage.h"

#include <QString>

#include <stop_token>

namespace raskadr::draft {

// A painted scene before it is developed: its parts by distance, the farthest first, and the light
// that they spill. The same prompt, seed and size always give the same scene. A value.
struct Scene
{
    std::deque<Layer> layers;
    FloatImage halation;
    FloatImage light; // all of it in one picture
    Grading grading;

    QImage picture() const { return grading.developed(light); }
};

// Nothing if a stop is requested meanwhile. Any thread.
std::optional<Scene> paintScene(const QString& prompt, quint64 seed, const QSize& size,
                                const std::stop_token& stop);

} // namespace raskadr::draft
