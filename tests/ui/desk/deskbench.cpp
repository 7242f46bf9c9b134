#include "deskbench.h"

#include "tests/support/rows.h"

#include <QCoreApplication>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

// Nothing is generated here; jobs are rows.
class DeskBench::Engine final : public BuiltinEngine
{
public:
    Result<BuiltinResult> run(const BuiltinRequest&, const std::function<void(double)>&,
                              std::stop_token) override
    {
        return failure(ErrorKind::Internal, u"not in this test"_s);
    }
};

DeskBench::DeskBench(int shots)
    : m_engine(std::make_unique<Engine>())
{
    auto opened = Store::open(m_folder.filePath(u"library.db"_s), Store::Mode::ReadWrite);
    Q_ASSERT(opened.has_value());
    m_store = std::move(*opened);
    const Account account = rows::account(u"vera"_s);
    m_account = account.id;
    const Project project = rows::project(m_account);
    m_project = project.id;
    m_media = std::make_unique<MediaFolder>(m_folder.path());
    m_cache = std::make_unique<CacheFolder>(m_folder.filePath(u"cache"_s));
    m_thumbnails = std::make_unique<ThumbnailCache>(
        [this](const QString& sha256, int level) { return m_cache->thumbnailPath(sha256, level); });
    m_outgoing = std::make_unique<OutgoingFiles>(
        m_folder.filePath(u"outgoing"_s),
        [this](const QString& sha256) { return m_media->path(sha256); });
    m_commands = std::make_unique<CommandStack>(*m_store, m_account, m_clock);
    m_jobs = std::make_unique<JobQueue>(*m_store, *m_media, m_clock, m_pool, *m_engine);
    m_controller =
        std::make_unique<StoryboardController>(*m_store, m_account, *m_commands, *m_jobs);
    m_page = std::make_unique<DeskPage>(*m_store, m_account, *m_controller, *m_media, *m_cache,
                                        *m_thumbnails, *m_outgoing);
    write([&](Repositories& repositories) {
        repositories.accounts.insert(account);
        repositories.projects.insert(project);
        for (int i = 0; i < shots; ++i) {
            repositories.shots.insert(rows::shot(m_project, i, u"Shot %1"_s.arg(i + 1)));
        }
    });
}

DeskBench::~DeskBench()
{
    m_pool.waitForDone();
}

void DeskBench::settle()
{
    // A step of the stack may queue the next one when its answer arrives.
    for (int i = 0; i < 3; ++i) {
        m_store->flush();
        QCoreApplication::processEvents();
    }
}

QList<Shot> DeskBench::shots() const
{
    return *m_store->read(m_account, [this](const Repositories& repositories) {
        return repositories.shots.ofProject(m_project);
    });
}

QList<Shot> DeskBench::trashed() const
{
    return *m_store->read(m_account, [this](const Repositories& repositories) {
        return repositories.shots.trashedOfProject(m_project);
    });
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
    Media media = rows::mediaOfFile(*m_media, path);
    Q_ASSERT(!media.sha256.isEmpty());
    media.palette = palette;
    Asset asset = rows::asset(shot, media.sha256);
    asset.kind = media.isVideo() ? AssetKind::Video : AssetKind::Image;
    asset.createdMs = ++m_assetTime;
    write([&](Repositories& repositories) {
        repositories.media.insert(media);
        repositories.assets.insert(asset);
        if (headliner) {
            Shot changed = *repositories.shots.find(shot);
            changed.headlinerId = asset.id;
            repositories.shots.update(changed);
        }
    });
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
    const auto found = m_store->read(m_account, [&](const Repositories& repositories) {
        return repositories.jobs.find(generation);
    });
    return **found;
}
