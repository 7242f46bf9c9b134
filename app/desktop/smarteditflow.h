#pragma once

#include "app/desktop/libraryservices.h"
#include "app/desktop/modeloffer.h"
#include "app/desktop/takeback.h"
#include "ui/shot/smarteditcontroller.h"

#include <QObject>

namespace raskadr::ui {
class MainWindow;
class ShotPage;
} // namespace raskadr::ui

namespace raskadr::desktop {

// «Правка» of one account: what stands behind the panel of a shot, and the dialogs around it. Main
// thread.
class SmartEditFlow final : public QObject
{
    Q_OBJECT

public:
    // All outlive it, the page apart.
    SmartEditFlow(ui::MainWindow& window, ui::ShotPage& page, LibraryServices& services,
                  const ModelOffer& models, TakeBack& takeBack, const AccountId& account,
                  QObject* parent = nullptr);

    ui::SmartEditController& controller() { return m_controller; }

Q_SIGNALS:
    // Another agent is to be connected.
    void providersWanted();
    // An edit is in the queue, and this takes it back.
    void sent(const QString& text, const QString& name, const std::function<void()>& takeBack);

private:
    void askSettings(const QString& agentModel);

    ui::MainWindow& m_window;
    ui::ShotPage& m_page;
    const ModelOffer& m_models;
    TakeBack& m_takeBack;
    ui::SmartEditController m_controller;
};

} // namespace raskadr::desktop
