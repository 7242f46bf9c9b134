#include "app/desktop/filemanager.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

void showInFolder(const QString& path)
{
    // https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
    QDBusMessage call = QDBusMessage::createMethodCall(
        u"org.freedesktop.FileManager1"_s, u"/org/freedesktop/FileManager1"_s,
        u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    call << QStringList{QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded)} << QString();
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call),
                                                QCoreApplication::instance());
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, path] {
        if (watcher->isError()) {
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).path()));
        }
        watcher->deleteLater();
    });
}

QString fileNameOf(const QString& title)
{
    QString name = title.simplified();
    for (QChar& c : name) {
        if (QStringView(u"<>:\"/\\|?*").contains(c) || c.category() == QChar::Other_Control) {
            c = u' ';
        }
    }
    name = name.simplified().left(80);
    while (name.startsWith(u'.') || name.endsWith(u'.')) {
        name = name.startsWith(u'.') ? name.sliced(1) : name.chopped(1);
    }
    return name;
}

} // namespace raskadr::desktop
