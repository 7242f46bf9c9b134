#pragma once

// Internal to this module.

#include "core/draft/scene.h"

#include <QRect>

#include <vector>

namespace raskadr::draft {

enum class CameraMove { PushIn, PullOut, Pan, Rise };

// A camera before a picture or a scene: one frame after another, moved by fractions of a pixel and
// slowest at both ends. Parts of a scene that are near move more than those far away. Owns what it
// shows. One thread at a time.
class CameraTake
{
public:
    CameraTake(Scene scene, CameraMove move, double seconds);
    CameraTake(const QImage& picture, CameraMove move, double seconds);

    // `time` runs from 0 to 1; `number` tells one frame's grain from another's.
    QImage frame(double time, int number);

private:
    struct View
    {
        float zoom = 1;
        float left = 0; // of what is seen, in pixels of the picture
        float top = 0;
    };
    struct Part
    {
        FloatImage image;
        float depth = 0.5F;
        QRect filled; // outside of it there is nothing
    };
    void addPart(FloatImage image, float depth);
    View viewAt(double time, float depth) const;

    CameraMove m_move;
    double m_seconds;
    std::vector<Part> m_parts;
    std::optional<Grading> m_grading; // a scene is developed, a picture is shown as it is
    FloatImage m_light;
};

} // namespace raskadr::draft
