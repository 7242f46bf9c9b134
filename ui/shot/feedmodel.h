#pragma once

#include "ui/shot/feeditem.h"

#include <QAbstractListModel>

namespace raskadr::ui {

// The cards of one shot, newest first, behind a filter by kind and by model. Main thread; filled by
// ShotPage from the store.
class FeedModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { ItemRole = Qt::UserRole + 1 };

    using QAbstractListModel::QAbstractListModel;

    // Files that a drag takes along, under readable names.
    using FilesOf = std::function<QStringList(const QList<AssetId>&)>;
    void setFilesOf(FilesOf filesOf) { m_filesOf = std::move(filesOf); }

    // `trash` holds what the filter «Корзина» shows.
    void setItems(const QList<FeedItem>& items, const QList<FeedItem>& trash);
    const QList<FeedItem>& trash() const { return m_trash; }
    void setProgress(const GenerationId& id, double progress, qint64 remainingMs);
    void setFilter(FeedFilter filter);
    FeedFilter filter() const { return m_filter; }
    // Only cards of this model; empty: all.
    void setModelFilter(const QString& modelId);
    QString modelFilter() const { return m_modelFilter; }
    QStringList modelIds() const;
    int countOf(FeedFilter filter) const;

    const FeedItem& item(int row) const { return m_shown.at(row); }
    // The filter under which this asset can be seen; nothing if it is not in the shot.
    std::optional<FeedFilter> filterShowing(const AssetId& asset) const;
    // Counted from the shot's oldest asset, as the passport counts; 0 for one in the trash.
    int assetNumber(const AssetId& asset) const;
    int rowOf(const AssetId& asset) const; // -1: not shown
    int rowOf(const GenerationId& id) const; // of the card without a result

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

    // The assets of the program that a drag or the clipboard carries, oldest selection first.
    static QList<AssetId> assetsOf(const QMimeData* data);
    static QString assetMimeType();

private:
    void refilter();

    QList<FeedItem> m_items;
    QList<FeedItem> m_trash;
    QList<FeedItem> m_shown;
    FeedFilter m_filter = FeedFilter::All;
    QString m_modelFilter;
    FilesOf m_filesOf;
};

} // namespace raskadr::ui
