#include "sync-server/api/guestpage.h"

#include "sync-server/api/answers.h"
#include "sync-server/api/conversation.h"
#include "sync-server/api/visitcookies.h"
#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"

namespace raskadr::server {

StoreResult<std::optional<Guest>> guestOf(Services& services, const Request& request)
{
    const auto cookie = request.cookie(guestCookieName);
    if (!cookie || !isToken(*cookie)) {
        return std::optional<Guest>();
    }
    return services.store.guestByCookie(visitorOf(request).share.id, sha256Hex(*cookie));
}

wire::PageView viewOf(const Services& services, const Request& request)
{
    const Visitor& visitor = visitorOf(request);
    wire::PageView view;
    view.base = visitor.base;
    view.tail = visitor.share.tail;
    view.origin = originOf(services, request);
    view.formKey = randomId();
    view.hasPassword = visitor.share.passwordHash.has_value();
    view.now = services.now();
    return view;
}

Response htmlPage(const Request& request, int status, std::string html)
{
    Response response = text(status, "text/html; charset=utf-8", std::move(html));
    response.cacheControl = "private, no-cache";
    return compressed(request, std::move(response));
}

Response shotPage(Services& services, const Request& request, const std::string& shotId, int status,
                  wire::PageView view)
{
    const Visitor& visitor = visitorOf(request);
    const auto guest = guestOf(services, request);
    if (!guest) {
        return storeFailed(request, guest.error());
    }
    const std::string reader = *guest ? (*guest)->id : std::string();
    view.guestName = *guest ? (*guest)->name : std::string();
    const VisitMemory memory = visitMemory(request, visitor.share.currentRevision.value_or(0));
    const auto board = services.boards.board(visitor.share, visitor.base, memory.changedSince);
    if (!board) {
        return storeFailed(request, board.error());
    }
    const auto rows = services.store.commentsOfShot(visitor.share.id, shotId);
    if (!rows) {
        return storeFailed(request, rows.error());
    }
    std::vector<wire::Comment> comments;
    for (const CommentRow& row : *rows) {
        comments.push_back(lineOf(row, reader));
    }
    auto html = wire::shotPage(*board, shotId, comments, view);
    return html ? htmlPage(request, status, std::move(*html)) : seeOther(pageAddress(visitor));
}

std::string pageAddress(const Visitor& visitor)
{
    return visitor.share.tail.empty() ? visitor.base : visitor.base + "/" + visitor.share.tail;
}

std::string pageAddress(const Visitor& visitor, const std::string& shotId,
                        const std::string& fragment)
{
    return pageAddress(visitor) + "?shot=" + shotId + (fragment.empty() ? "" : "#" + fragment);
}

} // namespace raskadr::server
