#pragma once

#include "core/sharing/shareaccess.h"
#include "core/wire/comment.h"
#include "core/wire/share.h"

#include <functional>
#include <optional>
#include <stop_token>

class QFile;

namespace raskadr {

struct ShareLogin
{
    Secret token;
    qint64 expiresMs = 0;
};

// A copy on its way to the server.
struct UploadTask
{
    QString path;
    QString sha256;
    QByteArray mime;
    qint64 size = 0;
    QByteArray location; // of an upload that was begun; empty: none
};

// The interface of a share server as blocking functions, for a pool thread. It says what the server
// answers and keeps nothing. Any number of threads. Faults that every function may give: those of
// having no answer, LoginNeeded, TooManyAttempts, ServerFailed, BadAnswer, Cancelled.
class ShareClient
{
public:
    // The client outlives it.
    ShareClient(HttpClient& http, ShareAccess access)
        : m_http(http)
        , m_access(std::move(access))
    {
    }

    const ShareAccess& access() const { return m_access; }

    // WrongLogin, NotAShareServer.
    ShareResult<ShareLogin> logIn(const QString& login, const Secret& password,
                                  std::stop_token stop = {}) const;
    ShareResult<> logOut(std::stop_token stop = {}) const;
    // Whether the token still lets us in.
    ShareResult<> check(std::stop_token stop = {}) const;

    ShareResult<QList<wire::ShareInfo>> shares(std::stop_token stop = {}) const;
    // LinkGone.
    ShareResult<wire::ShareInfo> share(const QString& id, std::stop_token stop = {}) const;
    // The answer to the first of several requests with one key counts for all.
    ShareResult<wire::ShareInfo> createShare(const wire::ShareOptions& options,
                                             const QByteArray& key,
                                             std::stop_token stop = {}) const;
    ShareResult<wire::ShareInfo> changeShare(const QString& id, const wire::ShareOptions& options,
                                             std::stop_token stop = {}) const;
    // Not being there is no fault.
    ShareResult<> revokeShare(const QString& id, std::stop_token stop = {}) const;

    // Those that the server wants, of any number.
    ShareResult<QStringList> missing(const QStringList& sha256, std::stop_token stop = {}) const;
    // Sends what is not there yet. `begun` is told the upload's location and how much the server
    // has, before each piece, so that it can go on later. Refused if the server finds more in the
    // file than its picture; ServerFull; TooLarge.
    using UploadProgress = std::function<void(const QByteArray& location, qint64 offset)>;
    ShareResult<> upload(const UploadTask& task, const UploadProgress& begun,
                         std::stop_token stop = {}) const;
    // `after` is the revision that guests see, 0 for none. Conflict if they see another one; the
    // hashes that are missing, else nothing.
    ShareResult<QStringList> putRevision(const QString& share, int revision, int after,
                                         const QByteArray& snapshot,
                                         std::stop_token stop = {}) const;

    ShareResult<wire::CommentPage> comments(const QString& share, qint64 after,
                                            std::stop_token stop = {}) const;
    ShareResult<wire::Comment> answer(const QString& share, const QString& parent,
                                      const QString& text, const QByteArray& key,
                                      std::stop_token stop = {}) const;
    ShareResult<wire::Comment> resolve(const QString& share, const QString& comment, bool resolved,
                                       const QByteArray& key, std::stop_token stop = {}) const;

    // Rings whenever something happened at any share of the account. `rung` comes in the client's
    // thread; it ends after some minutes, or with what went wrong.
    HttpRequest bell() const;

private:
    HttpRequest request(const QByteArray& path, HttpMethod method) const;
    ShareResult<HttpAnswer> ask(HttpRequest request, const std::stop_token& stop) const;
    ShareResult<QByteArray> beginUpload(const UploadTask& task, QFile& file, qint64& offset,
                                        const std::stop_token& stop) const;
    ShareResult<qint64> offsetOf(const QByteArray& location, const std::stop_token& stop) const;
    ShareResult<qint64> sendPiece(const QByteArray& location, qint64 offset,
                                  const QByteArray& bytes, const std::stop_token& stop) const;

    HttpClient& m_http;
    const ShareAccess m_access;
};

} // namespace raskadr
