#include "controllertest.h"

#include "core/store/connection.h"
#include "deskbench.h"
#include "tests/support/samples.h"

#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

using Wish = std::function<void(DeskBench&)>;
using Seen = std::function<bool(const DeskBench&)>;
Q_DECLARE_METATYPE(Wish)
Q_DECLARE_METATYPE(Seen)

void ControllerTest::everyWishChangesTheLibraryAndCanBeTakenBack_data()
{
    QTest::addColumn<Wish>("wish");
    QTest::addColumn<Seen>("seen");
    const auto row = [](const char* name, Wish wish, Seen seen) {
        QTest::newRow(name) << wish << seen;
    };
    row(
        "add", [](DeskBench& b) { b.controller().addEmptyShots(b.project(), 1, 2); },
        [](const DeskBench& b) {
            return b.titles() == QStringList{u"Shot 1"_s, {}, {}, u"Shot 2"_s, u"Shot 3"_s};
        });
    row(
        "add with values",
        [](DeskBench& b) {
            Shot shot;
            shot.title = u"Lighthouse"_s;
            b.controller().addShots(b.project(), -1, {shot});
        },
        [](const DeskBench& b) {
            return b.titles().size() == 4 && b.titles().last() == u"Lighthouse"_s;
        });
    row(
        "move", [](DeskBench& b) { b.controller().moveShots(b.project(), {b.id(0)}, 2); },
        [](const DeskBench& b) {
            return b.titles() == QStringList{u"Shot 2"_s, u"Shot 3"_s, u"Shot 1"_s};
        });
    row(
        "rename", [](DeskBench& b) { b.controller().rename(b.id(1), u"Fog"_s); },
        [](const DeskBench& b) { return b.titles().at(1) == u"Fog"_s; });
    row(
        "script", [](DeskBench& b) { b.controller().editScript(b.id(1), u"Gulls."_s); },
        [](const DeskBench& b) { return b.shots().at(1).script == u"Gulls."_s; });
    row(
        "status",
        [](DeskBench& b) {
            b.controller().setStatus({b.id(0), b.id(2)}, ShotStatus::Done);
        },
        [](const DeskBench& b) {
            return b.shots().at(0).status == ShotStatus::Done
                && b.shots().at(1).status != ShotStatus::Done
                && b.shots().at(2).status == ShotStatus::Done;
        });
    row(
        "label", [](DeskBench& b) { b.controller().setLabel({b.id(0)}, ShotLabel::Teal); },
        [](const DeskBench& b) { return b.shots().at(0).label == ShotLabel::Teal; });
    row(
        "planned duration",
        [](DeskBench& b) { b.controller().setPlannedDuration({b.id(0)}, 2500); },
        [](const DeskBench& b) { return b.shots().at(0).plannedDurationMs == 2500; });
    row(
        "duplicate",
        [](DeskBench& b) {
            b.controller().duplicate(b.project(), {b.id(0), b.id(1)});
        },
        [](const DeskBench& b) {
            return b.titles()
                == QStringList{u"Shot 1"_s, u"Shot 2"_s, u"Shot 1"_s, u"Shot 2"_s, u"Shot 3"_s};
        });
    row(
        "trash", [](DeskBench& b) { b.controller().trash({b.id(1)}); },
        [](const DeskBench& b) {
            return b.titles() == QStringList{u"Shot 1"_s, u"Shot 3"_s} && b.trashed().size() == 1;
        });
    row(
        "newest as headliner",
        [](DeskBench& b) {
            const QString path = b.filePath(u"a.png"_s);
            samples::save(path, samples::picture(64, 36), "PNG");
            b.addAsset(b.id(0), path, false);
            b.controller().setHeadlinerToNewest({b.id(0), b.id(1)});
        },
        [](const DeskBench& b) {
            return !b.shots().at(0).headlinerId.isNull() && b.shots().at(1).headlinerId.isNull();
        });
}

void ControllerTest::everyWishChangesTheLibraryAndCanBeTakenBack()
{
    QFETCH(Wish, wish);
    QFETCH(Seen, seen);
    DeskBench bench(3);
    QSignalSpy refused(&bench.controller(), &StoryboardController::refused);
    const QList<Shot> before = bench.shots();
    QVERIFY(!seen(bench));
    wish(bench);
    bench.settle();
    QVERIFY(seen(bench));
    bench.commands().undo();
    bench.settle();
    QCOMPARE(bench.shots(), before);
    bench.commands().redo();
    bench.settle();
    QVERIFY(seen(bench));
    QCOMPARE(refused.count(), 0);
}

void ControllerTest::trashIsToldWithItsCount()
{
    DeskBench bench(3);
    QSignalSpy trashed(&bench.controller(), &StoryboardController::trashed);
    bench.controller().trash({bench.id(0), bench.id(2)});
    bench.settle();
    QCOMPARE(trashed.count(), 1);
    QCOMPARE(trashed.first().first().toInt(), 2);
    bench.controller().restore({bench.trashed().at(0).id, bench.trashed().at(1).id});
    bench.settle();
    QCOMPARE(bench.titles(), (QStringList{u"Shot 1"_s, u"Shot 2"_s, u"Shot 3"_s}));
}

void ControllerTest::wishThatCannotBeIsRefused()
{
    DeskBench bench(2);
    QSignalSpy refused(&bench.controller(), &StoryboardController::refused);
    QSignalSpy told(&bench.commands(), &CommandStack::failed);
    bench.controller().rename(ShotId::create(), u"Nobody"_s);
    bench.settle();
    QCOMPARE(refused.count(), 1);
    QCOMPARE(told.count(), 1);
    QCOMPARE(bench.titles(), (QStringList{u"Shot 1"_s, u"Shot 2"_s}));
}

void ControllerTest::saveStateTellsTheTruth()
{
    DeskBench bench(2);
    QList<SaveState> told;
    QObject::connect(&bench.controller(), &StoryboardController::saveStateChanged,
                     [&](SaveState state) { told.append(state); });
    bench.controller().rename(bench.id(0), u"Fog"_s);
    QCOMPARE(bench.controller().saveState(), SaveState::Saving);
    bench.settle();
    QCOMPARE(told, (QList{SaveState::Saving, SaveState::Saved}));

    bench.controller().rename(ShotId::create(), u"Nobody"_s); // gone: nothing is left to save
    bench.settle();
    QCOMPARE(told.last(), SaveState::Saved);

    Connection beside(bench.filePath(u"library.db"_s), Connection::Mode::ReadWrite);
    beside.execute("CREATE TRIGGER no_room BEFORE UPDATE ON shot "
                   "BEGIN SELECT RAISE(ABORT, 'no room'); END");
    bench.controller().rename(bench.id(0), u"Storm"_s);
    bench.settle();
    QCOMPARE(told.last(), SaveState::Failed);
    QCOMPARE(bench.titles().first(), u"Fog"_s);
    beside.execute("DROP TRIGGER no_room");
    bench.controller().rename(bench.id(0), u"Storm"_s);
    bench.settle();
    QCOMPARE(told.last(), SaveState::Saved);
}

void ControllerTest::onlyFailedGenerationsAreTriedAgain()
{
    DeskBench bench(2);
    const GenerationId failed = bench.addJob(bench.id(0), JobState::Failed);
    const GenerationId unknown = bench.addJob(bench.id(0), JobState::Unknown);
    const GenerationId other = bench.addJob(bench.id(1), JobState::Failed);
    bench.controller().retryFailed({bench.id(0)});
    bench.settle();
    QCOMPARE(bench.job(failed).state, JobState::Queued);
    // Whether it was paid for nobody knows: only by hand, in the shot.
    QCOMPARE(bench.job(unknown).state, JobState::Unknown);
    QCOMPARE(bench.job(other).state, JobState::Failed);
}
