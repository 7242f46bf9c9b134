#pragma once

#include "core/base/runasync.h"
#include "core/edit/assetcommands.h"
#include "core/edit/commandstack.h"
#include "core/edit/shotcommands.h"
#include "core/ingest/frames.h"
#include "core/jobs/jobqueue.h"
#include "core/model/draft.h"

#include <QObject>
#include <QThreadPool>
#include <map>

namespace raskadr::ui {

// What a user can wish for inside a shot: one function each. It changes the library and lets the
// views follow; what fails is told by `failed`. Main thread.
class ShotController final : public QObject
{
    Q_OBJECT

public:
    // Frames of films are taken in the pool. All outlive it.
    ShotController(const ImportPlace& place, const AccountId& account, CommandStack& commands,
                   JobQueue& jobs, QThreadPool& pool, QObject* parent = nullptr);

    JobQueue& jobs() const { return m_jobs; }
    QList<PausedProvider> pausedProviders() const { return m_jobs.pausedProviders(m_account); }

    void setHeadliner(const ShotId& shot, const AssetId& asset); // null: none
    void setFavourite(const QList<AssetId>& assets, bool on);
    PendingStep setRejected(const QList<AssetId>& assets, bool on);
    PendingStep trash(const QList<AssetId>& assets);
    void restore(const QList<AssetId>& assets);
    void editNote(const AssetId& asset, const QString& note);
    void editProvenance(const QList<AssetId>& assets, const ProvenanceChanges& changes);
    // Takes over what files that were not generated here say about themselves.
    void readFromFile(const QList<AssetId>& assets);
    void moveTo(const QList<AssetId>& assets, const ShotId& shot);
    void copyTo(const QList<AssetId>& assets, const ShotId& shot);
    void editShot(const ShotId& shot, const ShotChanges& changes);

    // A picture of a film becomes an asset of the film's shot.
    void takeFrame(const Asset& film, const FrameMoment& moment);

    void keepDraft(const ComposerDraft& draft);
    void generate(const ComposerDraft& draft);
    void repeat(const GenerationId& generation, bool newSeed);
    void forget(const GenerationId& generation);

Q_SIGNALS:
    void failed(const raskadr::Error& error);
    void submitted(int generations);
    void frameTaken(const raskadr::AssetId& frame);

private:
    PendingStep run(std::unique_ptr<Command> command);
    void follow(const Pending<QList<GenerationId>>& pending);
    void follow(const Pending<Job>& pending);

    const ImportPlace m_place;
    const AccountId m_account;
    CommandStack& m_commands;
    JobQueue& m_jobs;
    QThreadPool& m_pool;
    std::map<int, AsyncHandle> m_frames; // that are being taken, in the order of the wishes
    int m_frameCount = 0;
};

} // namespace raskadr::ui
