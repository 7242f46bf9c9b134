#pragma once

#include "app/desktop/libraryservices.h"
#include "app/desktop/modeloffer.h"
#include "ui/shot/shotcontroller.h"

#include <QObject>
#include <QTimer>

namespace raskadr::ui {
class QueuePage;
class TopBar;
}

namespace raskadr::desktop {

// What «Очередь» shows, and the number beside it in the top bar. Main thread.
class QueueFlow final : public QObject
{
    Q_OBJECT

public:
    QueueFlow(ui::QueuePage& page, ui::TopBar& topBar, LibraryServices& services,
              ui::ShotController& controller, const ModelOffer& models, const AccountId& account,
              QObject* parent = nullptr);

    // Reads the lines; when the page comes up.
    void refresh();

Q_SIGNALS:
    void failed(const raskadr::Error& error);

private:
    void showCount();

    ui::QueuePage& m_page;
    ui::TopBar& m_topBar;
    LibraryServices& m_services;
    const ModelOffer& m_models;
    const AccountId m_account;
    QTimer m_reread;
};

} // namespace raskadr::desktop
