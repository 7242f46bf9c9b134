#include "feedtest.h"

#include "screen.h"
#include "tests/support/samples.h"
#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/emptystate.h"
#include "ui/common/jobacts.h"
#include "ui/common/joberrortext.h"
#include "ui/common/textlabels.h"
#include "ui/shot/inspectoracts.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QJsonDocument>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

void FeedTest::modelStaysSoundUnderChanges()
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

void FeedTest::rejectedAssetsAreBehindTheirFilter()
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

void FeedTest::trashIsBehindItsFilterAndGivesBack()
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

void FeedTest::theNextIsSelectedWhenASelectedOneGoes()
{
    Screen screen;
    const AssetId oldest = screen.bench.addPicture(1);
    const AssetId older = screen.bench.addPicture(2);
    const AssetId newest = screen.bench.addPicture(3);
    screen.select({newest});
    screen.key(Qt::Key_Delete);
    QCOMPARE(screen.feed->view().selectedAssets(), QList<AssetId>{older});
    screen.key(Qt::Key_Delete);
    QCOMPARE(screen.feed->view().selectedAssets(), QList<AssetId>{oldest});
}

void FeedTest::emptyShotAndEmptyFilterSaySo()
{
    Screen screen;
    const QString nothing = screen.emptyHeading();
    QVERIFY(!nothing.isEmpty());
    for (const WrapLabel* label : screen.page.findChildren<WrapLabel*>()) {
        if (label->isVisible() && qobject_cast<EmptyState*>(label->parentWidget())) {
            QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                     qPrintable(label->text()));
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

void FeedTest::failedCardOffersTheActThatHelps_data()
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

void FeedTest::failedCardOffersTheActThatHelps()
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

void FeedTest::detailsShowWhatTheServiceSaidAsPlainText()
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

void FeedTest::whatStandsInTheWayIsSaidOnTheCard()
{
    Screen screen;
    const GenerationId waiting = screen.bench.addFailure(u"timeout"_s);
    Job job = *screen.bench.job(waiting);
    job.state = JobState::Queued;
    job.errorClass = u"rate_limited"_s;
    job.waitReason = WaitReason::Retry;
    job.notBeforeMs = screen.bench.clock().nowMs() + 3'600'000;
    screen.bench.write([&](Repositories& repositories) { repositories.jobs.update(job); });
    const FeedItem later = screen.feed->model().item(0);
    const qint64 now = screen.bench.clock().nowMs();
    QVERIFY(waitingText(later.standing, later.job->job, now)
            != waitingText(later.standing, later.job->job, now + 60'000));
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

void FeedTest::waitingCardMakesRoomForAnotherModel()
{
    Screen screen;
    const GenerationId waiting = screen.bench.addFailure(u"busy"_s);
    Job job = *screen.bench.job(waiting);
    job.state = JobState::Queued;
    job.waitReason = WaitReason::Retry;
    job.notBeforeMs = screen.bench.clock().nowMs() + 3'600'000;
    screen.bench.write([&](Repositories& repositories) { repositories.jobs.update(job); });
    const FeedItem card = screen.feed->model().item(0);
    QCOMPARE(jobActs(card.job->job, card.standing).first(), JobAct::Help);
    screen.clickCard(0, {30, -25}, Qt::BottomLeftCorner);
    QTRY_COMPARE_WITH_TIMEOUT(screen.composer->draft().prompt, u"a broken bridge"_s, patienceMs);
    // It is not sent any more, and can be brought back.
    QCOMPARE(screen.bench.job(waiting)->state, JobState::Canceled);
    QVERIFY(!screen.bench.job(waiting)->forgotten);
    QCOMPARE(screen.bench.generations().size(), 1);
}

void FeedTest::failedCardIsForgottenWithDelete()
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

void FeedTest::ownAssetsArePastedFromAnotherShot()
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

void FeedTest::copiedFilesHaveReadableNames()
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

void FeedTest::textIsTakenToBeRefusedWithASentence()
{
    QMimeData text;
    text.setText(u"words"_s);
    QVERIFY(FeedView::takes(&text));
    QMimeData nothing;
    nothing.setData(u"application/x-other"_s, "1");
    QVERIFY(!FeedView::takes(&nothing));
}
