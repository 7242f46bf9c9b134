#include "sync-server/api/boardpage.h"

#include "sync-server/api/answers.h"
#include "sync-server/api/guestpage.h"
#include "sync-server/api/visitcookies.h"
#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"

namespace raskadr::server {

namespace {

constexpr std::int64_t mostCommentsOnAPage = 10'000;

// What a ready page depends on: the link, and how the server is called. Those of links with a
// password are found after the gate alone.
std::string pageKey(const Services& services, const Request& request, const std::string& token,
                    bool guarded)
{
    return sha256Hex((guarded ? "guarded\n" : "open\n") + token + "\n"
                     + originOf(services, request));
}

std::string escaped(const std::string& name)
{
    std::string text;
    for (const char c : name) {
        switch (c) {
        case '&':
            text += "&amp;";
            break;
        case '<':
            text += "&lt;";
            break;
        case '>':
            text += "&gt;";
            break;
        case '"':
            text += "&quot;";
            break;
        case '\'':
            text += "&#39;";
            break;
        default:
            text += c;
        }
    }
    return text;
}

Response pageAnswer(const Services& services, const Request& request, const std::string& base,
                    std::int64_t revision, const VisitMemory& memory)
{
    Response response = text(200, "text/html; charset=utf-8", {});
    response.cacheControl = "private, no-cache";
    remember(memory, services, request, base, revision, response);
    return response;
}

Response readyAnswer(const Services& services, const Request& request, const ReadyPage& page,
                     const std::string& base, const VisitMemory& memory)
{
    Response response = pageAnswer(services, request, base, page.revision, memory);
    response.headers.emplace_back("Vary", "Accept-Encoding, Cookie");
    if (page.gzip && acceptsGzip(request)) {
        response.body = page.gzip;
        response.headers.emplace_back("Content-Encoding", "gzip");
    } else {
        response.body = page.html;
    }
    return response;
}

Response namedAnswer(const Services& services, const Request& request, const ReadyPage& page,
                     const std::string& name, const VisitMemory& memory)
{
    Response response =
        pageAnswer(services, request, visitorOf(request).base, page.revision, memory);
    std::string html = *page.html;
    html.insert(*page.nameAt, escaped(name));
    response.body = std::move(html);
    return compressed(request, std::move(response));
}

// Where a name belongs, if that is one place and nothing else of the page depends on it.
std::optional<size_t> placeOfName(const wire::Board& board, wire::PageView view,
                                  const std::string& nameless)
{
    const std::string mark = randomId();
    view.guestName = mark;
    std::string named = wire::boardPage(board, view);
    const size_t place = named.find(mark);
    if (place == std::string::npos) {
        return std::nullopt;
    }
    named.erase(place, mark.size());
    return named == nameless ? std::optional(place) : std::nullopt;
}

// Nothing: the database, or the link meanwhile, did not allow it.
std::optional<ReadyPage> makeReady(Services& services, const Request& request,
                                   const std::string& key)
{
    const std::uint64_t begun = services.boards.begin();
    // Once more after the gate: between the two the link may have been revoked.
    const auto share = admittedShare(services, request);
    if (!share) {
        return std::nullopt;
    }
    const std::int64_t revision = share->currentRevision.value_or(0);
    const auto board = services.boards.board(*share, visitorOf(request).base, revision);
    if (!board) {
        return std::nullopt;
    }
    const wire::PageView view = viewOf(services, request);
    std::string html = wire::boardPage(*board, view);
    ReadyPage page;
    page.shareId = share->id;
    page.gzip = gzipped(html);
    page.nameAt = placeOfName(*board, view, html);
    page.html = std::make_shared<const std::string>(std::move(html));
    page.revision = revision;
    page.expiresAt = share->expiresAt;
    services.boards.keep(key, page, begun);
    return page;
}

Response ownPage(Services& services, const Request& request, const std::string& name,
                 const VisitMemory& memory)
{
    const Visitor& visitor = visitorOf(request);
    const auto board = services.boards.board(visitor.share, visitor.base, memory.changedSince);
    if (!board) {
        return storeFailed(request, board.error());
    }
    wire::PageView view = viewOf(services, request);
    view.guestName = name;
    Response response = pageAnswer(services, request, visitor.base,
                                   visitor.share.currentRevision.value_or(0), memory);
    response.body = wire::boardPage(*board, view);
    return compressed(request, std::move(response));
}

void countVisit(Services& services, const Request& request, const std::string& shareId,
                const VisitMemory& memory)
{
    if (memory.begins && request.method == "GET") {
        services.visits.count(shareId, services.now());
    }
}

} // namespace

std::optional<Response> readyPage(Services& services, const Request& request)
{
    const std::string token = request.parameter("token");
    if (!request.query.empty() || request.cookie(guestCookieName)) {
        return std::nullopt;
    }
    const auto page =
        services.boards.page(pageKey(services, request, token, false), services.now());
    if (!page) {
        return std::nullopt;
    }
    const VisitMemory memory = visitMemory(request, page->revision);
    if (memory.changedSince < page->revision) {
        return std::nullopt;
    }
    countVisit(services, request, page->shareId, memory);
    return readyAnswer(services, request, *page, "/s/" + token, memory);
}

Response boardPage(Services& services, const Request& request)
{
    const Visitor& visitor = visitorOf(request);
    if (const auto shot = request.queryValue("shot")) {
        wire::PageView view = viewOf(services, request);
        if (const auto most = request.queryValue("most")) {
            view.mostComments = static_cast<int>(
                wholeNumber(*most, mostCommentsOnAPage).value_or(view.mostComments));
        }
        return shotPage(services, request, *shot, 200, std::move(view));
    }
    const auto guest = guestOf(services, request);
    if (!guest) {
        return storeFailed(request, guest.error());
    }
    const std::string name = *guest ? (*guest)->name : std::string();
    const std::int64_t revision = visitor.share.currentRevision.value_or(0);
    const VisitMemory memory = visitMemory(request, revision);
    countVisit(services, request, visitor.share.id, memory);
    if (memory.changedSince < revision) {
        return ownPage(services, request, name, memory);
    }
    const std::string key =
        pageKey(services, request, visitor.token, visitor.share.passwordHash.has_value());
    auto page = services.boards.page(key, services.now());
    if (!page) {
        page = makeReady(services, request, key);
    }
    if (!page || page->revision != revision || (!name.empty() && !page->nameAt)) {
        return ownPage(services, request, name, memory);
    }
    return name.empty() ? readyAnswer(services, request, *page, visitor.base, memory)
                        : namedAnswer(services, request, *page, name, memory);
}

} // namespace raskadr::server
