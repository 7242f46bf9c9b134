#pragma once

#include "core/jobs/jobqueue.h"
#include "tests/support/uibench.h"
#include "ui/shot/shotcontroller.h"
#include "ui/shot/shotpage.h"

constexpr int patienceMs = 20'000;

// A library with a film of two shots, a queue whose engine paints at once or fails as its prompt
// says, and the page of a shot.
class ShotBench final : public raskadr::test::UiBench
{
public:
    ShotBench();
    ~ShotBench();

    raskadr::ui::ShotController& controller() { return *m_controller; }
    raskadr::ui::ShotPage& page() { return *m_page; }
    const raskadr::ShotId& shot() const { return m_shot; }
    const raskadr::ShotId& otherShot() const { return m_otherShot; }
    static QList<raskadr::ui::ComposerModel> models();

    // A page of another window on the same library.
    std::unique_ptr<raskadr::ui::ShotPage> newPage();
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

private:
    class Engine;

    QThreadPool m_framePool;
    raskadr::ShotId m_shot;
    raskadr::ShotId m_otherShot;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<raskadr::JobQueue> m_jobs;
    std::unique_ptr<raskadr::ui::ShotController> m_controller;
    std::unique_ptr<raskadr::ui::ShotPage> m_page;
    quint32 m_nextSeed = 500;
};
