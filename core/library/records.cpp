#include "core/library/records.h"

#include "core/base/failpoint.h"
#include "core/library/expectedfiles.h"

namespace raskadr {

namespace {

// The sidecars that are to be written: of media that are known and there, and differ from what is
// on the disk. Generations that a sidecar names and the database does not are history, and stay.
using Sidecars = QList<std::pair<QString, QByteArray>>;
Result<Sidecars> changedSidecars(const Store& store, const MediaFolder& folder,
                                 const ExpectedFiles& expected, const std::stop_token& stop)
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

QList<RecordFile> changedRecords(const QString& recordsPath, const ExpectedFiles& expected)
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
QList<RecordFile> strayRecords(const QString& recordsPath, const ExpectedFiles& everything)
{
    QSet<QString> wanted;
    for (const RecordFile& file : everything.records) {
        wanted.insert(file.path);
    }
    QList<RecordFile> strays;
    for (const QString& file : recordsIn(recordsPath)) {
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

} // namespace raskadr
