#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>

namespace raskadr {

// A service of HTTP on loopback that does what a script of data says, in a process of its own,
// which ends with this object. What a script may say stands at the head of fakeservice.py.
class FakeService
{
public:
    explicit FakeService(const QByteArray& script);
    ~FakeService();

    int port(const QString& listener) const;
    // "https://127.0.0.1:4711/path".
    QByteArray url(const QByteArray& scheme, const QString& listener, const QByteArray& path,
                   const QByteArray& host = "127.0.0.1") const;
    QByteArray authority() const { return m_authority; } // PEM

    // What came: each with on, method, target, headers, body, faults.
    QJsonArray requests();
    // How many connections a listener had.
    int connections(const QString& listener);
    // Everything in any of the requests, as it came.
    QByteArray heard(const QString& listener);

    // Waits until so many requests came, or so many connections are closed again.
    bool awaitRequests(int count);
    bool awaitClosed(int count);
    void release(const QString& latch);
    // Forgets what came.
    void clear();
    // From now on these exchanges instead; what came is forgotten.
    void play(const QJsonArray& exchanges);

private:
    QJsonObject tell(const QJsonObject& command);
    QJsonObject nextLine();

    QProcess m_process;
    QJsonObject m_ports;
    QByteArray m_authority;
};

} // namespace raskadr
