#pragma once

#include "core/base/id.h"

#include <QString>
#include <optional>

namespace raskadr {

// The frame of a film as width to height, for example 16:9 or 239:100.
struct Aspect
{
    int width = 16;
    int height = 9;

    double ratio() const { return double(width) / height; }
    bool operator==(const Aspect&) const = default;
};

// A film: what holds for all of its shots.
struct Project
{
    ProjectId id;
    AccountId accountId;
    QString title;
    Aspect aspect;
    double fps = 24;
    std::optional<double> budget;
    bool archived = false;
    qint64 trashedMs = 0; // 0: not in the trash
    QString musicSha256;
    qint64 musicOffsetMs = 0;
    double musicVolume = 1;
    bool demo = false;
    qint64 createdMs = 0;
    qint64 changedMs = 0;

    bool operator==(const Project&) const = default;
};

} // namespace raskadr
