#include "core/net/messagesocket.h"

#include "core/net/address.h"
#include "core/net/httpurl.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QWebSocket>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 largestMessage = 1 << 20;

// The same place as the client of HTTP reads it.
std::optional<HttpUrl> placeOf(const QString& address)
{
    const bool isSocket = address.startsWith(u"ws://"_s) || address.startsWith(u"wss://"_s);
    const auto url = HttpUrl::parse(u"http"_s + address.mid(2));
    return isSocket && url ? std::optional(*url) : std::nullopt;
}

// Multicast and the like are no machine.
bool isMachine(const QHostAddress& peer)
{
    const auto address = IpAddress::fromText(peer.toString().toLatin1());
    return address && addressKind(*address) != AddressKind::Never;
}

} // namespace

bool MessageSocket::mayHear(const QString& address, const QByteArray& localHost)
{
    const auto place = placeOf(address);
    return place && !localHost.isEmpty() && place->host() == localHost;
}

MessageSocket::MessageSocket(const QString& address, const QByteArray& localHost, QObject* parent)
    : QObject(parent)
    , m_socket(nullptr)
{
    if (!mayHear(address, localHost)) {
        return;
    }
    // Without an Origin: local services refuse a foreign one.
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_socket->setMaxAllowedIncomingMessageSize(largestMessage);
    m_socket->setMaxAllowedIncomingFrameSize(largestMessage);
    connect(m_socket, &QWebSocket::connected, this, [this] {
        if (!isMachine(m_socket->peerAddress())) {
            m_socket->abort();
        }
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString& text) { Q_EMIT heard(text.toUtf8()); });
    const auto place = placeOf(address);
    QUrl url(QString::fromLatin1(place->toEncoded()), QUrl::StrictMode);
    url.setScheme(place->isEncrypted() ? u"wss"_s : u"ws"_s);
    m_socket->open(url);
}

MessageSocket::~MessageSocket()
{
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
}

} // namespace raskadr
