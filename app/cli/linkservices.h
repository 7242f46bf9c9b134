#pragma once

#include "app/cli/context.h"
#include "core/net/curlclient.h"
#include "core/sharing/publishrun.h"
#include "core/sharing/shareservers.h"

#include <QThreadPool>

namespace raskadr::cli {

// The way to share servers for one command. Main thread.
class LinkServices
{
public:
    explicit LinkServices(Context& context);

    ShareServers& servers() { return m_servers; }

private:
    CurlClient m_client;
    QThreadPool m_pool; // drained before the others go
    ShareServers m_servers;
};

// The one thing that a word names; nothing: the context has said why.
std::optional<Share> findShare(Context& context, const QString& word);
std::optional<Comment> findComment(Context& context, const QString& word);

// The sentence for a failure of a link; returns the exit status.
int failShare(const Context& context, const ShareFailure& failure);
int failShare(const Context& context, const Error& error);

// A link as it is printed, with how many of its shots are out of date.
QJsonObject shareJson(const Repositories& r, const Share& share);
// A comment as it is printed.
QJsonObject commentJson(const CommentRow& row);

// Publishes what is to be published of this link, and says how it went.
int publishLink(Context& context, LinkServices& services, const ShareId& share);

} // namespace raskadr::cli
