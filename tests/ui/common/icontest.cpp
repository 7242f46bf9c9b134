#include "icontest.h"

#include "resources/resources.h"
#include "ui/common/icons.h"
#include "ui/common/labels.h"

#include <QDir>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>

using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

int opaquePixels(const QImage& image, const QColor& color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() > 200 && qAbs(pixel.red() - color.red()) < 6
                && qAbs(pixel.green() - color.green()) < 6
                && qAbs(pixel.blue() - color.blue()) < 6) {
                ++count;
            }
        }
    }
    return count;
}

} // namespace

void IconTest::everyIconShowsItsColorAtEverySize_data()
{
    raskadr::initResources();
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(u":/raskadr/icons"_s).entryList({u"*.svg"_s});
    QVERIFY(files.size() >= 70);
    for (const QString& file : files) {
        const QString name = file.chopped(4);
        QTest::newRow(qPrintable(name)) << name;
    }
}

void IconTest::everyIconShowsItsColorAtEverySize()
{
    QFETCH(QString, name);
    const QColor color(0x74, 0xB4, 0xF5);
    for (const int px : {12, 14, 16, 18, 20, 24}) {
        for (const qreal dpr : {1.0, 1.5, 2.0}) {
            const QPixmap pixmap = iconPixmap(name, px, color, dpr);
            QCOMPARE(pixmap.width(), qCeil(px * dpr));
            QCOMPARE(pixmap.devicePixelRatio(), dpr);
        }
        QVERIFY(opaquePixels(iconPixmap(name, px, color, 2).toImage(), color) > 4);
    }
}

void IconTest::strokesGrowThickerAsIconsShrink()
{
    QCOMPARE(iconStroke(12), 2.25);
    QCOMPARE(iconStroke(16), 2.1);
    QCOMPARE(iconStroke(18), 2.0);
    QCOMPARE(iconStroke(20), 1.9);
    QCOMPARE(iconStroke(24), 1.75);
    QCOMPARE(iconStroke(48), 1.75);
}

void IconTest::unknownIconIsNull()
{
    QVERIFY(iconPixmap(u"no-such-icon"_s, 18, Qt::white, 1).isNull());
    for (const StatusGlyph glyph : {StatusGlyph::Wait, StatusGlyph::Work, StatusGlyph::Done,
                                    StatusGlyph::Error, StatusGlyph::Cancel, StatusGlyph::Warn}) {
        QVERIFY(!iconPixmap(glyphIcon(glyph), 12, Qt::white, 1).isNull());
    }
}

void IconTest::iconRendersAtTheScaleItIsAskedFor()
{
    const QIcon icon = raskadr::ui::icon(u"folder"_s, Qt::white);
    const QPixmap pixmap = icon.pixmap(QSize(18, 18), 2.0);
    QCOMPARE(pixmap.size(), QSize(36, 36));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
    const QImage disabled = icon.pixmap(QSize(18, 18), 2.0, QIcon::Disabled).toImage();
    QCOMPARE(opaquePixels(disabled, Qt::white), 0);
}

void IconTest::wordmarksAndAppIconsRender()
{
    for (const QString& name :
         {u"appicon"_s, u"appicon-16"_s, u"wordmark-dark"_s, u"wordmark-light"_s}) {
        QSvgRenderer renderer(u":/raskadr/%1.svg"_s.arg(name));
        QVERIFY(renderer.isValid());
        QImage image(64, 64, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        renderer.render(&painter);
        painter.end();
        QVERIFY(image != QImage(image).convertedTo(QImage::Format_Mono));
        bool painted = false;
        for (int x = 0; x < 64 && !painted; ++x) {
            for (int y = 0; y < 64 && !painted; ++y) {
                painted = qAlpha(image.pixel(x, y)) > 0;
            }
        }
        QVERIFY(painted);
    }
}
