#pragma once

#include "app/desktop/libraryservices.h"
#include "app/desktop/modeloffer.h"
#include "core/model/budget.h"
#include "ui/storyboard/generatesheet.h"

#include <QObject>

namespace raskadr::ui {
class MainWindow;
}

namespace raskadr::desktop {

// «Сгенерировать…» and «Оживить хедлайнеры…» for the selected shots, from the sheet to one write
// for all of them. Main thread.
class BulkFlow final : public QObject
{
    Q_OBJECT

public:
    BulkFlow(ui::MainWindow& window, LibraryServices& services, const ModelOffer& models,
             const AccountId& account, QObject* parent = nullptr);

    void ask(ui::BatchPurpose purpose, const ProjectId& project, const QList<ShotId>& shots);

Q_SIGNALS:
    void failed(const raskadr::Error& error);

private:
    struct Reading
    {
        QList<ui::BatchShot> shots;
        QList<int> leftOut;
        // Limits that hold for the project's generations.
        QList<BudgetUse> limits;
        bool holdsUnknown = true;
    };
    static Result<Reading> read(const Store& store, const AccountId& account,
                                ui::BatchPurpose purpose, const ProjectId& project,
                                const QList<ShotId>& shots, qint64 nowMs);

    void show(ui::BatchPurpose purpose, const Reading& reading);
    ui::BatchPrice price(const Reading& reading, const QString& modelId,
                         const QByteArray& parameters, int results) const;
    void submit(const ui::BatchRequest& request);

    ui::MainWindow& m_window;
    LibraryServices& m_services;
    const ModelOffer& m_models;
    const AccountId m_account;
    AsyncHandle m_reading;
};

} // namespace raskadr::desktop
