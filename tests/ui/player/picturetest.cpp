#include "picturetest.h"

#include "tests/support/samples.h"
#include "ui/player/pictureview.h"

#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize pictureSize(1600, 900);

// The middle of the view, away from the plates in its corners.
QImage middle(PictureView& view)
{
    const QRect around(view.rect().center() - QPoint(60, 40), QSize(120, 80));
    return view.grab(around).toImage().convertToFormat(QImage::Format_RGB32);
}

QImage fitted(const QImage& original, const QSize& size)
{
    const QImage small = original.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_RGB32);
    return small.copy(QRect(small.rect().center() - QPoint(60, 40), QSize(120, 80)));
}

} // namespace

void PictureTest::aPictureIsMadeSmallInThePool()
{
    const QImage original = samples::picture(pictureSize.width(), pictureSize.height())
                                .convertToFormat(QImage::Format_RGB32);
    const QString path = m_folder.filePath(u"large.png"_s);
    QVERIFY(samples::save(path, original, "PNG"));
    QImage preview(160, 90, QImage::Format_RGB32);
    preview.fill(Qt::red);

    PictureView view;
    view.resize(800, 450);
    view.show();
    view.setPicture(path, pictureSize, preview);
    QCOMPARE(middle(view).pixelColor(5, 5), QColor(Qt::red));
    QTRY_COMPARE(middle(view), fitted(original, {800, 450}));
    // The window grows, and what is there is drawn until the pool is done.
    view.resize(960, 540);
    QVERIFY(middle(view) != fitted(original, {960, 540}));
    QVERIFY(middle(view).pixelColor(5, 5) != QColor(Qt::red));
    QTRY_COMPARE(middle(view), fitted(original, {960, 540}));
    // Another picture begins with its own preview.
    preview.fill(Qt::blue);
    view.setPicture(m_folder.filePath(u"other.png"_s), pictureSize, preview);
    QCOMPARE(middle(view).pixelColor(5, 5), QColor(Qt::blue));
}
