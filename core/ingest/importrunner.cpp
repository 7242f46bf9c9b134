#include "core/ingest/importrunner.h"

#include "core/base/failpoint.h"
#include "core/base/logging.h"
#include "core/ingest/grouping.h"
#include "core/ingest/importslice.h"
#include "core/ingest/preparation.h"
#include "core/model/names.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr size_t sliceFiles = 32; // rows of so many files are written in well under 50 ms
constexpr int reportEveryMs = 100;

class Runner
{
public:
    Runner(const ImportPlace& place, const AccountId& account, ImportRun run,
           QList<ImportItem> items, std::stop_token stop)
        : m_place(place)
        , m_account(account)
        , m_run(std::move(run))
        , m_items(std::move(items))
        , m_stop(std::move(stop))
    {
        for (const ImportItem& item : std::as_const(m_items)) {
            const QFileInfo file(item.path);
            m_sizes.append(file.size());
            m_modified.append(
                file.lastModified().isValid() ? file.lastModified().toMSecsSinceEpoch() : 0);
            m_groups[item.group].append(item.index);
            while (m_groupShots.size() <= item.group) {
                m_groupShots.append(ShotId());
            }
            m_groupShots[item.group] = item.shotId;
            if (item.state == ImportItemState::Waiting) {
                m_waiting.append(item.index);
                m_progress.bytesTotal += m_sizes.last();
            }
        }
        m_progress.total = static_cast<int>(m_waiting.size());
    }

    ImportReport run(const std::function<void(const ImportProgress&)>& progress)
    {
        std::optional<Error> stoppedBy = takeAll(progress);
        if (!stoppedBy) {
            failpoint("import-before-finish");
            stoppedBy = finish();
        }
        // Which assets exist already is looked up if the library can still be read.
        const auto known = importReport(m_place.store, m_account, m_run.id);
        ImportReport report = known ? *known : importReport(m_run, m_items);
        if (stoppedBy && stoppedBy->kind == ErrorKind::DiskFull) {
            stoppedBy->amount = std::max(stoppedBy->amount, bytesLeft());
        }
        report.stoppedBy = stoppedBy;
        return report;
    }

private:
    std::optional<Error> takeAll(const std::function<void(const ImportProgress&)>& progress)
    {
        std::optional<KnownContents> known;
        if (!m_run.addAgain) {
            auto read = KnownContents::ofProject(m_place.store, m_account, m_run.projectId);
            if (!read) {
                return read.error();
            }
            known = std::move(*read);
        }
        QList<Preparation::Source> sources;
        for (const int index : std::as_const(m_waiting)) {
            sources.append({m_items[index].path, m_sizes[index]});
        }
        Preparation preparation(m_place.media, sources, std::move(known));
        while (m_progress.done < m_progress.total) {
            if (m_stop.stop_requested()) {
                return Error{ErrorKind::Cancelled, {}, {}, 0};
            }
            auto files = preparation.take(sliceFiles, reportEveryMs);
            std::optional<Error> stoppedBy;
            if (!files.empty()) {
                stoppedBy = commit(preparation, files);
            }
            if (progress) {
                m_progress.bytesDone = std::min(preparation.bytesDone(), m_progress.bytesTotal);
                progress(m_progress);
            }
            if (stoppedBy) {
                return stoppedBy;
            }
        }
        return std::nullopt;
    }

    // Names the files up to the first one that stops the import and writes their rows.
    std::optional<Error> commit(Preparation& preparation, std::vector<PreparedFile>& files)
    {
        std::optional<Error> stoppedBy;
        QList<ImportSlice::Step> steps;
        QList<ImportSlice::Face> faces;
        std::vector<MediaCopy> copies;
        for (PreparedFile& file : files) {
            if (file.outcome == PreparedFile::Outcome::Refused && stopsImport(file.error)) {
                stoppedBy = file.error;
                break;
            }
            const int index = m_waiting[m_progress.done + steps.size()];
            m_modified[index] = file.modifiedMs;
            steps.append(stepFor(preparation, m_items[index], file));
            if (steps.last().media) {
                copies.push_back(std::move(*file.copy));
            }
        }
        if (steps.isEmpty()) {
            return stoppedBy;
        }
        // Which holds the contents until their rows are written.
        const auto named = m_place.media.settle(copies);
        if (!named) {
            return named.error();
        }
        for (size_t i = 0; i < copies.size(); ++i) {
            failpoint("import-file-stored");
        }
        QList<ImportItem> before;
        for (const ImportSlice::Step& step : std::as_const(steps)) {
            before.append(std::exchange(m_items[step.item.index], step.item));
            if (const auto face = faceOf(step.item.group)) {
                faces.append(*face);
            }
        }
        const auto written =
            m_place.store
                .write(m_account,
                       ImportSlice(m_run, m_groupShots, steps, faces, m_place.clock.nowMs()))
                .wait();
        if (!written) {
            for (const ImportItem& item : std::as_const(before)) {
                m_items[item.index] = item;
            }
            return written.error();
        }
        m_progress.done += static_cast<int>(steps.size());
        failpoint("import-slice-committed");
        return stoppedBy;
    }

    ImportSlice::Step stepFor(Preparation& preparation, ImportItem item, const PreparedFile& file)
    {
        ImportSlice::Step step;
        switch (file.outcome) {
        case PreparedFile::Outcome::Copied:
            item.sha256 = file.media.sha256;
            if (preparation.isKnown(file.media.sha256, file.media.size)) {
                item.state = ImportItemState::Skipped;
            } else {
                item.state = ImportItemState::Stored;
                step.media = file.media;
                step.provenance = file.provenance;
                step.video = file.video;
            }
            break;
        case PreparedFile::Outcome::Duplicate:
            item.sha256 = file.sha256;
            item.state = ImportItemState::Skipped;
            break;
        case PreparedFile::Outcome::Refused:
            qCInfo(logImport) << "refused:" << errorKindName(file.error.kind) << file.error.detail;
            item.state = ImportItemState::Refused;
            item.errorKind = errorKindName(file.error.kind);
            item.errorAmount = file.error.amount;
            break;
        }
        step.item = item;
        return step;
    }

    // Once nothing of a group is waiting any more: its newest file becomes the face of its new
    // shot.
    std::optional<ImportSlice::Face> faceOf(int group) const
    {
        if (!m_run.makeHeadliners || !m_run.intoShotId.isNull()) {
            return std::nullopt;
        }
        std::optional<int> newest;
        for (const int index : m_groups.value(group)) {
            const ImportItem& item = m_items[index];
            if (item.state == ImportItemState::Waiting) {
                return std::nullopt;
            }
            if (item.state == ImportItemState::Stored
                && (!newest || m_modified[index] >= m_modified[*newest])) {
                newest = index;
            }
        }
        if (!newest) {
            return std::nullopt;
        }
        return ImportSlice::Face{m_items[*newest].shotId, m_items[*newest].assetId};
    }

    std::optional<Error> finish()
    {
        const auto ended = endImport(m_place.store, m_account, m_run.id);
        if (!ended) {
            return ended.error();
        }
        m_run.finished = true;
        return std::nullopt;
    }

    qint64 bytesLeft() const
    {
        qint64 bytes = 0;
        for (const ImportItem& item : m_items) {
            bytes += item.state == ImportItemState::Waiting ? m_sizes[item.index] : 0;
        }
        return bytes;
    }

    const ImportPlace& m_place;
    const AccountId m_account;
    ImportRun m_run;
    QList<ImportItem> m_items;
    std::stop_token m_stop;
    QList<qint64> m_sizes; // by index of the item
    QList<qint64> m_modified; // likewise
    QHash<int, QList<int>> m_groups;
    QList<ShotId> m_groupShots; // by group
    QList<int> m_waiting;
    ImportProgress m_progress;
};

Result<> checkTargets(const Repositories& r, const ImportRun& run)
{
    if (!r.projects.find(run.projectId)) {
        return failure(ErrorKind::NotFound, u"no such project"_s, run.projectId.tail());
    }
    if (!run.intoShotId.isNull()) {
        const auto shot = r.shots.find(run.intoShotId);
        if (!shot || shot->projectId != run.projectId) {
            return failure(ErrorKind::NotFound, u"no such shot"_s, run.intoShotId.tail());
        }
    }
    if (!run.parentAssetId.isNull() && !r.assets.find(run.parentAssetId)) {
        return failure(ErrorKind::NotFound, u"no such asset"_s, run.parentAssetId.tail());
    }
    return {};
}

} // namespace

Result<ImportRun> confirmImport(Store& store, ImportRun run, const Walk& walk, qint64 nowMs)
{
    if (run.id.isNull()) {
        run.id = ImportRunId::create();
    }
    run.finished = false;
    run.createdMs = nowMs;
    QList<ImportItem> items;
    int group = 0;
    const auto add = [&](const QString& path, const ShotId& shot) -> ImportItem& {
        ImportItem item;
        item.index = static_cast<int>(items.size());
        item.path = path;
        item.group = group;
        item.assetId = AssetId::create();
        item.shotId = shot;
        items.append(item);
        return items.last();
    };
    for (const ImportGroup& files : groupCandidates(walk.candidates, run.grouping)) {
        const ShotId shot = run.intoShotId.isNull() ? ShotId::create() : run.intoShotId;
        for (const Candidate& candidate : files.files) {
            add(candidate.path, shot);
        }
        ++group;
    }
    for (const Error& error : walk.unreadable) {
        ImportItem& item = add(error.subject, ShotId::create());
        item.state = ImportItemState::Refused;
        item.errorKind = errorKindName(error.kind);
        ++group;
    }
    const auto written = store
                             .write(run.accountId,
                                    [run, items](Repositories& r) -> Result<> {
                                        if (auto found = checkTargets(r, run); !found) {
                                            return found;
                                        }
                                        r.imports.insert(run, items);
                                        return {};
                                    })
                             .wait();
    if (!written) {
        return failure(written.error());
    }
    failpoint("import-confirmed");
    return run;
}

Result<ImportReport> runImport(const ImportPlace& place, const AccountId& account,
                               const ImportRunId& id, std::stop_token stop,
                               const std::function<void(const ImportProgress&)>& progress)
{
    const auto state = place.store.read(
        account, [&](const Repositories& r) -> Result<std::pair<ImportRun, QList<ImportItem>>> {
            const auto run = r.imports.find(id);
            if (!run) {
                return failure(ErrorKind::NotFound, u"no such import"_s, id.tail());
            }
            return std::pair(*run, r.imports.items(id));
        });
    if (!state) {
        return failure(state.error());
    }
    if (state->first.finished) {
        return importReport(place.store, account, id);
    }
    return Runner(place, account, state->first, state->second, std::move(stop)).run(progress);
}

Result<> endImport(Store& store, const AccountId& account, const ImportRunId& run)
{
    return store
        .write(account,
               [run](Repositories& r) -> Result<> {
                   r.imports.finish(run);
                   return {};
               })
        .wait();
}

} // namespace raskadr
