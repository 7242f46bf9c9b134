#include "app/desktop/desktopnotice.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QVariantMap>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;

QDBusMessage callOf(const QString& method)
{
    return QDBusMessage::createMethodCall(service, path, service, method);
}

} // namespace

DesktopNotice::DesktopNotice(QObject* parent)
    : QObject(parent)
{
    QDBusConnection::sessionBus().connect(service, path, service, u"ActionInvoked"_s, this,
                                          SLOT(noteAction(uint, QString)));
}

void DesktopNotice::show(const QString& title, const QString& text)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    QDBusMessage call = callOf(u"Notify"_s);
    const QString desktopFile = QGuiApplication::desktopFileName();
    const QVariantMap hints{{u"desktop-entry"_s, desktopFile}};
    call << tr("Raskadr") << m_id << desktopFile << title << text
         << QStringList{u"default"_s, tr("Open")} << hints << -1;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isValid()) {
            m_id = reply.value();
        }
    });
}

void DesktopNotice::withdraw()
{
    if (m_id != 0) {
        QDBusMessage call = callOf(u"CloseNotification"_s);
        call << std::exchange(m_id, 0);
        QDBusConnection::sessionBus().asyncCall(call);
    }
}

void DesktopNotice::noteAction(uint id, const QString&)
{
    if (id == m_id && id != 0) {
        Q_EMIT clicked();
    }
}

} // namespace raskadr::desktop
