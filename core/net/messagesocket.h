#pragma once

#include <QObject>

class QWebSocket;

namespace raskadr {

// Hears what a local provider tells over a WebSocket while it works. Whoever uses it gets along
// without: it says nothing to the other side, and where it cannot connect or is cut off nothing
// more is heard. It goes to the host that the user confirmed as local and nowhere else, through no
// proxy and after no redirect. Lives in a thread with an event loop.
class MessageSocket final : public QObject
{
    Q_OBJECT

public:
    // "ws://host:port/path"; `localHost` as in HttpRequest.
    MessageSocket(const QString& address, const QByteArray& localHost, QObject* parent = nullptr);
    ~MessageSocket() override;

    static bool mayHear(const QString& address, const QByteArray& localHost);

Q_SIGNALS:
    // A text; of at most 1 MiB, for larger ones end the connection.
    void heard(const QByteArray& message);

private:
    QWebSocket* m_socket; // none: it may not be heard
};

} // namespace raskadr
