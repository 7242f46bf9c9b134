#include "netfixture.h"
#include "tests/support/diskfault.h"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace raskadr;
using namespace raskadr::nettest;
using namespace Qt::Literals::StringLiterals;

// Answers that go to a file on a disk that does not take them.
class FaultyDiskTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheDiskSaysIsToldApart_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("fault");
        QTest::newRow("full") << ENOSPC << u"disk_full"_s;
        QTest::newRow("no more of its quota") << EDQUOT << u"disk_full"_s;
        QTest::newRow("broken") << EIO << u"file_failed"_s;
        QTest::newRow("read-only") << EROFS << u"file_failed"_s;
    }

    void whatTheDiskSaysIsToldApart()
    {
        QFETCH(int, code);
        QFETCH(QString, fault);
        FakeService fake(script({QJsonObject{{u"name"_s, u"api"_s}, {u"kind"_s, u"http"_s}}},
                                {object(R"({"on":"api","expect":{"method":"GET","path":"/film"},
                        "answer":{"repeat":"0123456789","count":50000}})")}));
        const QTemporaryDir folder;
        const test::DiskFault disk("film.part", code);
        HttpRequest request = localRequest(fake, "/film");
        request.target = ToFile{folder.filePath(u"film.part"_s)};
        CurlClient client;
        QCOMPARE(outcome(sendAndWait(client, request)), fault);
        QVERIFY(disk.met() > 0);
        QVERIFY(!QFile::exists(folder.filePath(u"film.part"_s)));
    }
};

QTEST_GUILESS_MAIN(FaultyDiskTest)
#include "faultydisktest.moc"
