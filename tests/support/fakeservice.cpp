#include "tests/support/fakeservice.h"

#include <QFile>
#include <QJsonDocument>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 120'000;

} // namespace

FakeService::FakeService(const QByteArray& script)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(
        u"/usr/bin/python3"_s,
        {u"-B"_s, qEnvironmentVariable("RASKADR_SOURCE") + u"/tests/support/fakeservice.py"_s});
    m_process.write(QByteArray(script).replace('\n', ' ') + '\n'); // numbers stay as they are
    const QJsonObject ready = nextLine();
    m_ports = ready.value(u"ports"_s).toObject();
    m_authority = ready.value(u"authority"_s).toString().toUtf8();
}

FakeService::~FakeService()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(patienceMs)) {
        m_process.kill();
        m_process.waitForFinished(patienceMs);
    }
}

int FakeService::port(const QString& listener) const
{
    return m_ports.value(listener).toInt();
}

QByteArray FakeService::url(const QByteArray& scheme, const QString& listener,
                            const QByteArray& path, const QByteArray& host) const
{
    return scheme + "://" + host + ':' + QByteArray::number(port(listener)) + path;
}

QJsonArray FakeService::requests()
{
    return tell({{u"do"_s, u"ledger"_s}}).value(u"requests"_s).toArray();
}

int FakeService::connections(const QString& listener)
{
    const QJsonObject opened = tell({{u"do"_s, u"ledger"_s}}).value(u"connections"_s).toObject();
    return opened.value(listener).toInt();
}

QByteArray FakeService::heard(const QString& listener)
{
    QByteArray all;
    const QJsonArray came = requests();
    for (const QJsonValue& request : came) {
        if (request[u"on"_s] == listener) {
            all += QJsonDocument(request.toObject()).toJson(QJsonDocument::Compact);
        }
    }
    return all;
}

bool FakeService::awaitRequests(int count)
{
    return tell({{u"do"_s, u"await"_s}, {u"requests"_s, count}}).value(u"met"_s).toBool();
}

bool FakeService::awaitClosed(int count)
{
    return tell({{u"do"_s, u"await"_s}, {u"closed"_s, count}}).value(u"met"_s).toBool();
}

void FakeService::release(const QString& latch)
{
    tell({{u"do"_s, u"release"_s}, {u"latch"_s, latch}});
}

void FakeService::clear()
{
    tell({{u"do"_s, u"clear"_s}});
}

void FakeService::play(const QJsonArray& exchanges)
{
    tell({{u"do"_s, u"play"_s}, {u"exchanges"_s, exchanges}});
}

QJsonObject FakeService::tell(const QJsonObject& command)
{
    m_process.write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
    return nextLine();
}

QJsonObject FakeService::nextLine()
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patienceMs)) {
            qWarning("The fake service does not answer.");
            return {};
        }
    }
    return QJsonDocument::fromJson(m_process.readLine()).object();
}

} // namespace raskadr
