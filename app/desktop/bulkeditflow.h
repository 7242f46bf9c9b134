#pragma once

#include "app/desktop/libraryservices.h"
#include "app/desktop/modeloffer.h"
#include "app/desktop/takeback.h"
#include "ui/shot/smarteditcontroller.h"

#include <QObject>
#include <QPointer>
#include <QQueue>

namespace raskadr::ui {
class EditSheet;
class MainWindow;
} // namespace raskadr::ui

namespace raskadr::desktop {

// «Правка…» for the selected shots: asks the agent for each of them, as many at once as its
// provider allows, and sends what was accepted in one write. Main thread.
class BulkEditFlow final : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    BulkEditFlow(ui::MainWindow& window, LibraryServices& services, const ModelOffer& models,
                 TakeBack& takeBack, const AccountId& account, QObject* parent = nullptr);

    void ask(const QList<ShotId>& shots);

Q_SIGNALS:
    void failed(const raskadr::Error& error);
    // Edits are in the queue, and this takes them back.
    void sent(const QString& text, const QString& name, const std::function<void()>& takeBack);

private:
    struct Item
    {
        ui::EditOffer offer;
        std::optional<EditProposal> proposal;
        QString agentModel;
    };

    QString agentRemark(const EditAgent& agent) const;
    void rewrite(const QString& words);
    void askNext();
    void take(const AssetId& asset, const EditProposal& proposal, const QString& agentModel);
    void tellPrice();
    void submit();

    ui::MainWindow& m_window;
    LibraryServices& m_services;
    const ModelOffer& m_models;
    TakeBack& m_takeBack;
    const AccountId m_account;
    std::unique_ptr<ui::SmartEditController> m_controller; // of the open sheet
    QPointer<ui::EditSheet> m_sheet;
    QHash<AssetId, Item> m_items;
    QList<AssetId> m_order;
    QQueue<AssetId> m_waiting;
    QSet<AssetId> m_asked;
    QString m_words;
};

} // namespace raskadr::desktop
