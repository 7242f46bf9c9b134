#include "core/wire/page.h"

#include "core/wire/pagevalues.h"
#include "core/wire/pagewords.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace raskadr::wire {

namespace {

constexpr std::size_t eagerCovers = 5; // those of a first screen
constexpr std::size_t descriptionBytes = 300;
constexpr std::int64_t standingMs = 3'000; // of what nothing is known about, as reel.js shows it

const Template& boardTemplate()
{
    static const Template parsed(webSource("board.html"), webSource);
    return parsed;
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

struct Count
{
    int shown = 0; // shots that have something to judge
    int accepted = 0;
    int changes = 0;
    int changed = 0;
    int comments = 0;
    std::int64_t length = 0; // of the film, in milliseconds
    bool hasLength = false; // more than a guess
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
        result.length += shot.durationMs > 0 ? shot.durationMs : standingMs;
        result.hasLength = result.hasLength || shot.durationMs > 0;
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

struct CardPicture
{
    std::string path;
    int width = 0;
    int height = 0;
};

// What was made for it; of a publication from before there was such a thing, the first picture.
CardPicture cardPicture(const Board& board)
{
    for (const BoardShot& shot : board.shots) {
        if (std::string path = medium(shot, MediaRole::Card); !path.empty()) {
            return {std::move(path), cardWidth, cardHeight};
        }
    }
    for (const BoardShot& shot : board.shots) {
        std::string path = firstMedium(shot, {MediaRole::FullJpeg, MediaRole::PosterJpeg});
        if (!path.empty() && shot.width > 0 && shot.height > 0) {
            const double scale = std::min(1.0, 1920.0 / std::max(shot.width, shot.height));
            return {std::move(path), int(std::lround(shot.width * scale)),
                    int(std::lround(shot.height * scale))};
        }
    }
    return {};
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
    const CardPicture picture = cardPicture(board);
    if (view.origin.empty() || picture.path.empty()) {
        return;
    }
    card.set("cardPicture", view.origin + picture.path);
    card.set("cardWidth", std::to_string(picture.width));
    card.set("cardHeight", std::to_string(picture.height));
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
    if (counts.hasLength) {
        facts += " · " + words::length(counts.length);
    }
    setLinkCard(values, board, view, facts);
    values.set("facts", board.shots.empty() ? std::string() : std::move(facts));
    values.set("updated",
               board.publishedAt > 0 ? words::text("updated", words::day(board.publishedAt))
                                     : std::string());
    values.set("updatedIso",
               board.publishedAt > 0 ? words::isoTime(board.publishedAt) : std::string());
    values.setFlag("hasTalk", !isFolder);
    values.set("commentsTotal",
               counts.comments > 0 ? std::to_string(counts.comments) : std::string());
    values.set("expires",
               board.expiresAt ? words::text("expires", words::day(*board.expiresAt))
                               : std::string());
    values.set("expiresIso", board.expiresAt ? words::isoTime(*board.expiresAt) : std::string());
    const bool isJudged =
        counts.shown > 0 && (board.canComment || counts.accepted + counts.changes > 0);
    if (isJudged) {
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

} // namespace

std::string boardPage(const Board& board, const PageView& view)
{
    TemplateValues values = viewValues(view);
    values.set("pageKind", "board");
    setBoard(values, board, view, false);
    return rendered(boardTemplate(), values);
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
    return rendered(boardTemplate(), values);
}

std::string passwordPage(const PageView& view)
{
    static const Template parsed(webSource("password.html"), webSource);
    return rendered(parsed, viewValues(view));
}

std::string gonePage()
{
    TemplateValues values;
    setFrame(values, "/page/");
    static const Template parsed(webSource("gone.html"), webSource);
    return rendered(parsed, values);
}

} // namespace raskadr::wire
