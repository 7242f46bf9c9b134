#include "core/wire/pagevalues.h"
#include "core/wire/pagewords.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

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

// What was said, with the answers behind it.
struct Thread
{
    std::vector<const Comment*> lines;
    std::int64_t last = 0;
};

std::vector<Thread> threadsOf(const std::vector<Comment>& comments)
{
    std::vector<Thread> threads;
    std::unordered_map<std::string_view, std::size_t> places; // of a comment, by its id
    for (const Comment& comment : comments) {
        if (comment.kind != CommentKind::Comment || comment.deletedAt) {
            continue;
        }
        const auto parent = places.find(comment.parentId);
        const std::size_t place = parent == places.end() ? threads.size() : parent->second;
        if (place == threads.size()) {
            threads.emplace_back();
        }
        threads[place].lines.push_back(&comment);
        threads[place].last = std::max(threads[place].last, comment.createdAt);
        places[comment.id] = place;
    }
    return threads;
}

// Leaves the threads with the latest words, in their order; true if there are others.
bool leaveLatest(std::vector<Thread>& threads, std::size_t mostLines)
{
    std::vector<std::int64_t> times;
    for (const Thread& thread : threads) {
        times.insert(times.end(), thread.lines.size(), thread.last);
    }
    if (times.size() <= mostLines) {
        return false;
    }
    const auto oldest = times.begin() + static_cast<std::ptrdiff_t>(mostLines) - 1;
    std::nth_element(times.begin(), oldest, times.end(), std::greater<>());
    const std::int64_t since = *oldest;
    return std::erase_if(threads, [since](const Thread& thread) { return thread.last < since; })
        > 0;
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
    std::vector<Thread> threads = threadsOf(comments);
    const auto isOld = [&shot](const Thread& thread) {
        return thread.lines.front()->revision < shot->since;
    };
    std::size_t old = 0;
    for (const Thread& thread : threads) {
        old += isOld(thread) ? thread.lines.size() : 0;
    }
    const auto most = static_cast<std::size_t>(std::max(1, view.mostComments));
    values.set("more",
               leaveLatest(threads, most)
                   ? "?shot=" + shot->id + "&most=" + std::to_string(most + commentsAtOnce)
                   : std::string());
    for (const Thread& thread : threads) {
        for (const Comment* comment : thread.lines) {
            addComment(values, isOld(thread) ? "oldComments" : "comments", *comment, *shot);
        }
    }
    values.set("oldText", old > 0 ? words::text("old", std::to_string(old)) : std::string());
    static const Template parsed(webSource("shot.html"), webSource);
    return rendered(parsed, values);
}

} // namespace raskadr::wire
