#include "ui/shell/stillwall.h"

#include "ui/common/theme.h"

#include <QDir>
#include <QImageReader>
#include <QPainter>
#include <QPainterPath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int gap = 10;
constexpr int columns = 5;
constexpr int overhang = 40; // the outer stills are cut, so that the wall seems to go on

// In story order.
QList<QImage> readStills(const std::stop_token& stop)
{
    QList<QImage> stills;
    const QDir folder(u":/raskadr/stills"_s);
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
        QImageReader reader(folder.filePath(name), "webp");
        if (const QImage still = reader.read(); !still.isNull()) {
            stills.append(still.convertToFormat(QImage::Format_RGB32));
        }
        if (stop.stop_requested()) {
            break;
        }
    }
    return stills;
}

} // namespace

StillWall::StillWall(QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_loading = runAsync(*QThreadPool::globalInstance(), this, readStills,
                         [this](const QList<QImage>& stills) {
                             m_stills = stills;
                             update();
                         });
}

void StillWall::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.stage);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const double cellWidth = (width() + 2.0 * overhang - (columns - 1) * gap) / columns;
    const double cellHeight = cellWidth * 9 / 16;
    const int rows = static_cast<int>(std::ceil((height() + 2.0 * overhang) / (cellHeight + gap)));
    const double top = (height() - rows * (cellHeight + gap) + gap) / 2;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const QRectF cell(-overhang + column * (cellWidth + gap),
                              top + row * (cellHeight + gap), cellWidth, cellHeight);
            QPainterPath rounded;
            rounded.addRoundedRect(cell, 4, 4);
            if (m_stills.isEmpty()) {
                painter.fillPath(rounded, theme.window);
                continue;
            }
            painter.setClipPath(rounded);
            painter.drawImage(cell, m_stills.at((row * columns + column) % m_stills.size()));
            painter.setClipping(false);
        }
    }
}

} // namespace raskadr::ui
