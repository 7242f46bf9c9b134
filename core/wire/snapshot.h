#pragma once

#include "core/wire/json.h"
#include "core/wire/media.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace raskadr::wire {

// One published file of a shot. The id is random for every publication, the hash is what the upload
// was named by; a guest sees the id alone.
struct SnapshotMedium
{
    std::string id; // wire id
    std::string sha256;
    std::int64_t size = 0; // bytes
    bool operator==(const SnapshotMedium&) const = default;
};

struct SnapshotShot
{
    std::string id; // wire id, the same in every revision of the share
    int number = 0; // from 1, as the producer sees it
    std::string title;
    ShotKind kind = ShotKind::None;
    int width = 0; // of what is shown, 0 for None
    int height = 0;
    std::int64_t durationMs = 0; // of a video; else how long it is to stand, 0: unknown
    std::map<MediaRole, SnapshotMedium> media;
    bool operator==(const SnapshotShot&) const = default;
};

// What one revision of a share shows: all that the server ever learns about a project.
struct Snapshot
{
    int aspectWidth = 16;
    int aspectHeight = 9;
    std::vector<SnapshotShot> shots; // in the order of the story
    bool operator==(const Snapshot&) const = default;
};

// At most limits::snapshotBytes; unknown fields, double ids, roles that the kind doesn't know and
// texts that are not plain are refused with their place.
Result<Snapshot> parseSnapshot(std::string_view text);
std::string toJson(const Snapshot& snapshot);

} // namespace raskadr::wire
