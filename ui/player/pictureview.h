#pragma once

#include "core/base/runasync.h"
#include "core/media/mediaformat.h"

#include <QImage>
#include <QThreadPool>
#include <QWidget>

namespace raskadr::ui {

// A picture on the stage: fitted, at 100 % and beyond. The wheel zooms at the pointer, dragging
// moves, double click or Z switches between fitted and 100 %. The original is decoded, and made as
// small as it is shown, in a pool of its own.
class PictureView final : public QWidget
{
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);

    // `preview` is shown until the original is decoded. An empty path shows the preview alone.
    void setPicture(const QString& path, const QSize& size, const QImage& preview);
    void clear();

    double zoom() const; // 1 is one picture pixel on one device pixel
    void setZoom(double zoom, const QPointF& anchor);
    void fit();

Q_SIGNALS:
    void zoomChanged(double zoom);
    // The original is not there or cannot be decoded.
    void failed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    double fittingZoom() const;
    QRectF pictureRect() const;
    void keepInside();
    void load();
    void fitInPool(const QSize& device);
    void forgetPictures();

    QString m_path;
    QSize m_size;
    QImage m_preview;
    QImage m_original;
    QImage m_fitted; // the original, scaled for the size it is shown in, or was a moment ago
    bool m_isFitting = false;
    std::optional<double> m_zoom; // nothing: fitted
    QPointF m_centre; // of the window, in picture pixels
    QPointF m_grabbed;
    bool m_dragging = false;
    QThreadPool m_pool; // painting waits for threads of the global one
    AsyncHandle m_loading;
    AsyncHandle m_fitting;
};

} // namespace raskadr::ui
