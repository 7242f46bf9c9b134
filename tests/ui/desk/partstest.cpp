#include "partstest.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/popupmenu.h"
#include "ui/common/theme.h"
#include "ui/storyboard/bulkbar.h"
#include "ui/storyboard/deskclipboard.h"
#include "ui/storyboard/deskrows.h"
#include "ui/storyboard/deskstatusbar.h"
#include "ui/storyboard/labelpicker.h"
#include "ui/storyboard/shotpanel.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

BoardRow rowOf(int position, qint64 plannedMs = 0)
{
    BoardRow row;
    row.shot.id = ShotId::create();
    row.shot.position = position;
    row.shot.title = u"Shot %1"_s.arg(position + 1);
    row.shot.plannedDurationMs = plannedMs;
    return row;
}

BoardRow videoRow(int position, qint64 ownMs, qint64 plannedMs = 0)
{
    BoardRow row = rowOf(position, plannedMs);
    row.coverSha256 = u"a"_s.repeated(64);
    row.coverIsHeadliner = true;
    row.coverKind = AssetKind::Video;
    row.coverDurationMs = ownMs;
    row.coverHasSound = true;
    return row;
}

StripColumn column(qint64 ms, const QList<Swatch>& swatches = {})
{
    return {ShotId::create(), 1, u"Title"_s, ms, swatches};
}

const QList<Swatch> greys{{qRgb(200, 200, 200), 0.5}, {qRgb(20, 20, 20), 0.5}};

QColor pixel(QWidget& widget, const QPointF& at)
{
    return widget.grab().toImage().pixelColor(at.toPoint());
}

QList<Button*> visibleButtons(BulkBar& bar)
{
    QList<Button*> buttons;
    for (Button* button : bar.findChildren<Button*>()) {
        if (!button->isHidden()) {
            buttons.append(button);
        }
    }
    return buttons;
}

} // namespace

void PartsTest::durationInTheFilm_data()
{
    QTest::addColumn<BoardRow>("row");
    QTest::addColumn<qint64>("ms");
    BoardRow newest = videoRow(0, 5000);
    newest.coverIsHeadliner = false;
    QTest::newRow("nothing") << rowOf(0) << standingMs;
    QTest::newRow("planned") << rowOf(0, 4200) << qint64(4200);
    QTest::newRow("video") << videoRow(0, 5040) << qint64(5040);
    QTest::newRow("video trimmed") << videoRow(0, 5040, 2000) << qint64(2000);
    QTest::newRow("video cannot be stretched") << videoRow(0, 5040, 9000) << qint64(5040);
    QTest::newRow("newest asset is no headliner") << newest << standingMs;
}

void PartsTest::durationInTheFilm()
{
    QFETCH(BoardRow, row);
    QFETCH(qint64, ms);
    QCOMPARE(filmDurationMs(row), ms);
    QCOMPARE(boardCard(row).durationMs, ms);
    Palettes palettes;
    QCOMPARE(stripColumn(row, palettes).durationMs, ms);
    QCOMPARE(filmClip(row, {}).durationMs, ms);
}

void PartsTest::cardTellsQueuedFromRunning()
{
    BoardRow row = rowOf(0);
    row.queuedJobs = 1;
    row.runningJobs = 2;
    QCOMPARE(boardCard(row).running, 2); // before the first of them says how far it is
    QCOMPARE(boardCard(row).queued, 1);
    QCOMPARE(boardCard(row).progress, -1.0);
    QCOMPARE(boardCard(row, 0.4).progress, 0.4);
    row.runningJobs = 0; // finished a moment ago
    QCOMPARE(boardCard(row, 0.9).progress, -1.0);
}

void PartsTest::clipOfAShotWithoutHeadlinerIsASlate()
{
    BoardRow row = videoRow(0, 5000);
    QVERIFY(filmClip(row, u"/film.mp4"_s).hasMedia);
    QVERIFY(filmClip(row, u"/film.mp4"_s).hasSound);
    row.coverState = MediaState::Missing;
    QVERIFY(filmClip(row, u"/film.mp4"_s).isLost);
    row.coverIsHeadliner = false;
    QVERIFY(!filmClip(row, u"/film.mp4"_s).hasMedia);
}

void PartsTest::countsAddUp()
{
    QList<BoardRow> rows{rowOf(0, 1000), videoRow(1, 5000), rowOf(2)};
    rows[0].shot.status = ShotStatus::Done;
    rows[1].shot.status = ShotStatus::InProgress;
    QCOMPARE(countsOf(rows), (DeskCounts{3, 1000 + 5000 + standingMs, 1, 1, 1}));
}

void PartsTest::columnsAreAsWideAsTheyAreLong()
{
    ColourStrip strip;
    strip.resize(448, 76); // 400 for the film
    const QList<StripColumn> columns{column(1000), column(3000), column(4000)};
    strip.setColumns(columns);
    QCOMPARE(strip.totalMs(), 8000);
    QCOMPARE(strip.columnRect(columns[0].id), QRectF(24, 10, 50, 40));
    QCOMPARE(strip.columnRect(columns[1].id), QRectF(74, 10, 150, 40));
    QCOMPARE(strip.columnRect(columns[2].id), QRectF(224, 10, 200, 40));
    QCOMPARE(strip.columnRect(ShotId::create()), QRectF());
}

void PartsTest::columnsLeaveNoGap()
{
    ColourStrip strip;
    strip.resize(1000, 76);
    QList<StripColumn> columns;
    for (int i = 0; i < 151; ++i) {
        columns.append(column(1000 + 37 * i));
    }
    strip.setColumns(columns);
    for (int i = 1; i < columns.size(); ++i) {
        QCOMPARE(strip.columnRect(columns[i].id).left(),
                 strip.columnRect(columns[i - 1].id).right());
    }
    QCOMPARE(strip.columnRect(columns.last().id).right(), 976.0);
}

void PartsTest::pressOnTheStripChoosesTheShot()
{
    ColourStrip strip;
    strip.resize(448, 76);
    const QList<StripColumn> columns{column(1000), column(3000)};
    strip.setColumns(columns);
    QSignalSpy chosen(&strip, &ColourStrip::shotChosen);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(30, 30));
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(423, 30));
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(10, 30)); // beside it
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(200, 65)); // on the time scale
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(chosen.at(0).first().value<ShotId>(), columns[0].id);
    QCOMPARE(chosen.at(1).first().value<ShotId>(), columns[1].id);
}

void PartsTest::stripPaintsBandsLightAboveDark()
{
    ColourStrip strip;
    strip.resize(448, 76);
    strip.setColumns({column(1000, greys)});
    QCOMPARE(pixel(strip, {200, 20}), QColor(200, 200, 200));
    QCOMPARE(pixel(strip, {200, 40}), QColor(20, 20, 20));
}

void PartsTest::stripMarksSelectionAndWhatPlays()
{
    ColourStrip strip;
    strip.resize(448, 76);
    const QList<StripColumn> columns{column(1000, greys), column(1000, greys), column(1000, greys)};
    strip.setColumns(columns);
    const Theme& theme = themeOf(&strip);
    const auto markOf = [&](int i) {
        return pixel(strip, {strip.columnRect(columns[i].id).center().x(), 7});
    };
    QCOMPARE(markOf(0), theme.panel);
    strip.setSelection({columns[0].id, columns[1].id});
    strip.setPlaying(columns[1].id);
    QCOMPARE(markOf(0), theme.accentLine);
    QCOMPARE(markOf(1), theme.text);
    QCOMPARE(markOf(2), theme.panel);
}

void PartsTest::emptyShotsAreHatched()
{
    ColourStrip strip;
    strip.resize(448, 76);
    strip.setColumns({column(1000)});
    const QImage image = strip.grab().toImage();
    QSet<QRgb> colours;
    for (int x = 100; x < 116; ++x) {
        colours.insert(image.pixel(x, 30));
    }
    const Theme& theme = themeOf(&strip);
    QVERIFY(colours.contains(theme.hover.rgb()));
    QVERIFY(colours.contains(theme.panel.rgb()));
}

void PartsTest::linesBecomeShots()
{
    QMimeData data;
    const QString longLine =
        u"The keeper climbs the stairs while the storm outside grows louder and "
        "louder"_s;
    data.setText(u"Shore before dawn\n\n  Gulls  \r\n"_s + longLine);
    const QList<Shot> shots = shotsOfLines(data);
    QCOMPARE(shots.size(), 3);
    QCOMPARE(shots[0].title, u"Shore before dawn"_s);
    QCOMPARE(shots[1].title, u"Gulls"_s);
    QCOMPARE(shots[2].title, QString());
    QCOMPARE(shots[2].script, longLine);
}

void PartsTest::filesAndAddressesAreNoLines()
{
    QMimeData files;
    files.setText(u"/home/vera/a.png"_s);
    files.setUrls({QUrl::fromLocalFile(u"/home/vera/a.png"_s)});
    QVERIFY(shotsOfLines(files).isEmpty());
    QMimeData address;
    address.setText(u"https://example.org/a.png"_s);
    QVERIFY(shotsOfLines(address).isEmpty());
    QMimeData image;
    image.setImageData(QImage(2, 2, QImage::Format_RGB32));
    QVERIFY(shotsOfLines(image).isEmpty());
}

void PartsTest::bulkBarGivesUpWordsThenItems()
{
    BulkBar bar;
    bar.setSelection(2, false);
    bar.fit(4000);
    const int all = bar.width();
    const auto wide = visibleButtons(bar).size();
    for (int width = all; width >= 440; width -= 40) {
        bar.fit(width);
        QVERIFY2(bar.width() <= width, qPrintable(QString::number(width)));
        QCOMPARE(bar.layout()->sizeHint().width(), bar.width()); // nothing is squeezed
    }
    bar.fit(all - 10);
    QCOMPARE(visibleButtons(bar).size(), wide); // words first
    bar.fit(440);
    QVERIFY(visibleButtons(bar).size() < wide);
    bar.fit(4000);
    QCOMPARE(bar.width(), all);
}

void PartsTest::bulkBarInTheTrashOffersTheWayBackAndTheEnd()
{
    BulkBar bar;
    bar.setSelection(1, true);
    bar.fit(1000);
    const QList<Button*> buttons = visibleButtons(bar);
    QCOMPARE(buttons.size(), 3); // restore, delete for good, close
    QSignalSpy acts(&bar, &BulkBar::actRequested);
    QTest::mouseClick(buttons.first(), Qt::LeftButton);
    QCOMPARE(acts.count(), 1);
    QCOMPARE(acts.first().first().value<ShotAct>(), ShotAct::Restore);
    QTest::mouseClick(buttons.at(1), Qt::LeftButton);
    QCOMPARE(acts.last().first().value<ShotAct>(), ShotAct::DeleteForGood);
}

void PartsTest::foldedItemActsFromTheMenu()
{
    QWidget window;
    window.resize(600, 300);
    auto* bar = new BulkBar(&window);
    bar->setSelection(2, false);
    bar->fit(440);
    window.show();
    QSignalSpy acts(bar, &BulkBar::actRequested);
    Button* more = nullptr;
    for (Button* button : visibleButtons(*bar)) {
        if (button->iconName() == u"more"_s) {
            more = button;
        }
    }
    QVERIFY(more);
    QTest::mouseClick(more, Qt::LeftButton);
    auto* menu = bar->findChild<PopupMenu*>();
    QVERIFY(menu);
    for (QAction* action : menu->actions()) {
        if (action->text() == BulkBar::tr("Make the newest asset the headliner")) {
            action->trigger();
        }
    }
    QCOMPARE(acts.count(), 1);
    QCOMPARE(acts.first().first().value<ShotAct>(), ShotAct::HeadlinerFromNewest);
}

void PartsTest::statusBarFitsTheSmallestWindow()
{
    QWidget window; // a window of its own would not let it shrink
    DeskStatusBar bar(&window);
    bar.setCounts({1500, 7'322'000, 1000, 300, 200});
    QVERIFY(bar.minimumSizeHint().width() <= 1120);
    window.show();
    for (const int width : {1920, 1280, 1120, 1000}) {
        bar.resize(width, 32);
        QVERIFY2(bar.layout()->sizeHint().width() <= width, qPrintable(QString::number(width)));
    }
    const auto words = [&] {
        int shown = 0;
        for (const Button* button : bar.findChildren<Button*>()) {
            shown += button->sizeHint().width() > 40 ? 1 : 0;
        }
        return shown;
    };
    bar.resize(800, 32);
    QCOMPARE(words(), 0);
    bar.resize(1920, 32);
    QCOMPARE(words(), 2);
}

void PartsTest::labelPickerChooses()
{
    LabelPicker picker;
    picker.setLabel(ShotLabel::None);
    QSignalSpy chosen(&picker, &LabelPicker::labelChosen);
    QTest::mouseClick(&picker, Qt::LeftButton, {}, QPoint(36 + 10, 10));
    QCOMPARE(chosen.takeFirst().first().value<ShotLabel>(), ShotLabel::Red);
    picker.setLabel(ShotLabel::Red);
    QTest::mouseClick(&picker, Qt::LeftButton, {}, QPoint(36 + 10, 10));
    QCOMPARE(chosen.count(), 0);
    QTest::keyClick(&picker, Qt::Key_Right);
    QCOMPARE(chosen.takeFirst().first().value<ShotLabel>(), ShotLabel::Orange);
}

void PartsTest::panelShowsWhatShotsAgreeOn()
{
    ShotPanel panel;
    BoardRow first = rowOf(0, 2000);
    BoardRow second = rowOf(1, 2000);
    first.shot.status = second.shot.status = ShotStatus::Done;
    panel.setShots({first, second});
    auto* duration = panel.findChild<QDoubleSpinBox*>();
    QCOMPARE(duration->value(), 2.0);
    QVERIFY(panel.findChild<TextField*>()->isHidden()); // titles are for one at a time
    QSignalSpy edited(&panel, &ShotPanel::edited);
    duration->setValue(2.5);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(edited.first().at(0).value<QList<ShotId>>(),
             (QList<ShotId>{first.shot.id, second.shot.id}));
    QCOMPARE(edited.first().at(1).value<ShotChanges>().plannedDurationMs,
             std::optional<qint64>(2500));
    second.shot.plannedDurationMs = 0;
    panel.setShots({first, second});
    QCOMPARE(duration->value(), 0.0);
    QCOMPARE(edited.count(), 1); // showing is no editing
}

void PartsTest::panelTellsOfTextBeforeAnotherShotComes()
{
    ShotPanel panel;
    BoardRow first = rowOf(0);
    const BoardRow second = rowOf(1);
    panel.setShots({first});
    auto* title = panel.findChild<TextField*>();
    title->lineEdit()->setText(u"Half typed"_s);
    QSignalSpy edited(&panel, &ShotPanel::edited);
    // News about the same shot leave what is being typed alone.
    first.shot.status = ShotStatus::Done;
    panel.setShots({first});
    QCOMPARE(title->text(), u"Half typed"_s);
    QCOMPARE(edited.count(), 0);
    panel.setShots({second});
    QCOMPARE(edited.count(), 1);
    QCOMPARE(edited.first().at(0).value<QList<ShotId>>(), QList<ShotId>{first.shot.id});
    QCOMPARE(edited.first().at(1).value<ShotChanges>().title,
             std::optional<QString>(u"Half typed"_s));
    QCOMPARE(title->text(), u"Shot 2"_s);
}
