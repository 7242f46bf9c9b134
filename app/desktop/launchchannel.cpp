#include "app/desktop/launchchannel.h"

#include "core/base/logging.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QThread>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 maxMessage = 256 * 1024;
constexpr int answerMs = 1000;
// Between taking the lock and listening the first window needs a moment.
constexpr int attempts = 10;
constexpr unsigned long betweenAttemptsMs = 100;

QString serverName(const QString& libraryPath)
{
    const QString canonical = QFileInfo(libraryPath).canonicalFilePath();
    const QByteArray digest = QCryptographicHash::hash(
        (canonical.isEmpty() ? libraryPath : canonical).toUtf8(), QCryptographicHash::Sha256);
    return u"raskadr-"_s + QString::fromLatin1(digest.toHex().first(24));
}

QByteArray messageOf(const Options& wishes)
{
    const QJsonObject message{{u"demo"_s, wishes.demo},
                              {u"paths"_s, QJsonArray::fromStringList(wishes.paths)}};
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

LaunchChannel::LaunchChannel(QObject* parent)
    : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

void LaunchChannel::listen(const QString& libraryPath)
{
    m_server.close();
    const QString name = serverName(libraryPath);
    // Whoever holds the lock is alone: what lies there was left by a process that is gone.
    QLocalServer::removeServer(name);
    if (!m_server.listen(name)) {
        qCWarning(logUi) << "a second start will not find this window:" << m_server.errorString();
    }
}

void LaunchChannel::read(QLocalSocket* socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > maxMessage) {
            socket->abort();
        }
        return;
    }
    const QJsonDocument message = QJsonDocument::fromJson(socket->readLine(maxMessage));
    if (!message.isObject()) {
        socket->abort();
        return;
    }
    Options wishes;
    wishes.demo = message[u"demo"_s].toBool();
    const QJsonArray paths = message[u"paths"_s].toArray();
    for (const QJsonValue& path : paths) {
        wishes.paths.append(path.toString());
    }
    socket->write("ok\n");
    socket->disconnectFromServer();
    Q_EMIT called(wishes);
}

bool LaunchChannel::call(const QString& libraryPath, const Options& wishes)
{
    const QString name = serverName(libraryPath);
    for (int attempt = 0; attempt < attempts; ++attempt) {
        QLocalSocket socket;
        socket.connectToServer(name);
        if (socket.waitForConnected(answerMs)) {
            socket.write(messageOf(wishes));
            return socket.waitForReadyRead(answerMs) && socket.readLine().trimmed() == "ok";
        }
        QThread::msleep(betweenAttemptsMs);
    }
    return false;
}

} // namespace raskadr::desktop
