#include "app/desktop/noticegrouper.h"

#include <QSignalSpy>
#include <QTest>

using namespace raskadr::desktop;

class NoticeGrouperTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTwentyResultsInThreeNoticesAtMost()
    {
        NoticeGrouper grouper;
        QSignalSpy notices(&grouper, &NoticeGrouper::noticeDue);
        grouper.setWatched(false);
        for (int i = 0; i < 20; ++i) {
            grouper.noteResult(i % 7 != 6);
        }
        grouper.noteIdle();
        grouper.noteIdle();
        QCOMPARE(notices.size(), 3);
    }

    void keepsSilentWhileSomebodyLooks()
    {
        NoticeGrouper grouper;
        QSignalSpy notices(&grouper, &NoticeGrouper::noticeDue);
        grouper.noteResult(true);
        grouper.noteResult(false);
        grouper.noteIdle();
        QCOMPARE(notices.size(), 0);
    }

    void beginsAnewAfterALook()
    {
        NoticeGrouper grouper;
        QSignalSpy notices(&grouper, &NoticeGrouper::noticeDue);
        grouper.setWatched(false);
        grouper.noteResult(true);
        grouper.setWatched(true);
        grouper.setWatched(false);
        grouper.noteResult(true);
        grouper.noteIdle();
        QCOMPARE(notices.size(), 2);
    }
};

QTEST_GUILESS_MAIN(NoticeGrouperTest)
#include "noticegroupertest.moc"
