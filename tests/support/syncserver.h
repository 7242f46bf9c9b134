#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>

namespace raskadr {

// The real share server on loopback, in a process of its own, which ends with this object. The
// program is the one in RASKADR_BIN.
class SyncServer
{
public:
    explicit SyncServer(QString dataFolder);
    ~SyncServer();

    // False: it did not come up.
    bool start();
    // As an operator does; a later start takes the same port.
    void stop();
    bool addAccount(const QString& login, const QString& password) const;
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    // What it said on its standard error.
    QByteArray said() const { return m_said; }

private:
    QString m_data;
    QProcess m_process;
    QByteArray m_said;
    int m_port = 0;
};

struct GuestAnswer
{
    int status = 0;
    QByteArray body;
    QByteArray cookies; // to be sent again

    QJsonObject object() const;
};

// What a browser of a guest would send. An empty method body means GET.
GuestAnswer asGuest(const QString& url, const QByteArray& method = "GET",
                    const QJsonObject& body = {}, const QByteArray& cookies = {});

} // namespace raskadr
