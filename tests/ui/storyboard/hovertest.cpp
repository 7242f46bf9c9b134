#include "hovertest.h"

#include "boardbench.h"
#include "tests/support/samples.h"
#include "ui/storyboard/board/hoverpreview.h"

#include <QApplication>
#include <QSignalSpy>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QImage coverOf(BoardBench& bench, int number)
{
    const QRect cover = bench.view.coverRect(bench.shot(number));
    return bench.view.viewport()->grab(cover).toImage();
}

void giveFilm(BoardBench& bench, int number, int frames = 48)
{
    const QString path = bench.folder.filePath(u"film%1.mp4"_s.arg(number));
    QCOMPARE(samples::film(path, frames), QString());
    bench.films.insert(u"cover%1"_s.arg(number), {path, path});
}

} // namespace

void HoverTest::videoPlaysUnderThePointer()
{
    BoardBench bench(4);
    giveFilm(bench, 2);
    QSignalSpy hovered(&bench.view, &BoardView::hoveredChanged);
    QSignalSpy playing(&bench.view, &BoardView::playingChanged);
    const QImage still = coverOf(bench, 2);
    bench.moveTo(bench.cover(2));
    QCOMPARE(hovered.size(), 1);
    QCOMPARE(bench.view.hoveredShot(), bench.shot(2));
    QVERIFY(playing.isEmpty()); // not before the pointer has rested
    QTRY_COMPARE(playing.size(), 1);
    QTRY_VERIFY(coverOf(bench, 2) != still);
    const QImage first = coverOf(bench, 2);
    QTRY_VERIFY(coverOf(bench, 2) != first); // it moves
    bench.moveTo({500, 650});
    QCOMPARE(playing.size(), 2);
    QVERIFY(playing.last().first().value<ShotId>().isNull());
    bench.settle();
    QTRY_COMPARE(coverOf(bench, 2), still);
}

void HoverTest::playsAtOnceWhenComingFromAPlayingBox()
{
    BoardBench bench(4);
    giveFilm(bench, 2);
    giveFilm(bench, 4);
    QSignalSpy playing(&bench.view, &BoardView::playingChanged);
    bench.moveTo(bench.cover(2));
    QTRY_COMPARE(playing.size(), 1);
    bench.moveTo(bench.cover(4));
    QCOMPARE(playing.last().first().value<ShotId>(), bench.shot(4));
}

void HoverTest::shiftScrubs()
{
    BoardBench bench(4, 700);
    giveFilm(bench, 2, 96);
    QSignalSpy playing(&bench.view, &BoardView::playingChanged);
    const QRect cover = bench.view.coverRect(bench.shot(2));
    bench.moveTo(cover.center());
    QTRY_COMPARE(playing.size(), 1);
    const QImage still = coverOf(bench, 2);
    QTRY_VERIFY(coverOf(bench, 2) != still);

    // The played part of the bar follows the pointer and then rests.
    const auto playedShare = [&] {
        const QImage shown = coverOf(bench, 2);
        int white = 0;
        const int y = shown.height() - 8;
        for (int x = 8; x < shown.width() - 8; ++x) {
            white += shown.pixelColor(x, y) == QColor(Qt::white) ? 1 : 0;
        }
        return double(white) / (shown.width() - 16);
    };
    for (const double share : {0.75, 0.25}) {
        bench.moveTo({cover.left() + qRound(cover.width() * share), cover.center().y()}, {},
                     Qt::ShiftModifier);
        QTRY_VERIFY2(std::abs(playedShare() - share) < 0.05,
                     qPrintable(QString::number(playedShare())));
    }
}

void HoverTest::picturesAndBrokenFilmsStayStill()
{
    BoardBench bench(4);
    const QString path = bench.folder.filePath(u"broken.mp4"_s);
    QVERIFY(samples::write(path, "not a film"));
    bench.films.insert(u"cover1"_s, {path, path}); // shot 1 is a picture
    bench.films.insert(u"cover2"_s, {path, path});
    QSignalSpy playing(&bench.view, &BoardView::playingChanged);
    bench.moveTo(bench.cover(1));
    QVERIFY(!playing.wait(200));
    const QImage still = coverOf(bench, 4);
    bench.moveTo(bench.cover(2));
    QTRY_COMPARE(playing.size(), 2); // tried, and given up
    QVERIFY(playing.last().first().value<ShotId>().isNull());
}

void HoverTest::smallBoxesPlayInAPreview()
{
    BoardBench bench(40);
    giveFilm(bench, 2);
    bench.view.setZoom(0.3);
    bench.settle();
    QVERIFY(bench.view.boxWidth() < 168);
    auto* preview = bench.view.findChild<HoverPreview*>();
    QVERIFY(preview && !preview->isVisible());
    QSignalSpy playing(&bench.view, &BoardView::playingChanged);
    bench.moveTo(bench.cover(2));
    QVERIFY(!preview->isVisible());
    QTRY_VERIFY(preview->isVisible());
    QCOMPARE(preview->width(), 316);
    QVERIFY(!preview->geometry().intersects(bench.view.boxRect(bench.shot(2))));
    QTRY_COMPARE(playing.size(), 1);
    const QImage first = preview->grab().toImage();
    QTRY_VERIFY(preview->grab().toImage() != first);
    QVERIFY(bench.view.viewport()->rect().contains(preview->geometry()));
    bench.moveTo({500, 690});
    QVERIFY(!preview->isVisible());
}

void HoverTest::largeBoxesPlayTheOriginal()
{
    BoardBench bench(4, 1400);
    const QString original = bench.folder.filePath(u"original.mp4"_s);
    QCOMPARE(samples::film(original, 24), QString());
    // The proxy cannot be played: only the original makes the box play.
    bench.films.insert(u"cover2"_s, {bench.folder.filePath(u"none.mp4"_s), original});
    bench.view.setCurrent(bench.shot(2));
    bench.view.setZoom(1);
    bench.settle();
    QVERIFY(bench.view.boxWidth() > 700);
    const QImage still = coverOf(bench, 2);
    bench.moveTo(bench.cover(2));
    QTRY_VERIFY(coverOf(bench, 2) != still);
}
