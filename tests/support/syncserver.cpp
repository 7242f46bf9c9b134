#include "tests/support/syncserver.h"

#include "core/net/curlclient.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <QUuid>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

QString program()
{
    return qEnvironmentVariable("RASKADR_BIN") + u"/raskadr-sync-server"_s;
}

} // namespace

SyncServer::SyncServer(QString dataFolder)
    : m_data(std::move(dataFolder))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
}

SyncServer::~SyncServer()
{
    stop();
}

bool SyncServer::start()
{
    m_said.clear();
    m_process.start(program(),
                    {u"--data"_s, m_data, u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_port),
                     u"--rates"_s, u"off"_s});
    static const QRegularExpression line(u"listening on http://[0-9.]+:([0-9]+)"_s);
    while (m_process.waitForReadyRead(patienceMs)) {
        m_said += m_process.readAll();
        const auto found = line.match(QString::fromUtf8(m_said));
        if (found.hasMatch()) {
            m_port = found.captured(1).toInt();
            return true;
        }
    }
    return false;
}

void SyncServer::stop()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        if (!m_process.waitForFinished(patienceMs)) {
            m_process.kill();
            m_process.waitForFinished(patienceMs);
        }
    }
    m_said += m_process.readAll();
}

bool SyncServer::addAccount(const QString& login, const QString& password) const
{
    QProcess process;
    process.start(program(), {u"--data"_s, m_data, u"account"_s, u"add"_s, login});
    process.write(password.toUtf8() + '\n');
    process.closeWriteChannel();
    return process.waitForFinished(patienceMs) && process.exitCode() == 0;
}

QJsonObject GuestAnswer::object() const
{
    return QJsonDocument::fromJson(body).object();
}

GuestAnswer asGuest(const QString& url, const QByteArray& method, const QJsonObject& body,
                    const QByteArray& cookies)
{
    static CurlClient client;
    const auto address = HttpUrl::parse(url);
    if (!address) {
        return {};
    }
    HttpRequest request(*address,
                        method == "POST"         ? HttpMethod::Post
                            : method == "PUT"    ? HttpMethod::Put
                            : method == "DELETE" ? HttpMethod::Delete
                                                 : HttpMethod::Get);
    request.localHost = address->host();
    request.proxyUse = ProxyUse::Direct;
    if (request.method != HttpMethod::Get) {
        request.headers.append(HttpHeader{"Sec-Fetch-Site", "same-origin"});
        request.headers.append(
            HttpHeader{"Idempotency-Key", QUuid::createUuid().toString(QUuid::Id128).toLatin1()});
        request.body = bytesBody(QJsonDocument(body).toJson(), "application/json");
    }
    if (!cookies.isEmpty()) {
        request.headers.append(HttpHeader{"Cookie", cookies});
    }
    const auto answer = sendAndWait(client, std::move(request));
    if (!answer) {
        return {};
    }
    GuestAnswer result{answer->status, answer->body, cookies};
    for (const HttpHeader& header : answer->headers) {
        if (header.name.toLower() == "set-cookie") {
            if (!result.cookies.isEmpty()) {
                result.cookies += "; ";
            }
            result.cookies += header.value.left(header.value.indexOf(';'));
        }
    }
    return result;
}

} // namespace raskadr
