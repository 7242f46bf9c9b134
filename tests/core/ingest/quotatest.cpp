#include "core/ingest/importer.h"
#include "tests/support/diskfault.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// A picture out of the clipboard that the disk has no room for.
class QuotaTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureWaitsForRoom_data()
    {
        QTest::addColumn<int>("code");
        QTest::newRow("full") << ENOSPC;
        QTest::newRow("no more of its quota") << EDQUOT;
    }

    void aPictureWaitsForRoom()
    {
        QFETCH(int, code);
        const QTemporaryDir folder;
        const auto store =
            Store::open(folder.filePath(u"library.db"_s), Store::Mode::ReadWrite).value();
        const MediaFolder media(folder.path());
        const Account vera = rows::account(u"vera"_s);
        const Project film = rows::project(vera.id);
        QVERIFY(rows::write(*store, vera.id, [&](Repositories& r) {
            r.accounts.insert(vera);
            r.projects.insert(film);
        }));
        std::atomic<qint64> freeBytes = 0;
        QThreadPool pool;
        SystemClock clock;
        RoomWatch room(
            pool, [&] { return freeBytes.load(); }, 1);
        Importer importer(*store, media, clock, folder.filePath(u"scratch"_s));
        importer.waitForRoom(room);
        QSignalSpy finished(&importer, &Importer::finished);
        ImportRun run;
        run.accountId = vera.id;
        run.projectId = film.id;
        {
            const test::DiskFault disk("/scratch/", code);
            importer.startPicture(run, samples::encoded(samples::picture(64, 36), "PNG"),
                                  u"маяк.png"_s);
            QTRY_COMPARE(finished.size(), 1);
            QVERIFY(disk.met() > 0);
            QTRY_VERIFY(room.isWaiting());
        }
        freeBytes = 1LL << 40;
        QTRY_COMPARE(finished.size(), 2);
        QCOMPARE(finished[1][0].value<ImportReport>().assets.size(), 1);
        pool.waitForDone();
    }
};

QTEST_GUILESS_MAIN(QuotaTest)
#include "quotatest.moc"
