#pragma once

#include "core/edit/commandstack.h"
#include "core/jobs/jobqueue.h"
#include "core/media/cachefolder.h"
#include "core/media/mediafolder.h"
#include "core/passport/outgoingfiles.h"
#include "tests/support/handclock.h"
#include "ui/common/thumbnailcache.h"
#include "ui/shot/shotcontroller.h"
#include "ui/shot/shotpage.h"

#include <QTemporaryDir>
#include <QThreadPool>

// A real library in a temporary folder with a film of two shots, a queue whose engine paints at
// once or fails as its prompt says, and the page of a shot.
class ShotBench final
{
public:
    ShotBench();
    ~ShotBench();

    raskadr::ui::ShotController& controller() { return *m_controller; }
    raskadr::ui::ShotPage& page() { return *m_page; }
    raskadr::CommandStack& commands() { return *m_commands; }
    raskadr::Store& store() { return *m_store; }
    raskadr::MediaFolder& media() { return *m_media; }
    raskadr::HandClock& clock() { return m_clock; }
    const raskadr::AccountId& account() const { return m_account; }
    const raskadr::ShotId& shot() const { return m_shot; }
    const raskadr::ShotId& otherShot() const { return m_otherShot; }
    QString filePath(const QString& name) const { return m_folder.filePath(name); }
    static QList<raskadr::ui::ComposerModel> models();

    // A page of another window on the same library.
    std::unique_ptr<raskadr::ui::ShotPage> newPage();
    // Everything asked for so far is committed and has been told to the views.
    void settle();
    // Every generation has come to its end.
    void finishJobs();

    raskadr::AssetId addPicture(int seed = 0, const QString& name = {}, bool toOtherShot = false);
    raskadr::AssetId addFilm();
    raskadr::GenerationId addFailure(const QString& errorClass);
    raskadr::GenerationId generated(const QString& prompt);
    // From now on nothing is broken.
    void repairEngine();

    raskadr::Shot shotRow() const;
    raskadr::Asset asset(const raskadr::AssetId& id) const;
    std::optional<raskadr::Job> job(const raskadr::GenerationId& id) const;
    QList<raskadr::AssetRow> feed(bool trash = false) const;
    QList<raskadr::Generation> generations() const;
    std::optional<raskadr::ComposerDraft> draft(const QString& model) const;

    template <class Fn>
    void write(Fn fn)
    {
        const auto result =
            m_store
                ->write(m_account,
                        [&fn](raskadr::Repositories& repositories) -> raskadr::Result<> {
                            fn(repositories);
                            return {};
                        })
                .wait();
        Q_ASSERT(result.has_value());
        settle();
    }

private:
    class Engine;

    raskadr::AssetId insert(const raskadr::Media& media, raskadr::Asset asset);

    QTemporaryDir m_folder;
    raskadr::HandClock m_clock;
    QThreadPool m_pool;
    QThreadPool m_framePool;
    raskadr::AccountId m_account;
    raskadr::ShotId m_shot;
    raskadr::ShotId m_otherShot;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<raskadr::Store> m_store;
    std::unique_ptr<raskadr::MediaFolder> m_media;
    std::unique_ptr<raskadr::CacheFolder> m_cache;
    std::unique_ptr<raskadr::ui::ThumbnailCache> m_thumbnails;
    std::unique_ptr<raskadr::OutgoingFiles> m_outgoing;
    std::unique_ptr<raskadr::CommandStack> m_commands;
    std::unique_ptr<raskadr::JobQueue> m_jobs;
    std::unique_ptr<raskadr::ui::ShotController> m_controller;
    std::unique_ptr<raskadr::ui::ShotPage> m_page;
    qint64 m_assetTime = 100;
    quint32 m_nextSeed = 500;
};
