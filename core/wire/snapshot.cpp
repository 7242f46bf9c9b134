#include "core/wire/snapshot.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <set>

namespace raskadr::wire {

namespace {

constexpr int maxPixels = 100'000;

using Ids = std::set<std::string>;

Result<SnapshotMedium> parseMedium(const nlohmann::json& value, const std::string& place)
{
    Fields fields(value, place);
    fields.knowOnly({"id", "sha256", "size"});
    SnapshotMedium medium;
    medium.id = fields.wireId("id");
    medium.sha256 = fields.text("sha256", 64);
    medium.size = fields.integer("size", 1, limits::mediumBytes);
    if (!isSha256(medium.sha256))
        fields.refuse("sha256", "is not a SHA-256");
    if (fields.refusal())
        return tl::unexpected(*fields.refusal());
    return medium;
}

std::optional<Refusal> parseMedia(const nlohmann::json& value, const std::string& place,
                                  SnapshotShot& shot)
{
    if (!value.is_object())
        return Refusal{place, "not an object"};
    for (const auto& [name, medium] : value.items()) {
        const std::optional<MediaRole> role = mediaRole(name);
        if (!role || mimeOf(shot.kind, *role).empty())
            return Refusal{place, "has a role that this kind of shot doesn't know"};
        const Result<SnapshotMedium> parsed = parseMedium(medium, place + '/' + name);
        if (!parsed)
            return parsed.error();
        shot.media[*role] = *parsed;
    }
    return std::nullopt;
}

Result<SnapshotShot> parseShot(const nlohmann::json& value, const std::string& place)
{
    Fields fields(value, place);
    fields.knowOnly({"id", "number", "title", "kind", "width", "height", "durationMs", "media"});
    SnapshotShot shot;
    shot.id = fields.wireId("id");
    shot.number = int(fields.integer("number", 1, 1'000'000));
    shot.title = fields.text("title", limits::title);
    const std::optional<ShotKind> kind = shotKind(fields.text("kind", 16));
    if (!kind)
        fields.refuse("kind", "is not known");
    shot.kind = kind.value_or(ShotKind::None);
    shot.width = int(fields.integer("width", 0, maxPixels));
    shot.height = int(fields.integer("height", 0, maxPixels));
    shot.durationMs = fields.integer("durationMs", 0, limits::shotDurationMs);
    const nlohmann::json& media = fields.member("media");
    if (fields.refusal())
        return tl::unexpected(*fields.refusal());
    if (const std::optional<Refusal> refusal = parseMedia(media, fields.placeOf("media"), shot))
        return tl::unexpected(*refusal);
    return shot;
}

std::optional<Refusal> addShot(const nlohmann::json& value, const std::string& place,
                               Snapshot& snapshot, Ids& shotIds, Ids& mediaIds)
{
    const Result<SnapshotShot> shot = parseShot(value, place);
    if (!shot)
        return shot.error();
    if (!shotIds.insert(shot->id).second)
        return Refusal{place + "/id", "appears twice"};
    for (const auto& [role, medium] : shot->media)
        if (!mediaIds.insert(medium.id).second)
            return Refusal{place + "/media", "has an id that appears twice"};
    snapshot.shots.push_back(*shot);
    return std::nullopt;
}

} // namespace

Result<Snapshot> parseSnapshot(std::string_view text)
{
    const Result<nlohmann::json> document = parseMessage(text, limits::snapshotBytes);
    if (!document)
        return tl::unexpected(document.error());
    Fields fields(*document, {});
    fields.knowOnly({"aspectWidth", "aspectHeight", "shots"});
    Snapshot snapshot;
    snapshot.aspectWidth = int(fields.integer("aspectWidth", 1, maxPixels));
    snapshot.aspectHeight = int(fields.integer("aspectHeight", 1, maxPixels));
    const nlohmann::json& shots = fields.member("shots");
    if (!shots.is_array())
        fields.refuse("shots", "is not a list");
    else if (shots.size() > limits::shots)
        fields.refuse("shots", "has too many shots");
    if (fields.refusal())
        return tl::unexpected(*fields.refusal());

    Ids shotIds;
    Ids mediaIds;
    for (std::size_t i = 0; i < shots.size(); ++i)
        if (const auto refusal =
                addShot(shots[i], "/shots/" + std::to_string(i), snapshot, shotIds, mediaIds))
            return tl::unexpected(*refusal);
    return snapshot;
}

std::string toJson(const Snapshot& snapshot)
{
    nlohmann::json shots = nlohmann::json::array();
    for (const SnapshotShot& shot : snapshot.shots) {
        nlohmann::json media = nlohmann::json::object();
        for (const auto& [role, medium] : shot.media)
            media[std::string(nameOf(role))] = {
                {"id", medium.id}, {"sha256", medium.sha256}, {"size", medium.size}};
        shots.push_back({{"id", shot.id},
                         {"number", shot.number},
                         {"title", shot.title},
                         {"kind", nameOf(shot.kind)},
                         {"width", shot.width},
                         {"height", shot.height},
                         {"durationMs", shot.durationMs},
                         {"media", std::move(media)}});
    }
    return nlohmann::json{{"aspectWidth", snapshot.aspectWidth},
                          {"aspectHeight", snapshot.aspectHeight},
                          {"shots", std::move(shots)}}
        .dump();
}

} // namespace raskadr::wire
