#pragma once

#include "app/demo/demofilm.h"
#include "app/demo/demorows.h"
#include "core/base/runasync.h"
#include "core/jobs/jobqueue.h"

#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

namespace raskadr::demo {

// Makes the demo film through the ordinary queue and chooses its headliners as the results arrive.
// What it has done is read off the rows, so that a start after a kill goes on where it stopped and
// nothing is made twice; what the user does to the film meanwhile is left alone. Main thread.
class DemoDirector final : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    DemoDirector(Store& store, const MediaFolder& media, JobQueue& jobs, const Clock& clock,
                 QThreadPool& pool, const AccountId& account, QObject* parent = nullptr);
    ~DemoDirector() override;

    // The account's demo film, made if there is none; answered by `ready`.
    void open();
    // Goes on with a film that an earlier process did not finish.
    void resume();
    bool isWorking() const { return !m_project.isNull(); }

Q_SIGNALS:
    void ready(const raskadr::ProjectId& project);
    // Everything is asked for, and every headliner is chosen.
    void completed(const raskadr::ProjectId& project);
    void failed(const raskadr::Error& error);

private:
    void create();
    void direct(const ProjectId& project);
    void advance();
    void finish();
    void ask(const ShotRows& rows, int take);
    void askFilm(const ShotRows& rows, const AssetId& start);
    void choose(const ShotRows& rows, const AssetId& asset, const QString& mark);
    void breakPicture(const ShotRows& rows, const AssetRow& picture);
    void submit(const GenerationRequest& request, const QString& mark);

    Store& m_store;
    const MediaFolder& m_media;
    JobQueue& m_jobs;
    const Clock& m_clock;
    QThreadPool& m_pool;
    const AccountId m_account;
    const DemoFilm m_film;

    bool m_creating = false;
    ProjectId m_project; // null: nothing to do
    QSet<ShotId> m_shots;
    QSet<QString> m_onTheWay; // steps whose rows are being written
    QTimer m_advance;
    AsyncHandle m_breaking;
};

} // namespace raskadr::demo
