#pragma once

#include "core/edit/commandstack.h"
#include "core/jobs/jobqueue.h"
#include "core/media/cachefolder.h"
#include "core/media/mediafolder.h"
#include "core/passport/outgoingfiles.h"
#include "tests/support/handclock.h"
#include "ui/common/thumbnailcache.h"
#include "ui/storyboard/deskpage.h"
#include "ui/storyboard/storyboardcontroller.h"

#include <QTemporaryDir>
#include <QThreadPool>

// A real library in a temporary folder with one project, and the desk that shows it.
class DeskBench final
{
public:
    // With so many shots, titled «Shot 1» and so on.
    explicit DeskBench(int shots);
    ~DeskBench();

    raskadr::ui::StoryboardController& controller() { return *m_controller; }
    raskadr::ui::DeskPage& page() { return *m_page; }
    void closePage() { m_page.reset(); }
    raskadr::CommandStack& commands() { return *m_commands; }
    raskadr::Store& store() { return *m_store; }
    const raskadr::ProjectId& project() const { return m_project; }
    const raskadr::AccountId& account() const { return m_account; }
    QString filePath(const QString& name) const { return m_folder.filePath(name); }

    // Everything asked for so far is committed and has been told to the views.
    void settle();

    QList<raskadr::Shot> shots() const;
    QList<raskadr::Shot> trashed() const;
    QStringList titles() const;
    raskadr::ShotId id(int index) const { return shots().at(index).id; }

    // Takes a file in as the newest asset of a shot.
    raskadr::AssetId addAsset(const raskadr::ShotId& shot, const QString& path, bool headliner,
                              const QString& palette = {});
    // A generation of a shot in this state.
    raskadr::GenerationId addJob(const raskadr::ShotId& shot, raskadr::JobState state);
    raskadr::Job job(const raskadr::GenerationId& generation) const;

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

    QTemporaryDir m_folder;
    raskadr::HandClock m_clock;
    QThreadPool m_pool;
    raskadr::AccountId m_account;
    raskadr::ProjectId m_project;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<raskadr::Store> m_store;
    std::unique_ptr<raskadr::MediaFolder> m_media;
    std::unique_ptr<raskadr::CacheFolder> m_cache;
    std::unique_ptr<raskadr::ui::ThumbnailCache> m_thumbnails;
    std::unique_ptr<raskadr::OutgoingFiles> m_outgoing;
    std::unique_ptr<raskadr::CommandStack> m_commands;
    std::unique_ptr<raskadr::JobQueue> m_jobs;
    std::unique_ptr<raskadr::ui::StoryboardController> m_controller;
    std::unique_ptr<raskadr::ui::DeskPage> m_page;
    qint64 m_assetTime = 100;
};
