#include "ui/shot/feedmodel.h"

#include "ui/common/format.h"
#include "ui/common/labels.h"

#include <QMimeData>
#include <QUrl>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

bool passes(FeedFilter filter, const FeedItem& item)
{
    const Asset* asset = item.isAsset() ? &item.asset->asset : nullptr;
    const bool rejected = asset && asset->rejected;
    switch (filter) {
    case FeedFilter::All:
        return !rejected;
    case FeedFilter::Images:
        return asset && asset->kind == AssetKind::Image && !rejected;
    case FeedFilter::Videos:
        return asset && asset->kind == AssetKind::Video && !rejected;
    case FeedFilter::References:
        return asset && asset->origin == AssetOrigin::Imported && !rejected;
    case FeedFilter::Frames:
        return asset && asset->origin == AssetOrigin::Frame && !rejected;
    case FeedFilter::Favourites:
        return asset && asset->favourite && !rejected;
    case FeedFilter::Rejected:
        return rejected;
    case FeedFilter::Trash:
        return true;
    }
    return true;
}

void FeedModel::setItems(const QList<FeedItem>& items, const QList<FeedItem>& trash)
{
    QHash<GenerationId, std::pair<double, qint64>> progress;
    for (const FeedItem& item : std::as_const(m_items)) {
        if (item.job) {
            progress.insert(item.generationId(),
                            {item.standing.progress, item.standing.remainingMs});
        }
    }
    m_items = items;
    m_trash = trash;
    for (FeedItem& item : m_items) {
        if (const auto known = progress.constFind(item.generationId());
            item.job && known != progress.cend()) {
            item.standing.progress = known->first;
            item.standing.remainingMs = known->second;
        }
    }
    refilter();
}

void FeedModel::setProgress(const GenerationId& id, double progress, qint64 remainingMs)
{
    for (QList<FeedItem>* list : {&m_items, &m_shown}) {
        for (int row = 0; row < list->size(); ++row) {
            FeedItem& item = (*list)[row];
            if (item.job && item.generationId() == id) {
                item.standing.progress = progress;
                item.standing.remainingMs = remainingMs;
                if (list == &m_shown) {
                    Q_EMIT dataChanged(index(row), index(row), {ItemRole});
                }
            }
        }
    }
}

void FeedModel::setFilter(FeedFilter filter)
{
    m_filter = filter;
    refilter();
}

void FeedModel::setModelFilter(const QString& modelId)
{
    m_modelFilter = modelId;
    refilter();
}

QStringList FeedModel::modelIds() const
{
    QStringList ids;
    for (const FeedItem& item : m_items) {
        if (item.isAsset() && item.asset->generation
            && !ids.contains(item.asset->generation->modelId)) {
            ids.append(item.asset->generation->modelId);
        }
    }
    return ids;
}

int FeedModel::countOf(FeedFilter filter) const
{
    const QList<FeedItem>& items = filter == FeedFilter::Trash ? m_trash : m_items;
    return static_cast<int>(std::count_if(
        items.begin(), items.end(), [&](const FeedItem& item) { return passes(filter, item); }));
}

std::optional<FeedFilter> FeedModel::filterShowing(const AssetId& asset) const
{
    if (rowOf(asset) >= 0) {
        return m_filter;
    }
    for (const FeedItem& item : m_items) {
        if (item.isAsset() && item.assetId() == asset) {
            return item.asset->asset.rejected ? FeedFilter::Rejected : FeedFilter::All;
        }
    }
    const bool trashed = std::any_of(m_trash.begin(), m_trash.end(),
                                     [&](const FeedItem& item) { return item.assetId() == asset; });
    return trashed ? std::optional(FeedFilter::Trash) : std::nullopt;
}

int FeedModel::assetNumber(const AssetId& asset) const
{
    int number = 0;
    for (auto item = m_items.crbegin(); item != m_items.crend(); ++item) {
        if (item->isAsset()) {
            ++number;
            if (item->assetId() == asset) {
                return number;
            }
        }
    }
    return 0;
}

int FeedModel::rowOf(const AssetId& asset) const
{
    for (int row = 0; row < m_shown.size(); ++row) {
        if (!asset.isNull() && m_shown[row].assetId() == asset) {
            return row;
        }
    }
    return -1;
}

int FeedModel::rowOf(const GenerationId& id) const
{
    for (int row = 0; row < m_shown.size(); ++row) {
        if (m_shown[row].job && m_shown[row].generationId() == id) {
            return row;
        }
    }
    return -1;
}

int FeedModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant FeedModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const FeedItem& item = m_shown.at(index.row());
    switch (role) {
    case ItemRole:
        return QVariant::fromValue(item);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        if (!item.isAsset()) {
            return item.standing.errorTitle.isEmpty()
                ? tr("Generation: %1").arg(statusText(item.job->job.state))
                : tr("Generation: %1").arg(item.standing.errorTitle);
        }
        QStringList parts{kindText(item.asset->asset.kind), item.caption};
        if (item.isHeadliner) {
            parts.append(tr("headliner"));
        }
        if (item.asset->asset.favourite) {
            parts.append(tr("favourite"));
        }
        if (item.asset->asset.rejected) {
            parts.append(tr("rejected"));
        }
        return parts.join(u", "_s);
    }
    case Qt::AccessibleDescriptionRole:
        return item.isAsset() && item.asset->generation ? item.asset->generation->prompt
                                                        : sentenceOf(item.standing);
    default:
        return {};
    }
}

Qt::ItemFlags FeedModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractListModel::flags(index);
    if (index.isValid() && m_shown.at(index.row()).isAsset()) {
        flags |= Qt::ItemIsDragEnabled;
    }
    return flags;
}

QString FeedModel::assetMimeType()
{
    return u"application/x-raskadr-assets"_s;
}

QStringList FeedModel::mimeTypes() const
{
    return {assetMimeType(), u"text/uri-list"_s};
}

QMimeData* FeedModel::mimeData(const QModelIndexList& indexes) const
{
    QList<AssetId> assets;
    QByteArray ids;
    for (const QModelIndex& index : indexes) {
        if (const AssetId asset = item(index.row()).assetId(); !asset.isNull()) {
            assets.append(asset);
            ids += asset.toString().toLatin1() + '\n';
        }
    }
    auto* data = new QMimeData;
    data->setData(assetMimeType(), ids);
    if (m_filesOf) {
        QList<QUrl> urls;
        for (const QString& path : m_filesOf(assets)) {
            urls.append(QUrl::fromLocalFile(path));
        }
        data->setUrls(urls);
    }
    return data;
}

QList<AssetId> FeedModel::assetsOf(const QMimeData* data)
{
    QList<AssetId> assets;
    for (const QByteArray& line : data->data(assetMimeType()).split('\n')) {
        if (const AssetId id = AssetId::fromString(QString::fromLatin1(line)); !id.isNull()) {
            assets.append(id);
        }
    }
    return assets;
}

void FeedModel::refilter()
{
    QList<FeedItem> shown;
    for (const FeedItem& item : m_filter == FeedFilter::Trash ? m_trash : m_items) {
        const bool ofModel = m_modelFilter.isEmpty()
            || (item.isAsset() && item.asset->generation
                && item.asset->generation->modelId == m_modelFilter);
        if (ofModel && passes(m_filter, item)) {
            shown.append(item);
        }
    }
    const auto sameCard = [](const FeedItem& a, const FeedItem& b) {
        return a.assetId() == b.assetId() && a.job.has_value() == b.job.has_value()
            && (!a.job || a.generationId() == b.generationId());
    };
    // Cards that go and come are told one by one, so that the selection and the scroll stay.
    for (int row = static_cast<int>(m_shown.size()) - 1; row >= 0; --row) {
        const bool stays = std::any_of(shown.begin(), shown.end(), [&](const FeedItem& item) {
            return sameCard(item, m_shown[row]);
        });
        if (!stays) {
            beginRemoveRows({}, row, row);
            m_shown.removeAt(row);
            endRemoveRows();
        }
    }
    for (int row = 0; row < shown.size(); ++row) {
        if (row < m_shown.size() && sameCard(m_shown[row], shown[row])) {
            if (m_shown[row] != shown[row]) {
                m_shown[row] = shown[row];
                Q_EMIT dataChanged(index(row), index(row));
            }
            continue;
        }
        const auto later =
            std::find_if(m_shown.begin() + row, m_shown.end(),
                         [&](const FeedItem& item) { return sameCard(item, shown[row]); });
        if (later != m_shown.end()) {
            const int from = static_cast<int>(later - m_shown.begin());
            beginMoveRows({}, from, from, {}, row);
            m_shown.move(from, row);
            endMoveRows();
            m_shown[row] = shown[row];
            Q_EMIT dataChanged(index(row), index(row));
            continue;
        }
        beginInsertRows({}, row, row);
        m_shown.insert(row, shown[row]);
        endInsertRows();
    }
}

} // namespace raskadr::ui
