#include "app/desktop/libraryservices.h"

#include "core/base/logging.h"
#include "core/jobs/servicepictures.h"
#include "core/library/filestates.h"
#include "core/library/seedcatalog.h"
#include "core/library/trash.h"

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int largestImportLevel = 480;
constexpr qint64 dayMs = 24 * 3'600'000;

} // namespace

LibraryServices::LibraryServices(std::unique_ptr<Library> library,
                                 std::unique_ptr<BuiltinEngine> engine, const PasswordCost& cost,
                                 Keychain* keychain)
    : m_library(std::move(library))
    , m_keychain(keychain)
    , m_connections(store(), m_clock, keychain)
    , m_sender(std::make_unique<ServiceSender>(
          m_http, m_clock, m_pool, [media = m_library->media()] { return media.temporaryPath(); }))
    , m_sharing(std::make_unique<Sharing>(*m_library, m_http, m_connections, m_clock))
    , m_room(m_pool, RoomWatch::freeBytesAt(m_library->path()))
    , m_importRoom(m_pool, RoomWatch::freeBytesAt(m_library->path()))
    , m_engine(std::move(engine))
    , m_jobs(std::make_unique<JobQueue>(store(), m_library->media(), m_clock, m_jobPool, *m_engine))
    , m_importer(std::make_unique<Importer>(store(), m_library->media(), m_clock,
                                            m_library->scratchPath()))
    , m_outgoing(m_library->cache().path() + u"/outgoing"_s,
                 [media = m_library->media()](const QString& sha256) { return media.path(sha256); })
    , m_thumbnails([cache = m_library->cache()](const QString& sha256, int level) {
        return cache.thumbnailPath(sha256, level);
    })
    , m_accounts(store(), m_clock, cost)
{
    connect(&m_thumbnails, &ui::ThumbnailCache::missing, this, &LibraryServices::makeThumbnail);
    m_sender->writePicturesWith(servicePictures());
    m_jobs->waitForRoom(m_room);
    m_jobs->reachServices(*m_sender, m_connections);
    connect(&m_connections, &ProviderConnections::unlocked, m_jobs.get(), &JobQueue::unlock);
    m_importer->waitForRoom(m_importRoom);
}

LibraryServices::~LibraryServices()
{
    m_starting.stop();
    m_looking.stop();
    m_lookingThrough.stop();
    m_previews.reset();
    m_importer.reset();
    // The queue hands its unfinished jobs back before the engine that works on them goes.
    m_jobs.reset();
    m_sender.reset();
    m_sharing.reset();
    m_jobPool.waitForDone();
    m_pool.waitForDone();
}

void LibraryServices::start()
{
    if (isReadOnly()) {
        return;
    }
    m_previews = std::make_unique<PreviewMaker>(store(), m_library->media(), m_library->cache());
    connect(m_previews.get(), &PreviewMaker::ready, this,
            [this](const QString& sha256, PreviewKind kind) {
                if (kind == PreviewKind::HoverProxy) {
                    return;
                }
                m_thumbnails.invalidate(sha256);
                for (const int level : m_wanted.take(sha256)) {
                    m_thumbnails.request(sha256, level);
                }
            });
    connect(m_previews.get(), &PreviewMaker::failed, this,
            [this](const QString&, PreviewKind, const Error& error) {
                if (error.kind == ErrorKind::DiskFull) {
                    m_room.waitFor(error.amount);
                }
            });
    connect(&m_room, &RoomWatch::roomThere, m_previews.get(), &PreviewMaker::makeWhatDidNotFit);
    m_starting = runAsync(
        m_pool, this,
        [this](const std::stop_token& stop) -> Result<> {
            m_outgoing.clear();
            m_library->removeLeftovers();
            if (auto left = finishEmptying(*m_library, stop); !left) {
                qCWarning(logLibrary)
                    << "the trash was not emptied to the end:" << left.error().detail;
            }
            return putSeedManifests(store());
        },
        [this](const Result<>& seeded) {
            if (!seeded) {
                qCWarning(logLibrary) << "the manifests were not put in:" << seeded.error().detail;
            }
            m_jobs->start();
            lookThroughDaily();
        });
}

void LibraryServices::unlock(const Session& session)
{
    m_connections.unlock(session);
    m_sharing->unlock(session);
}

void LibraryServices::lookThroughDaily()
{
    if (m_clock.nowMs() - m_library->lookedThroughMs() < dayMs) {
        return;
    }
    m_lookingThrough = runAsync(
        m_pool, this, [this](const std::stop_token& stop) { return m_library->lookThrough(stop); },
        [this](const Result<>& sound) {
            if (!sound && sound.error().kind == ErrorKind::LibraryDamaged) {
                Q_EMIT foundDamaged(sound.error());
            }
        });
}

void LibraryServices::prioritise(const QStringList& sha256)
{
    if (!m_previews) {
        return;
    }
    m_previews->prioritise(sha256);
    m_looking = runAsync(
        m_pool, this,
        [this, sha256](const std::stop_token& stop) {
            return noteFileStates(store(), m_library->media(), sha256, stop);
        },
        [](const Result<int>& noted) {
            if (!noted) {
                qCWarning(logLibrary)
                    << "the originals were not looked at:" << noted.error().detail;
            }
        });
}

void LibraryServices::makeThumbnail(const QString& sha256, int level)
{
    if (!m_previews) {
        return;
    }
    const PreviewKind kind =
        level > largestImportLevel ? PreviewKind::LargeThumbnails : PreviewKind::Thumbnails;
    if (!m_previews->hasFailed(sha256, kind)) {
        m_wanted[sha256].insert(level);
        m_previews->request(sha256, kind);
    }
}

} // namespace raskadr::desktop
