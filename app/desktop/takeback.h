#pragma once

#include "app/desktop/libraryservices.h"
#include "ui/shot/shotcontroller.h"

#include <QObject>

namespace raskadr::desktop {

// Takes generations back that were just asked for: what has not begun is forgotten, what runs is
// canceled and stays in the queue as such, and results that are there already go to the trash,
// which can be undone. Main thread.
class TakeBack final : public QObject
{
    Q_OBJECT

public:
    // Both outlive it.
    TakeBack(LibraryServices& services, const AccountId& account, ui::ShotController& controller,
             QObject* parent = nullptr);

    void run(const QList<GenerationId>& generations);

Q_SIGNALS:
    void failed(const raskadr::Error& error);

private:
    void give(const GenerationId& generation);
    void trashResults(const GenerationId& generation);

    LibraryServices& m_services;
    const AccountId m_account;
    ui::ShotController& m_controller;
};

} // namespace raskadr::desktop
