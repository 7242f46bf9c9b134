#pragma once

#include "core/jobs/jobqueue.h"
#include "scriptedengine.h"
#include "tests/support/handclock.h"

#include <QObject>
#include <QTemporaryDir>
#include <QThreadPool>

// A queue before an engine of the test's own, and a library of two accounts with a shot each, made
// anew for every function of a test.
class QueueTest : public QObject
{
    Q_OBJECT

protected:
    template <class Fn>
    auto read(Fn fn, const raskadr::AccountId& account = {}) const
    {
        return *m_store->read(account.isNull() ? m_vera : account, fn);
    }
    raskadr::Job job(const raskadr::GenerationId& id, const raskadr::AccountId& account = {}) const;
    raskadr::Generation generation(const raskadr::GenerationId& id) const;
    QList<raskadr::Asset> assets(const raskadr::GenerationId& id,
                                 const raskadr::AccountId& account = {}) const;

    void makeQueue();
    void startQueue();
    // As if the process had ended: nothing that was on its way is delivered any more.
    void killQueue();
    raskadr::GenerationRequest request(const QString& prompt, int variants = 1) const;
    QList<raskadr::GenerationId> submitted(const raskadr::GenerationRequest& asked,
                                           const raskadr::AccountId& account = {});
    bool waitFor(const std::function<bool()>& condition) const;
    bool waitForIdle() const;
    void verifyOneAssetEach(const QList<raskadr::GenerationId>& ids);

    std::unique_ptr<QTemporaryDir> m_folder;
    raskadr::HandClock m_clock;
    std::unique_ptr<ScriptedEngine> m_engine;
    std::unique_ptr<QThreadPool> m_pool;
    std::unique_ptr<raskadr::MediaFolder> m_media;
    std::unique_ptr<raskadr::Store> m_store;
    std::unique_ptr<raskadr::JobQueue> m_queue;
    quint32 m_nextSeed = 100;
    raskadr::AccountId m_vera;
    raskadr::AccountId m_oleg;
    raskadr::ProjectId m_film;
    raskadr::ShotId m_shot;
    raskadr::ShotId m_olegsShot;
    raskadr::AssetId m_picture; // in m_shot
    QString m_pictureHash;

private:
    void openStore();

private Q_SLOTS:
    void init();
    void cleanup();
};
