#include "deskbench.h"

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

DeskBench::DeskBench(int shots)
    : m_jobs(std::make_unique<JobQueue>(*m_store, m_media, m_clock, m_pool, m_engine))
    , m_controller(std::make_unique<StoryboardController>(*m_store, m_account, m_commands, *m_jobs))
    , m_page(std::make_unique<DeskPage>(*m_store, m_account, *m_controller, m_media, m_cache,
                                        m_thumbnails, m_outgoing))
{
    write([&](Repositories& repositories) {
        for (int i = 0; i < shots; ++i) {
            repositories.shots.insert(rows::shot(m_project, i, u"Shot %1"_s.arg(i + 1)));
        }
    });
}

DeskBench::~DeskBench()
{
    m_pool.waitForDone();
}

QList<Shot> DeskBench::shots() const
{
    return read([this](const Repositories& r) { return r.shots.ofProject(m_project); });
}

QList<Shot> DeskBench::trashed() const
{
    return read([this](const Repositories& r) { return r.shots.trashedOfProject(m_project); });
}

QStringList DeskBench::titles() const
{
    QStringList titles;
    for (const Shot& shot : shots()) {
        titles.append(shot.title);
    }
    return titles;
}

AssetId DeskBench::addAsset(const ShotId& shot, const QString& path, bool headliner,
                            const QString& palette)
{
    Media media = rows::mediaOfFile(m_media, path);
    media.palette = palette;
    Asset asset = rows::asset(shot, media.sha256);
    asset.kind = media.isVideo() ? AssetKind::Video : AssetKind::Image;
    insert(media, asset);
    if (headliner) {
        write([&](Repositories& repositories) {
            Shot changed = *repositories.shots.find(shot);
            changed.headlinerId = asset.id;
            repositories.shots.update(changed);
        });
    }
    return asset.id;
}

GenerationId DeskBench::addJob(const ShotId& shot, JobState state)
{
    const Generation generation = rows::generation(shot);
    Job job;
    job.generationId = generation.id;
    job.state = state;
    job.queuedMs = 1;
    write([&](Repositories& repositories) {
        repositories.generations.insert(generation);
        repositories.jobs.insert(job);
    });
    return generation.id;
}

Job DeskBench::job(const GenerationId& generation) const
{
    return *read([&](const Repositories& r) { return r.jobs.find(generation); });
}
