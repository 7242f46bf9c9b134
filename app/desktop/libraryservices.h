#pragma once

#include "core/base/clock.h"
#include "core/base/roomwatch.h"
#include "core/base/runasync.h"
#include "core/ingest/importer.h"
#include "core/jobs/jobqueue.h"
#include "core/library/accounts.h"
#include "core/library/library.h"
#include "core/library/previewmaker.h"
#include "core/library/providerconnections.h"
#include "core/net/curlclient.h"
#include "core/passport/outgoingfiles.h"
#include "core/providers/builtinengine.h"
#include "core/providers/servicesender.h"
#include "core/sharing/sharing.h"
#include "ui/common/thumbnailcache.h"

#include <QThreadPool>
#include <memory>

namespace raskadr::desktop {

// Everything that works in one open library, whoever is logged in. Main thread; destroying it stops
// the work in an order that loses nothing.
class LibraryServices final : public QObject
{
    Q_OBJECT

public:
    LibraryServices(std::unique_ptr<Library> library, std::unique_ptr<BuiltinEngine> engine,
                    const PasswordCost& cost, Keychain* keychain = nullptr);
    ~LibraryServices() override;

    // Tidies up after earlier processes, then takes up what they left unfinished.
    void start();

    bool isReadOnly() const { return m_library->mode() == Library::Mode::ReadOnly; }
    Library& library() { return *m_library; }
    Store& store() { return m_library->store(); }
    const Clock& clock() const { return m_clock; }
    // For logins, exports and other work that is asked for and waited for.
    QThreadPool& pool() { return m_pool; }
    JobQueue& jobs() { return *m_jobs; }
    Importer& importer() { return *m_importer; }
    // What generations and previews wait at while the disk is full.
    const RoomWatch& room() const { return m_room; }
    const OutgoingFiles& outgoing() const { return m_outgoing; }
    ui::ThumbnailCache& thumbnails() { return m_thumbnails; }
    Accounts& accounts() { return m_accounts; }
    // Somebody logged in: keys can be read, and links come to life. Main thread.
    void unlock(const Session& session);
    ProviderConnections& connections() { return m_connections; }
    Keychain* keychain() const { return m_keychain; } // null: there is none
    // The one way into the network, and to the services in it.
    HttpClient& http() { return m_http; }
    ServiceSender& sender() { return *m_sender; }
    // Links, and what guests say over them.
    Sharing& sharing() { return *m_sharing; }
    // These pictures are on the screen: they are made first, and their originals are looked at.
    void prioritise(const QStringList& sha256);

Q_SIGNALS:
    // A page of the database turned out to be broken; nothing more should be written to it.
    void foundDamaged(const raskadr::Error& error);

private:
    void lookThroughDaily();
    void makeThumbnail(const QString& sha256, int level);

    std::unique_ptr<Library> m_library;
    Keychain* const m_keychain;
    SystemClock m_clock;
    QThreadPool m_pool;
    QThreadPool m_jobPool;
    ProviderConnections m_connections;
    CurlClient m_http;
    std::unique_ptr<ServiceSender> m_sender;
    std::unique_ptr<Sharing> m_sharing;
    RoomWatch m_room;
    RoomWatch m_importRoom; // an import knows how much it needs
    std::unique_ptr<BuiltinEngine> m_engine;
    std::unique_ptr<JobQueue> m_jobs;
    std::unique_ptr<Importer> m_importer;
    OutgoingFiles m_outgoing;
    ui::ThumbnailCache m_thumbnails;
    std::unique_ptr<PreviewMaker> m_previews; // none in a library that is only read
    QHash<QString, QSet<int>> m_wanted; // levels that were missing when they were looked at
    Accounts m_accounts;
    AsyncHandle m_starting;
    AsyncHandle m_looking;
    AsyncHandle m_lookingThrough;
};

} // namespace raskadr::desktop
