#include "core/ingest/importreport.h"

#include <QJsonArray>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// In the shot that the file was meant for, else where it came last.
AssetId existingAsset(const Repositories& r, const ImportRun& run, const QString& sha256)
{
    const QList<Asset> assets = r.assets.ofContent(run.projectId, sha256);
    for (const Asset& asset : assets) {
        if (asset.shotId == run.intoShotId) {
            return asset.id;
        }
    }
    return assets.isEmpty() ? AssetId() : assets.first().id;
}

} // namespace

Result<ImportReport> importReport(const Store& store, const AccountId& account,
                                  const ImportRunId& id)
{
    return store.read(account, [&](const Repositories& r) -> Result<ImportReport> {
        const auto run = r.imports.find(id);
        if (!run) {
            return failure(ErrorKind::NotFound, u"no such import"_s, id.tail());
        }
        const QList<ImportItem> items = r.imports.items(id);
        ImportReport report = importReport(*run, items);
        auto skipped = report.skipped.begin();
        for (const ImportItem& item : items) {
            if (item.state == ImportItemState::Skipped) {
                (skipped++)->existing = existingAsset(r, *run, item.sha256);
            }
        }
        return report;
    });
}

ImportReport importReport(const ImportRun& run, const QList<ImportItem>& items)
{
    ImportReport report;
    report.run = run;
    for (const ImportItem& item : items) {
        switch (item.state) {
        case ImportItemState::Stored:
            report.assets.append(item.assetId);
            if (run.intoShotId.isNull()
                && (report.shots.isEmpty() || report.shots.last() != item.shotId)) {
                report.shots.append(item.shotId);
            }
            break;
        case ImportItemState::Skipped:
            report.skipped.append({item.path, {}});
            break;
        case ImportItemState::Refused:
            report.refused.append({item.path,
                                   Error{errorKindFromName(item.errorKind),
                                         {},
                                         item.path.section(u'/', -1),
                                         item.errorAmount}});
            break;
        case ImportItemState::Waiting:
            ++report.waiting;
            break;
        }
    }
    return report;
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
        refusals.append(
            QJsonObject{{u"path"_s, file.path}, {u"reason"_s, errorKindName(file.error.kind)}});
    }
    QJsonObject json{{u"id"_s, run.id.toString()}, {u"shots"_s, shotIds},
                     {u"assets"_s, assetIds},      {u"skipped"_s, skipped.size()},
                     {u"refused"_s, refusals},     {u"waiting"_s, waiting},
                     {u"finished"_s, run.finished}};
    if (stoppedBy) {
        json[u"stoppedBy"_s] = errorKindName(stoppedBy->kind);
    }
    return json;
}

} // namespace raskadr
