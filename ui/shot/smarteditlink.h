#pragma once

#include "ui/shot/feeditem.h"
#include "ui/shot/smarteditstanding.h"

#include <QHash>
#include <QObject>

namespace raskadr::ui {

// What stands in «Правка» for each asset: typed words, what an agent proposed, what was changed of
// it by hand; it comes back with the asset. Hands wishes on and says in words what came of them.
// Main thread; what it is given outlives it.
class SmartEditLink final : public QObject
{
    Q_OBJECT

public:
    SmartEditLink(SmartEditPanel& panel, SmartEditController& controller, ModelNames names,
                  QObject* parent = nullptr);

    void setModels(const QList<ComposerModel>& models);
    // The card that is looked at; none, or one that is no asset: the panel hides.
    void show(const FeedItem* item);
    // Reads agents, models and the asset again.
    void refresh();
    // What was sent of an asset last stands in the panel again, unsent.
    void takeBack(const AssetId& asset);

Q_SIGNALS:
    void describeRequested();
    void agentSettingsRequested(const QString& agentModel);
    void providersRequested();
    // An edit is in the queue.
    void sent(const raskadr::AssetId& asset, const QList<raskadr::GenerationId>& generations);
    void failed(const raskadr::Error& error);

private:
    EditStanding& standing(const AssetId& asset);
    SmartEditState stateOf(const AssetId& asset);
    void update(const AssetId& asset);
    void rewrite(const QString& words, bool thenGenerate);
    void take(const AssetId& asset, const EditProposal& proposal, const QString& agentModel);
    void send();
    void sendProposal(const AssetId& asset);
    void openAgentMenu(const QPoint& globalPosition);
    void openModelMenu(const QPoint& globalPosition);
    QString failureText(const EditFailure& failure) const;

    SmartEditPanel& m_panel;
    SmartEditController& m_controller;
    const ModelNames m_names;
    QList<ComposerModel> m_models;
    AssetId m_asset; // that is shown; null: none
    QHash<AssetId, EditStanding> m_standing; // of this session
    QHash<AssetId, EditStanding> m_sent; // what was sent last
};

} // namespace raskadr::ui
