#include "ui/common/icons.h"

#include "resources/resources.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <cmath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(QString name, QColor normal, QColor disabled, int px)
        : m_name(std::move(name))
        , m_normal(normal)
        , m_disabled(disabled)
        , m_px(px)
    {
        if (!m_disabled.isValid()) {
            m_disabled = normal;
            m_disabled.setAlphaF(normal.alphaF() * 0.4F);
        }
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = qMin(rect.width(), rect.height());
        const QPixmap pixmap =
            iconPixmap(m_name, side, colorFor(mode), painter->device()->devicePixelRatioF());
        painter->drawPixmap(rect.left() + (rect.width() - side) / 2,
                            rect.top() + (rect.height() - side) / 2, pixmap);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // Qt asks in device pixels and sets the ratio of the answer itself.
        const int side = qRound(qMin(size.width(), size.height()) / scale);
        return iconPixmap(m_name, side, colorFor(mode), scale);
    }

    QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override
    {
        const int side = qMin(m_px, qMin(size.width(), size.height()));
        return {side, side};
    }

    QIconEngine* clone() const override { return new LineIconEngine(*this); }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        return mode == QIcon::Disabled ? m_disabled : m_normal;
    }

    QString m_name;
    QColor m_normal;
    QColor m_disabled;
    int m_px;
};

} // namespace

double iconStroke(int px)
{
    struct Point
    {
        int px;
        double stroke;
    };
    static constexpr std::array points =
        std::to_array<Point>({{12, 2.25}, {16, 2.1}, {20, 1.9}, {24, 1.75}});
    if (px <= points.front().px) {
        return points.front().stroke;
    }
    for (size_t i = 1; i < points.size(); ++i) {
        if (px <= points[i].px) {
            const double share = double(px - points[i - 1].px) / (points[i].px - points[i - 1].px);
            return std::lerp(points[i - 1].stroke, points[i].stroke, share);
        }
    }
    return points.back().stroke;
}

QPixmap iconPixmap(const QString& name, int px, const QColor& color, qreal dpr)
{
    const QString key =
        u"raskadr/%1/%2/%3/%4"_s.arg(name).arg(px).arg(color.rgba(), 8, 16).arg(qRound(dpr * 100));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    initResources();
    QFile file(u":/raskadr/icons/%1.svg"_s.arg(name));
    if (px <= 0 || !file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    svg.replace("stroke-width=\"1.75\"",
                "stroke-width=\"" + QByteArray::number(iconStroke(px), 'f', 2) + '"');
    QSvgRenderer renderer(svg);
    if (!renderer.isValid()) {
        return {};
    }
    const int side = qCeil(px * dpr);
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter, QRectF(0, 0, side, side));
    painter.end();
    pixmap.setDevicePixelRatio(dpr);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon icon(const QString& name, const QColor& normal, const QColor& disabled, int px)
{
    return QIcon(new LineIconEngine(name, normal, disabled, px));
}

} // namespace raskadr::ui
