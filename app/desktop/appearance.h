#pragma once

#include "core/settings/setting.h"

#include <QApplication>
#include <QObject>

class QDBusVariant;

namespace raskadr::desktop {

// Dresses the application: dark, light, or as the system is, following it while it changes. Main
// thread.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    explicit Appearance(QApplication& application, QObject* parent = nullptr);

    void apply(ThemeChoice theme, bool reducedMotion);

private Q_SLOTS:
    // Called by the desktop portal over D-Bus.
    void noteSetting(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void askSystem();
    void refresh();

    QApplication& m_application;
    ThemeChoice m_theme = ThemeChoice::Dark;
    bool m_reducedMotion = false;
    bool m_asked = false;
    bool m_systemIsDark = true;
};

} // namespace raskadr::desktop
