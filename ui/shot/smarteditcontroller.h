#pragma once

#include "core/agent/agentchoice.h"
#include "core/agent/editrun.h"
#include "core/agent/editsource.h"
#include "core/jobs/jobqueue.h"
#include "core/media/mediafolder.h"

#include <QObject>
#include <map>

namespace raskadr::ui {

// What «Правка» can do with an asset.
struct EditOffer
{
    EditSource source;
    QString modelId; // that will generate; empty: one has to be chosen
    bool modelGone = false; // the one that made it cannot be called
    FittedSource fitted; // for that model
};

// What a user can wish for in «Правка»: rewriting by an agent, sending what came of it, choosing
// the agent. Several assets can be on their way to agents at once. It never sends a generation
// without send(). Main thread; what it is given outlives it.
class SmartEditController final : public QObject
{
    Q_OBJECT

public:
    SmartEditController(Store& store, const AccountId& account, const MediaFolder& media,
                        JobQueue& jobs, ServiceSender& sender, const Connections& connections,
                        QObject* parent = nullptr);
    ~SmartEditController() override;

    // The models that can be called, as of the last change of the catalogue.
    const Catalog& catalog() const;
    QList<EditAgent> agents() const;
    std::optional<EditAgent> agent() const; // the chosen one
    const AgentChoice& choice() const;
    void choose(const AgentChoice& choice);

    // With another model than its own, if one is given. Nothing: there is no such asset.
    std::optional<EditOffer> offer(const AssetId& asset, const QString& modelId = {}) const;

    // What stands unsent for an asset; it is kept in the library.
    QString words(const AssetId& asset) const;
    void keepWords(const AssetId& asset, const QString& words);

    // Asks the chosen agent; an earlier question about this asset is dropped. What was asked is in
    // the books of its shot, dropped or not.
    void rewrite(const AssetId& asset, const EditRequest& request);
    void cancel(const AssetId& asset);
    bool isRewriting(const AssetId& asset) const { return m_runs.contains(asset); }
    void send(const AssetId& asset, const GenerationRequest& request);

Q_SIGNALS:
    void proposed(const raskadr::AssetId& asset, const raskadr::EditProposal& proposal,
                  const QString& agentModel);
    void refused(const raskadr::AssetId& asset, const raskadr::EditFailure& failure);
    void repairing(const raskadr::AssetId& asset);
    void sent(const raskadr::AssetId& asset, const QList<raskadr::GenerationId>& generations);
    void failed(const raskadr::AssetId& asset, const raskadr::Error& error);

private:
    void loadDrafts() const;

    Store& m_store;
    const AccountId m_account;
    const MediaFolder& m_media;
    JobQueue& m_jobs;
    ServiceSender& m_sender;
    const Connections& m_connections;

    mutable std::optional<Catalog> m_catalog;
    mutable std::optional<AgentChoice> m_choice;
    mutable std::optional<QList<std::pair<QString, QString>>> m_drafts; // by asset, newest last
    std::map<AssetId, std::unique_ptr<EditRun>> m_runs;
};

} // namespace raskadr::ui
