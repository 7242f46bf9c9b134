#include "pagetest.h"

#include "shotbench.h"
#include "tests/support/samples.h"
#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/emptystate.h"
#include "ui/common/fields.h"
#include "ui/common/jobacts.h"
#include "ui/common/joberrortext.h"
#include "ui/common/keyfilter.h"
#include "ui/common/textlabels.h"
#include "ui/shot/assetacts.h"
#include "ui/shot/composer.h"
#include "ui/shot/factgrid.h"
#include "ui/shot/feeddelegate.h"
#include "ui/shot/feedpanel.h"
#include "ui/shot/inputslot.h"
#include "ui/shot/inspector.h"
#include "ui/shot/inspectoracts.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QDebug>
#include <QFile>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

// The shot of a bench, on a screen.
struct Screen
{
    Screen()
        : page(bench.page())
    {
        page.resize(1280, 800);
        page.show();
        page.activateWindow();
        open();
    }
    void open()
    {
        page.open(bench.shot());
        bench.settle();
        feed = page.findChild<FeedPanel*>();
        composer = page.findChild<Composer*>();
        inspector = page.findChild<Inspector*>();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &page, key,
                        modifiers);
        bench.settle();
    }
    void select(const QList<AssetId>& assets)
    {
        FeedView& view = feed->view();
        view.clearSelection();
        for (const AssetId& asset : assets) {
            const QModelIndex index = feed->model().index(feed->model().rowOf(asset));
            view.selectionModel()->setCurrentIndex(index, QItemSelectionModel::Select);
        }
        view.setFocus();
    }
    QList<AssetId> shown() const
    {
        QList<AssetId> assets;
        for (int row = 0; row < feed->model().rowCount(); ++row) {
            assets.append(feed->model().item(row).assetId());
        }
        return assets;
    }
    Button* button(const QString& text, const QWidget* in = nullptr) const
    {
        for (Button* button : (in ? in : &page)->findChildren<Button*>()) {
            if ((button->text() == text || button->accessibleName() == text)
                && button->isVisible()) {
                return button;
            }
        }
        return nullptr;
    }
    // The heading of the page that says that nothing is there; empty while cards are seen.
    QString emptyHeading() const
    {
        for (const EmptyState* state : page.findChildren<EmptyState*>()) {
            if (state->isVisible()) {
                return state->findChild<WrapLabel*>()->text();
            }
        }
        return {};
    }
    // All the sentences of the inspector.
    QString words() const
    {
        QStringList texts;
        for (const WrapLabel* label : inspector->findChildren<WrapLabel*>()) {
            if (label->isVisible()) {
                texts.append(label->text());
            }
        }
        return texts.join(u' ');
    }
    QStringList facts() const
    {
        QStringList texts;
        for (const Fact& fact : inspector->findChild<FactGrid*>()->facts()) {
            texts.append(u"%1: %2 %3"_s.arg(fact.name, fact.value, fact.remark).trimmed());
        }
        return texts;
    }
    void clickCard(int row, const QPoint& fromCorner, Qt::Corner corner)
    {
        const QRect cell = feed->view()
                               .visualRect(feed->model().index(row))
                               .adjusted(6, 6, -6, -6 - FeedDelegate::captionHeight);
        const QPoint at = corner == Qt::TopRightCorner ? cell.topRight() : cell.bottomLeft();
        QTest::mouseClick(feed->view().viewport(), Qt::LeftButton, {}, at + fromCorner);
        bench.settle();
    }

    ShotBench bench;
    ShotPage& page;
    FeedPanel* feed;
    Composer* composer;
    Inspector* inspector;
};

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

void PageTest::modelStaysSoundUnderChanges()
{
    FeedModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QRandomGenerator random(7);
    QList<FeedItem> all;
    for (int i = 0; i < 12; ++i) {
        FeedItem item;
        if (i % 4 == 3) {
            QueueRow row;
            row.generation.id = GenerationId::create();
            item.job = row;
        } else {
            AssetRow row;
            row.asset.id = AssetId::create();
            row.asset.kind = i % 2 ? AssetKind::Video : AssetKind::Image;
            item.asset = row;
        }
        all.append(item);
    }
    const QList<FeedFilter> filters{FeedFilter::All, FeedFilter::Images, FeedFilter::Videos,
                                    FeedFilter::Rejected, FeedFilter::Trash};
    for (int round = 0; round < 300; ++round) {
        QList<FeedItem> items;
        QList<FeedItem> trash;
        for (FeedItem item : all) {
            if (item.asset) {
                item.asset->asset.rejected = random.bounded(4) == 0;
            }
            const int place = random.bounded(4);
            if (place == 0 && item.asset) {
                trash.append(item);
            } else if (place > 1) {
                items.insert(random.bounded(static_cast<int>(items.size()) + 1), item);
            }
        }
        model.setItems(items, trash);
        model.setFilter(filters.at(random.bounded(static_cast<int>(filters.size()))));
        QList<FeedItem> expected;
        for (const FeedItem& item : model.filter() == FeedFilter::Trash ? trash : items) {
            if (passes(model.filter(), item)) {
                expected.append(item);
            }
        }
        QCOMPARE(model.rowCount(), static_cast<int>(expected.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QVERIFY(model.item(row) == expected.at(row));
        }
    }
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

void PageTest::rejectedAssetsAreBehindTheirFilter()
{
    Screen screen;
    const AssetId first = screen.bench.addPicture(1);
    const AssetId second = screen.bench.addPicture(2);
    screen.select({second});
    QSignalSpy notified(&screen.page, &ShotPage::notified);
    screen.key(Qt::Key_X);
    QCOMPARE(notified.count(), 1);
    QVERIFY(notified.first().at(1).toBool());
    QCOMPARE(screen.shown(), QList<AssetId>{first});
    // The next card is at hand for the next decision.
    QCOMPARE(screen.feed->view().currentAsset(), first);
    screen.feed->setFilter(FeedFilter::Rejected);
    QCOMPARE(screen.shown(), QList<AssetId>{second});
    screen.select({second});
    screen.key(Qt::Key_X);
    screen.feed->clearFilters();
    QCOMPARE(screen.shown(), (QList<AssetId>{second, first}));
}

void PageTest::trashIsBehindItsFilterAndGivesBack()
{
    Screen screen;
    const AssetId asset = screen.bench.addPicture(1);
    const AssetId other = screen.bench.addPicture(2);
    screen.select({asset, other});
    QSignalSpy notified(&screen.page, &ShotPage::notified);
    screen.key(Qt::Key_Delete);
    QCOMPARE(notified.count(), 1);
    QVERIFY(screen.shown().isEmpty());
    screen.feed->setFilter(FeedFilter::Trash);
    QCOMPARE(screen.shown().size(), 2);
    // Keys that mark do nothing to what lies in the trash.
    screen.select({asset});
    for (const Qt::Key key : {Qt::Key_H, Qt::Key_F, Qt::Key_X, Qt::Key_Delete}) {
        screen.key(key);
    }
    QVERIFY(screen.bench.asset(asset).trashedMs > 0);
    QVERIFY(!screen.bench.asset(asset).favourite);
    QVERIFY(screen.bench.shotRow().headlinerId.isNull());
    Q_EMIT screen.inspector->acts().restoreRequested();
    screen.bench.settle();
    QCOMPARE(screen.bench.asset(asset).trashedMs, 0);
    QCOMPARE(screen.shown(), QList<AssetId>{other});
}

void PageTest::emptyShotAndEmptyFilterSaySo()
{
    Screen screen;
    const QString nothing = screen.emptyHeading();
    QVERIFY(!nothing.isEmpty());
    for (const WrapLabel* label : screen.page.findChildren<WrapLabel*>()) {
        if (label->isVisible() && qobject_cast<EmptyState*>(label->parentWidget())) {
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
    }
    // Without a card the keys of the page work all the same.
    QSignalSpy neighbour(&screen.page, &ShotPage::neighbourRequested);
    screen.key(Qt::Key_PageDown);
    QCOMPARE(neighbour.count(), 1);
    const AssetId asset = screen.bench.addPicture();
    QVERIFY(screen.emptyHeading().isEmpty());
    screen.feed->setFilter(FeedFilter::Videos);
    QVERIFY(!screen.emptyHeading().isEmpty());
    QVERIFY(screen.emptyHeading() != nothing);
    for (const EmptyState* state : screen.page.findChildren<EmptyState*>()) {
        if (state->isVisible()) {
            QTest::mouseClick(state->findChild<Button*>(), Qt::LeftButton);
        }
    }
    QCOMPARE(screen.shown(), QList<AssetId>{asset});
}

void PageTest::failedCardOffersTheActThatHelps_data()
{
    QTest::addColumn<QString>("errorClass");
    QTest::addColumn<JobAct>("act");
    QTest::newRow("time ran out") << u"timeout"_s << JobAct::Retry;
    QTest::newRow("something else") << u"unheard_of"_s << JobAct::Retry;
    QTest::newRow("damaged picture") << u"input_media_invalid"_s << JobAct::Help;
    QTest::newRow("model is gone") << u"model_gone"_s << JobAct::Help;
    QTest::newRow("request was filtered") << u"content_blocked_input"_s << JobAct::Help;
    QTest::newRow("result was filtered") << u"content_blocked_output"_s << JobAct::Help;
}

Q_DECLARE_METATYPE(JobAct)

void PageTest::failedCardOffersTheActThatHelps()
{
    QFETCH(QString, errorClass);
    QFETCH(JobAct, act);
    Screen screen;
    const GenerationId failed = screen.bench.addFailure(errorClass);
    screen.bench.repairEngine();
    QCOMPARE(screen.feed->model().rowOf(failed), 0);
    const FeedItem card = screen.feed->model().item(0);
    QVERIFY(!card.standing.errorText.isEmpty());
    QCOMPARE(jobActs(card.job->job, card.standing).first(), act);
    const JobRemedy remedy = remedyOf(card.job->job, card.standing);
    screen.clickCard(0, {30, -25}, Qt::BottomLeftCorner);
    if (remedy == JobRemedy::ChangeRequest || remedy == JobRemedy::OtherModel) {
        QCOMPARE(screen.composer->draft().prompt, u"a broken bridge"_s);
        QCOMPARE(QJsonDocument::fromJson(screen.composer->draft().parameters)
                     .object()
                     .value(u"height"_s),
                 QJsonValue(540));
        QCOMPARE(screen.bench.job(failed)->state, JobState::Failed);
        return;
    }
    screen.bench.finishJobs();
    QCOMPARE(screen.bench.feed().size(), 1);
    QCOMPARE(screen.bench.generations().size(), remedy == JobRemedy::RepeatWithNewSeed ? 2 : 1);
    QCOMPARE(screen.feed->model().rowOf(failed), -1);
}

void PageTest::detailsShowWhatTheServiceSaidAsPlainText()
{
    Screen screen;
    const GenerationId failed = screen.bench.addFailure(u"timeout"_s);
    Job job = *screen.bench.job(failed);
    job.errorDetail = u"IEND is missing"_s;
    job.lastAnswer = "<img src='file:///etc/passwd'><b>no funds</b>";
    screen.bench.write([&](Repositories& repositories) { repositories.jobs.update(job); });
    const FeedItem card = screen.feed->model().item(0);
    screen.page.jobActs().run(*card.job, card.standing, JobAct::Details);
    Dialog* details = Dialog::topmost(&screen.page);
    QVERIFY(details);
    const QString text = details->findChild<SelectableText*>()->toPlainText();
    QVERIFY(text.contains(u"IEND is missing"_s));
    QVERIFY(text.contains(u"<b>no funds</b>"_s));
    details->reject();
}

void PageTest::whatStandsInTheWayIsSaidOnTheCard()
{
    Screen screen;
    const GenerationId waiting = screen.bench.addFailure(u"timeout"_s);
    Job job = *screen.bench.job(waiting);
    job.state = JobState::Queued;
    job.errorClass = u"rate_limited"_s;
    job.waitReason = WaitReason::Retry;
    job.notBeforeMs = QDateTime::currentMSecsSinceEpoch() + 3'600'000;
    screen.bench.write([&](Repositories& repositories) { repositories.jobs.update(job); });
    const FeedItem later = screen.feed->model().item(0);
    QVERIFY(waitingText(later.standing, later.job->job, 1) != waitingText(later.standing, later.job->job, 60'000));
    QCOMPARE(jobActs(later.job->job, later.standing), (QList{JobAct::Now, JobAct::Cancel}));
    screen.page.jobActs().run(*later.job, later.standing, JobAct::Now);
    QTRY_COMPARE_WITH_TIMEOUT(screen.bench.job(waiting)->state, JobState::Failed, patienceMs);
    screen.bench.controller().forget(waiting);
    screen.bench.settle();

    // Its price is unknown, so that nothing of a limit is left for it.
    job.generationId = screen.bench.addFailure(u"timeout"_s);
    job.state = JobState::Queued;
    job.waitReason = WaitReason::Budget;
    screen.bench.write([&](Repositories& repositories) {
        Account account = *repositories.accounts.current();
        account.budget = 5;
        repositories.accounts.update(account);
        repositories.jobs.update(job);
    });
    const FeedItem held = screen.feed->model().item(0);
    QCOMPARE(jobActs(held.job->job, held.standing), (QList{JobAct::Money, JobAct::Cancel}));
    QVERIFY(!held.standing.waitText.isEmpty());
    QSignalSpy money(&screen.page.jobActs(), &JobActs::moneyWanted);
    screen.clickCard(0, {30, -25}, Qt::BottomLeftCorner);
    QCOMPARE(money.count(), 1);
}

void PageTest::failedCardIsForgottenWithDelete()
{
    Screen screen;
    const GenerationId failed = screen.bench.addFailure(u"timeout"_s);
    screen.feed->view().setCurrentIndex(screen.feed->model().index(0));
    screen.feed->view().setFocus();
    screen.key(Qt::Key_Delete);
    QVERIFY(screen.bench.job(failed)->forgotten);
    QVERIFY(screen.shown().isEmpty());
    // And with its cross.
    const GenerationId second = screen.bench.addFailure(u"timeout"_s);
    screen.clickCard(0, {-20, 20}, Qt::TopRightCorner);
    QVERIFY(screen.bench.job(second)->forgotten);
}

void PageTest::animateFillsTheComposer()
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

void PageTest::settingsAndSeedAreTakenIntoTheComposer()
{
    Screen screen;
    screen.bench.generated(u"a bridge"_s);
    screen.select({screen.shown().first()});
    auto* prompt = screen.composer->findChild<TextArea*>();
    prompt->insertPlainText(u"typed before"_s);
    Q_EMIT screen.inspector->acts().actRequested(
        JobAct::Help); // no generation without a result
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

void PageTest::draftIsKeptAcrossShotsModelsAndRestarts()
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

void PageTest::pictureGoesAlongToAnotherModel()
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

void PageTest::unsuitableParameterIsSaidInTheComposer()
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

void PageTest::tabGoesThroughTheComposerAsItIsSeen()
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

void PageTest::ownAssetsArePastedFromAnotherShot()
{
    Screen screen;
    screen.bench.addPicture(1);
    screen.select(screen.shown());
    screen.key(Qt::Key_C, Qt::ControlModifier);
    screen.page.open(screen.bench.otherShot());
    QSignalSpy offered(&screen.page, &ShotPage::mediaOffered);
    screen.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(offered.count(), 0);
    QCOMPARE(screen.shown().size(), 1);
    // Anything else goes to the import.
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(u"/nowhere/frame.png"_s)});
    QApplication::clipboard()->setMimeData(data);
    screen.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(offered.count(), 1);
    QCOMPARE(offered.first().at(1).value<ShotId>(), screen.bench.otherShot());
}

void PageTest::copiedFilesHaveReadableNames()
{
    Screen screen;
    const AssetId first = screen.bench.addPicture(1);
    screen.bench.addPicture(2);
    screen.bench.addFailure(u"timeout"_s);
    // The number is that of the asset, whatever the filter hides.
    screen.feed->setFilter(FeedFilter::Images);
    screen.select({first});
    screen.key(Qt::Key_C, Qt::ControlModifier);
    const QList<QUrl> urls = QApplication::clipboard()->mimeData()->urls();
    QCOMPARE(urls.size(), 1);
    QCOMPARE(urls.first().fileName(), u"001_bridge_01.png"_s);
    QCOMPARE(samples::read(urls.first().toLocalFile()),
             samples::read(screen.bench.media().path(screen.bench.asset(first).sha256)));
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

void PageTest::textIsTakenToBeRefusedWithASentence()
{
    QMimeData text;
    text.setText(u"words"_s);
    QVERIFY(FeedView::takes(&text));
    QMimeData nothing;
    nothing.setData(u"application/x-other"_s, "1");
    QVERIFY(!FeedView::takes(&nothing));
}

void PageTest::pictureDroppedIntoASlotIsTakenWhenItComes()
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

void PageTest::pictureThatIsThereAlreadyFillsTheSlot()
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

void PageTest::refusedDropFillsNoSlotLater()
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
