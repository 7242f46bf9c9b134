#pragma once

#include "core/store/shotrepository.h"

#include <QAbstractListModel>
#include <QHash>
#include <QIcon>

namespace raskadr::ui {

class ThumbnailCache;

// Shots by number and title, with their covers. A cover is asked for, and made small, when its row
// is looked at. Main thread.
class ShotChoiceModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1 };

    static constexpr QSize coverSize{64, 36};

    // `thumbnails` outlives it.
    ShotChoiceModel(const QList<BoardRow>& rows, ThumbnailCache& thumbnails, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QIcon cover(const QString& sha256) const;
    void refresh(const QString& sha256);

    const QList<BoardRow> m_rows;
    ThumbnailCache& m_thumbnails;
    mutable QHash<QString, QIcon> m_covers; // of what was looked at
};

} // namespace raskadr::ui
