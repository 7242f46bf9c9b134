#pragma once

#include "app/desktop/libraryservices.h"
#include "core/library/trash.h"

#include <QObject>

namespace raskadr::ui {
class MainWindow;
}

namespace raskadr::desktop {

// «Очистить корзину» and «Удалить навсегда»: says first what goes and how large it is, then does it
// in the pool. Main thread.
class TrashFlow final : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    TrashFlow(ui::MainWindow& window, LibraryServices& services, const AccountId& account,
              QObject* parent = nullptr);

    void ask(const TrashPick& pick);

private:
    void ask(const TrashPick& pick, const TrashSize& size);
    void empty(const TrashPick& pick);
    void tellOf(const EmptiedTrash& emptied);

    ui::MainWindow& m_window;
    LibraryServices& m_services;
    const AccountId m_account;
    AsyncHandle m_measuring;
    AsyncHandle m_emptying;
};

} // namespace raskadr::desktop
