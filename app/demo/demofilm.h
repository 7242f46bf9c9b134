#pragma once

#include "core/base/result.h"
#include "core/model/project.h"
#include "core/model/shot.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

namespace raskadr::demo {

// A picture that is asked of the draft engine, always under the same seed.
struct Take
{
    QString prompt;
    quint32 seed = 0;
};

// A move of the camera over the first take.
struct CameraMove
{
    QString move; // of the draft engine's video model
    int durationSeconds = 3;
};

struct ScriptedShot
{
    QString title;
    QString script;
    ShotStatus status = ShotStatus::Waiting;
    ShotLabel label = ShotLabel::None;
    qint64 plannedDurationMs = 0;
    QList<Take> takes;
    std::optional<CameraMove> film;
    bool hasHeadliner = true; // the film if there is one, else the first take
    bool damaged = false; // the film starts from a broken copy of the first take, and fails
};

// A demo film as it is written down: what the desk of a finished film looks like.
struct DemoFilm
{
    QString title;
    Aspect aspect;
    double fps = 24;
    int frameHeight = 720;
    QList<ScriptedShot> shots;

    // InvalidInput with the place as subject.
    static Result<DemoFilm> parse(const QByteArray& json);
    // «Последний маяк», which is part of the program.
    static DemoFilm lastLighthouse();
};

} // namespace raskadr::demo
