#include "core/draft/cornermark.h"

#include <QPainter>
#include <QPainterPath>

namespace raskadr::draft {

namespace {

// Letters one unit high (capitals), the pen's way through each; returns how wide the letter is.
double addLetter(QPainterPath& path, QChar letter, double x)
{
    constexpr double low = 0.30; // the top of the small letters
    const auto line = [&](double x0, double y0, double x1, double y1) {
        path.moveTo(x + x0, y0);
        path.lineTo(x + x1, y1);
    };
    switch (letter.unicode()) {
    case u'Ч':
        path.moveTo(x, 0);
        path.lineTo(x, 0.34);
        path.quadTo(x, 0.58, x + 0.25, 0.58);
        path.quadTo(x + 0.42, 0.58, x + 0.52, 0.50);
        line(0.52, 0, 0.52, 1);
        return 0.52;
    case u'е':
        path.moveTo(x + 0.02, 0.63);
        path.lineTo(x + 0.50, 0.63);
        path.cubicTo(x + 0.50, 0.42, x + 0.40, low, x + 0.26, low);
        path.cubicTo(x + 0.10, low, x, 0.45, x, 0.65);
        path.cubicTo(x, 0.87, x + 0.11, 1, x + 0.28, 1);
        path.quadTo(x + 0.40, 1, x + 0.48, 0.91);
        return 0.50;
    case u'р':
        line(0, low, 0, 1.28);
        path.moveTo(x, 0.50);
        path.cubicTo(x + 0.04, 0.38, x + 0.13, low, x + 0.25, low);
        path.cubicTo(x + 0.42, low, x + 0.51, 0.45, x + 0.51, 0.65);
        path.cubicTo(x + 0.51, 0.85, x + 0.42, 1, x + 0.25, 1);
        path.cubicTo(x + 0.13, 1, x + 0.04, 0.92, x, 0.80);
        return 0.51;
    case u'н':
        line(0, low, 0, 1);
        line(0.45, low, 0.45, 1);
        line(0, 0.64, 0.45, 0.64);
        return 0.45;
    case u'о':
        path.addEllipse(QRectF(x, low, 0.53, 1 - low));
        return 0.53;
    case u'в':
        path.moveTo(x + 0.24, 0.63);
        path.quadTo(x + 0.42, 0.63, x + 0.42, 0.46);
        path.quadTo(x + 0.42, low, x + 0.24, low);
        path.lineTo(x, low);
        path.lineTo(x, 1);
        path.lineTo(x + 0.26, 1);
        path.quadTo(x + 0.46, 1, x + 0.46, 0.82);
        path.quadTo(x + 0.46, 0.63, x + 0.26, 0.63);
        path.lineTo(x, 0.63);
        return 0.46;
    case u'и':
        path.moveTo(x, low);
        path.lineTo(x, 1);
        path.lineTo(x + 0.46, low);
        path.lineTo(x + 0.46, 1);
        return 0.46;
    case u'к':
        line(0, low, 0, 1);
        path.moveTo(x + 0.42, low);
        path.lineTo(x + 0.02, 0.66);
        path.lineTo(x + 0.44, 1);
        return 0.43;
    default:
        return 0.3;
    }
}

} // namespace

void paintCornerMark(QImage& image)
{
    QPainterPath word;
    double width = 0;
    for (const QChar letter : QStringView(u"Черновик")) {
        width += addLetter(word, letter, width) + 0.24;
    }
    width -= 0.24;
    const double size = 0.0165 * std::min(image.height(), image.width());
    const double margin = size * 1.5;
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(image.width() - margin - width * size, image.height() - margin - size);
    painter.scale(size, size);
    painter.setBrush(Qt::NoBrush);
    // A thin shadow keeps it readable on snow.
    painter.setPen(QPen(QColor(0, 0, 0, 70), 0.26, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(word);
    painter.setPen(
        QPen(QColor(255, 255, 255, 165), 0.125, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(word);
}

} // namespace raskadr::draft
