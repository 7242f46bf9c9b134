#include "core/library/records.h"

#include "core/base/failpoint.h"
#include "core/base/logging.h"
#include "core/library/recordfiles.h"
#include "core/library/recordjson.h"
#include "core/model/modeljson.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>

#include <chrono>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto coalescing = 2s;
constexpr auto retrying = 30s;
const QString markName = u".unwritten"_s;

QString projectFile(const ProjectId& project)
{
    return project.toString() + u"/project.json"_s;
}

QString shotFile(const Shot& shot)
{
    return shot.projectId.toString() + u'/' + shot.id.toString() + u".json"_s;
}

// Everything that the files should say, in the course of being collected.
struct Expected
{
    QList<RecordFile> records;
    QHash<QString, GenerationRecords> generations; // by SHA-256; every medium to be written has a key
};

Result<QList<Account>> allAccounts(const Store& store)
{
    return store.read(AccountId(), [](const Repositories& r) { return r.accounts.all(); });
}

QList<AssetRow> assetsOf(const Repositories& r, const ShotId& shot)
{
    return r.assets.feed(shot, false) + r.assets.feed(shot, true);
}

void addGeneration(Expected& expected, const AssetRow& row)
{
    GenerationRecords& generations = expected.generations[row.media.sha256];
    if (row.generation) {
        generations.insert(row.generation->id.toString(), toJson(*row.generation, row.job));
    }
}

void addShot(const Repositories& r, const Shot& shot, bool withMedia, Expected& expected)
{
    QList<Asset> assets;
    for (const AssetRow& row : assetsOf(r, shot.id)) {
        assets.append(row.asset);
        if (withMedia) {
            addGeneration(expected, row);
        }
    }
    expected.records.append({shotFile(shot), shotRecord(shot, assets)});
}

// What a whole account should have in the files, project by project.
Result<> addAccount(const Store& store, const AccountId& account, Expected& expected,
                    const std::stop_token& stop)
{
    const auto projects = store.read(account, [](const Repositories& r) { return r.projects.all(); });
    if (!projects) {
        return failure(projects.error());
    }
    for (const Project& project : *projects) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const auto read = store.read(account, [&](const Repositories& r) {
            expected.records.append({projectFile(project.id),
                                     projectRecord(project, r.shots.order(project.id))});
            for (const Shot& shot : r.shots.ofProject(project.id) + r.shots.trashedOfProject(project.id)) {
                addShot(r, shot, true, expected);
            }
            return true;
        });
        if (!read) {
            return failure(read.error());
        }
    }
    return {};
}

Result<Expected> expectedOfEverything(const Store& store, const std::stop_token& stop)
{
    const auto accounts = allAccounts(store);
    if (!accounts) {
        return failure(accounts.error());
    }
    Expected expected;
    expected.records.append({u"accounts.json"_s, accountsRecord(*accounts)});
    for (const Account& account : *accounts) {
        if (auto added = addAccount(store, account.id, expected, stop); !added) {
            return failure(added.error());
        }
    }
    const auto media = store.read(AccountId(), [](const Repositories& r) { return r.media.all(); });
    if (!media) {
        return failure(media.error());
    }
    for (const Media& medium : *media) {
        expected.generations[medium.sha256]; // used by nobody: its facts alone
    }
    return expected;
}

// What became of these ids in one account; those that were found are taken out of `open`.
void addChanged(const Repositories& r, const RecordChanges& changes, RecordChanges& open,
                Expected& expected)
{
    for (const ProjectId& id : changes.projects) {
        if (const auto project = r.projects.find(id)) {
            open.projects.remove(id);
            expected.records.append({projectFile(id), projectRecord(*project, r.shots.order(id))});
        }
    }
    for (const ShotId& id : changes.shots) {
        if (const auto shot = r.shots.find(id)) {
            open.shots.remove(id);
            addShot(r, *shot, false, expected);
        }
    }
    for (const AssetId& id : changes.assets) {
        if (const auto row = r.assets.row(id)) {
            addGeneration(expected, *row);
        }
    }
    for (const GenerationId& id : changes.generations) {
        for (const Asset& asset : r.assets.ofGeneration(id)) {
            if (const auto row = r.assets.row(asset.id)) {
                addGeneration(expected, *row);
            }
        }
    }
}

QStringList recordsOnDisk(const QString& recordsPath)
{
    QStringList files;
    QDirIterator walk(recordsPath, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        files.append(walk.next().mid(recordsPath.size() + 1));
    }
    return files;
}

// Records of shots and projects that the database does not know any more go.
void addRemoved(const QString& recordsPath, const RecordChanges& gone, Expected& expected)
{
    for (const ProjectId& id : gone.projects) {
        expected.records.append({projectFile(id), {}});
    }
    if (gone.shots.isEmpty()) {
        return;
    }
    for (const QString& file : recordsOnDisk(recordsPath)) {
        const auto id = ShotId::fromString(file.section(u'/', -1).chopped(5));
        if (gone.shots.contains(id)) {
            expected.records.append({file, {}});
        }
    }
}

Result<Expected> expectedOf(const Store& store, const QString& recordsPath,
                            const RecordChanges& changes, const std::stop_token& stop)
{
    const auto accounts = allAccounts(store);
    if (!accounts) {
        return failure(accounts.error());
    }
    Expected expected;
    if (changes.accounts) {
        expected.records.append({u"accounts.json"_s, accountsRecord(*accounts)});
    }
    RecordChanges open = changes;
    for (const Account& account : *accounts) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const auto read = store.read(account.id, [&](const Repositories& r) {
            addChanged(r, changes, open, expected);
            return true;
        });
        if (!read) {
            return failure(read.error());
        }
    }
    addRemoved(recordsPath, open, expected);
    for (const QString& sha256 : changes.media) {
        expected.generations[sha256];
    }
    return expected;
}

// The sidecars that are to be written: of media that are known and there, and differ from what is on
// the disk. Generations that a sidecar names and the database does not are history, and stay.
using Sidecars = QList<std::pair<QString, QByteArray>>;
Result<Sidecars> changedSidecars(const Store& store, const MediaFolder& folder,
                                 const Expected& expected, const std::stop_token& stop)
{
    Sidecars sidecars;
    const auto read = store.read(AccountId(), [&](const Repositories& r) -> Result<> {
        for (auto at = expected.generations.cbegin(); at != expected.generations.cend(); ++at) {
            if (stop.stop_requested()) {
                return failure(ErrorKind::Cancelled);
            }
            const auto media = r.media.find(at.key());
            if (!media || !folder.contains(at.key())) {
                continue;
            }
            const QByteArray before = folder.readSidecar(at.key()).value_or(QByteArray());
            GenerationRecords generations = generationsOfSidecar(before);
            generations.insert(at.value());
            if (QByteArray now = mediaSidecar(*media, generations); now != before) {
                sidecars.append({at.key(), std::move(now)});
            }
        }
        return {};
    });
    if (!read) {
        return failure(read.error());
    }
    return sidecars;
}

QList<RecordFile> changedRecords(const QString& recordsPath, const Expected& expected)
{
    QList<RecordFile> changed;
    for (const RecordFile& file : expected.records) {
        if (!recordIsCurrent(recordsPath, file)) {
            changed.append(file);
        }
    }
    return changed;
}

// Records on the disk that nothing in the database stands behind.
QList<RecordFile> strayRecords(const QString& recordsPath, const Expected& everything)
{
    QSet<QString> wanted;
    for (const RecordFile& file : everything.records) {
        wanted.insert(file.path);
    }
    QList<RecordFile> strays;
    for (const QString& file : recordsOnDisk(recordsPath)) {
        if (!wanted.contains(file)) {
            strays.append({file, {}});
        }
    }
    return strays;
}

} // namespace

bool RecordChanges::isEmpty() const
{
    return !everything && !accounts && projects.isEmpty() && shots.isEmpty() && assets.isEmpty()
           && generations.isEmpty() && media.isEmpty();
}

void RecordChanges::add(const ChangeSet& changes)
{
    accounts = accounts || !changes.accounts.isEmpty();
    projects.unite(changes.projects.inserted).unite(changes.projects.updated);
    projects.unite(changes.projects.removed).unite(changes.shotOrders);
    shots.unite(changes.shots.inserted).unite(changes.shots.updated).unite(changes.shots.removed);
    shots.unite(changes.shotContents);
    assets.unite(changes.assets.inserted);
    generations.unite(changes.jobs.inserted).unite(changes.jobs.updated);
    media.unite(changes.media);
}

void RecordChanges::add(const RecordChanges& other)
{
    everything = everything || other.everything;
    accounts = accounts || other.accounts;
    projects.unite(other.projects);
    shots.unite(other.shots);
    assets.unite(other.assets);
    generations.unite(other.generations);
    media.unite(other.media);
}

Result<> writeRecords(const Store& store, const MediaFolder& media, const QString& recordsPath,
                      const RecordChanges& changes, std::stop_token stop)
{
    auto expected = changes.everything ? expectedOfEverything(store, stop)
                                       : expectedOf(store, recordsPath, changes, stop);
    if (!expected) {
        return failure(expected.error());
    }
    QList<RecordFile> records = changedRecords(recordsPath, *expected);
    if (changes.everything) {
        records += strayRecords(recordsPath, *expected);
        removeUnfinishedRecords(recordsPath);
    }
    const auto sidecars = changedSidecars(store, media, *expected, stop);
    if (!sidecars) {
        return failure(sidecars.error());
    }
    if (!records.isEmpty()) {
        if (auto written = writeRecordFiles(recordsPath, records); !written) {
            return written;
        }
    }
    failpoint("records-written");
    return sidecars->isEmpty() ? Result<>() : media.writeSidecars(*sidecars, stop);
}

Result<RecordLag> findRecordLag(const Store& store, const MediaFolder& media,
                                const QString& recordsPath, std::stop_token stop)
{
    const auto expected = expectedOfEverything(store, stop);
    if (!expected) {
        return failure(expected.error());
    }
    RecordLag lag;
    for (const RecordFile& file :
         changedRecords(recordsPath, *expected) + strayRecords(recordsPath, *expected)) {
        lag.records.append(file.path);
    }
    const auto sidecars = changedSidecars(store, media, *expected, stop);
    if (!sidecars) {
        return failure(sidecars.error());
    }
    for (const auto& [sha256, bytes] : *sidecars) {
        lag.sidecars.append(sha256);
    }
    lag.records.sort();
    lag.sidecars.sort();
    return lag;
}

RecordWriter::RecordWriter(Store& store, const MediaFolder& media, QString recordsPath, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_media(media)
    , m_recordsPath(std::move(recordsPath))
    , m_timer(new QTimer(this))
{
    m_pool.setMaxThreadCount(1);
    m_pool.setThreadPriority(QThread::LowPriority);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &RecordWriter::startWriting);
    connect(&m_store, &Store::changed, this, &RecordWriter::note);
    // It stands while somebody may owe the files something; finding it means that a process ended early.
    QFile mark(m_recordsPath + u'/' + markName);
    if (mark.exists() || !QFile::exists(m_recordsPath + u"/accounts.json"_s)) {
        m_pending.everything = true;
        // Queued: the thread that opens a library need not be able to run timers.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_pending.isEmpty() && !m_writing && !m_timer->isActive()) {
                    m_timer->start(coalescing);
                }
            },
            Qt::QueuedConnection);
    }
    if (!mark.open(QIODevice::WriteOnly)) {
        qCWarning(logLibrary) << "the records folder cannot be written:" << mark.errorString();
    }
}

RecordWriter::~RecordWriter()
{
    flush();
    if (m_pending.isEmpty()) {
        QFile::remove(m_recordsPath + u'/' + markName);
    }
}

void RecordWriter::note(const ChangeSet& changes)
{
    m_pending.add(changes);
    if (!m_pending.isEmpty() && !m_writing && !m_timer->isActive()) {
        m_timer->start(coalescing);
    }
}

void RecordWriter::startWriting()
{
    if (m_writing || m_pending.isEmpty()) {
        return;
    }
    m_writing = true;
    const RecordChanges changes = std::exchange(m_pending, {});
    m_pool.start([this, changes] {
        const Result<> result = writeRecords(m_store, m_media, m_recordsPath, changes);
        QMetaObject::invokeMethod(
            this, [this, changes, result] { written(changes, result); }, Qt::QueuedConnection);
    });
}

void RecordWriter::written(const RecordChanges& changes, const Result<>& result)
{
    m_writing = false;
    if (!result) {
        qCWarning(logLibrary) << "records were not written:" << result.error().detail;
        m_pending.add(changes);
        m_timer->start(retrying);
        Q_EMIT failed(result.error());
    } else if (!m_pending.isEmpty() && !m_timer->isActive()) {
        m_timer->start(coalescing);
    }
}

void RecordWriter::flush()
{
    // What the store committed is announced through events of this thread.
    m_store.flush();
    QCoreApplication::sendPostedEvents(&m_store, QEvent::MetaCall);
    m_pool.waitForDone();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
    m_timer->stop();
    if (m_pending.isEmpty()) {
        return;
    }
    startWriting();
    m_pool.waitForDone();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

} // namespace raskadr
