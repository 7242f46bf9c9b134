#include "ui/shot/feedview.h"

#include "ui/common/thumbnailcache.h"
#include "ui/shot/feedmodel.h"

#include <QContextMenuEvent>
#include <QDrag>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

namespace raskadr::ui {

namespace {

constexpr int dwellMs = 100;
constexpr int frameMs = 16;
constexpr int countdownMs = 1000;

} // namespace

FeedView::FeedView(FeedModel& model, ThumbnailCache& thumbnails, FilmOf filmOf, QWidget* parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new FeedDelegate(thumbnails, viewport()))
    , m_thumbnails(thumbnails)
    , m_filmOf(std::move(filmOf))
{
    setAccessibleName(tr("Assets of the shot"));
    setViewMode(QListView::IconMode);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setMovement(QListView::Static);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setDragEnabled(true);
    setAcceptDrops(true);
    setProperty("focusRing", false);
    viewport()->setAutoFillBackground(false);
    verticalScrollBar()->setSingleStep(40);
    setItemDelegate(m_delegate);
    setModel(&m_model);

    m_countdown.setInterval(countdownMs);
    connect(&m_countdown, &QTimer::timeout, this, [this] {
        for (int row = 0; row < m_model.rowCount(); ++row) {
            const FeedItem& item = m_model.item(row);
            if (item.job && item.job->job.state == JobState::Queued) {
                update(m_model.index(row));
            }
        }
    });
    m_dwell.setSingleShot(true);
    m_dwell.setInterval(dwellMs);
    connect(&m_dwell, &QTimer::timeout, this, &FeedView::startHoverFilm);
    m_frames.setTimerType(Qt::PreciseTimer);
    m_frames.setInterval(frameMs);
    connect(&m_frames, &QTimer::timeout, this, [this] {
        if (!m_film || !m_hovered.isValid()) {
            return;
        }
        if (auto frame = m_film->takeDue(m_clock.elapsed())) {
            const qint64 length = std::max<qint64>(m_filmLengthMs, 1);
            m_delegate->setHoverFrame(m_model.item(m_hovered.row()).assetId(), frame->image,
                                      double(frame->ptsMs) / double(length));
        }
        if (m_film->isAtEnd()) {
            m_film->seek(0);
            m_clock.restart();
        }
    });
    connect(m_delegate, &FeedDelegate::triggered, this, &FeedView::triggered);
    connect(&m_thumbnails, &ThumbnailCache::ready, this, [this] { viewport()->update(); });
    connect(&m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &FeedView::stopHoverFilm);
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, &FeedView::stopHoverFilm);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &FeedView::selectNextOfGone);
}

bool FeedView::takes(const QMimeData* data)
{
    // Text is taken so that a sentence can say why nothing comes of it.
    return data->hasUrls() || data->hasImage() || data->hasText()
        || data->hasFormat(FeedModel::assetMimeType());
}

void FeedView::setCardWidth(int width)
{
    m_cardWidth = std::clamp(width, 120, 480);
    arrange();
}

void FeedView::setAspect(double ratio)
{
    m_aspect = ratio;
    arrange();
}

void FeedView::setReadOnly(bool on)
{
    setAcceptDrops(!on);
    m_delegate->setReadOnly(on);
    viewport()->update();
}

QList<AssetId> FeedView::selectedAssets() const
{
    QModelIndexList indexes = selectionModel()->selectedIndexes();
    std::sort(indexes.begin(), indexes.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    QList<AssetId> assets;
    for (const QModelIndex& index : indexes) {
        if (const AssetId asset = m_model.item(index.row()).assetId(); !asset.isNull()) {
            assets.append(asset);
        }
    }
    return assets;
}

AssetId FeedView::currentAsset() const
{
    return currentIndex().isValid() ? m_model.item(currentIndex().row()).assetId() : AssetId();
}

const FeedItem* FeedView::currentItem() const
{
    return currentIndex().isValid() ? &m_model.item(currentIndex().row()) : nullptr;
}

void FeedView::select(const AssetId& asset)
{
    const int row = m_model.rowOf(asset);
    if (row >= 0) {
        selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::ClearAndSelect);
        scrollTo(m_model.index(row));
    }
}

void FeedView::arrange()
{
    // The view keeps the place of its scroll bar free while it lays out.
    const int width =
        maximumViewportSize().width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent) - 1;
    const int columns =
        std::max(1, (width + FeedDelegate::gap) / (m_cardWidth + FeedDelegate::gap));
    const int cell = width / columns;
    const double picture = cell - FeedDelegate::gap;
    const QSize size(cell,
                     qRound(picture / m_aspect) + FeedDelegate::captionHeight + FeedDelegate::gap);
    m_delegate->setCardSize(size);
    setGridSize(size);
    verticalScrollBar()->setPageStep(viewport()->height());
    doItemsLayout();
}

void FeedView::hover(const QModelIndex& index)
{
    if (m_hovered == index) {
        return;
    }
    const bool playing = m_film != nullptr;
    stopHoverFilm();
    m_hovered = index;
    if (index.isValid() && m_model.item(index.row()).isVideo()) {
        playing ? startHoverFilm() : m_dwell.start();
    }
}

void FeedView::startHoverFilm()
{
    if (!m_hovered.isValid()) {
        return;
    }
    const FeedItem& item = m_model.item(m_hovered.row());
    if (!item.isVideo()) {
        return;
    }
    m_filmLengthMs = item.asset->media.durationMs;
    m_film = std::make_unique<FrameFeed>(m_filmOf(item.asset->asset.sha256),
                                         gridSize() * devicePixelRatioF());
    connect(m_film.get(), &FrameFeed::failed, this, &FeedView::stopHoverFilm, Qt::QueuedConnection);
    connect(m_film.get(), &FrameFeed::opened, this, [this] {
        m_clock.restart();
        m_frames.start();
    });
}

void FeedView::stopHoverFilm()
{
    m_dwell.stop();
    m_frames.stop();
    m_film.reset();
    m_delegate->setHoverFrame({}, {}, 0);
}

void FeedView::showEvent(QShowEvent* event)
{
    QListView::showEvent(event);
    m_countdown.start();
}

void FeedView::hideEvent(QHideEvent* event)
{
    QListView::hideEvent(event);
    m_countdown.stop();
}

void FeedView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    arrange();
}

void FeedView::mouseMoveEvent(QMouseEvent* event)
{
    QListView::mouseMoveEvent(event);
    hover(event->buttons() ? QModelIndex() : indexAt(event->pos()));
}

void FeedView::mousePressEvent(QMouseEvent* event)
{
    QListView::mousePressEvent(event);
    if (event->button() == Qt::LeftButton && !indexAt(event->pos()).isValid()) {
        clearSelection();
    }
}

void FeedView::mouseDoubleClickEvent(QMouseEvent* event)
{
    QListView::mouseDoubleClickEvent(event);
    if (indexAt(event->pos()).isValid()) {
        Q_EMIT playRequested();
    }
}

void FeedView::leaveEvent(QEvent* event)
{
    QListView::leaveEvent(event);
    hover({});
}

void FeedView::contextMenuEvent(QContextMenuEvent* event)
{
    QPoint position = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid()) {
        position = viewport()->mapToGlobal(visualRect(currentIndex()).center());
    }
    Q_EMIT menuRequested(position);
}

void FeedView::keyPressEvent(QKeyEvent* event)
{
    // Letters are acts of the page, not a search by name.
    if (!event->text().isEmpty() && event->text().front().isPrint()) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_PageUp
        || event->key() == Qt::Key_PageDown || event->key() == Qt::Key_Delete) {
        event->ignore();
        return;
    }
    QListView::keyPressEvent(event);
}

void FeedView::dragEnterEvent(QDragEnterEvent* event)
{
    if (takes(event->mimeData()) && event->source() != this) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
    }
}

void FeedView::dragMoveEvent(QDragMoveEvent* event)
{
    if (takes(event->mimeData()) && event->source() != this) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
    } else {
        event->ignore();
    }
}

void FeedView::dropEvent(QDropEvent* event)
{
    if (event->source() == this || !takes(event->mimeData())) {
        return;
    }
    event->setDropAction(Qt::CopyAction);
    event->accept();
    const QModelIndex index = indexAt(event->position().toPoint());
    Q_EMIT dropped(event->mimeData(),
                   index.isValid() ? m_model.item(index.row()).assetId() : AssetId());
}

void FeedView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT currentChangedTo(current);
}

void FeedView::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end)
{
    m_hadSelection = selectionModel()->hasSelection();
    QListView::rowsAboutToBeRemoved(parent, start, end);
}

void FeedView::selectNextOfGone()
{
    if (m_hadSelection && !selectionModel()->hasSelection() && currentIndex().isValid()) {
        selectionModel()->select(currentIndex(), QItemSelectionModel::Select);
    }
}

void FeedView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QListView::selectionChanged(selected, deselected);
    Q_EMIT selectedChanged();
}

void FeedView::startDrag(Qt::DropActions)
{
    QModelIndexList indexes;
    for (const QModelIndex& index : selectionModel()->selectedIndexes()) {
        if (m_model.item(index.row()).isAsset()) {
            indexes.append(index);
        }
    }
    if (indexes.isEmpty()) {
        return;
    }
    stopHoverFilm();
    auto* drag = new QDrag(this);
    drag->setMimeData(m_model.mimeData(indexes));
    const QImage image = m_thumbnails.nearest(m_model.item(indexes.first().row()).coverSha256, 120);
    if (!image.isNull()) {
        drag->setPixmap(QPixmap::fromImage(image));
        drag->setHotSpot(QPoint(image.width() / 2, image.height() / 2));
    }
    drag->exec(Qt::CopyAction);
}

} // namespace raskadr::ui
