#include "core/ingest/importrunner.h"

#include "core/base/failpoint.h"
#include "core/base/logging.h"
#include "core/ingest/grouping.h"
#include "core/ingest/preparation.h"
#include "core/model/names.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr size_t sliceFiles = 32; // rows of so many files are written in well under 50 ms
constexpr int reportEveryMs = 100;

struct RunState
{
    ImportRun run;
    QList<ImportItem> items;
};

Result<RunState> readRun(const Store& store, const AccountId& account, const ImportRunId& id)
{
    return store.read(account, [&](const Repositories& r) -> Result<RunState> {
        const auto run = r.imports.find(id);
        if (!run) {
            return failure(ErrorKind::NotFound, u"no such import"_s, id.tail());
        }
        return RunState{*run, r.imports.items(id)};
    });
}

ImportReport reportOf(const RunState& state)
{
    ImportReport report;
    report.run = state.run;
    for (const ImportItem& item : state.items) {
        switch (item.state) {
        case ImportItemState::Stored:
            report.assets.append(item.assetId);
            if (state.run.intoShotId.isNull()
                && (report.shots.isEmpty() || report.shots.last() != item.shotId)) {
                report.shots.append(item.shotId);
            }
            break;
        case ImportItemState::Skipped:
            ++report.skipped;
            break;
        case ImportItemState::Refused:
            report.refused.append({item.path,
                                   Error{errorKindFromName(item.errorKind), {},
                                         item.path.section(u'/', -1), item.errorAmount}});
            break;
        case ImportItemState::Waiting:
            ++report.waiting;
            break;
        }
    }
    return report;
}

// One file of the run that is being taken in.
struct Step
{
    ImportItem item; // as it will be
    std::optional<Media> media;
    bool video = false;
};

// A group that is through with this slice, and the asset to become its shot's face.
struct Face
{
    ShotId shot;
    AssetId asset;
};

// The place of a new shot in the story: behind the shot of the nearest earlier group that made one.
qsizetype placeFor(const ImportRun& run, const QList<ShotId>& order, const QList<ShotId>& groupShots,
                   int group)
{
    for (int earlier = group - 1; earlier >= 0; --earlier) {
        if (const qsizetype at = order.indexOf(groupShots[earlier]); at >= 0) {
            return at + 1;
        }
    }
    return run.insertAt < 0 ? order.size() : std::min<qsizetype>(run.insertAt, order.size());
}

// The rows of a slice, in one transaction.
class Slice
{
public:
    Slice(ImportRun run, QList<ShotId> groupShots, QList<Step> steps, QList<Face> faces, qint64 nowMs)
        : m_run(std::move(run))
        , m_groupShots(std::move(groupShots))
        , m_steps(std::move(steps))
        , m_faces(std::move(faces))
        , m_nowMs(nowMs)
    {
    }

    Result<> operator()(Repositories& r) const
    {
        QList<ShotId> order;
        bool newShots = false;
        for (const Step& step : m_steps) {
            if (step.media) {
                if (!r.shots.find(step.item.shotId)) {
                    if (!m_run.intoShotId.isNull()) {
                        return failure(ErrorKind::NotFound, u"the shot is gone"_s,
                                       m_run.intoShotId.tail());
                    }
                    if (!newShots) {
                        order = r.shots.order(m_run.projectId);
                        newShots = true;
                    }
                    addShot(r, order, step.item);
                }
                addAsset(r, step);
            }
            r.imports.updateItem(m_run.id, step.item);
        }
        if (newShots) {
            r.shots.setOrder(m_run.projectId, order);
        }
        for (const Face& face : m_faces) {
            auto shot = r.shots.find(face.shot);
            if (shot && shot->headlinerId.isNull()) {
                shot->headlinerId = face.asset;
                r.shots.update(*shot);
            }
        }
        r.projects.touch(m_run.projectId, m_nowMs);
        return {};
    }

private:
    void addShot(Repositories& r, QList<ShotId>& order, const ImportItem& item) const
    {
        const qsizetype place = placeFor(m_run, order, m_groupShots, item.group);
        Shot shot;
        shot.id = item.shotId;
        shot.projectId = m_run.projectId;
        shot.position = static_cast<int>(place);
        shot.createdMs = m_nowMs;
        r.shots.insert(shot);
        order.insert(place, shot.id);
    }

    void addAsset(Repositories& r, const Step& step) const
    {
        Media media = *step.media;
        media.createdMs = m_nowMs;
        r.media.insert(media);
        Asset asset;
        asset.id = step.item.assetId;
        asset.shotId = step.item.shotId;
        asset.sha256 = media.sha256;
        asset.kind = step.video ? AssetKind::Video : AssetKind::Image;
        asset.origin = AssetOrigin::Imported;
        asset.sourceName = step.item.path.section(u'/', -1);
        asset.parentId = m_run.parentAssetId;
        asset.createdMs = m_nowMs;
        r.assets.insert(asset);
    }

    ImportRun m_run;
    QList<ShotId> m_groupShots;
    QList<Step> m_steps;
    QList<Face> m_faces;
    qint64 m_nowMs;
};

class Runner
{
public:
    Runner(const ImportPlace& place, const AccountId& account, RunState state, std::stop_token stop)
        : m_place(place)
        , m_account(account)
        , m_state(std::move(state))
        , m_stop(std::move(stop))
    {
        for (const ImportItem& item : std::as_const(m_state.items)) {
            const QFileInfo file(item.path);
            m_sizes.append(file.size());
            m_modified.append(file.lastModified().isValid() ? file.lastModified().toMSecsSinceEpoch() : 0);
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
        ImportReport report = reportOf(m_state);
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
        if (!m_state.run.addAgain) {
            auto read = KnownContents::ofProject(m_place.store, m_account, m_state.run.projectId);
            if (!read) {
                return read.error();
            }
            known = std::move(*read);
        }
        QList<Preparation::Source> sources;
        for (const int index : std::as_const(m_waiting)) {
            sources.append({m_state.items[index].path, m_sizes[index]});
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

    // Writes the rows of the files up to the first one that stops the import.
    std::optional<Error> commit(Preparation& preparation, const std::vector<PreparedFile>& files)
    {
        std::optional<Error> stoppedBy;
        QList<Step> steps;
        QList<Face> faces;
        for (const PreparedFile& file : files) {
            if (file.outcome == PreparedFile::Outcome::Refused && stopsImport(file.error)) {
                stoppedBy = file.error;
                break;
            }
            const int index = m_waiting[m_progress.done + steps.size()];
            m_modified[index] = file.modifiedMs;
            steps.append(stepFor(preparation, m_state.items[index], file));
        }
        if (steps.isEmpty()) {
            return stoppedBy;
        }
        QList<ImportItem> before;
        for (const Step& step : std::as_const(steps)) {
            before.append(std::exchange(m_state.items[step.item.index], step.item));
            if (const auto face = faceOf(step.item.group)) {
                faces.append(*face);
            }
        }
        const auto written
            = m_place.store
                  .write(m_account, Slice(m_state.run, m_groupShots, steps, faces,
                                          m_place.clock.nowMs()))
                  .wait();
        if (!written) {
            for (const ImportItem& item : std::as_const(before)) {
                m_state.items[item.index] = item;
            }
            return written.error();
        }
        m_progress.done += static_cast<int>(steps.size());
        failpoint("import-slice-committed");
        return stoppedBy;
    }

    Step stepFor(Preparation& preparation, ImportItem item, const PreparedFile& file)
    {
        Step step;
        switch (file.outcome) {
        case PreparedFile::Outcome::Stored:
            item.sha256 = file.media.sha256;
            if (preparation.isKnown(file.media.sha256, file.media.size)) {
                item.state = ImportItemState::Skipped;
            } else {
                item.state = ImportItemState::Stored;
                step.media = file.media;
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

    // Once nothing of a group is waiting any more: its newest file becomes the face of its new shot.
    std::optional<Face> faceOf(int group) const
    {
        if (!m_state.run.makeHeadliners || !m_state.run.intoShotId.isNull()) {
            return std::nullopt;
        }
        std::optional<int> newest;
        for (const int index : m_groups.value(group)) {
            const ImportItem& item = m_state.items[index];
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
        return Face{m_state.items[*newest].shotId, m_state.items[*newest].assetId};
    }

    std::optional<Error> finish()
    {
        const auto ended = endImport(m_place.store, m_account, m_state.run.id);
        if (!ended) {
            return ended.error();
        }
        m_state.run.finished = true;
        return std::nullopt;
    }

    qint64 bytesLeft() const
    {
        qint64 bytes = 0;
        for (const ImportItem& item : m_state.items) {
            bytes += item.state == ImportItemState::Waiting ? m_sizes[item.index] : 0;
        }
        return bytes;
    }

    const ImportPlace& m_place;
    const AccountId m_account;
    RunState m_state;
    std::stop_token m_stop;
    QList<qint64> m_sizes;    // by index of the item
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
                               const ImportRunId& run, std::stop_token stop,
                               const std::function<void(const ImportProgress&)>& progress)
{
    auto state = readRun(place.store, account, run);
    if (!state) {
        return failure(state.error());
    }
    if (state->run.finished) {
        return reportOf(*state);
    }
    return Runner(place, account, std::move(*state), std::move(stop)).run(progress);
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

Result<ImportReport> importReport(const Store& store, const AccountId& account, const ImportRunId& run)
{
    const auto state = readRun(store, account, run);
    if (!state) {
        return failure(state.error());
    }
    return reportOf(*state);
}

QJsonObject ImportReport::toJson() const
{
    QJsonArray shotIds;
    for (const ShotId& shot : shots) {
        shotIds.append(shot.toString());
    }
    QJsonArray assetIds;
    for (const AssetId& asset : assets) {
        assetIds.append(asset.toString());
    }
    QJsonArray refusals;
    for (const Refused& file : refused) {
        refusals.append(QJsonObject{{u"path"_s, file.path},
                                    {u"reason"_s, errorKindName(file.error.kind)}});
    }
    QJsonObject json{{u"id"_s, run.id.toString()}, {u"shots"_s, shotIds},
                     {u"assets"_s, assetIds},      {u"skipped"_s, skipped},
                     {u"refused"_s, refusals},     {u"waiting"_s, waiting},
                     {u"finished"_s, run.finished}};
    if (stoppedBy) {
        json[u"stoppedBy"_s] = errorKindName(stoppedBy->kind);
    }
    return json;
}

} // namespace raskadr
