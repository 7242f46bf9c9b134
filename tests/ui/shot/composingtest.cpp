#include "composingtest.h"

#include "screen.h"
#include "ui/common/fields.h"
#include "ui/common/joberrortext.h"
#include "ui/shot/inputslot.h"
#include "ui/shot/inspectoracts.h"

#include <QApplication>
#include <QDebug>
#include <QJsonDocument>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

void ComposingTest::animateFillsTheComposer()
{
    Screen screen;
    const AssetId picture = screen.bench.addPicture(1);
    screen.select({picture});
    screen.key(Qt::Key_A);
    QCOMPARE(screen.composer->model()->id, u"test.video"_s);
    QCOMPARE(screen.composer->draft().inputs.size(), 1);
    QCOMPARE(screen.composer->draft().inputs.first().assetId, picture);
    QCOMPARE(screen.composer->draft().inputs.first().slot, u"start"_s);
    QVERIFY(screen.composer->findChild<TextArea*>()->hasFocus());
    // A film cannot be animated again.
    const AssetId film = screen.bench.addFilm();
    screen.select({film});
    screen.key(Qt::Key_A);
    QCOMPARE(screen.composer->draft().inputs.first().assetId, picture);
}

void ComposingTest::settingsAndSeedAreTakenIntoTheComposer()
{
    Screen screen;
    screen.bench.generated(u"a bridge"_s);
    screen.select({screen.shown().first()});
    auto* prompt = screen.composer->findChild<TextArea*>();
    prompt->insertPlainText(u"typed before"_s);
    Q_EMIT screen.inspector->acts().actRequested(JobAct::Help); // no generation without a result
    QCOMPARE(prompt->text(), u"typed before"_s);
    QTest::mouseClick(screen.button(u"More"_s, &screen.inspector->acts()), Qt::LeftButton);
    const auto trigger = [](const QString& text) {
        QWidget* menu = QApplication::activePopupWidget();
        QVERIFY(menu);
        for (QAction* action : menu->actions()) {
            if (action->text().startsWith(text) && action->text().section(u'\t', 0, 0) == text) {
                action->trigger();
                menu->close();
                return;
            }
        }
        QFAIL(qPrintable(text));
    };
    trigger(u"Take seed"_s);
    const auto parameters = [&screen] {
        return QJsonDocument::fromJson(screen.composer->draft().parameters).object();
    };
    QCOMPARE(parameters().value(u"seed"_s).toInteger(), 41);
    QCOMPARE(prompt->text(), u"typed before"_s);
    QTest::mouseClick(screen.button(u"More"_s, &screen.inspector->acts()), Qt::LeftButton);
    trigger(u"Take settings"_s);
    QCOMPARE(prompt->text(), u"a bridge"_s);
    QCOMPARE(parameters().value(u"height"_s).toInteger(), 540);
    QVERIFY(!parameters().contains(u"seed"_s));
    // What was typed is not lost.
    QTest::mouseClick(screen.button(u"Take back"_s, screen.composer), Qt::LeftButton);
    QCOMPARE(prompt->text(), u"typed before"_s);
}

void ComposingTest::draftIsKeptAcrossShotsModelsAndRestarts()
{
    Screen screen;
    auto* prompt = screen.composer->findChild<TextArea*>();
    prompt->insertPlainText(u"a bridge in fog"_s);
    screen.page.open(screen.bench.otherShot());
    QVERIFY(prompt->text().isEmpty());
    // At once, although the row may not be written yet.
    screen.page.open(screen.bench.shot());
    QCOMPARE(prompt->text(), u"a bridge in fog"_s);
    screen.bench.settle();
    QCOMPARE(screen.bench.draft(u"test.image"_s)->prompt, u"a bridge in fog"_s);
    // A model that is new in this shot takes over what is typed.
    ++screen.bench.clock().now;
    Q_EMIT screen.composer->modelChosen(u"test.video"_s);
    QCOMPARE(screen.composer->draft().modelId, u"test.video"_s);
    QCOMPARE(prompt->text(), u"a bridge in fog"_s);
    prompt->setText(u"slow push in"_s);
    screen.page.leave();
    screen.bench.settle();
    const auto again = screen.bench.newPage();
    again->open(screen.bench.shot());
    auto* composer = again->findChild<Composer*>();
    QCOMPARE(composer->draft().modelId, u"test.video"_s);
    QCOMPARE(composer->draft().prompt, u"slow push in"_s);
    Q_EMIT composer->modelChosen(u"test.image"_s);
    QCOMPARE(composer->draft().prompt, u"a bridge in fog"_s);
}

void ComposingTest::pictureGoesAlongToAnotherModel()
{
    Screen screen;
    QList<ComposerModel> models = ShotBench::models();
    ComposerModel other = models.last();
    other.id = u"test.crane"_s;
    other.inputs = {{u"picture"_s, u"Picture"_s, true}};
    screen.page.setModels(models << other);
    const AssetId picture = screen.bench.addPicture(1);
    Q_EMIT screen.composer->modelChosen(u"test.video"_s);
    Q_EMIT screen.composer->slotFilled(u"start"_s, picture);
    QCOMPARE(screen.composer->draft().inputs.size(), 1);
    Q_EMIT screen.composer->modelChosen(u"test.crane"_s);
    const QList<GenerationInput> inputs = screen.composer->draft().inputs;
    QCOMPARE(inputs.size(), 1);
    QCOMPARE(inputs.first().slot, u"picture"_s);
    QCOMPARE(inputs.first().assetId, picture);
}

void ComposingTest::unsuitableParameterIsSaidInTheComposer()
{
    Screen screen;
    ComposerDraft draft{
        screen.bench.shot(), u"test.image"_s, u"a bridge"_s, R"({"steps":7})", {}, 1, 0};
    screen.composer->setDraft(draft);
    QSignalSpy failed(&screen.page, &ShotPage::failed);
    screen.feed->setFocus();
    screen.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(failed.count(), 0);
    QVERIFY(screen.composer->error().contains(u"Steps"_s));
    QVERIFY(screen.bench.generations().isEmpty());
}

void ComposingTest::tabGoesThroughTheComposerAsItIsSeen()
{
    Screen screen;
    screen.bench.addPicture(1);
    Q_EMIT screen.composer->modelChosen(u"test.video"_s);
    screen.composer->focusPrompt();
    QList<int> lefts;
    const QPoint prompt = QApplication::focusWidget()->mapTo(screen.composer, QPoint());
    for (int i = 0; i < 20; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const QWidget* now = QApplication::focusWidget();
        const QPoint at = now->mapTo(screen.composer->window(), QPoint())
            - screen.composer->mapTo(screen.composer->window(), QPoint());
        if (!screen.composer->isAncestorOf(now)) {
            break;
        }
        QVERIFY2(at.y() > prompt.y(), now->metaObject()->className());
        lefts.append(at.x());
    }
    QVERIFY(lefts.size() >= 3);
    QVERIFY2(std::is_sorted(lefts.begin(), lefts.end()), qPrintable(QDebug::toString(lefts)));
}

void ComposingTest::pictureDroppedIntoASlotIsTakenWhenItComes()
{
    Screen screen;
    screen.bench.addPicture(1);
    Q_EMIT screen.composer->modelChosen(u"test.video"_s);
    QSignalSpy offered(&screen.page, &ShotPage::mediaOffered);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/nowhere/frame.png"_s)});
    Q_EMIT screen.composer->findChild<InputSlot*>()->mediaDropped(&data);
    QCOMPARE(offered.count(), 1);
    QVERIFY(screen.composer->draft().inputs.isEmpty());
    const AssetId come = screen.bench.addPicture(2);
    screen.page.noteImported(screen.bench.otherShot(), {come});
    QVERIFY(screen.composer->draft().inputs.isEmpty());
    screen.page.noteImported(screen.bench.shot(), {come});
    QCOMPARE(screen.composer->draft().inputs.size(), 1);
    QCOMPARE(screen.composer->draft().inputs.first().assetId, come);
    // The next import goes to no slot.
    screen.page.noteImported(screen.bench.shot(), {screen.bench.addPicture(3)});
    QCOMPARE(screen.composer->draft().inputs.first().assetId, come);
}

void ComposingTest::pictureThatIsThereAlreadyFillsTheSlot()
{
    Screen screen;
    const AssetId film = screen.bench.addFilm();
    const AssetId there = screen.bench.addPicture(1, {}, true);
    Q_EMIT screen.composer->modelChosen(u"test.video"_s);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/nowhere/frame.png"_s)});
    Q_EMIT screen.composer->findChild<InputSlot*>()->mediaDropped(&data);
    screen.page.noteImported(screen.bench.shot(), {film, there});
    QCOMPARE(screen.composer->draft().inputs.size(), 1);
    QCOMPARE(screen.composer->draft().inputs.first().assetId, there);
}

void ComposingTest::refusedDropFillsNoSlotLater()
{
    Screen screen;
    Q_EMIT screen.composer->modelChosen(u"test.video"_s);
    QMimeData data;
    data.setText(u"words"_s);
    Q_EMIT screen.composer->findChild<InputSlot*>()->mediaDropped(&data);
    screen.page.noteImported(screen.bench.shot(), {});
    screen.page.noteImported(screen.bench.shot(), {screen.bench.addPicture(1)});
    QVERIFY(screen.composer->draft().inputs.isEmpty());
}
