#pragma once

#include "core/base/id.h"

#include <QString>

namespace raskadr {

// Set by hand only; nothing in the program changes it by itself.
enum class ShotStatus { Waiting, InProgress, Done };

enum class ShotLabel { None, Red, Orange, Yellow, Green, Teal, Blue, Violet };

// One box of the storyboard. Its number is its position among the project's untrashed shots plus
// one; its identity is the id.
struct Shot
{
    ShotId id;
    ProjectId projectId;
    int position = 0;
    QString title;
    QString script;
    ShotStatus status = ShotStatus::Waiting;
    ShotLabel label = ShotLabel::None;
    qint64 plannedDurationMs = 0; // 0: none
    AssetId headlinerId; // null: none
    qint64 trashedMs = 0; // 0: not in the trash
    qint64 createdMs = 0;

    int number() const { return position + 1; }
    bool operator==(const Shot&) const = default;
};

} // namespace raskadr
