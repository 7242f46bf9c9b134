#include "ui/player/pictureview.h"

#include "core/media/sniff.h"
#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/theme.h"

#include <QColorSpace>
#include <QImageReader>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double maxZoom = 8;
constexpr int mostThreads = 2; // what comes next begins while the one before ends

// The original as it is looked at: upright and in sRGB. Null if it cannot be read.
QImage decode(const QString& path)
{
    const auto format = sniffMedia(path);
    if (!format) {
        return {};
    }
    QImageReader reader(path, imageFormatOf(*format));
    reader.setAutoTransform(true);
    QImage image = reader.read();
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb)) {
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    }
    return image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                                         : QImage::Format_RGB32);
}

} // namespace

PictureView::PictureView(QWidget* parent)
    : QWidget(parent)
{
    m_pool.setMaxThreadCount(mostThreads);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Picture"));
}

void PictureView::setPicture(const QString& path, const QSize& size, const QImage& preview)
{
    if (path != m_path) {
        forgetPictures();
        m_path = path;
        m_zoom.reset();
        load();
    }
    m_size = size;
    m_preview = preview;
    update();
    Q_EMIT zoomChanged(zoom());
}

void PictureView::clear()
{
    m_loading.stop();
    forgetPictures();
    m_path.clear();
    m_size = QSize();
    m_preview = QImage();
    m_zoom.reset();
    update();
}

void PictureView::forgetPictures()
{
    m_fitting.stop();
    m_isFitting = false;
    m_original = m_fitted = QImage();
}

double PictureView::fittingZoom() const
{
    if (m_size.isEmpty()) {
        return 1;
    }
    return std::min({double(width()) / m_size.width(), double(height()) / m_size.height(), 1.0})
        * devicePixelRatioF();
}

double PictureView::zoom() const
{
    return m_zoom.value_or(std::min(fittingZoom(), 1.0 * devicePixelRatioF()));
}

QRectF PictureView::pictureRect() const
{
    const double scale = zoom() / devicePixelRatioF();
    const QSizeF shown = QSizeF(m_size) * scale;
    if (!m_zoom) {
        return {QPointF((width() - shown.width()) / 2, (height() - shown.height()) / 2), shown};
    }
    return {QPointF(width() / 2.0 - m_centre.x() * scale, height() / 2.0 - m_centre.y() * scale),
            shown};
}

void PictureView::setZoom(double zoom, const QPointF& anchor)
{
    if (m_size.isEmpty()) {
        return;
    }
    const QRectF before = pictureRect();
    const double scaleBefore = this->zoom() / devicePixelRatioF();
    const QPointF pixel = (anchor - before.topLeft()) / scaleBefore;
    if (zoom <= fittingZoom()) {
        fit();
        return;
    }
    m_zoom = std::min(zoom, maxZoom);
    const double scale = *m_zoom / devicePixelRatioF();
    m_centre = pixel + (rect().toRectF().center() - anchor) / scale;
    keepInside();
    update();
    Q_EMIT zoomChanged(this->zoom());
}

void PictureView::fit()
{
    m_zoom.reset();
    update();
    Q_EMIT zoomChanged(zoom());
}

void PictureView::keepInside()
{
    const double scale = zoom() / devicePixelRatioF();
    const auto limit = [scale](double centre, double window, double picture) {
        const double half = window / scale / 2;
        return half * 2 >= picture ? picture / 2 : std::clamp(centre, half, picture - half);
    };
    m_centre = {limit(m_centre.x(), width(), m_size.width()),
                limit(m_centre.y(), height(), m_size.height())};
}

void PictureView::load()
{
    m_loading.stop();
    if (m_path.isEmpty()) {
        return;
    }
    m_loading = runAsync(
        m_pool, this, [path = m_path](const std::stop_token&) { return decode(path); },
        [this](const QImage& image) {
            forgetPictures();
            m_original = image;
            update();
            if (image.isNull()) {
                m_path.clear(); // the next time it is tried again
                Q_EMIT failed();
            }
        });
}

// One size at a time: what has become of the window meanwhile is seen when it is painted.
void PictureView::fitInPool(const QSize& device)
{
    if (m_isFitting || device.isEmpty()) {
        return;
    }
    m_isFitting = true;
    m_fitting = runAsync(
        m_pool, this,
        [original = m_original, device](const std::stop_token&) {
            return original.scaled(device, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        },
        [this](const QImage& fitted) {
            m_isFitting = false;
            m_fitted = fitted;
            update();
        });
}

void PictureView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.stage);
    const QRectF place = pictureRect();
    if (m_original.isNull() || !m_zoom) {
        const QSize device = (place.size() * devicePixelRatioF()).toSize();
        if (!m_original.isNull() && m_fitted.size() != device) {
            fitInPool(device);
        }
        const QImage& shown = m_fitted.isNull() ? m_preview : m_fitted;
        painter.setRenderHint(QPainter::SmoothPixmapTransform, shown.size() != device);
        if (!shown.isNull()) {
            painter.drawImage(place, shown);
        }
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom() < 2);
        painter.drawImage(place, m_original);
    }
    if (!m_size.isEmpty()) {
        paintPlate(painter, QPointF(10, height() - 10), Qt::BottomLeftCorner,
                   sizeText(m_size.width(), m_size.height()), theme);
        paintPlate(painter, QPointF(width() - 10, height() - 10), Qt::BottomRightCorner,
                   percentText(qRound(zoom() * 100)), theme);
    }
}

void PictureView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_zoom) {
        keepInside();
    }
    Q_EMIT zoomChanged(zoom());
}

void PictureView::wheelEvent(QWheelEvent* event)
{
    const double factor = std::pow(1.2, event->angleDelta().y() / 120.0);
    setZoom(zoom() * factor, event->position());
    event->accept();
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    setFocus();
    if (event->button() == Qt::LeftButton && m_zoom) {
        m_dragging = true;
        m_grabbed = event->position();
        setCursor(Qt::ClosedHandCursor);
    }
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragging) {
        return;
    }
    m_centre -= (event->position() - m_grabbed) * devicePixelRatioF() / zoom();
    m_grabbed = event->position();
    keepInside();
    update();
}

void PictureView::mouseReleaseEvent(QMouseEvent*)
{
    m_dragging = false;
    unsetCursor();
}

void PictureView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (m_zoom) {
        fit();
    } else {
        setZoom(1, event->position());
    }
}

void PictureView::keyPressEvent(QKeyEvent* event)
{
    const QPointF middle = rect().toRectF().center();
    switch (event->key()) {
    case Qt::Key_Z:
        m_zoom ? fit() : setZoom(1, middle);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        setZoom(zoom() * 1.25, middle);
        return;
    case Qt::Key_Minus:
        setZoom(zoom() / 1.25, middle);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace raskadr::ui
