#include "ui/common/chip.h"
#include "ui/common/dialog.h"
#include "ui/common/emptystate.h"
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

Q_DECLARE_METATYPE(QList<QueueAct>)

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
        QCOMPARE(model.line(0).progress, 0.4);
        QCOMPARE(model.line(0).remainingMs, 9000);
        QCOMPARE(model.line(1).progress, 0.0);
        model.setProgress(GenerationId::create(), 1, 0);
        QCOMPARE(model.line(0).progress, 0.4);
    }

    void aSentenceIsWholeInNarrowWindows()
    {
        // The longest ones in Russian have about as many letters.
        const QString sentence = u"The source picture is damaged or does not suit the model. Choose "
                                 "another one and repeat."_s;
        for (const int width : {1120, 1280, 1600, 1920}) {
            const QList<int> x = QueueDelegate::columns(width);
            const int room = x[4] - x[3] - 16;
            const int height = paintWrapped(nullptr, QRectF(0, 0, room, 0), sentence, TextStyle::Small, {});
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
        QTest::addColumn<QList<QueueAct>>("acts");
        using enum QueueAct;
        QTest::newRow("waiting") << JobState::Queued << QList{Cancel, ToShot};
        QTest::newRow("running") << JobState::Running << QList{Cancel, ToShot};
        QTest::newRow("importing") << JobState::Importing << QList{Cancel, ToShot};
        QTest::newRow("done") << JobState::Done << QList{Retry, ToShot};
        QTest::newRow("canceled") << JobState::Canceled << QList{Retry, ToShot};
        QTest::newRow("failed") << JobState::Failed << QList{Retry, Details, Forget, ToShot};
        QTest::newRow("unknown") << JobState::Unknown << QList{Retry, Details, Forget, ToShot};
    }

    void everyStateHasItsActs()
    {
        QFETCH(JobState, state);
        QFETCH(QList<QueueAct>, acts);
        QCOMPARE(QueueDelegate::acts(line(state)), acts);
        for (const QueueAct act : acts) {
            QVERIFY(!QueueDelegate::actText(act).isEmpty());
        }
    }

    void buttonsOfALineAreWishes()
    {
        Screen screen({line(JobState::Failed), line(JobState::Done), line(JobState::Running)});
        QSignalSpy shot(&screen.page, &QueuePage::shotRequested);
        QSignalSpy forget(&screen.page, &QueuePage::forgetRequested);
        QSignalSpy retry(&screen.page, &QueuePage::retryRequested);
        QSignalSpy repeat(&screen.page, &QueuePage::repeatRequested);
        QSignalSpy cancel(&screen.page, &QueuePage::cancelRequested);
        screen.press(0, 0);
        QCOMPARE(shot.count(), 1);
        QCOMPARE(shot.first().at(0).value<ShotId>(), screen.shown(0).row.shot.id);
        QCOMPARE(shot.first().at(1).value<ProjectId>(), screen.shown(0).row.projectId);
        screen.press(0, 1);
        QCOMPARE(forget.count(), 1);
        screen.press(0, 3);
        QCOMPARE(retry.count(), 1);
        QCOMPARE(retry.first().first().value<GenerationId>(), screen.shown(0).row.generation.id);
        // What is done is made once more, what is not is tried again.
        screen.press(1, 1);
        QCOMPARE(repeat.count(), 1);
        QCOMPARE(retry.count(), 1);
        screen.press(2, 1);
        QCOMPARE(cancel.count(), 1);
        screen.press(0, 2);
        Dialog* details = Dialog::topmost(&screen.page);
        QVERIFY(details);
        details->reject();
    }

    void keysActOnTheLine()
    {
        Screen screen({line(JobState::Running), line(JobState::Failed), line(JobState::Done)});
        QSignalSpy cancel(&screen.page, &QueuePage::cancelRequested);
        QSignalSpy forget(&screen.page, &QueuePage::forgetRequested);
        for (int row = 0; row < 3; ++row) {
            screen.list->setCurrentIndex(screen.list->model()->index(row, 0));
            QTest::keyClick(screen.list, Qt::Key_Delete);
        }
        QCOMPARE(cancel.count(), 1);
        QCOMPARE(forget.count(), 1);
    }

    void detailsShowWhatTheEngineSaid()
    {
        QueueLine failed = line(JobState::Failed);
        failed.errorText = u"It did not work."_s;
        failed.row.job.errorDetail = u"IEND is missing"_s;
        Screen screen({failed});
        screen.press(0, 2);
        Dialog* details = Dialog::topmost(&screen.page);
        QVERIFY(details);
        QVERIFY(
            details->findChild<SelectableText*>()->toPlainText().contains(u"IEND is missing"_s));
        details->reject();
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
        for (const int width : {992, 1152, 1400, 1792, 1800}) {
            QTest::addRow("%d", width) << width;
        }
    }

    void columnsNeverOverlap()
    {
        QFETCH(int, width);
        const QList<int> columns = QueueDelegate::columns(width);
        for (int i = 1; i < columns.size(); ++i) {
            QVERIFY(columns[i] > columns[i - 1]);
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
