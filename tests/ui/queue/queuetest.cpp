#include "ui/common/chip.h"
#include "ui/common/emptystate.h"
#include "ui/common/joberrortext.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"
#include "ui/queue/queuepage.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QListView>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(QList<JobAct>)
Q_DECLARE_METATYPE(raskadr::ui::JobRemedy)

namespace {

QueueLine line(JobState state, const QString& title = u"Bridge"_s)
{
    QueueLine line;
    line.row.generation.id = GenerationId::create();
    line.row.generation.prompt = u"a bridge"_s;
    line.row.job.generationId = line.row.generation.id;
    line.row.job.state = state;
    line.row.shot.id = ShotId::create();
    line.row.shot.title = title;
    line.row.projectId = ProjectId::create();
    return line;
}

// The page on a screen, with these lines.
struct Screen
{
    explicit Screen(const QList<QueueLine>& lines)
        : thumbnails([](const QString&, int) { return QString(); })
        , page(thumbnails)
    {
        page.resize(1280, 700);
        page.setLines(lines);
        page.show();
        page.activateWindow();
        list = page.findChild<QListView*>();
        list->setFocus();
    }
    const QueueLine& shown(int row) const { return model().line(row); }
    const QueueModel& model() const { return *qobject_cast<const QueueModel*>(list->model()); }
    // Presses the button of a row that is so many from the right.
    void press(int row, int fromRight)
    {
        const QRect place = list->visualRect(list->model()->index(row, 0));
        const QPoint at(place.right() - 20 - fromRight * 34, place.center().y());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at);
    }

    ThumbnailCache thumbnails;
    QueuePage page;
    QListView* list;
};

} // namespace

class QueueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelStaysSoundUnderChanges()
    {
        QueueModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QRandomGenerator random(11);
        QList<QueueLine> all;
        for (int i = 0; i < 10; ++i) {
            all.append(line(JobState::Queued));
        }
        const QList<JobState> states{JobState::Queued, JobState::Running, JobState::Done,
                                     JobState::Failed, JobState::Unknown, JobState::Canceled};
        const QList<QueueFilter> filters{QueueFilter::All,     QueueFilter::Working,
                                         QueueFilter::Waiting, QueueFilter::Failed,
                                         QueueFilter::Done,    QueueFilter::Canceled};
        for (int round = 0; round < 300; ++round) {
            QList<QueueLine> lines;
            for (QueueLine each : all) {
                each.row.job.state = states.at(random.bounded(static_cast<int>(states.size())));
                if (random.bounded(4) > 0) {
                    lines.insert(random.bounded(static_cast<int>(lines.size()) + 1), each);
                }
            }
            model.setLines(lines);
            model.setFilter(filters.at(random.bounded(static_cast<int>(filters.size()))));
            QList<QueueLine> expected;
            for (const QueueLine& each : lines) {
                if (passes(model.filter(), each.row.job.state)) {
                    expected.append(each);
                }
            }
            QCOMPARE(model.rowCount(), static_cast<int>(expected.size()));
            QCOMPARE(model.countOf(model.filter()), static_cast<int>(expected.size()));
            for (int row = 0; row < model.rowCount(); ++row) {
                QVERIFY(model.line(row) == expected.at(row));
            }
        }
    }

    void progressStaysWhenTheLinesAreReadAgain()
    {
        QList<QueueLine> lines{line(JobState::Running), line(JobState::Queued)};
        QueueModel model;
        model.setLines(lines);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setProgress(lines[0].row.generation.id, 0.4, 9000);
        QCOMPARE(changed.count(), 1);
        model.setLines(lines);
        QCOMPARE(model.line(0).standing.progress, 0.4);
        QCOMPARE(model.line(0).standing.remainingMs, 9000);
        QCOMPARE(model.line(1).standing.progress, 0.0);
        model.setProgress(GenerationId::create(), 1, 0);
        QCOMPARE(model.line(0).standing.progress, 0.4);
    }

    void aSentenceIsWholeInNarrowWindows()
    {
        // The longest ones in Russian have about as many letters.
        const QString sentence =
            u"The source picture is damaged or does not suit the model. Choose "
            "another one and repeat."_s;
        for (const int width : {1120, 1280, 1600, 1920}) {
            const QList<int> x = QueueDelegate::columns(width);
            const int room = x[4] - x[3] - 16;
            const int height =
                paintWrapped(nullptr, QRectF(0, 0, room, 0), sentence, TextStyle::Small, {});
            QVERIFY2(height <= 48, qPrintable(QString::number(width)));
        }
    }

    void selectionStaysWhenOthersComeAndGo()
    {
        QList<QueueLine> lines{line(JobState::Running), line(JobState::Queued),
                               line(JobState::Done)};
        Screen screen(lines);
        screen.list->setCurrentIndex(screen.list->model()->index(1, 0));
        lines.prepend(line(JobState::Queued));
        lines.removeAt(1);
        screen.page.setLines(lines);
        QCOMPARE(screen.list->currentIndex().row(), 1);
        QCOMPARE(screen.shown(1).row.generation.id, lines.at(1).row.generation.id);
        QVERIFY(screen.list->selectionModel()->isSelected(screen.list->currentIndex()));
    }

    void everyStateHasItsActs_data()
    {
        QTest::addColumn<JobState>("state");
        QTest::addColumn<QList<JobAct>>("acts");
        using enum JobAct;
        QTest::newRow("waiting") << JobState::Queued << QList{Cancel, ToShot};
        QTest::newRow("running") << JobState::Running << QList{Cancel, ToShot};
        QTest::newRow("importing") << JobState::Importing << QList{Cancel, ToShot};
        QTest::newRow("done") << JobState::Done << QList{Retry, ToShot};
        QTest::newRow("canceled") << JobState::Canceled << QList{Retry, ToShot};
        QTest::newRow("failed") << JobState::Failed << QList{Retry, Details, Forget, ToShot};
        QTest::newRow("unknown") << JobState::Unknown
                                 << QList{Help, Retry, Forget, Details, ToShot};
    }

    void everyStateHasItsActs()
    {
        QFETCH(JobState, state);
        QFETCH(QList<JobAct>, acts);
        const QueueLine each = line(state);
        QCOMPARE(QueueDelegate::acts(each), acts);
        for (const JobAct act : acts) {
            QVERIFY(!jobActText(act, each.row.job, each.standing).isEmpty());
            QVERIFY(!jobActIcon(act, each.row.job, each.standing).isEmpty());
        }
    }

    void everyClassOfErrorHasOneThingThatHelps_data()
    {
        QTest::addColumn<JobRemedy>("remedy");
        using enum JobRemedy;
        const std::pair<const char*, JobRemedy> classes[]{
            {"rate_limited", Repeat},
            {"busy", OtherModel},
            {"concurrency", Repeat},
            {"insufficient_funds", TopUp},
            {"quota_daily", OtherModel},
            {"auth_invalid", OpenProvider},
            {"auth_forbidden", OpenProvider},
            {"content_blocked_input", ChangeRequest},
            {"content_blocked_output", RepeatWithNewSeed},
            {"invalid_input", ChangeRequest},
            {"input_media_invalid", ChangeRequest},
            {"input_missing", ChangeRequest},
            {"input_unreachable", Repeat},
            {"model_gone", OtherModel},
            {"job_lost", Repeat},
            {"result_expired", Repeat},
            {"provider_failed", Repeat},
            {"timeout", Repeat},
            {"submit_unknown", Check},
            {"offline", Repeat},
            {"tls", OpenProvider},
            {"result_invalid", Repeat},
            {"disk_full", FreeSpace},
            {"local_not_running", OpenProvider},
            {"local_oom", ChangeRequest},
            {"local_missing", OtherModel},
            {"blocked_region", OpenProvider},
            {"agent_bad_json", Repeat},
            {"agent_refusal", ChangeRequest},
            {"internal", Repeat},
            {"what nobody knows", Repeat}};
        for (const auto& [name, remedy] : classes) {
            QTest::newRow(name) << remedy;
        }
    }

    void everyClassOfErrorHasOneThingThatHelps()
    {
        QFETCH(JobRemedy, remedy);
        QueueLine failed = line(JobState::Failed);
        failed.row.job.errorClass = QString::fromLatin1(QTest::currentDataTag());
        QCOMPARE(jobRemedy(failed.row.job), remedy);
        QVERIFY(!jobErrorTitle(failed.row.job).isEmpty());
        QVERIFY(!jobErrorText(failed.row.job).contains(u"%"_s));
        const QList<JobAct> acts = QueueDelegate::acts(failed);
        QCOMPARE(acts.contains(JobAct::Help), remedy != JobRemedy::Repeat);
        QVERIFY(acts.contains(JobAct::Retry));
        if (remedy != JobRemedy::Repeat) {
            failed.standing.billingAddress = u"https://lantern.example/billing"_s;
            QCOMPARE(jobActText(JobAct::Help, failed.row.job, failed.standing),
                     jobRemedyText(failed.row.job));
            QVERIFY(!jobRemedyText(failed.row.job).isEmpty());
        }
        QVERIFY(QueueDelegate::shownActs(failed).size() <= 4);
    }

    void waitsCountDown()
    {
        Job job;
        job.waitReason = WaitReason::Retry;
        job.errorClass = u"rate_limited"_s;
        job.notBeforeMs = 1'012'000;
        const QString at12 = jobWaitText(job, 1'000'000);
        const QString at5 = jobWaitText(job, 1'007'000);
        QVERIFY(at12 != at5);
        QVERIFY(at12.contains(u"12"_s));
        QVERIFY(!jobWaitText(job, 2'000'000).contains(u"%1"_s));
        job.errorClass.clear();
        QVERIFY(jobWaitText(job, 1'000'000).contains(u"12"_s));
    }

    void whatMayStillBeChargedIsSaid()
    {
        Job job;
        job.state = JobState::Canceled;
        QVERIFY(jobEndText(job, false).isEmpty());
        job.step = u"poll"_s;
        QVERIFY(!jobEndText(job, false).isEmpty());
        QVERIFY(jobEndText(job, true).isEmpty());
        job.costCharged = 0;
        QVERIFY(jobEndText(job, false).isEmpty());
        job.state = JobState::Done;
        job.cancelRequested = true;
        QVERIFY(!jobEndText(job, false).isEmpty());
        job.state = JobState::Failed;
        QVERIFY(jobErrorText(job).contains(u"charged"_s));
    }

    void whatWaitsForABusyProviderMayTakeAnotherModel()
    {
        using enum JobAct;
        QueueLine waiting = line(JobState::Queued);
        Job& job = waiting.row.job;
        job.waitReason = WaitReason::Retry;
        job.notBeforeMs = 1'000'000;
        for (const QString& errorClass : {u"busy"_s, u"quota_daily"_s}) {
            job.errorClass = errorClass;
            QCOMPARE(jobActs(job, waiting.standing), (QList{Help, Now, Cancel}));
            QCOMPARE(remedyOf(job, waiting.standing), JobRemedy::OtherModel);
            QCOMPARE(jobActText(Help, job, waiting.standing), u"Another model"_s);
            QCOMPARE(QueueDelegate::shownActs(waiting).size(), 4);
        }
        job.errorClass = u"rate_limited"_s;
        QCOMPARE(jobActs(job, waiting.standing), (QList{Now, Cancel}));
        // What the service has already is not taken away from it.
        job.errorClass = u"busy"_s;
        job.step = u"poll"_s;
        QCOMPARE(jobActs(job, waiting.standing), QList{Cancel});
    }

    void whatWaitsForAProgramNamesIt()
    {
        using enum JobAct;
        QueueLine waiting = line(JobState::Queued);
        Job& job = waiting.row.job;
        job.waitReason = WaitReason::Offline;
        job.notBeforeMs = 1'000'000;
        job.errorClass = u"local_not_running"_s;
        waiting.standing = standingOf(waiting.row.generation, job, {u"ComfyUI"_s, {}, {}});
        QVERIFY(waitingText(waiting.standing, job, 990'000).startsWith(u"ComfyUI does not run"_s));
        QVERIFY(!jobWaitText(job).contains(u"%"_s));
        QCOMPARE(jobActs(job, waiting.standing), (QList{Help, Now, Cancel}));
        QCOMPARE(remedyOf(job, waiting.standing), JobRemedy::OpenProvider);
    }

    void whatStandsInTheWayHasItsAct()
    {
        QueueLine waiting = line(JobState::Queued);
        waiting.standing.block = JobBlock::Limit;
        QCOMPARE(QueueDelegate::acts(waiting).first(), JobAct::Money);
        waiting.standing.block = JobBlock::ProviderPaused;
        QCOMPARE(QueueDelegate::acts(waiting).first(), JobAct::Resume);
    }

    void buttonsOfALineAreWishes()
    {
        Screen screen({line(JobState::Failed), line(JobState::Done), line(JobState::Running)});
        QList<std::pair<GenerationId, JobAct>> acts;
        connect(&screen.page, &QueuePage::acted, &screen.page,
                [&](const QueueLine& pressed, JobAct act) {
                    acts.append({pressed.row.generation.id, act});
                });
        const auto id = [&](int row) { return screen.shown(row).row.generation.id; };
        for (int fromRight = 0; fromRight < 4; ++fromRight) {
            screen.press(0, fromRight);
        }
        screen.press(1, 1);
        screen.press(2, 1);
        using enum JobAct;
        QCOMPARE(acts,
                 (QList<std::pair<GenerationId, JobAct>>{{id(0), ToShot},
                                                         {id(0), Forget},
                                                         {id(0), Details},
                                                         {id(0), Retry},
                                                         {id(1), Retry},
                                                         {id(2), Cancel}}));
    }

    void keysActOnTheLine()
    {
        Screen screen({line(JobState::Running), line(JobState::Failed), line(JobState::Done)});
        QList<JobAct> acts;
        connect(&screen.page, &QueuePage::acted, &screen.page,
                [&](const QueueLine&, JobAct act) { acts.append(act); });
        for (int row = 0; row < 3; ++row) {
            screen.list->setCurrentIndex(screen.list->model()->index(row, 0));
            QTest::keyClick(screen.list, Qt::Key_Delete);
        }
        QCOMPARE(acts, (QList{JobAct::Cancel, JobAct::Forget}));
    }

    void moneyIsPutInWhereTheProviderTakesIt()
    {
        QueueLine failed = line(JobState::Failed);
        failed.row.job.errorClass = u"insufficient_funds"_s;
        QCOMPARE(remedyOf(failed.row.job, failed.standing), JobRemedy::OpenProvider);
        const QString settings = jobActText(JobAct::Help, failed.row.job, failed.standing);
        failed.standing.billingAddress = u"https://lantern.example/billing"_s;
        QCOMPARE(remedyOf(failed.row.job, failed.standing), JobRemedy::TopUp);
        QVERIFY(jobActText(JobAct::Help, failed.row.job, failed.standing) != settings);
    }

    void whatTheServiceRefusedIsNamed()
    {
        QueueLine failed = line(JobState::Failed);
        Job& job = failed.row.job;
        job.errorClass = u"invalid_input"_s;
        const QString unnamed = standingOf(failed.row.generation, job, {}).errorText;
        job.errorParameter = u"duration"_s;
        QVERIFY(standingOf(failed.row.generation, job, {}).errorText.contains(u"duration"_s));
        const QString sentence = u"The setting “Length” does not suit this model: 5 or 10 s."_s;
        QCOMPARE(standingOf(failed.row.generation, job, {{}, {}, sentence}).errorText, sentence);
        QVERIFY(unnamed != sentence);
        QCOMPARE(jobRemedy(job), JobRemedy::ChangeRequest);
        // Where nobody gives pictures an address, the provider's settings help.
        job.errorClass = u"input_unreachable"_s;
        QCOMPARE(jobRemedy(job), JobRemedy::Repeat);
        job.errorParameter = u"relay"_s;
        QCOMPARE(jobRemedy(job), JobRemedy::OpenProvider);
        QVERIFY(!jobRemedyText(job).isEmpty());
    }

    void aThousandNewLinesComeInOneStep()
    {
        QueueModel model;
        QList<QueueLine> lines{line(JobState::Done), line(JobState::Done)};
        model.setLines(lines);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
        for (int i = 0; i < 1000; ++i) {
            lines.insert(i, line(JobState::Queued));
        }
        model.setLines(lines);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(model.rowCount(), 1002);
        // One that is finished goes down past all others in one step, too.
        QueueLine first = lines.takeFirst();
        first.row.job.state = JobState::Done;
        lines.insert(999, first);
        model.setLines(lines);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(inserted.count(), 1);
        QVERIFY(model.line(999) == first);
    }

    void filtersCountAndEmptyQueueSaysSo()
    {
        Screen screen({line(JobState::Failed), line(JobState::Done), line(JobState::Done)});
        QHash<QString, int> counts;
        Chip* failed = nullptr;
        for (Chip* chip : screen.page.findChildren<Chip*>()) {
            if (chip->isVisible()) {
                counts.insert(chip->text(), chip->count());
            }
            if (chip->text() == u"Error"_s) {
                failed = chip;
            }
        }
        QCOMPARE(counts, (QHash<QString, int>{{u"All"_s, 3}, {u"Error"_s, 1}, {u"Done"_s, 2}}));
        QTest::mouseClick(failed, Qt::LeftButton);
        QCOMPARE(screen.model().rowCount(), 1);
        QVERIFY(!screen.page.findChild<EmptyState*>()->isVisible());
        screen.page.setLines({});
        QVERIFY(screen.page.findChild<EmptyState*>()->isVisible());
    }

    void columnsNeverOverlap_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {992, 1060, 1152, 1240, 1400, 1792, 1800}) {
            QTest::addRow("%d", width) << width;
        }
    }

    void columnsNeverOverlap()
    {
        QFETCH(int, width);
        const QList<int> columns = QueueDelegate::columns(width);
        for (int i = 1; i < columns.size(); ++i) {
            // In narrow windows the model has no column of its own and goes below the prompt.
            QVERIFY(columns[i] > columns[i - 1] || (width < 1300 && i == 3));
        }
        QVERIFY(columns.last() < width - 200);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    QueueTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "queuetest.moc"
