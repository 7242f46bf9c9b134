#include "core/wire/pagevalues.h"
#include "core/wire/pagewords.h"

#include <algorithm>

namespace raskadr::wire {

namespace {

void addComment(TemplateValues& values, std::string_view list, const Comment& comment,
                const BoardShot& shot)
{
    TemplateValues& line = values.add(list);
    line.set("commentId", comment.id);
    line.set("author",
             comment.author.empty() && comment.fromProducer ? words::text("producer")
                                                            : comment.author);
    line.set("text", comment.text);
    line.set("iso", words::isoTime(comment.createdAt));
    line.set("day", words::day(comment.createdAt));
    line.setFlag("fromProducer", comment.fromProducer);
    line.setFlag("isAnswer", !comment.parentId.empty());
    line.setFlag("isResolved", comment.resolvedAt.has_value());
    line.set("place",
             comment.atMs && shot.kind == ShotKind::Video ? words::place(*comment.atMs)
                                                          : std::string());
}

// Answers stand under what they answer.
std::vector<const Comment*> inThreads(const std::vector<Comment>& comments)
{
    std::vector<const Comment*> ordered;
    const auto addAnswers = [&](const std::string& parent) {
        for (const Comment& comment : comments) {
            if (comment.parentId == parent) {
                ordered.push_back(&comment);
            }
        }
    };
    const auto isThere = [&](const std::string& id) {
        return std::any_of(comments.begin(), comments.end(),
                           [&](const Comment& other) { return other.id == id; });
    };
    for (const Comment& comment : comments) {
        if (comment.parentId.empty() || !isThere(comment.parentId)) {
            ordered.push_back(&comment);
            addAnswers(comment.id);
        }
    }
    return ordered;
}

void setNeighbour(TemplateValues& values, std::string_view name, const BoardShot* shot)
{
    values.set(name, shot ? "?shot=" + shot->id : std::string());
}

void setMedia(TemplateValues& values, const BoardShot& shot, bool canDownload)
{
    const bool isVideo = shot.kind == ShotKind::Video;
    values.setFlag("isVideo", isVideo);
    values.setFlag("isPicture", shot.kind == ShotKind::Image);
    values.set("picture",
               firstMedium(shot, {MediaRole::Full, MediaRole::Medium, MediaRole::Thumb}));
    values.set("film",
               isVideo ? firstMedium(shot, {MediaRole::Full, MediaRole::Large}) : std::string());
    values.set("poster",
               firstMedium(shot, {MediaRole::Poster, MediaRole::Medium, MediaRole::Thumb}));
    values.set("width", std::to_string(shot.width));
    values.set("height", std::to_string(shot.height));
    const std::string download = isVideo ? firstMedium(shot, {MediaRole::Large, MediaRole::Full})
                                         : firstMedium(shot, {MediaRole::FullJpeg});
    values.set("download", canDownload ? download : std::string());
    values.set("downloadText", words::text(isVideo ? "download.film" : "download.picture"));
}

} // namespace

std::optional<std::string> shotPage(const Board& board, std::string_view shotId,
                                    const std::vector<Comment>& comments, const PageView& view)
{
    const auto shot =
        std::find_if(board.shots.begin(), board.shots.end(),
                     [shotId](const BoardShot& candidate) { return candidate.id == shotId; });
    if (shot == board.shots.end()) {
        return std::nullopt;
    }
    TemplateValues values = viewValues(view);
    values.set("title", board.title);
    values.setFlag("canComment", board.canComment);
    values.set("id", shot->id);
    values.set("number", std::to_string(shot->number));
    values.set("shotTitle", shot->title);
    values.set("position",
               words::text("position", std::to_string(shot - board.shots.begin() + 1),
                           std::to_string(board.shots.size())));
    setNeighbour(values, "previous", shot == board.shots.begin() ? nullptr : &*(shot - 1));
    setNeighbour(values, "next", shot + 1 == board.shots.end() ? nullptr : &*(shot + 1));
    setMedia(values, *shot, board.canDownload);
    values.setFlag("canJudge", board.canComment && shot->kind != ShotKind::None);
    values.setFlag("isAccepted", shot->verdict == Verdict::Accepted);
    values.setFlag("isChanges", shot->verdict == Verdict::Changes);
    values.reserve("comments");
    values.reserve("oldComments");
    int old = 0;
    for (const Comment* comment : inThreads(comments)) {
        if (comment->kind != CommentKind::Comment || comment->deletedAt) {
            continue;
        }
        const bool isOld = comment->revision < shot->since;
        old += isOld;
        addComment(values, isOld ? "oldComments" : "comments", *comment, *shot);
    }
    values.set("oldText", old > 0 ? words::text("old", std::to_string(old)) : std::string());
    static const Template parsed(webSource("shot.html"), webSource);
    return rendered(parsed, values);
}

} // namespace raskadr::wire
