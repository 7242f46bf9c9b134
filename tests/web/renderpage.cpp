// Renders a page of a link out of a description on standard input, for tests in the browser:
//   raskadr_render_page board|shot|password|gone|folder < description.json
// A description is {board, view, comments, shotId}, with the names of core/wire.
#include "core/wire/page.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <iterator>

using namespace raskadr::wire;
using nlohmann::json;

namespace {

Board readBoard(const json& from)
{
    Board board;
    board.title = from.value("title", "");
    board.greeting = from.value("greeting", "");
    board.canComment = from.value("canComment", false);
    board.canDownload = from.value("canDownload", false);
    board.revision = from.value("revision", 1);
    board.publishedAt = from.value("publishedAt", std::int64_t(0));
    board.seq = from.value("seq", std::int64_t(0));
    board.aspectWidth = from.value("aspectWidth", 16);
    board.aspectHeight = from.value("aspectHeight", 9);
    if (from.contains("expiresAt")) {
        board.expiresAt = from["expiresAt"].get<std::int64_t>();
    }
    for (const json& entry : from.value("shots", json::array())) {
        BoardShot shot;
        shot.id = entry.value("id", "");
        shot.number = entry.value("number", 0);
        shot.title = entry.value("title", "");
        shot.kind = shotKind(entry.value("kind", "none")).value_or(ShotKind::None);
        shot.width = entry.value("width", 0);
        shot.height = entry.value("height", 0);
        shot.durationMs = entry.value("durationMs", std::int64_t(0));
        shot.changed = entry.value("changed", false);
        shot.since = entry.value("since", std::int64_t(1));
        shot.verdict = verdict(entry.value("verdict", "none")).value_or(Verdict::None);
        shot.comments = entry.value("comments", 0);
        const json media = entry.value("media", json::object());
        for (const auto& [name, address] : media.items()) {
            if (const auto role = mediaRole(name)) {
                shot.media[*role] = address.get<std::string>();
            }
        }
        board.shots.push_back(std::move(shot));
    }
    return board;
}

PageView readView(const json& from)
{
    PageView view;
    view.base = from.value("base", "");
    view.tail = from.value("tail", "");
    view.origin = from.value("origin", "");
    view.guestName = from.value("guestName", "");
    view.formKey = from.value("formKey", "");
    view.hasPassword = from.value("hasPassword", false);
    view.problem = static_cast<PageProblem>(from.value("problem", 0));
    view.retryMinutes = from.value("retryMinutes", 0);
    view.draftAuthor = from.value("draftAuthor", "");
    view.draftText = from.value("draftText", "");
    return view;
}

} // namespace

int main(int argc, char** argv)
{
    const std::string kind = argc > 1 ? argv[1] : "";
    const std::string text((std::istreambuf_iterator<char>(std::cin)),
                           std::istreambuf_iterator<char>());
    const json description = json::parse(text.empty() ? "{}" : text);
    const Board board = readBoard(description.value("board", json::object()));
    const PageView view = readView(description.value("view", json::object()));
    if (kind == "board") {
        std::cout << boardPage(board, view);
    } else if (kind == "shot") {
        std::vector<Comment> comments;
        for (const json& entry : description.value("comments", json::array())) {
            if (const auto comment = parseComment(entry)) {
                comments.push_back(*comment);
            }
        }
        std::cout << shotPage(board, description.value("shotId", ""), comments, view).value_or("");
    } else if (kind == "password") {
        std::cout << passwordPage(view);
    } else if (kind == "gone") {
        std::cout << gonePage();
    } else if (kind == "folder") {
        std::cout << folderPage(board);
    } else if (kind == "files") {
        json files = json::array();
        for (const WebFile& file : webFiles()) {
            files.push_back({{"name", file.name},
                             {"mime", file.mime},
                             {"bytes", file.bytes},
                             {"gzipBytes", file.gzip.size()}});
        }
        std::cout << files;
    } else {
        std::cerr << "board, shot, password, gone, folder or files\n";
        return 1;
    }
    return 0;
}
