#include "ui/shell/shotchoicemodel.h"

#include "ui/common/thumbnailcache.h"

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int coverLevel = 120;

} // namespace

ShotChoiceModel::ShotChoiceModel(const QList<BoardRow>& rows, ThumbnailCache& thumbnails,
                                 QObject* parent)
    : QAbstractListModel(parent)
    , m_rows(rows)
    , m_thumbnails(thumbnails)
{
    connect(&m_thumbnails, &ThumbnailCache::ready, this, [this](const QString& sha256, int level) {
        if (level == coverLevel) {
            refresh(sha256);
        }
    });
}

int ShotChoiceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ShotChoiceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const BoardRow& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.shot.title.isEmpty() ? QString::number(row.shot.number())
                                        : u"%1  %2"_s.arg(row.shot.number()).arg(row.shot.title);
    case Qt::DecorationRole:
        return cover(row.coverSha256);
    case IdRole:
        return QVariant::fromValue(row.shot.id.uuid());
    default:
        return {};
    }
}

QIcon ShotChoiceModel::cover(const QString& sha256) const
{
    if (sha256.isEmpty()) {
        return {};
    }
    if (const auto known = m_covers.constFind(sha256); known != m_covers.cend()) {
        return *known;
    }
    m_thumbnails.request(sha256, coverLevel, ThumbnailCache::Priority::Near);
    const QImage image = m_thumbnails.nearest(sha256, coverLevel);
    QIcon icon;
    if (!image.isNull()) {
        icon = QIcon(QPixmap::fromImage(
            image.scaled(coverSize * 2, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
    }
    m_covers.insert(sha256, icon);
    return icon;
}

void ShotChoiceModel::refresh(const QString& sha256)
{
    if (m_covers.remove(sha256) == 0) {
        return;
    }
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).coverSha256 == sha256) {
            Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole});
        }
    }
}

} // namespace raskadr::ui
