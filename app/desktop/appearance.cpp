#include "app/desktop/appearance.h"

#include "ui/common/theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QPalette>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString portalService = u"org.freedesktop.portal.Desktop"_s;
const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
const QString portalInterface = u"org.freedesktop.portal.Settings"_s;
const QString appearanceGroup = u"org.freedesktop.appearance"_s;
const QString schemeKey = u"color-scheme"_s;
constexpr uint preferLight = 2; // 0: no preference, 1: dark

// The portal wraps its answer into one variant more in old versions.
uint schemeOf(QVariant value)
{
    while (value.canConvert<QDBusVariant>()) {
        value = value.value<QDBusVariant>().variant();
    }
    return value.toUInt();
}

} // namespace

Appearance::Appearance(QApplication& application, QObject* parent)
    : QObject(parent)
    , m_application(application)
    // Until the portal answers, what the platform brought along is the best guess.
    , m_systemIsDark(application.palette().color(QPalette::Window).lightness() < 128)
{
}

void Appearance::apply(ThemeChoice theme, bool reducedMotion)
{
    m_theme = theme;
    m_reducedMotion = reducedMotion;
    if (theme == ThemeChoice::System && !m_asked) {
        askSystem();
    }
    refresh();
}

void Appearance::askSystem()
{
    m_asked = true;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    bus.connect(portalService, portalPath, portalInterface, u"SettingChanged"_s, this,
                SLOT(noteSetting(QString, QString, QDBusVariant)));
    QDBusMessage question =
        QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, u"Read"_s);
    question << appearanceGroup << schemeKey;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QVariant> reply = *watcher;
        if (reply.isValid()) {
            m_systemIsDark = schemeOf(reply.value()) != preferLight;
            refresh();
        }
    });
}

void Appearance::noteSetting(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == appearanceGroup && key == schemeKey) {
        m_systemIsDark = schemeOf(value.variant()) != preferLight;
        refresh();
    }
}

void Appearance::refresh()
{
    const bool dark =
        m_theme == ThemeChoice::System ? m_systemIsDark : m_theme == ThemeChoice::Dark;
    ui::applyTheme(m_application, dark, m_reducedMotion);
}

} // namespace raskadr::desktop
