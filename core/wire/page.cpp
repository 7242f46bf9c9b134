#include "core/wire/page.h"

#include "core/wire/pagewords.h"
#include "core/wire/template.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace raskadr::wire {

namespace {

constexpr std::size_t eagerCovers = 5; // those of a first screen
constexpr std::size_t descriptionBytes = 300;

std::string render(const Template& source, const TemplateValues& values)
{
    std::string page;
    source.render(values, page);
    return page;
}

const Template& boardTemplate()
{
    static const Template parsed(webSource("board.html"), webSource);
    return parsed;
}

// Addresses of media come from the server and the publisher; should one ever not be a plain path,
// it is left out.
bool isPlainPath(std::string_view address)
{
    constexpr std::string_view allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./";
    return address.find_first_not_of(allowed) == std::string_view::npos
        && !address.starts_with("//");
}

std::string medium(const BoardShot& shot, MediaRole role)
{
    const auto found = shot.media.find(role);
    return found != shot.media.end() && isPlainPath(found->second) ? found->second : std::string();
}

std::string firstMedium(const BoardShot& shot, std::initializer_list<MediaRole> roles)
{
    for (const MediaRole role : roles) {
        if (std::string address = medium(shot, role); !address.empty()) {
            return address;
        }
    }
    return {};
}

// The nearest of the shapes that the style knows; a picture of another one is shown whole within
// it.
std::string_view shapeOf(int width, int height)
{
    constexpr std::array<std::pair<double, std::string_view>, 10> shapes{{{2.39, "r239"},
                                                                          {2.0, "r200"},
                                                                          {1.85, "r185"},
                                                                          {16.0 / 9, "r169"},
                                                                          {4.0 / 3, "r43"},
                                                                          {1.0, "r11"},
                                                                          {4.0 / 5, "r45"},
                                                                          {3.0 / 4, "r34"},
                                                                          {2.0 / 3, "r23"},
                                                                          {9.0 / 16, "r916"}}};
    const double ratio = width > 0 && height > 0 ? double(width) / height : 16.0 / 9;
    return std::min_element(shapes.begin(), shapes.end(),
                            [ratio](const auto& a, const auto& b) {
                                return std::abs(std::log(a.first / ratio))
                                    < std::abs(std::log(b.first / ratio));
                            })
        ->second;
}

void setFrame(TemplateValues& values, std::string_view folder)
{
    for (const WebFile& file : webFiles()) {
        const std::string_view ending = file.name.substr(file.name.rfind('.') + 1);
        const std::string name = file.name.starts_with("page.")
            ? std::string(ending)
            : std::string(file.name.substr(0, file.name.find('.')));
        values.set("file." + name, std::string(folder) + std::string(file.name));
    }
}

TemplateValues viewValues(const PageView& view)
{
    TemplateValues values;
    setFrame(values, "/page/");
    values.set("base", view.base);
    values.set("home", view.tail.empty() ? view.base : view.base + "/" + view.tail);
    values.set("guestName", view.guestName);
    values.set("formKey", view.formKey);
    values.set("draftAuthor", view.draftAuthor);
    values.set("draftText", view.draftText);
    values.set("problem", [&view]() -> std::string {
        switch (view.problem) {
        case PageProblem::None:
            return {};
        case PageProblem::AuthorMissing:
            return words::text("problem.author");
        case PageProblem::TextMissing:
            return words::text("problem.text");
        case PageProblem::TextTooLong:
            return words::text("problem.long");
        case PageProblem::NotPlain:
            return words::text("problem.plain");
        case PageProblem::TooManyComments:
            return words::text("problem.many");
        case PageProblem::NotSaved:
            return words::text("problem.saved");
        case PageProblem::WrongPassword:
            return words::text("problem.password");
        case PageProblem::TooManyTries:
            return words::text("problem.tries",
                               words::counted("minutes", std::max(1, view.retryMinutes)));
        }
        return {};
    }());
    return values;
}

// --- the whole film

struct Count
{
    int shown = 0; // shots that have something to judge
    int accepted = 0;
    int changes = 0;
    int changed = 0;
    int comments = 0;
    std::int64_t length = 0;
};

Count count(const Board& board)
{
    Count result;
    for (const BoardShot& shot : board.shots) {
        result.shown += shot.kind != ShotKind::None;
        result.accepted += shot.verdict == Verdict::Accepted;
        result.changes += shot.verdict == Verdict::Changes;
        result.changed += shot.changed;
        result.comments += shot.comments;
        result.length += shot.kind == ShotKind::Video ? shot.durationMs : 0;
    }
    return result;
}

void addFilter(TemplateValues& values, std::string_view id, int shots, bool isFirst = false)
{
    if (shots == 0) {
        return;
    }
    TemplateValues& filter = values.add("filters");
    filter.set("filterId", std::string(id));
    filter.set("filterCount", std::to_string(shots));
    filter.setFlag("is." + std::string(id), true);
    filter.setFlag("isFirst", isFirst);
}

// One piece per shot, told apart by the verdict, as three outlines of one drawing.
void setRibbon(TemplateValues& values, const Board& board)
{
    std::string accepted;
    std::string changes;
    std::string open;
    for (std::size_t i = 0; i < board.shots.size(); ++i) {
        const Verdict verdict = board.shots[i].verdict;
        std::string& outline = verdict == Verdict::Accepted ? accepted
            : verdict == Verdict::Changes                   ? changes
                                                            : open;
        outline += "M" + std::to_string(i * 10) + " 0h8v1h-8z";
    }
    values.set("ribbonAccepted", std::move(accepted));
    values.set("ribbonChanges", std::move(changes));
    values.set("ribbonOpen", std::move(open));
    values.set("ribbonWidth",
               std::to_string(std::max<std::size_t>(1, board.shots.size()) * 10 - 2));
}

void addCard(TemplateValues& values, const BoardShot& shot, std::size_t index, bool isFolder)
{
    TemplateValues& card = values.add("cards");
    card.set("id", shot.id);
    card.set("number", std::to_string(shot.number));
    card.set("shotTitle", shot.title);
    card.set("thumb", medium(shot, MediaRole::Thumb));
    card.set("medium", medium(shot, MediaRole::Medium));
    card.setFlag("isFirst", index == 0);
    card.setFlag("isLazy", index >= eagerCovers);
    card.set("length",
             shot.kind == ShotKind::Video ? words::length(shot.durationMs) : std::string());
    std::string classes;
    const auto addClass = [&classes](std::string_view name) {
        classes += classes.empty() ? "" : " ";
        classes += name;
    };
    if (shot.kind == ShotKind::None) {
        addClass("soon");
    }
    if (shot.verdict != Verdict::None) {
        addClass(nameOf(shot.verdict));
    }
    if (shot.changed) {
        addClass("changed");
    }
    card.set("classes", std::move(classes));
    card.set("verdictText",
             shot.verdict == Verdict::None
                 ? std::string()
                 : words::text("verdict." + std::string(nameOf(shot.verdict))));
    card.set("changedText", shot.changed ? words::text("changed") : std::string());
    card.set("commentCount", shot.comments > 0 ? std::to_string(shot.comments) : std::string());
    card.setFlag("hasMeta", shot.verdict != Verdict::None || shot.changed || shot.comments > 0);
    card.set("address",
             isFolder ? firstMedium(shot, {MediaRole::Full, MediaRole::Poster})
                      : "?shot=" + shot.id);
}

void setLinkCard(TemplateValues& values, const Board& board, const PageView& view,
                 std::string_view facts)
{
    if (view.hasPassword) {
        return;
    }
    std::string description = board.greeting.empty() ? std::string(facts) : board.greeting;
    std::replace(description.begin(), description.end(), '\n', ' ');
    if (description.size() > descriptionBytes) {
        std::size_t end = descriptionBytes;
        while (end > 0 && (static_cast<unsigned char>(description[end]) & 0xC0) == 0x80) {
            --end;
        }
        description = description.substr(0, end) + "…";
    }
    TemplateValues& card = values.add("linkCard");
    card.set("cardDescription", std::move(description));
    if (view.origin.empty()) {
        return;
    }
    for (const BoardShot& shot : board.shots) {
        const std::string picture = firstMedium(shot, {MediaRole::FullJpeg, MediaRole::PosterJpeg});
        if (picture.empty() || shot.width <= 0 || shot.height <= 0) {
            continue;
        }
        const double scale = std::min(1.0, 1920.0 / std::max(shot.width, shot.height));
        card.set("cardPicture", view.origin + picture);
        card.set("cardWidth", std::to_string(std::lround(shot.width * scale)));
        card.set("cardHeight", std::to_string(std::lround(shot.height * scale)));
        break;
    }
}

void setBoard(TemplateValues& values, const Board& board, const PageView& view, bool isFolder)
{
    const Count counts = count(board);
    values.set("title", board.title);
    values.set("greeting", board.greeting);
    values.set("shape", std::string(shapeOf(board.aspectWidth, board.aspectHeight)));
    values.setFlag("isUpright", board.aspectHeight > board.aspectWidth);
    values.setFlag("canComment", board.canComment);
    values.setFlag("canDownload", board.canDownload);
    values.set("revision", std::to_string(board.revision));
    values.set("seq", std::to_string(board.seq));
    values.setFlag("hasShown", counts.shown > 0);
    std::string facts = words::counted("shots", static_cast<std::int64_t>(board.shots.size()));
    if (counts.length > 0) {
        facts += " · " + words::length(counts.length);
    }
    setLinkCard(values, board, view, facts);
    values.set("facts", std::move(facts));
    values.set("updated",
               board.publishedAt > 0 ? words::text("updated", words::day(board.publishedAt))
                                     : std::string());
    values.set("updatedIso",
               board.publishedAt > 0 ? words::isoTime(board.publishedAt) : std::string());
    values.set("commentsTotal",
               counts.comments > 0 && !isFolder ? std::to_string(counts.comments) : std::string());
    values.set("expires",
               board.expiresAt ? words::text("expires", words::day(*board.expiresAt))
                               : std::string());
    values.set("expiresIso", board.expiresAt ? words::isoTime(*board.expiresAt) : std::string());
    const bool isJudged = board.canComment || counts.accepted + counts.changes > 0;
    if (isJudged && counts.shown > 0) {
        values.set(
            "progress",
            words::text("accepted", std::to_string(counts.accepted), std::to_string(counts.shown)));
        setRibbon(values, board);
    }
    values.reserve("filters");
    if (isJudged || counts.changed > 0) {
        addFilter(values, "all", static_cast<int>(board.shots.size()), true);
        addFilter(values, "changed", counts.changed);
        addFilter(values, "open", counts.shown - counts.accepted - counts.changes);
        addFilter(values, "accepted", counts.accepted);
        addFilter(values, "changes", counts.changes);
    }
    values.reserve("cards");
    for (std::size_t i = 0; i < board.shots.size(); ++i) {
        addCard(values, board.shots[i], i, isFolder);
    }
}

// --- one shot

void addComment(TemplateValues& values, std::string_view list, const Comment& comment,
                const BoardShot& shot)
{
    TemplateValues& line = values.add(list);
    line.set("commentId", comment.id);
    line.set("author", comment.author.empty() && comment.fromProducer ? words::text("producer") : comment.author);
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

std::string boardPage(const Board& board, const PageView& view)
{
    TemplateValues values = viewValues(view);
    values.set("pageKind", "board");
    setBoard(values, board, view, false);
    return render(boardTemplate(), values);
}

std::string folderPage(const Board& board)
{
    TemplateValues values;
    setFrame(values, "page/");
    values.set("pageKind", "folder");
    PageView view;
    view.hasPassword = true;
    setBoard(values, board, view, true);
    // Within a script element nothing but the end of the element has a meaning.
    std::string data;
    for (const char character : toJson(board)) {
        data += character == '<' ? "\\u003c" : std::string(1, character);
    }
    values.set("data", std::move(data));
    return render(boardTemplate(), values);
}

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
    return render(parsed, values);
}

std::string passwordPage(const PageView& view)
{
    static const Template parsed(webSource("password.html"), webSource);
    return render(parsed, viewValues(view));
}

std::string gonePage()
{
    TemplateValues values;
    setFrame(values, "/page/");
    static const Template parsed(webSource("gone.html"), webSource);
    return render(parsed, values);
}

} // namespace raskadr::wire
