#include "core/ingest/importer.h"

#include "core/base/logging.h"
#include "core/media/temporaryfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// A name that a browser made up, as a name in a folder of ours.
QString safeName(const QString& name)
{
    QString safe;
    for (const QChar c : name.section(u'/', -1).left(100)) {
        safe.append(c.isPrint() && c != u'\\' && c != u':' ? c : QChar(u'_'));
    }
    while (safe.startsWith(u'.')) {
        safe.remove(0, 1);
    }
    return safe.isEmpty() ? u"picture"_s : safe;
}

Result<QString> keepPicture(const QString& scratchFolder, const QByteArray& bytes,
                            const QString& name)
{
    const QString folder =
        scratchFolder + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (!QDir().mkpath(folder)) {
        return failure(ErrorKind::LibraryReadOnly, u"the scratch folder cannot be made"_s);
    }
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QString path = folder + u'/' + safeName(name);
    if (auto written = writeBytes(path, bytes, false); !written) {
        QDir(folder).removeRecursively();
        return failure(written.error());
    }
    return path;
}

} // namespace

Importer::Importer(Store& store, const MediaFolder& media, const Clock& clock,
                   QString scratchFolder, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_media(media)
    , m_clock(clock)
    , m_scratchFolder(std::move(scratchFolder))
{
    m_pool.setMaxThreadCount(1);
}

Importer::~Importer()
{
    for (const auto& [id, running] : m_runs) {
        running->stop.request_stop();
    }
    m_pool.clear();
    m_pool.waitForDone();
}

ImportRunId Importer::start(ImportRun run)
{
    run.id = ImportRunId::create();
    enqueue(run.id, run.accountId, [this, run](const std::stop_token& stop) -> Result<ImportRun> {
        const auto walk = walkPaths(run.paths, stop);
        if (!walk) {
            return failure(walk.error());
        }
        return confirmImport(m_store, run, *walk, m_clock.nowMs());
    });
    return run.id;
}

ImportRunId Importer::start(ImportRun run, const Walk& walk)
{
    run.id = ImportRunId::create();
    enqueue(run.id, run.accountId, [this, run, walk](const std::stop_token&) {
        return confirmImport(m_store, run, walk, m_clock.nowMs());
    });
    return run.id;
}

ImportRunId Importer::startPicture(ImportRun run, const QByteArray& bytes, const QString& name)
{
    run.id = ImportRunId::create();
    enqueue(run.id, run.accountId,
            [this, run, bytes, name](const std::stop_token& stop) mutable -> Result<ImportRun> {
                const auto path = keepPicture(m_scratchFolder, bytes, name);
                if (!path) {
                    return failure(path.error());
                }
                run.paths = {*path};
                const auto walk = walkPaths(run.paths, stop);
                if (!walk) {
                    return failure(walk.error());
                }
                return confirmImport(m_store, run, *walk, m_clock.nowMs());
            });
    return run.id;
}

void Importer::resumeUnfinished(const AccountId& account)
{
    const auto unfinished =
        m_store.read(account, [](const Repositories& r) { return r.imports.unfinished(); });
    if (!unfinished) {
        return;
    }
    for (const ImportRun& run : *unfinished) {
        if (!m_runs.contains(run.id)) {
            enqueue(run.id, account,
                    [run](const std::stop_token&) -> Result<ImportRun> { return run; });
        }
    }
}

void Importer::waitForRoom(RoomWatch& watch)
{
    m_room = &watch;
    connect(m_room, &RoomWatch::roomThere, this, &Importer::goOn);
}

void Importer::goOn()
{
    for (const auto& [id, stalled] : std::exchange(m_stalled, {})) {
        enqueue(id, stalled.account, stalled.confirm);
    }
}

void Importer::noteStalled(const ImportReport& report, Confirm confirm)
{
    if (!m_room || report.run.finished || !report.stoppedBy
        || report.stoppedBy->kind != ErrorKind::DiskFull) {
        return;
    }
    if (!report.run.projectId.isNull()) { // written down, so that only the rest is to be done
        confirm = [run = report.run](const std::stop_token&) -> Result<ImportRun> { return run; };
    }
    m_stalled.insert_or_assign(report.run.id, Stalled{report.run.accountId, std::move(confirm)});
    m_room->waitFor(report.stoppedBy->amount);
}

void Importer::cancel(const ImportRunId& run)
{
    m_stalled.erase(run);
    if (const auto at = m_runs.find(run); at != m_runs.end()) {
        at->second->cancelled = true;
        at->second->stop.request_stop();
    }
}

void Importer::enqueue(const ImportRunId& id, const AccountId& account, Confirm confirm)
{
    auto running = std::make_shared<Running>();
    m_stalled.erase(id);
    m_runs.emplace(id, running);
    // The pool is waited for before this object goes, so that it may be used there.
    m_pool.start([this, id, account, running, confirm = std::move(confirm)] {
        const ImportReport report = work(id, account, confirm, *running);
        QMetaObject::invokeMethod(
            this,
            [this, id, report, confirm] {
                m_runs.erase(id);
                noteStalled(report, confirm);
                Q_EMIT finished(report);
            },
            Qt::QueuedConnection);
    });
}

ImportReport Importer::work(const ImportRunId& id, const AccountId& account, const Confirm& confirm,
                            Running& running)
{
    ImportReport nothing;
    nothing.run.id = id;
    nothing.run.accountId = account;
    const auto confirmed = confirm(running.stop.get_token());
    if (!confirmed) {
        nothing.stoppedBy = confirmed.error();
        return nothing;
    }
    auto report = runImport({m_store, m_media, m_clock}, account, id, running.stop.get_token(),
                            [this, id](const ImportProgress& progress) {
                                QMetaObject::invokeMethod(
                                    this, [this, id, progress] { Q_EMIT progressed(id, progress); },
                                    Qt::QueuedConnection);
                            });
    if (!report) {
        nothing.stoppedBy = report.error();
        return nothing;
    }
    if (running.cancelled && !report->run.finished) {
        if (const auto ended = endImport(m_store, account, id); ended) {
            report->run.finished = true;
        }
    }
    if (report->run.finished) {
        removeScratch(*report);
    }
    return *report;
}

// Only what startPicture() put there: the run's path lies in a folder of its own.
void Importer::removeScratch(const ImportReport& report) const
{
    for (const QString& path : report.run.paths) {
        if (path.startsWith(m_scratchFolder + u'/')) {
            QFile::remove(path);
            QDir().rmdir(QFileInfo(path).path());
        }
    }
}

} // namespace raskadr
