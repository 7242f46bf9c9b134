#include "ui/shot/assetacts.h"

#include "core/passport/readablename.h"
#include "ui/common/dialog.h"
#include "ui/common/format.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"
#include "ui/shot/assetmenu.h"
#include "ui/shot/feedpanel.h"
#include "ui/shot/provenancedialog.h"
#include "ui/shot/shotcontroller.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMimeData>
#include <QUrl>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

AssetActs::AssetActs(FeedPanel& feed, ShotController& controller, const ShotReader& reader,
                     const OutgoingFiles& outgoing, QWidget* page)
    : QObject(page)
    , m_feed(feed)
    , m_controller(controller)
    , m_reader(reader)
    , m_outgoing(outgoing)
    , m_page(page)
{
}

QList<AssetId> AssetActs::selected() const
{
    return m_feed.view().selectedAssets();
}

std::optional<AssetRow> AssetActs::current() const
{
    const FeedItem* item = currentItem();
    return item ? item->asset : std::nullopt;
}

const FeedItem* AssetActs::currentItem() const
{
    return m_feed.view().currentItem();
}

bool AssetActs::isTrashShown() const
{
    return m_feed.showsTrash();
}

QList<AssetId> AssetActs::changeable() const
{
    return m_readOnly || isTrashShown() ? QList<AssetId>() : selected();
}

void AssetActs::tellWhenDone(const PendingStep& step, const QString& words)
{
    step.then(this, [this, words](const Result<>& done) {
        if (done) {
            Q_EMIT notified(words, true);
        }
    });
}

void AssetActs::chooseHeadliner()
{
    const auto row = current();
    if (row && !m_readOnly && !isTrashShown()) {
        const bool isIt = row->asset.id == m_shot.headlinerId;
        m_controller.setHeadliner(m_shot.id, isIt ? AssetId() : row->asset.id);
    }
}

void AssetActs::toggleFavourite()
{
    const QList<AssetId> assets = changeable();
    if (const auto row = current(); row && !assets.isEmpty()) {
        m_controller.setFavourite(assets, !row->asset.favourite);
    }
}

void AssetActs::toggleRejected()
{
    const QList<AssetId> assets = changeable();
    const auto row = current();
    if (!row || assets.isEmpty()) {
        return;
    }
    const PendingStep step = m_controller.setRejected(assets, !row->asset.rejected);
    if (!row->asset.rejected) {
        tellWhenDone(step, tr("Rejected: %1").arg(assetCountText(static_cast<int>(assets.size()))));
    }
}

void AssetActs::trash()
{
    if (m_readOnly) {
        return;
    }
    if (isTrashShown()) {
        deleteForGood();
        return;
    }
    const FeedItem* item = currentItem();
    const QList<AssetId> assets = selected();
    if (!assets.isEmpty()) {
        tellWhenDone(m_controller.trash(assets),
                     tr("In the trash: %1").arg(assetCountText(static_cast<int>(assets.size()))));
    } else if (item && item->job && isFinal(item->job->job.state)) {
        m_controller.forget(item->generationId());
    }
}

void AssetActs::restore()
{
    const QList<AssetId> assets = selected();
    if (isTrashShown() && !m_readOnly && !assets.isEmpty()) {
        m_controller.restore(assets);
    }
}

void AssetActs::deleteForGood()
{
    const QList<AssetId> assets = selected();
    if (isTrashShown() && !m_readOnly && !assets.isEmpty()) {
        Q_EMIT deletionRequested(assets);
    }
}

void AssetActs::emptyTrash()
{
    QList<AssetId> assets;
    for (const FeedItem& item : m_feed.model().trash()) {
        if (item.asset) {
            assets.append(item.asset->asset.id);
        }
    }
    Q_EMIT deletionRequested(assets);
}

void AssetActs::repeat(bool newSeed)
{
    const FeedItem* item = currentItem();
    if (item && !m_readOnly && !item->generationId().isNull()) {
        m_controller.repeat(item->generationId(), newSeed);
    }
}

void AssetActs::takeFrame(const FrameMoment& moment)
{
    if (const auto row = current(); row && !m_readOnly && row->asset.kind == AssetKind::Video) {
        m_controller.takeFrame(row->asset, moment);
    }
}

void AssetActs::enterData()
{
    // What was generated here is known already and is never typed over.
    QList<AssetId> assets;
    QList<Provenance> known;
    Provenance fromFile;
    for (const AssetId& id : selected()) {
        if (const auto row = m_reader.asset(id); row && row->asset.generationId.isNull()) {
            assets.append(id);
            known.append(row->asset.provenance);
            fromFile = m_reader.provenanceOfFile(*row).fields;
        }
    }
    if (assets.isEmpty()) {
        return;
    }
    auto* dialog =
        new ProvenanceDialog(m_page, known, assets.size() == 1 ? fromFile : Provenance());
    connect(dialog, &Dialog::accepted, this,
            [this, dialog, assets] { m_controller.editProvenance(assets, dialog->changes()); });
    dialog->open();
}

void AssetActs::readFromFile()
{
    const QList<AssetId> assets = selected();
    if (!assets.isEmpty() && !isTrashShown()) {
        m_controller.readFromFile(assets);
    }
}

void AssetActs::takeSettings()
{
    if (const FeedItem* item = currentItem(); item && item->generation()) {
        Q_EMIT settingsRequested(*item->generation());
    }
}

void AssetActs::takeSeed()
{
    const FeedItem* item = currentItem();
    if (const auto seed = item ? item->takenSeed() : std::nullopt) {
        Q_EMIT seedRequested(*seed);
    }
}

void AssetActs::animate()
{
    if (const auto row = current();
        row && row->asset.kind == AssetKind::Image && !m_readOnly && !isTrashShown()) {
        Q_EMIT animateRequested(*row);
    }
}

void AssetActs::copy()
{
    QModelIndexList indexes;
    for (const AssetId& asset : selected()) {
        indexes.append(m_feed.model().index(m_feed.model().rowOf(asset)));
    }
    if (!indexes.isEmpty()) {
        QGuiApplication::clipboard()->setMimeData(m_feed.model().mimeData(indexes));
    }
}

void AssetActs::paste()
{
    if (const QMimeData* data = QGuiApplication::clipboard()->mimeData()) {
        take(data, {});
    }
}

void AssetActs::take(const QMimeData* data, const AssetId& onto)
{
    if (m_readOnly) {
        return;
    }
    const QList<AssetId> own = FeedModel::assetsOf(data);
    if (own.isEmpty()) {
        Q_EMIT mediaOffered(data, onto);
    } else {
        m_controller.copyTo(own, m_shot.id);
    }
}

void AssetActs::moveToShot()
{
    Q_EMIT shotChoiceRequested(selected(), false);
}

void AssetActs::copyToShot()
{
    Q_EMIT shotChoiceRequested(selected(), true);
}

std::optional<QString> AssetActs::stagedFile()
{
    const auto row = current();
    if (!row) {
        return std::nullopt;
    }
    const QStringList paths = stageFiles({row->asset.id});
    return paths.isEmpty() ? std::nullopt : std::optional(paths.first());
}

void AssetActs::showFile()
{
    if (const auto path = stagedFile()) {
        Q_EMIT fileShown(*path);
    }
}

void AssetActs::openElsewhere()
{
    if (const auto path = stagedFile()) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(*path));
    }
}

QStringList AssetActs::stageFiles(const QList<AssetId>& assets) const
{
    QStringList paths;
    for (const AssetId& asset : assets) {
        const auto row = m_reader.asset(asset);
        if (!row) {
            continue;
        }
        const QString name =
            readableFileName(m_shot.number(), m_shot.title, m_feed.model().assetNumber(asset),
                             suffixOfMimeType(row->media.mimeType));
        if (const auto path = m_outgoing.stage(row->asset.sha256, name)) {
            paths.append(*path);
        } else {
            Q_EMIT failed(path.error());
        }
    }
    return paths;
}

void AssetActs::openMenu(const QPoint& globalPosition)
{
    if (PopupMenu* menu = makeAssetMenu(*this, m_page)) {
        menu->popup(globalPosition);
    }
}

} // namespace raskadr::ui
