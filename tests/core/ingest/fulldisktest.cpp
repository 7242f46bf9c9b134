#include "core/ingest/importer.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QImage>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

// About 2 MB that no format makes smaller.
QByteArray noise(int seed)
{
    QImage image(800, 800, QImage::Format_RGB32);
    QRandomGenerator random{quint32(seed)};
    random.fillRange(reinterpret_cast<quint32*>(image.bits()), image.sizeInBytes() / 4);
    return samples::encoded(image, "png");
}

} // namespace

// Imports that meet a full disk and go on by themselves.
class FullDiskTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<MediaFolder> m_media;
    SystemClock m_clock;
    QThreadPool m_pool;
    std::atomic<qint64> m_told = 0; // what the watch hears of
    Account m_vera = rows::account(u"vera"_s);
    Project m_film;

    QString at(const QString& name) const { return m_folder->filePath(name); }
    QByteArray disk() const { return at(u"disk"_s).toUtf8(); }
    ImportRun run(const QStringList& paths = {}) const
    {
        ImportRun run;
        run.accountId = m_vera.id;
        run.projectId = m_film.id;
        run.paths = paths;
        return run;
    }
    qsizetype shots() const
    {
        return m_store
            ->read(m_vera.id,
                   [this](const Repositories& r) { return r.shots.order(m_film.id).size(); })
            .value_or(-1);
    }
    void enlarge()
    {
        QCOMPARE(::mount("none", disk().constData(), "tmpfs", MS_REMOUNT, "size=256m"), 0);
        m_told = 1LL << 40;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_told = 0;
        QVERIFY(QDir().mkpath(at(u"disk"_s)) && QDir().mkpath(at(u"in"_s)));
        if (::mount("none", disk().constData(), "tmpfs", 0, "size=20m") != 0) {
            QSKIP("making a small disk needs the right to mount");
        }
        auto opened = Store::open(at(u"disk/library.db"_s), Store::Mode::ReadWrite);
        QVERIFY(opened);
        m_store = std::move(*opened);
        m_media = std::make_unique<MediaFolder>(at(u"disk"_s));
        m_film = rows::project(m_vera.id);
        QVERIFY(rows::write(*m_store, m_vera.id, [this](Repositories& r) {
            r.accounts.insert(m_vera);
            r.projects.insert(m_film);
        }));
    }
    void cleanup()
    {
        m_pool.waitForDone();
        m_store.reset();
        ::umount2(disk().constData(), MNT_DETACH);
    }

    void theRestOfAFolderGoesInByItself()
    {
        for (int i = 1; i <= 6; ++i) {
            QVERIFY(samples::write(at(u"in/%1.png"_s.arg(i)), noise(i)));
        }
        RoomWatch room(
            m_pool, [this] { return m_told.load(); }, 1);
        Importer importer(*m_store, *m_media, m_clock, at(u"scratch"_s));
        importer.waitForRoom(room);
        QSignalSpy finished(&importer, &Importer::finished);
        importer.start(run({at(u"in"_s)}));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patienceMs);
        const auto full = finished[0][0].value<ImportReport>();
        QVERIFY(full.stoppedBy && full.stoppedBy->kind == ErrorKind::DiskFull);
        QVERIFY(room.isWaiting());
        QVERIFY(full.waiting > 0);

        enlarge();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, patienceMs);
        const auto whole = finished[1][0].value<ImportReport>();
        QVERIFY(whole.run.finished);
        QCOMPARE(whole.assets.size(), 6);
        QCOMPARE(shots(), 6);
    }

    void aPictureWithoutAFileIsKeptUntilThen()
    {
        QFile ballast(at(u"disk/ballast"_s));
        QVERIFY(ballast.open(QIODevice::WriteOnly));
        while (ballast.write(QByteArray(1 << 20, 'x')) == 1 << 20 && ballast.flush()) { }
        ballast.close();
        RoomWatch room(
            m_pool, [this] { return m_told.load(); }, 1);
        Importer importer(*m_store, *m_media, m_clock, at(u"disk/scratch"_s));
        importer.waitForRoom(room);
        QSignalSpy finished(&importer, &Importer::finished);
        importer.startPicture(run(), noise(1), u"маяк.png"_s);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patienceMs);
        QTRY_VERIFY(room.isWaiting());

        enlarge();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, patienceMs);
        QCOMPARE(finished[1][0].value<ImportReport>().assets.size(), 1);
        QCOMPARE(shots(), 1);
    }

    void whatWasGivenUpDoesNotComeBack()
    {
        for (int i = 1; i <= 6; ++i) {
            QVERIFY(samples::write(at(u"in/%1.png"_s.arg(i)), noise(i)));
        }
        RoomWatch room(
            m_pool, [this] { return m_told.load(); }, 1);
        Importer importer(*m_store, *m_media, m_clock, at(u"scratch"_s));
        importer.waitForRoom(room);
        QSignalSpy finished(&importer, &Importer::finished);
        const ImportRunId id = importer.start(run({at(u"in"_s)}));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patienceMs);
        importer.cancel(id);
        QSignalSpy roomThere(&room, &RoomWatch::roomThere);
        enlarge();
        QTRY_COMPARE_WITH_TIMEOUT(roomThere.size(), 1, patienceMs);
        QVERIFY(!importer.isRunning());
        QCOMPARE(finished.size(), 1);
    }
};

QTEST_GUILESS_MAIN(FullDiskTest)
#include "fulldisktest.moc"
