#include "core/base/failpoint.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/roomwatch.h"
#include "core/base/runasync.h"
#include "tests/support/process.h"

#include <QDateTime>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

qint64 millisecondsOf(const QUuid& id)
{
    return id.toString(QUuid::Id128).left(12).toLongLong(nullptr, 16);
}

// Holds threads up until it is opened.
class Gate
{
public:
    void open()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_open = true;
        }
        m_changed.notify_all();
    }
    void pass()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_open; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
};

int child(const QString&, const QStringList& arguments)
{
    for (int i = 0; i < arguments[0].toInt(); ++i) {
        failpoint("here");
        failpoint("here-too");
    }
    return 0;
}

} // namespace

class BaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- ids

    void makesIdsThatSortByTheTimeTheyWereMade()
    {
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        QString last;
        for (int i = 0; i < 100'000; ++i) {
            const QString next = makeUuidV7().toString(QUuid::WithoutBraces);
            QVERIFY2(last < next, qPrintable(last + u' ' + next));
            last = next;
        }
        const QUuid id(last);
        QCOMPARE(last[14], u'7');
        QCOMPARE(id.variant(), QUuid::DCE);
        QVERIFY(millisecondsOf(id) >= before);
    }

    void makesIdsInManyThreadsWithoutRepeatingOne()
    {
        constexpr int threadCount = 8;
        constexpr int each = 5000;
        std::array<QList<QUuid>, threadCount> made;
        {
            std::vector<std::jthread> threads;
            for (QList<QUuid>& ids : made) {
                threads.emplace_back([&ids] {
                    for (int i = 0; i < each; ++i) {
                        ids.append(makeUuidV7());
                    }
                });
            }
        }
        QSet<QUuid> all;
        for (const QList<QUuid>& ids : made) {
            QVERIFY(std::is_sorted(ids.begin(), ids.end(), [](const QUuid& a, const QUuid& b) {
                return a.toRfc4122() < b.toRfc4122();
            }));
            all.unite(QSet<QUuid>(ids.begin(), ids.end()));
        }
        QCOMPARE(all.size(), threadCount * each);
    }

    void readsWhatItWroteAndNothingElse()
    {
        const ShotId id = ShotId::create();
        QCOMPARE(ShotId::fromString(id.toString()), id);
        QCOMPARE(id.tail(), id.toString().right(8));
        QVERIFY(ShotId().isNull());
        for (const QString& text : {u""_s, u"7"_s, id.toString().chopped(1), u"x"_s.repeated(36)}) {
            QVERIFY2(ShotId::fromString(text).isNull(), qPrintable(text));
        }
    }

    // --- errors

    void givesEveryErrorANameOfItsOwn()
    {
        QSet<QString> names;
        for (int i = 0; i <= int(ErrorKind::Internal); ++i) {
            const QString name = errorKindName(ErrorKind(i));
            QCOMPARE(errorKindFromName(name), ErrorKind(i));
            names.insert(name);
        }
        QCOMPARE(names.size(), int(ErrorKind::Internal) + 1);
        QCOMPARE(errorKindFromName(u"of the future"_s), ErrorKind::Internal);
    }

    void carriesAValueOrAnError()
    {
        const Result<int> good = 7;
        const Result<int> bad = failure(ErrorKind::DiskFull, u"detail"_s, u"subject"_s, 42);
        QCOMPARE(*good, 7);
        QVERIFY(!bad);
        QCOMPARE(bad.error(), (Error{ErrorKind::DiskFull, u"detail"_s, u"subject"_s, 42}));
    }

    // --- work in a pool

    void bringsTheAnswerToTheThreadOfTheContext()
    {
        QThreadPool pool;
        Qt::HANDLE worked = nullptr;
        Qt::HANDLE answered = nullptr;
        int answer = 0;
        const AsyncHandle handle = runAsync(
            pool, this,
            [&worked](const std::stop_token&) {
                worked = QThread::currentThreadId();
                return 7;
            },
            [&](int value) {
                answered = QThread::currentThreadId();
                answer = value;
            });
        QTRY_COMPARE_WITH_TIMEOUT(answer, 7, patienceMs);
        QCOMPARE(answered, QThread::currentThreadId());
        QVERIFY(worked != answered);
    }

    void dropsTheAnswerOfAHandleThatIsGone()
    {
        Gate begun;
        Gate gate;
        QThreadPool pool;
        std::atomic<bool> stopped = false;
        bool told = false;
        {
            const AsyncHandle handle = runAsync(
                pool, this,
                [&](const std::stop_token& stop) {
                    begun.open();
                    gate.pass();
                    stopped = stop.stop_requested();
                    return 1;
                },
                [&told](int) { told = true; });
            begun.pass();
        }
        gate.open();
        pool.waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(stopped);
        QVERIFY(!told);
    }

    void dropsAnAnswerThatIsStaleByTheTimeItArrives()
    {
        QThreadPool pool;
        QStringList told;
        const auto work = [](const QString& text) {
            return [text](const std::stop_token&) { return text; };
        };
        const auto note = [&told](const QString& text) { told.append(text); };
        AsyncHandle handle = runAsync(pool, this, work(u"first"_s), note);
        pool.waitForDone(); // its answer is on the way to this thread
        handle = runAsync(pool, this, work(u"second"_s), note);
        QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), patienceMs);
        pool.waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(told, QStringList{u"second"_s});
    }

    void dropsTheAnswerToAContextThatIsGone()
    {
        QThreadPool pool;
        Gate gate;
        bool told = false;
        auto context = std::make_unique<QObject>();
        const AsyncHandle handle = runAsync(
            pool, context.get(),
            [&](const std::stop_token&) {
                gate.pass();
                return 1;
            },
            [&told](int) { told = true; });
        context.reset();
        gate.open();
        pool.waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(!told);
    }

    void doesNotBeginWhatNobodyWaitsFor()
    {
        QThreadPool pool;
        pool.setMaxThreadCount(1);
        Gate gate;
        std::atomic<int> begun = 0;
        const AsyncHandle first = runAsync(
            pool, this,
            [&](const std::stop_token&) {
                gate.pass();
                return 1;
            },
            [](int) {});
        {
            const AsyncHandle second = runAsync(
                pool, this, [&](const std::stop_token&) { return ++begun; }, [](int) {});
        }
        gate.open();
        pool.waitForDone();
        QCOMPARE(begun, 0);
    }

    // --- waiting for room on a disk

    void tellsOnceWhenThereIsRoomForTheLargestNeed()
    {
        constexpr qint64 gigabyte = 1LL << 30;
        std::atomic<qint64> freeBytes = 0;
        std::atomic<int> asked = 0;
        QThreadPool pool;
        RoomWatch room(
            pool,
            [&] {
                ++asked;
                return freeBytes.load();
            },
            1);
        QSignalSpy began(&room, &RoomWatch::began);
        QSignalSpy roomThere(&room, &RoomWatch::roomThere);
        room.waitFor(0);
        room.waitFor(2 * gigabyte);
        room.waitFor(gigabyte);
        QCOMPARE(began.size(), 1);
        freeBytes = gigabyte;
        const int before = asked;
        QTRY_VERIFY(asked > before + 3);
        QVERIFY(room.isWaiting());
        freeBytes = 2 * gigabyte;
        QTRY_COMPARE(roomThere.size(), 1);
        QVERIFY(!room.isWaiting());
        pool.waitForDone();
    }

    void triesNowAndThenWhereTheRoomToldOfDoesNotDo()
    {
        std::atomic<int> asked = 0;
        QThreadPool pool;
        RoomWatch room(
            pool,
            [&] {
                ++asked;
                return 1LL << 30;
            },
            1);
        QSignalSpy roomThere(&room, &RoomWatch::roomThere);
        room.waitFor(0);
        QTRY_COMPARE(roomThere.size(), 1);
        asked = 0;
        room.waitFor(0);
        QTRY_COMPARE(roomThere.size(), 2);
        QVERIFY(asked > 10);
        pool.waitForDone();
    }

    // --- ending at named points

    void endsAtTheNamedPointOnly()
    {
        QCOMPARE(runChild(u"run"_s, {u"3"_s}), 0);
        QCOMPARE(runChild(u"run"_s, {u"3"_s}, u"elsewhere"_s), 0);
        QCOMPARE(runChild(u"run"_s, {u"3"_s}, u"her"_s), 0);
        QCOMPARE(runChild(u"run"_s, {u"3"_s}, u"here"_s), killedStatus);
        QCOMPARE(runChild(u"run"_s, {u"3"_s}, u"here:3"_s), killedStatus);
        QCOMPARE(runChild(u"run"_s, {u"3"_s}, u"here:4"_s), 0);
        QCOMPARE(runChild(u"run"_s, {u"3"_s}, u"here-too:nonsense"_s), killedStatus);
    }
};

RASKADR_TEST_MAIN_WITH_CHILDREN(BaseTest, child)
#include "basetest.moc"
