#include "core/wire/board.h"

#include <nlohmann/json.hpp>

namespace raskadr::wire {

std::string_view nameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepted:
        return "accepted";
    case Verdict::Changes:
        return "changes";
    case Verdict::None:
        break;
    }
    return "none";
}

std::optional<Verdict> verdict(std::string_view name)
{
    for (const Verdict candidate : {Verdict::None, Verdict::Accepted, Verdict::Changes})
        if (nameOf(candidate) == name)
            return candidate;
    return std::nullopt;
}

std::string toJson(const Board& board)
{
    nlohmann::json shots = nlohmann::json::array();
    for (const BoardShot& shot : board.shots) {
        nlohmann::json media = nlohmann::json::object();
        for (const auto& [role, address] : shot.media)
            media[std::string(nameOf(role))] = address;
        shots.push_back({{"id", shot.id},
                         {"number", shot.number},
                         {"title", shot.title},
                         {"kind", nameOf(shot.kind)},
                         {"width", shot.width},
                         {"height", shot.height},
                         {"durationMs", shot.durationMs},
                         {"media", std::move(media)},
                         {"changed", shot.changed},
                         {"since", shot.since},
                         {"verdict", nameOf(shot.verdict)},
                         {"comments", shot.comments}});
    }
    nlohmann::json document{{"title", board.title},
                            {"greeting", board.greeting},
                            {"canComment", board.canComment},
                            {"canDownload", board.canDownload},
                            {"revision", board.revision},
                            {"publishedAt", board.publishedAt},
                            {"seq", board.seq},
                            {"aspectWidth", board.aspectWidth},
                            {"aspectHeight", board.aspectHeight},
                            {"shots", std::move(shots)}};
    if (board.expiresAt)
        document["expiresAt"] = *board.expiresAt;
    return document.dump();
}

} // namespace raskadr::wire
