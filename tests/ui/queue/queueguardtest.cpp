#include "tests/support/widgettests.h"
#include "ui/common/thumbnailcache.h"
#include "ui/queue/queuepage.h"

#include <QListView>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QueueLine line(JobState state)
{
    QueueLine line;
    line.row.generation.id = GenerationId::create();
    line.row.job.generationId = line.row.generation.id;
    line.row.job.state = state;
    line.row.shot.id = ShotId::create();
    line.row.projectId = ProjectId::create();
    return line;
}

QueueLine inTrash(JobState state)
{
    QueueLine line = ::line(state);
    line.row.inTrash = true;
    return line;
}

// The page on a screen, with these lines, and what it wished for.
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
        QObject::connect(&page, &QueuePage::acted, &page,
                         [this](const QueueLine&, JobAct act) { acts.append(act); });
    }
    void hold(Qt::Key key)
    {
        for (const bool again : {false, true, true, true}) {
            QKeyEvent event(QEvent::KeyPress, key, {}, QString(), again);
            QApplication::sendEvent(list, &event);
        }
    }

    ThumbnailCache thumbnails;
    QueuePage page;
    QListView* list;
    QList<JobAct> acts;
};

} // namespace

// What the queue does not do.
class QueueGuardTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noWayLeadsIntoTheTrash()
    {
        for (const JobState state : {JobState::Done, JobState::Failed, JobState::Running}) {
            QVERIFY(QueueDelegate::acts(line(state)).contains(JobAct::ToShot));
            QVERIFY(!QueueDelegate::acts(inTrash(state)).contains(JobAct::ToShot));
        }
        Screen screen({inTrash(JobState::Done), line(JobState::Done)});
        for (int row = 0; row < 2; ++row) {
            const QModelIndex index = screen.list->model()->index(row, 0);
            screen.list->setCurrentIndex(index);
            QTest::keyClick(screen.list, Qt::Key_Return);
            const QPoint at = screen.list->visualRect(index).topLeft() + QPoint(200, 30);
            QTest::mouseClick(screen.list->viewport(), Qt::LeftButton, {}, at);
            QTest::mouseDClick(screen.list->viewport(), Qt::LeftButton, {}, at);
        }
        QVERIFY(!screen.acts.isEmpty());
        QCOMPARE(screen.acts.count(JobAct::ToShot), screen.acts.size());
        screen.acts.clear();
        screen.list->setCurrentIndex(screen.list->model()->index(0, 0));
        QTest::keyClick(screen.list, Qt::Key_Return);
        QVERIFY(screen.acts.isEmpty());
    }

    void aRequestInTheTrashIsNotChanged()
    {
        QueueLine failed = line(JobState::Failed);
        failed.row.job.errorClass = u"content_blocked_input"_s;
        QVERIFY(QueueDelegate::acts(failed).contains(JobAct::Help));
        failed.row.inTrash = true;
        QVERIFY(!QueueDelegate::acts(failed).contains(JobAct::Help));
        // What helps elsewhere still does.
        failed.row.job.errorClass = u"auth_invalid"_s;
        QVERIFY(QueueDelegate::acts(failed).contains(JobAct::Help));
    }

    void aHeldKeyGivesOneOfThemUp()
    {
        Screen screen({line(JobState::Failed), line(JobState::Failed)});
        screen.list->setCurrentIndex(screen.list->model()->index(0, 0));
        screen.hold(Qt::Key_Delete);
        QCOMPARE(screen.acts, QList{JobAct::Forget});
    }

    void aLibraryThatIsOnlyReadIsOnlyLookedAt()
    {
        for (const JobState state :
             {JobState::Queued, JobState::Running, JobState::Done, JobState::Unknown}) {
            QueueLine each = line(state);
            each.readOnly = true;
            for (const JobAct act : QueueDelegate::acts(each)) {
                QVERIFY(act == JobAct::Details || act == JobAct::ToShot);
            }
        }
    }
};

int main(int argc, char** argv)
{
    return raskadr::test::runWidgetTests<QueueGuardTest>(argc, argv);
}

#include "queueguardtest.moc"
