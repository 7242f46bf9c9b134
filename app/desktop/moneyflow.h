#pragma once

#include "app/desktop/libraryservices.h"
#include "app/desktop/modeloffer.h"
#include "core/model/account.h"

#include <QObject>
#include <QTimer>

namespace raskadr::ui {
class MoneySection;
}

namespace raskadr::desktop {

// What «Деньги» shows, and what is entered there. Main thread.
class MoneyFlow final : public QObject
{
    Q_OBJECT

public:
    MoneyFlow(ui::MoneySection& section, LibraryServices& services, const ModelOffer& models,
              const AccountId& account, QObject* parent = nullptr);

    void refresh();

Q_SIGNALS:
    void failed(const raskadr::Error& error);

private:
    void write(std::function<void(Repositories&)> change);
    void change(std::function<void(Account&)> how);

    ui::MoneySection& m_section;
    LibraryServices& m_services;
    const ModelOffer& m_models;
    const AccountId m_account;
    QTimer m_reread;
};

} // namespace raskadr::desktop
