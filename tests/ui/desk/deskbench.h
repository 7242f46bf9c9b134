#pragma once

#include "core/jobs/jobqueue.h"
#include "tests/support/noengine.h"
#include "tests/support/uibench.h"
#include "ui/storyboard/deskpage.h"
#include "ui/storyboard/storyboardcontroller.h"

// A library with one project, and the desk that shows it.
class DeskBench final : public raskadr::test::UiBench
{
public:
    // With so many shots, titled «Shot 1» and so on.
    explicit DeskBench(int shots);
    ~DeskBench();

    raskadr::ui::StoryboardController& controller() { return *m_controller; }
    raskadr::ui::DeskPage& page() { return *m_page; }
    void closePage() { m_page.reset(); }

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

private:
    raskadr::NoEngine m_engine; // jobs are rows
    std::unique_ptr<raskadr::JobQueue> m_jobs;
    std::unique_ptr<raskadr::ui::StoryboardController> m_controller;
    std::unique_ptr<raskadr::ui::DeskPage> m_page;
};
