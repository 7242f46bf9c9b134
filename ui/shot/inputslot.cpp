#include "ui/shot/inputslot.h"

#include "ui/common/painters.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"
#include "ui/shot/feedmodel.h"
#include "ui/shot/feedview.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize slotPictureSize(124, 70);
constexpr int nameHeight = 20;

} // namespace

InputSlot::InputSlot(const QString& name, const QString& title, bool required,
                     ThumbnailCache& thumbnails, QWidget* parent)
    : QAbstractButton(parent)
    , m_name(name)
    , m_title(title)
    , m_required(required)
    , m_thumbnails(thumbnails)
{
    setAcceptDrops(true);
    setFixedSize(sizeHint());
    setAttribute(Qt::WA_Hover);
    setToolTip(tr("Drag a picture here, or press to take the selected one"));
    connect(&m_thumbnails, &ThumbnailCache::ready, this, [this](const QString& sha256) {
        if (sha256 == m_sha256) {
            update();
        }
    });
    clear();
}

QSize InputSlot::sizeHint() const
{
    return {slotPictureSize.width(), slotPictureSize.height() + nameHeight};
}

void InputSlot::setAsset(const AssetId& asset, const QString& sha256)
{
    m_asset = asset;
    m_sha256 = sha256;
    setAccessibleName(asset.isNull() ? tr("%1: empty").arg(m_title)
                                     : tr("%1: a picture").arg(m_title));
    update();
}

void InputSlot::clear()
{
    setAsset({}, {});
}

QRect InputSlot::crossRect() const
{
    return {slotPictureSize.width() - 24, 4, 20, 20};
}

void InputSlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const Theme& theme = themeOf(this);
    const QRectF picture(QPointF(0, 0), QSizeF(slotPictureSize));
    if (m_asset.isNull()) {
        const QColor edge = m_dropping ? theme.accentLine : theme.lineControl;
        paintDashedFrame(painter, picture.adjusted(0.5, 0.5, -0.5, -0.5), 4,
                         underMouse() ? theme.hover : theme.panel, edge);
        paintIcon(painter, picture.center() - QPointF(9, 9), u"plus"_s, 18, theme.text2);
    } else {
        QPainterPath rounded;
        rounded.addRoundedRect(picture, 4, 4);
        painter.setClipPath(rounded);
        painter.fillRect(picture, theme.stage);
        const int level = ThumbnailCache::levelFor(qRound(picture.width() * devicePixelRatioF()));
        m_thumbnails.request(m_sha256, level);
        if (const QImage image = m_thumbnails.nearest(m_sha256, level); !image.isNull()) {
            const QSizeF part = picture.size().scaled(QSizeF(image.size()), Qt::KeepAspectRatio);
            painter.drawImage(picture, image,
                              QRectF(QPointF((image.width() - part.width()) / 2,
                                             (image.height() - part.height()) / 2),
                                     part));
        }
        painter.setClipping(false);
        if (underMouse()) {
            paintPlate(painter, QPointF(crossRect().topRight()), Qt::TopRightCorner, {}, theme,
                       u"close"_s, Qt::white, 20);
        }
        if (m_dropping) {
            paintBox(painter, picture, 4, {}, theme.accentLine, 2);
        }
    }
    paintText(painter, QRectF(0, slotPictureSize.height() + 2, width(), nameHeight - 2), m_title,
              ui::font(TextStyle::Small), theme.text2);
}

void InputSlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !m_asset.isNull()
        && crossRect().contains(event->pos())) {
        clear();
        Q_EMIT cleared();
        return;
    }
    QAbstractButton::mousePressEvent(event);
}

void InputSlot::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        && !m_asset.isNull()) {
        clear();
        Q_EMIT cleared();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void InputSlot::dragEnterEvent(QDragEnterEvent* event)
{
    if (FeedView::takes(event->mimeData())) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
        m_dropping = true;
        update();
    }
}

void InputSlot::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dropping = false;
    update();
}

void InputSlot::dropEvent(QDropEvent* event)
{
    m_dropping = false;
    update();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    const QList<AssetId> assets = FeedModel::assetsOf(event->mimeData());
    if (assets.isEmpty()) {
        Q_EMIT mediaDropped(event->mimeData());
    } else {
        Q_EMIT assetDropped(assets.first());
    }
}

} // namespace raskadr::ui
