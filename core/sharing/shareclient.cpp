#include "core/sharing/shareclient.h"

#include "core/net/retryafter.h"
#include "core/wire/fields.h"
#include "core/wire/limits.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QFile>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 smallAnswer = 256 << 10;
constexpr qint64 largeAnswer = 8 << 20;
constexpr std::size_t tokenLength = 256;
constexpr qsizetype shownCode = 60;

const QByteArray json = "application/json";

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

QByteArray bytesOf(const std::string& text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

tl::unexpected<ShareFailure> badAnswer(const QString& detail)
{
    return shareFailure(ShareFault::BadAnswer, detail);
}

tl::unexpected<ShareFailure> badAnswer(const wire::Refusal& refusal)
{
    return badAnswer(QString::fromStdString(refusal.place + ": " + refusal.reason));
}

// The machine's word for a refusal, of RFC 9457 with our `code`.
QString codeOf(const HttpAnswer& answer)
{
    const auto problem = wire::parseMessage(view(answer.body), wire::limits::messageBytes);
    if (!problem || !problem->is_object()) {
        return {};
    }
    const auto code = problem->find("code");
    if (code == problem->end() || !code->is_string()) {
        return {};
    }
    return QString::fromStdString(code->get<std::string>()).left(shownCode);
}

ShareFault faultOfStatus(int status, const QString& code)
{
    if (code == u"quota_exceeded"_s) {
        return ShareFault::ServerFull;
    }
    if (code == u"share_revoked"_s) {
        return ShareFault::LinkGone;
    }
    if (code == u"not_publishable"_s) {
        return ShareFault::NotClean;
    }
    // The bytes were damaged on their way; the next try brings them whole.
    if (code == u"hash_differs"_s) {
        return ShareFault::ServerFailed;
    }
    switch (status) {
    case 401:
        return ShareFault::LoginNeeded;
    case 404:
    case 410:
        return ShareFault::LinkGone;
    case 409:
    case 412:
    case 423:
        return ShareFault::Conflict;
    case 413:
        return ShareFault::TooLarge;
    case 429:
        return ShareFault::TooManyAttempts;
    case 507:
        return ShareFault::ServerFull;
    default:
        return status >= 500 ? ShareFault::ServerFailed
            : status >= 400  ? ShareFault::Refused
                             : ShareFault::BadAnswer;
    }
}

tl::unexpected<ShareFailure> refusalOf(const HttpAnswer& answer)
{
    const QString code = codeOf(answer);
    qint64 wait = 0;
    if (const auto after = retryAfter(answer.headers, QDateTime::currentMSecsSinceEpoch())) {
        wait = after->count();
    }
    return shareFailure(faultOfStatus(answer.status, code),
                        u"HTTP %1 %2"_s.arg(QString::number(answer.status), code), {}, wait);
}

template <class T>
ShareResult<T> readAs(const ShareResult<HttpAnswer>& answer,
                      wire::Result<T> (*parse)(std::string_view))
{
    if (!answer) {
        return shareFailure(answer.error());
    }
    auto value = parse(view(answer->body));
    if (!value) {
        return badAnswer(value.error());
    }
    return std::move(*value);
}

wire::Result<wire::Comment> commentOf(std::string_view text)
{
    const auto value = wire::parseMessage(text, wire::limits::messageBytes);
    if (!value) {
        return tl::unexpected(value.error());
    }
    return wire::parseComment(*value);
}

} // namespace

HttpRequest ShareClient::request(const QByteArray& path, HttpMethod method) const
{
    const auto url = HttpUrl::parse(addressText(m_access.address).toLatin1() + path);
    HttpRequest request(url ? *url : m_access.address, method);
    if (m_access.isLocal) {
        request.localHost = m_access.address.host();
    }
    if (leadsInside(m_access.address)) {
        request.proxyUse = ProxyUse::Direct;
    } else if (m_access.proxy) {
        request.proxyUse = ProxyUse::Own;
        request.proxy = m_access.proxy;
    }
    request.headers.append({"Accept", json});
    request.target = ToMemory{smallAnswer};
    if (!m_access.token.isEmpty()) {
        request.secretHeaders.append({"Authorization",
                                      Secret("Bearer " + m_access.token.reveal()),
                                      {m_access.address.origin()}});
    }
    return request;
}

ShareResult<HttpAnswer> ShareClient::ask(HttpRequest request, const std::stop_token& stop) const
{
    const auto answer = sendAndWait(m_http, std::move(request), stop);
    if (!answer) {
        return shareFailure(answer.error());
    }
    if (!answer->isSuccess()) {
        return refusalOf(*answer);
    }
    return *answer;
}

ShareResult<ShareLogin> ShareClient::logIn(const QString& login, const Secret& password,
                                           std::stop_token stop) const
{
    HttpRequest request = this->request("/api/v1/login", HttpMethod::Post);
    request.body =
        bytesBody(bytesOf(nlohmann::json{{"login", login.toStdString()},
                                         {"password", password.reveal().toStdString()}}
                              .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)),
                  json);
    const auto answer = ask(std::move(request), stop);
    if (!answer) {
        ShareFailure failure = answer.error();
        if (failure.fault == ShareFault::LoginNeeded) {
            failure.fault = ShareFault::WrongLogin;
        } else if (failure.fault == ShareFault::LinkGone || failure.fault == ShareFault::Refused
                   || failure.fault == ShareFault::BadAnswer) {
            failure.fault = ShareFault::NotAShareServer;
        }
        return shareFailure(failure);
    }
    const auto document = wire::parseMessage(view(answer->body), wire::limits::messageBytes);
    if (!document) {
        return shareFailure(ShareFault::NotAShareServer, u"the answer is no JSON"_s);
    }
    wire::Fields fields(*document, {});
    const std::string token = fields.text("token", tokenLength);
    const auto expires = fields.time("expiresAt");
    if (fields.refusal() || token.empty()) {
        return shareFailure(ShareFault::NotAShareServer, u"the answer has no token"_s);
    }
    return ShareLogin{Secret(bytesOf(token)), expires.value_or(0)};
}

ShareResult<> ShareClient::logOut(std::stop_token stop) const
{
    const auto answer = ask(request("/api/v1/logout", HttpMethod::Post), stop);
    return answer ? ShareResult<>() : shareFailure(answer.error());
}

ShareResult<> ShareClient::check(std::stop_token stop) const
{
    const auto answer = ask(request("/api/v1/me", HttpMethod::Get), stop);
    return answer ? ShareResult<>() : shareFailure(answer.error());
}

ShareResult<QList<wire::ShareInfo>> ShareClient::shares(std::stop_token stop) const
{
    HttpRequest request = this->request("/api/v1/shares", HttpMethod::Get);
    request.target = ToMemory{largeAnswer};
    const auto list =
        readAs<std::vector<wire::ShareInfo>>(ask(std::move(request), stop), wire::parseShareList);
    if (!list) {
        return shareFailure(list.error());
    }
    return QList<wire::ShareInfo>(list->begin(), list->end());
}

ShareResult<wire::ShareInfo> ShareClient::share(const QString& id, std::stop_token stop) const
{
    return readAs<wire::ShareInfo>(
        ask(request("/api/v1/shares/" + id.toLatin1(), HttpMethod::Get), stop),
        wire::parseShareInfo);
}

ShareResult<wire::ShareInfo> ShareClient::createShare(const wire::ShareOptions& options,
                                                      const QByteArray& key,
                                                      std::stop_token stop) const
{
    HttpRequest request = this->request("/api/v1/shares", HttpMethod::Post);
    request.headers.append({"Idempotency-Key", key});
    request.body = bytesBody(bytesOf(wire::toJson(options)), json);
    return readAs<wire::ShareInfo>(ask(std::move(request), stop), wire::parseShareInfo);
}

ShareResult<wire::ShareInfo> ShareClient::changeShare(const QString& id,
                                                      const wire::ShareOptions& options,
                                                      std::stop_token stop) const
{
    HttpRequest request = this->request("/api/v1/shares/" + id.toLatin1(), HttpMethod::Patch);
    request.body = bytesBody(bytesOf(wire::toJson(options)), json);
    return readAs<wire::ShareInfo>(ask(std::move(request), stop), wire::parseShareInfo);
}

ShareResult<> ShareClient::revokeShare(const QString& id, std::stop_token stop) const
{
    const auto answer = ask(request("/api/v1/shares/" + id.toLatin1(), HttpMethod::Delete), stop);
    if (!answer && answer.error().fault != ShareFault::LinkGone) {
        return shareFailure(answer.error());
    }
    return {};
}

ShareResult<QStringList> ShareClient::missing(const QStringList& sha256, std::stop_token stop) const
{
    QStringList missing;
    constexpr auto most = qsizetype(wire::limits::hashesPerCheck);
    for (qsizetype from = 0; from < sha256.size(); from += most) {
        nlohmann::json hashes = nlohmann::json::array();
        for (const QString& hash : sha256.mid(from, most)) {
            hashes.push_back(hash.toStdString());
        }
        HttpRequest request = this->request("/api/v1/media/check", HttpMethod::Post);
        request.body =
            bytesBody(bytesOf(nlohmann::json{{"sha256", std::move(hashes)}}.dump()), json);
        const auto answer = ask(std::move(request), stop);
        if (!answer) {
            return shareFailure(answer.error());
        }
        const auto document = wire::parseMessage(view(answer->body), wire::limits::messageBytes);
        const auto list = document ? document->find("missing") : nlohmann::json::const_iterator();
        if (!document || list == document->end() || !list->is_array()) {
            return badAnswer(u"no list of what is missing"_s);
        }
        for (const nlohmann::json& hash : *list) {
            if (!hash.is_string() || !wire::isSha256(hash.get_ref<const std::string&>())) {
                return badAnswer(u"what is missing is no hash"_s);
            }
            missing.append(QString::fromStdString(hash.get<std::string>()));
        }
    }
    return missing;
}

ShareResult<QStringList> ShareClient::putRevision(const QString& share, int revision, int after,
                                                  const QByteArray& snapshot,
                                                  std::stop_token stop) const
{
    HttpRequest request = this->request("/api/v1/shares/" + share.toLatin1() + "/revisions/"
                                            + QByteArray::number(revision),
                                        HttpMethod::Put);
    request.headers.append({"If-Match", '"' + QByteArray::number(after) + '"'});
    request.body = bytesBody(snapshot, json);
    const auto answer = sendAndWait(m_http, std::move(request), stop);
    if (!answer) {
        return shareFailure(answer.error());
    }
    if (answer->status == 422) {
        const auto document = wire::parseMessage(view(answer->body), wire::limits::messageBytes);
        const auto list = document && document->is_object() ? document->find("missing")
                                                            : nlohmann::json::const_iterator();
        if (document && document->is_object() && list != document->end() && list->is_array()
            && !list->empty()) {
            QStringList missing;
            for (const nlohmann::json& hash : *list) {
                if (hash.is_string() && wire::isSha256(hash.get_ref<const std::string&>())) {
                    missing.append(QString::fromStdString(hash.get<std::string>()));
                }
            }
            return missing;
        }
    }
    return answer->isSuccess() ? ShareResult<QStringList>(QStringList()) : refusalOf(*answer);
}

ShareResult<wire::CommentPage> ShareClient::comments(const QString& share, qint64 after,
                                                     std::stop_token stop) const
{
    HttpRequest request = this->request(
        "/api/v1/shares/" + share.toLatin1() + "/comments?after=" + QByteArray::number(after)
            + "&limit=" + QByteArray::number(qint64(wire::limits::commentsPerPage)),
        HttpMethod::Get);
    request.target = ToMemory{largeAnswer};
    return readAs<wire::CommentPage>(ask(std::move(request), stop), wire::parseCommentPage);
}

ShareResult<wire::Comment> ShareClient::answer(const QString& share, const QString& parent,
                                               const QString& text, const QByteArray& key,
                                               std::stop_token stop) const
{
    HttpRequest request =
        this->request("/api/v1/shares/" + share.toLatin1() + "/comments", HttpMethod::Post);
    request.headers.append({"Idempotency-Key", key});
    request.body = bytesBody(
        bytesOf(
            nlohmann::json{{"parentId", parent.toStdString()}, {"text", text.toStdString()}}.dump(
                -1, ' ', false, nlohmann::json::error_handler_t::replace)),
        json);
    return readAs<wire::Comment>(ask(std::move(request), stop), commentOf);
}

ShareResult<wire::Comment> ShareClient::resolve(const QString& share, const QString& comment,
                                                bool resolved, const QByteArray& key,
                                                std::stop_token stop) const
{
    HttpRequest request =
        this->request("/api/v1/shares/" + share.toLatin1() + "/comments/" + comment.toLatin1(),
                      HttpMethod::Patch);
    request.headers.append({"Idempotency-Key", key});
    request.body = bytesBody(bytesOf(nlohmann::json{{"resolved", resolved}}.dump()), json);
    return readAs<wire::Comment>(ask(std::move(request), stop), commentOf);
}

HttpRequest ShareClient::bell() const
{
    HttpRequest request = this->request("/api/v1/events", HttpMethod::Get);
    request.headers = {{"Accept", "text/event-stream"}};
    request.target = ToMessages{ToMessages::Format::Sse, 64 << 10, 16 << 20};
    // The server says something every 15 seconds and ends after ten minutes.
    request.timeouts.idle = 45s;
    request.timeouts.idleBytes = 1;
    request.timeouts.total = 15min;
    return request;
}

} // namespace raskadr
