#include "pagetest.h"

#include "screen.h"
#include "tests/support/samples.h"
#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/fields.h"
#include "ui/common/keyfilter.h"
#include "ui/shot/assetacts.h"
#include "ui/shot/inspectoracts.h"

#include <QApplication>
#include <QFile>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

// What the X server sends: the letter of the layout, the place of the key.
void press(QWidget* receiver, const QString& letter, quint32 kernelCode,
           Qt::KeyboardModifiers modifiers)
{
    const int key = letter.toUpper().at(0).unicode();
    const QString text = modifiers & Qt::ControlModifier ? QString() : letter;
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers, kernelCode + 8, 0, 0, text);
        QApplication::sendEvent(receiver, &event);
    }
}

} // namespace

void PageTest::showsTheCardsNewestFirstAndFollowsTheLibrary()
{
    Screen screen;
    const AssetId first = screen.bench.addPicture(1);
    const AssetId second = screen.bench.addPicture(2);
    QCOMPARE(screen.shown(), (QList<AssetId>{second, first}));
    screen.bench.controller().setHeadliner(screen.bench.shot(), first);
    screen.bench.settle();
    QVERIFY(screen.feed->model().item(1).isHeadliner);
    screen.bench.addPicture(3, {}, true);
    QCOMPARE(screen.shown().size(), 2);
    screen.bench.addFailure(u"timeout"_s);
    QCOMPARE(screen.shown().size(), 3);
    screen.bench.controller().trash({second});
    screen.bench.settle();
    QVERIFY(!screen.shown().contains(second));
    screen.bench.commands().undo();
    screen.bench.settle();
    QCOMPARE(screen.shown().first(), second);
    // Entered again, the shot shows what it stands for.
    screen.page.open(screen.bench.otherShot());
    screen.open();
    QCOMPARE(screen.feed->view().currentAsset(), first);
}

void PageTest::keysActOnBothLayouts_data()
{
    using Bench = ShotBench;
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("russian");
    QTest::addColumn<quint32>("code");
    QTest::addColumn<std::function<bool(const Bench&, const AssetId&)>>("done");
    const auto row = [](const char* name, const QString& english, const QString& russian,
                        quint32 code, std::function<bool(const Bench&, const AssetId&)> done) {
        QTest::newRow(name) << english << russian << code << done;
    };
    row("H", u"h"_s, u"р"_s, 35,
        [](const Bench& b, const AssetId& a) { return b.shotRow().headlinerId == a; });
    row("F", u"f"_s, u"а"_s, 33,
        [](const Bench& b, const AssetId& a) { return b.asset(a).favourite; });
    row("X", u"x"_s, u"ч"_s, 45,
        [](const Bench& b, const AssetId& a) { return b.asset(a).rejected; });
    row("R", u"r"_s, u"к"_s, 19,
        [](const Bench& b, const AssetId&) { return b.generations().size() == 2; });
}

Q_DECLARE_METATYPE(std::function<bool(const ShotBench&, const AssetId&)>)

void PageTest::keysActOnBothLayouts()
{
    QFETCH(QString, english);
    QFETCH(QString, russian);
    QFETCH(quint32, code);
    using Done = std::function<bool(const ShotBench&, const AssetId&)>;
    QFETCH(Done, done);
    LayoutKeyFilter filter;
    qApp->installEventFilter(&filter);
    for (const QString& letter : {english, russian}) {
        Screen screen;
        screen.bench.generated(u"a bridge"_s);
        const AssetId asset = screen.shown().first();
        screen.select({asset});
        QVERIFY(!done(screen.bench, asset));
        press(&screen.feed->view(), letter, code, {});
        screen.bench.finishJobs();
        QVERIFY2(done(screen.bench, asset), qPrintable(letter));
    }
    qApp->removeEventFilter(&filter);
}

void PageTest::lettersTypedIntoAFieldDoNothingElse()
{
    Screen screen;
    const AssetId asset = screen.bench.addPicture();
    screen.select({asset});
    auto* prompt = screen.composer->findChild<TextArea*>();
    prompt->setFocus();
    QTest::keyClicks(prompt, u"hfxra"_s);
    screen.bench.settle();
    QCOMPARE(prompt->text(), u"hfxra"_s);
    QVERIFY(screen.bench.shotRow().headlinerId.isNull());
    QVERIFY(!screen.bench.asset(asset).favourite);
    // Esc leaves the field first, and then the shot.
    QSignalSpy back(&screen.page, &ShotPage::backRequested);
    screen.key(Qt::Key_Escape);
    QVERIFY(!prompt->hasFocus());
    QCOMPARE(back.count(), 0);
    screen.key(Qt::Key_Escape);
    QCOMPARE(back.count(), 1);
    QSignalSpy neighbour(&screen.page, &ShotPage::neighbourRequested);
    screen.feed->setFocus();
    screen.key(Qt::Key_PageDown);
    screen.key(Qt::Key_PageUp);
    QCOMPARE(neighbour.count(), 2);
    QCOMPARE(neighbour.at(0).first().toInt(), 1);
    QCOMPARE(neighbour.at(1).first().toInt(), -1);
}

void PageTest::dataIsEnteredForSeveralImportedAssets()
{
    Screen screen;
    const AssetId first = screen.bench.addPicture(1, u"one.png"_s);
    const AssetId second = screen.bench.addPicture(2, u"two.png"_s);
    screen.bench.generated(u"a bridge"_s);
    const AssetId made = screen.bench.feed().first().asset.id == first
        ? second
        : screen.bench.feed().first().asset.id;
    ProvenanceChanges changes;
    changes.prompt = u"only the first one"_s;
    screen.bench.controller().editProvenance({first}, changes);
    screen.bench.settle();
    screen.select({first, second, made});
    QTest::mouseClick(screen.button(u"Enter data…"_s, screen.inspector), Qt::LeftButton);
    Dialog* dialog = Dialog::topmost(&screen.page);
    QVERIFY(dialog);
    for (TextField* field : dialog->findChildren<TextField*>()) {
        if (field->label() == u"Model"_s) {
            field->setText(u"Some model"_s);
        }
    }
    dialog->accept();
    screen.bench.settle();
    for (const AssetId& id : {first, second}) {
        const auto model = screen.bench.asset(id).provenance.model;
        QVERIFY(model);
        QCOMPARE(model->value, u"Some model"_s);
        QCOMPARE(model->source, FactSource::Typed);
    }
    // What differs and was not touched stays; what was generated here is never typed over.
    QCOMPARE(screen.bench.asset(first).provenance.prompt->value, u"only the first one"_s);
    QVERIFY(!screen.bench.asset(second).provenance.prompt);
    QVERIFY(!screen.bench.asset(made).provenance.model);
    screen.select({first});
    QVERIFY(screen.facts().filter(u"Some model"_s).first().contains(u"by hand"_s));
}

void PageTest::sourceLeadsToTheAssetItCameFrom()
{
    Screen screen;
    const AssetId parent = screen.bench.addPicture(1, u"source.png"_s);
    const AssetId child = screen.bench.addPicture(2);
    const AssetId far = screen.bench.addPicture(3, u"far.png"_s, true);
    const auto setParent = [&](const AssetId& id) {
        screen.bench.write([&](Repositories& r) {
            Asset asset = *r.assets.find(child);
            asset.parentId = id;
            r.assets.update(asset);
        });
    };
    setParent(parent);
    screen.bench.controller().setRejected({parent}, true);
    screen.bench.settle();
    screen.select({child});
    Button* source = screen.button(u"source.png"_s, screen.inspector);
    QVERIFY(source);
    // It hides behind a filter and is found all the same.
    QTest::mouseClick(source, Qt::LeftButton);
    QCOMPARE(screen.feed->view().currentAsset(), parent);
    screen.feed->clearFilters();
    setParent(far);
    screen.select({child});
    QSignalSpy wanted(&screen.page, &ShotPage::assetRequested);
    Q_EMIT screen.inspector->parentRequested(far);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().at(0).value<ShotId>(), screen.bench.otherShot());
    QCOMPARE(wanted.first().at(1).value<AssetId>(), far);
}

void PageTest::missingFileIsShownAsSuch()
{
    Screen screen;
    const AssetId asset = screen.bench.addPicture(1);
    screen.select({asset});
    QVERIFY(!screen.words().contains(u"not in the library"_s));
    QVERIFY(QFile::remove(screen.bench.media().path(screen.bench.asset(asset).sha256)));
    screen.open();
    QVERIFY(screen.words().contains(u"not in the library"_s));
}

void PageTest::damagedPictureIsShownAsSuch()
{
    Screen screen;
    const AssetId asset = screen.bench.addPicture(1);
    const AssetId other = screen.bench.addPicture(2);
    screen.select({asset});
    const QString path = screen.bench.media().path(screen.bench.asset(other).sha256);
    const QByteArray whole = samples::read(path);
    QVERIFY(QFile::remove(path) && samples::write(path, whole.left(whole.size() / 2)));
    for (int times = 0; times < 2; ++times) {
        screen.select({other});
        QTRY_VERIFY_WITH_TIMEOUT(screen.words().contains(u"missing or damaged"_s), patienceMs);
        screen.select({asset});
        QVERIFY(!screen.words().contains(u"missing or damaged"_s));
    }
}

void PageTest::fileIsShownUnderItsReadableName()
{
    Screen screen;
    screen.select({screen.bench.addPicture(1)});
    QSignalSpy shown(&screen.page, &ShotPage::fileShown);
    screen.page.findChild<AssetActs*>()->showFile();
    QCOMPARE(shown.count(), 1);
    QVERIFY(shown.first().first().toString().endsWith(u"/001_bridge_01.png"_s));
}

void PageTest::takenFrameIsShown()
{
    Screen screen;
    const AssetId film = screen.bench.addFilm();
    screen.select({film});
    QVERIFY(screen.button(u"Take a frame"_s, screen.inspector));
    QVERIFY(!screen.button(u"Animate"_s, screen.inspector));
    Q_EMIT screen.inspector->acts().frameRequested(FilmEnd::Last);
    QTRY_COMPARE_WITH_TIMEOUT(screen.shown().size(), 2, patienceMs);
    screen.bench.settle();
    const AssetId frame = screen.feed->view().currentAsset();
    QCOMPARE(screen.bench.asset(frame).origin, AssetOrigin::Frame);
    QCOMPARE(screen.bench.asset(frame).parentId, film);
}

void PageTest::panelWidthsFollowTheWindowUntilMoved()
{
    Screen screen;
    screen.page.resize(1280, 800);
    QCOMPARE(screen.inspector->width(), 400);
    screen.page.resize(1920, 1080);
    QCOMPARE(screen.inspector->width(), 560);
    QCOMPARE(screen.page.inspectorWidth(), 0);
    screen.page.setInspectorWidth(640);
    QCOMPARE(screen.inspector->width(), 640);
    QCOMPARE(screen.page.inspectorWidth(), 640);
    // A wish that does not fit gives way, and is remembered.
    screen.page.resize(1120, 700);
    QVERIFY(screen.inspector->width() < 640);
    QCOMPARE(screen.page.width(), 1120);
    QCOMPARE(screen.page.inspectorWidth(), 640);
    screen.page.setCardWidth(320);
    QCOMPARE(screen.page.cardWidth(), 320);
}
