#include "core/media/publishcopy.h"
#include "tests/support/diskfault.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// The last step of a film's copy on a disk that does not take it.
class SealFaultTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQuotaIsAFullDisk_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("full") << ENOSPC << ErrorKind::DiskFull;
        QTest::newRow("no more of its quota") << EDQUOT << ErrorKind::DiskFull;
        QTest::newRow("broken") << EIO << ErrorKind::Storage;
    }

    void aQuotaIsAFullDisk()
    {
        QFETCH(int, code);
        QFETCH(ErrorKind, kind);
        const QTemporaryDir folder;
        const QString film = folder.filePath(u"film.mp4"_s);
        QCOMPARE(samples::film(film, 12), QString());
        QVERIFY(QDir(folder.path()).mkdir(u"out"_s));
        const test::DiskFault disk("/out/", code, 1); // the film itself is written
        const auto written = writeCleanCopy(film, folder.filePath(u"out/copy.mp4"_s));
        QVERIFY(!written);
        QCOMPARE(written.error().kind, kind);
        QVERIFY(disk.met() > 0);
        QVERIFY(QDir(folder.filePath(u"out"_s)).isEmpty(QDir::Files | QDir::Hidden));
    }
};

QTEST_GUILESS_MAIN(SealFaultTest)
#include "sealfaulttest.moc"
