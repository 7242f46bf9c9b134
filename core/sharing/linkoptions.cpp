#include "core/sharing/linkoptions.h"

#include "core/sharing/publishrun.h"
#include "core/sharing/wireids.h"
#include "core/wire/limits.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

wire::ShareOptions linkOptions(const Share& share)
{
    wire::ShareOptions options;
    options.name = share.name.toStdString();
    options.title = share.options.title.toStdString();
    options.greeting = share.options.greeting.toStdString();
    options.producer = share.options.producer.toStdString();
    options.tail = share.options.tail.toStdString();
    options.canComment = share.options.canComment;
    options.canDownload = share.options.canDownload;
    if (share.expiresMs > 0) {
        options.expiresAt = std::optional<std::int64_t>(share.expiresMs);
    }
    return options;
}

QString linkAddress(const ShareAccess& access, const Share& share, const wire::ShareInfo& made)
{
    // In the own network the server does not know by which address it is reached.
    if (share.way == ShareWay::Lan && !made.token.empty()) {
        const QString tail = share.options.tail;
        return addressText(access.address) + u"/s/"_s + QString::fromStdString(made.token)
            + (tail.isEmpty() ? QString() : u'/' + tail);
    }
    const auto url = HttpUrl::parse(QString::fromStdString(made.url));
    return url ? QString::fromStdString(made.url) : QString();
}

Result<> keepLinkPassword(Repositories& r, ShareServers& servers, const AccountId& account,
                          const ShareId& share, const std::optional<Secret>& password)
{
    const QString owner = ShareServers::ownerName(share);
    if (password) {
        return servers.keepSecret(r, account, owner, linkPasswordName, *password);
    }
    r.secrets.remove(owner, linkPasswordName);
    return {};
}

Result<Share> beginLink(Repositories& r, ShareServers& servers, const AccountId& account,
                        const PublishRequest& request, qint64 nowMs)
{
    auto share = beginLink(r, request, nowMs);
    if (share && request.password) {
        if (auto kept = keepLinkPassword(r, servers, account, share->id, request.password); !kept) {
            return failure(kept.error());
        }
    }
    return share;
}

QString withTail(const QString& url, const QString& before, const QString& now)
{
    const QString plain =
        !before.isEmpty() && url.endsWith(u'/' + before) ? url.chopped(before.size() + 1) : url;
    return now.isEmpty() ? plain : plain + u'/' + now;
}

void noteRefusedToken(const Store& store, ShareServers& servers, const AccountId& account,
                      const ShareId& share)
{
    const auto row =
        store.read(account, [&](const Repositories& r) { return r.shares.find(share); });
    if (row && *row && !(*row)->serverId.isNull()) {
        servers.noteRefused(account, (*row)->serverId);
    }
}

ShareResult<> revokeLink(Store& store, ShareServers& servers, const Clock& clock,
                         const AccountId& account, const ShareId& id, std::stop_token stop)
{
    const auto share =
        store.read(account, [&](const Repositories& r) { return r.shares.find(id); });
    if (!share || !*share) {
        return share ? shareFailure(ShareFault::LinkGone) : shareFailure(share.error());
    }
    if (!(*share)->remoteId.isEmpty()) {
        const auto client = servers.client(account, (*share)->serverId);
        if (!client) {
            return shareFailure(client.error());
        }
        if (const auto revoked = client->revokeShare((*share)->remoteId, stop); !revoked) {
            if (revoked.error().fault == ShareFault::LoginNeeded) {
                servers.noteRefused(account, (*share)->serverId);
            }
            return shareFailure(revoked.error());
        }
    }
    const auto written = store
                             .write(account,
                                    [&](Repositories& r) -> Result<> {
                                        auto row = r.shares.find(id);
                                        if (!row) {
                                            return failure(ErrorKind::NotFound);
                                        }
                                        row->state = ShareState::Revoked;
                                        row->changedMs = clock.nowMs();
                                        r.shares.update(*row);
                                        r.publications.remove(id);
                                        return {};
                                    })
                             .wait();
    return written ? ShareResult<>() : shareFailure(written.error());
}

namespace {

Share changed(Share share, const ShareChange& change, qint64 nowMs)
{
    ShareOptions& options = share.options;
    share.name = change.name.value_or(share.name).trimmed();
    options.title = change.title.value_or(options.title);
    options.greeting = change.greeting.value_or(options.greeting);
    options.producer = change.producer.value_or(options.producer).trimmed();
    options.tail = change.tail.value_or(options.tail);
    options.canComment = change.canComment.value_or(options.canComment);
    options.canDownload = change.canDownload.value_or(options.canDownload);
    options.scope = change.scope.value_or(options.scope);
    options.selected = change.selected.value_or(options.selected);
    if (change.password) {
        options.hasPassword = change.password->has_value();
    }
    share.expiresMs = change.expiresMs.value_or(share.expiresMs);
    share.changedMs = nowMs;
    return share;
}

// Only what changes is told.
wire::ShareOptions toldOf(const Share& share, const ShareChange& change)
{
    wire::ShareOptions told = linkOptions(share);
    const auto only = [](auto& field, bool isWanted) {
        if (!isWanted) {
            field.reset();
        }
    };
    only(told.name, change.name.has_value());
    only(told.title, change.title.has_value());
    only(told.greeting, change.greeting.has_value());
    only(told.producer, change.producer.has_value());
    only(told.tail, change.tail.has_value());
    only(told.canComment, change.canComment.has_value());
    only(told.canDownload, change.canDownload.has_value());
    only(told.expiresAt, change.expiresMs.has_value());
    if (change.expiresMs && share.expiresMs == 0) {
        told.expiresAt = std::optional<std::int64_t>();
    }
    if (change.password) {
        told.password.emplace();
        if (*change.password) {
            told.password = (*change.password)->reveal().toStdString();
        }
    }
    return told;
}

} // namespace

ShareResult<Share> changeLink(Store& store, ShareServers& servers, const Clock& clock,
                              const AccountId& account, const ShareId& id,
                              const ShareChange& change, std::stop_token stop)
{
    const auto before =
        store.read(account, [&](const Repositories& r) { return r.shares.find(id); });
    if (!before || !*before || (*before)->state == ShareState::Revoked) {
        return before ? shareFailure(ShareFault::LinkGone) : shareFailure(before.error());
    }
    const Share wanted = changed(**before, change, clock.nowMs());
    if (const auto checked = checkLink(wanted); !checked) {
        return shareFailure(ShareFault::InvalidInput, checked.error().detail,
                            checked.error().subject);
    }
    const wire::ShareOptions told = toldOf(wanted, change);
    QString url = wanted.url;
    if (!wanted.remoteId.isEmpty() && wire::toJson(told) != "{}") {
        const auto client = servers.client(account, wanted.serverId);
        if (!client) {
            return shareFailure(client.error());
        }
        const auto info = client->changeShare(wanted.remoteId, told, stop);
        if (!info) {
            if (info.error().fault == ShareFault::LoginNeeded) {
                servers.noteRefused(account, wanted.serverId);
            }
            return shareFailure(info.error());
        }
        url = withTail(url, (*before)->options.tail, wanted.options.tail);
    }
    const auto written = store
                             .write(account,
                                    [&](Repositories& r) -> Result<Share> {
                                        const auto row = r.shares.find(id);
                                        if (!row) {
                                            return failure(ErrorKind::NotFound);
                                        }
                                        Share share = changed(*row, change, clock.nowMs());
                                        share.url = url;
                                        r.shares.update(share);
                                        if (change.password && share.remoteId.isEmpty()) {
                                            if (auto kept = keepLinkPassword(r, servers, account,
                                                                             id, *change.password);
                                                !kept) {
                                                return failure(kept.error());
                                            }
                                        }
                                        return share;
                                    })
                             .wait();
    return written ? ShareResult<Share>(*written) : shareFailure(written.error());
}

} // namespace raskadr
