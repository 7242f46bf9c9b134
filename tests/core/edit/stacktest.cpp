#include "core/edit/assetcommands.h"
#include "core/edit/commandstack.h"
#include "core/edit/compositecommand.h"
#include "core/edit/importcommand.h"
#include "core/edit/shotcommands.h"
#include "everycommand.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

class StackTest : public FilmTest
{
    Q_OBJECT

private Q_SLOTS:
    void recordsWhatChangedAndDropsWhatDidNot()
    {
        CommandStack stack(*m_store, m_film.account, m_clock);
        QVERIFY(!stack.canUndo());
        ShotChanges same;
        same.title = u"Шот 0"_s;
        QVERIFY(stack.run(std::make_unique<EditShots>(QList{m_film.shots[0]}, same)).wait());
        QCoreApplication::processEvents();
        QVERIFY(!stack.canUndo());
        QVERIFY(
            stack.run(std::make_unique<MoveShots>(m_film.id, m_film.shots.mid(0, 3), 3)).wait());
        QCoreApplication::processEvents();
        QVERIFY(stack.canUndo());
        QCOMPARE(stack.undoKind(), CommandKind::MoveShots);
        QCOMPARE(stack.undoCount(), 3);
        QVERIFY(stack.undo().wait());
        QCoreApplication::processEvents();
        QCOMPARE(stack.redoKind(), CommandKind::MoveShots);
        QVERIFY(!stack.canUndo());
        QCOMPARE(order(), m_film.shots);
    }

    void fastUndoTakesBackWhatWasAskedForLast()
    {
        CommandStack stack(*m_store, m_film.account, m_clock);
        const Dump start = dump();
        // Nothing is delivered in between: all of it is pressed before the first answer.
        stack.run(std::make_unique<MoveShots>(m_film.id, QList{m_film.shots[0]}, 5));
        stack.run(std::make_unique<TrashShots>(QList{m_film.shots[1]}));
        QVERIFY(stack.canUndo());
        stack.undo();
        QVERIFY(stack.undo().wait());
        QCOMPARE(visibleDifference(start, dump()), QStringList());
        stack.redo();
        stack.redo();
        stack.undo();
        stack.undo();
        stack.undo(); // one more than there is
        stack.redo();
        QVERIFY(stack.redo().wait());
        QCOMPARE(order(),
                 (QList{m_film.shots[2], m_film.shots[3], m_film.shots[4], m_film.shots[5],
                        m_film.shots[0]}));
        QCoreApplication::processEvents();
        QCOMPARE(stack.undoKind(), CommandKind::TrashShots);
        QVERIFY(!stack.canRedo());
    }

    void randomStepsThroughTheStackEndWhereTheyStarted()
    {
        for (quint32 seed = 1; seed <= 25; ++seed) {
            QRandomGenerator random(seed);
            CommandStack stack(*m_store, m_film.account, m_clock);
            const Dump start = dump();
            for (int i = 0; i < 10; ++i) {
                switch (random.bounded(5)) {
                case 0:
                    stack.undo();
                    break;
                case 1:
                    stack.redo();
                    break;
                default:
                    m_store->flush();
                    auto command = read([&](const Repositories& r) {
                        return std::shared_ptr<Command>(randomCommand(r, random));
                    });
                    if (dynamic_cast<AddImported*>(command.get())) {
                        break; // its start is not the state before it
                    }
                    auto composite = std::make_unique<CompositeCommand>(command->kind());
                    struct Shared final : Command
                    {
                        std::shared_ptr<Command> inner;
                        Result<Effect> apply(Repositories& r, qint64 now) override
                        {
                            return inner->apply(r, now);
                        }
                        Result<> revert(Repositories& r, qint64 now) override
                        {
                            return inner->revert(r, now);
                        }
                        CommandKind kind() const override { return inner->kind(); }
                        int count() const override { return inner->count(); }
                    };
                    auto shared = std::make_unique<Shared>();
                    shared->inner = command;
                    composite->add(std::move(shared));
                    stack.run(std::move(composite));
                }
            }
            for (int i = 0; i < 10; ++i) {
                stack.undo();
            }
            m_store->flush();
            QVERIFY2(visibleDifference(start, dump()).isEmpty(),
                     qPrintable(u"seed %1"_s.arg(seed)));
            QCoreApplication::processEvents();
            QVERIFY(!stack.canUndo());
        }
    }

    void failedStepIsToldAndNotRecorded()
    {
        CommandStack stack(*m_store, m_film.account, m_clock);
        QSignalSpy failed(&stack, &CommandStack::failed);
        const auto good = stack.run(std::make_unique<TrashShots>(QList{m_film.shots[1]}));
        const auto bad =
            stack.run(std::make_unique<MoveAssets>(m_film.assets[0], ShotId::create()));
        std::optional<Result<>> told;
        bad.then(this, [&](const Result<>& result) { told = result; });
        const auto undo = stack.undo(); // takes the good one back
        QVERIFY(good.wait());
        QCOMPARE(bad.wait().error().kind, ErrorKind::NotFound);
        QVERIFY(undo.wait());
        QCOMPARE(order(), m_film.shots);
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 1);
        QVERIFY(told && !*told);
        QCOMPARE(stack.redoKind(), CommandKind::TrashShots);
    }

    void failedCompositeLeavesNothingBehind()
    {
        CommandStack stack(*m_store, m_film.account, m_clock);
        auto both = std::make_unique<CompositeCommand>(CommandKind::TrashShots);
        both->add(std::make_unique<TrashShots>(QList{m_film.shots[0]}));
        both->add(std::make_unique<TrashShots>(QList{ShotId::create()}));
        QVERIFY(!stack.run(std::move(both)).wait());
        QCOMPARE(order(), m_film.shots);
    }

    void newStepForgetsWhatWasUndone()
    {
        CommandStack stack(*m_store, m_film.account, m_clock);
        stack.run(std::make_unique<TrashShots>(QList{m_film.shots[1]}));
        stack.undo();
        stack.run(std::make_unique<TrashShots>(QList{m_film.shots[2]}));
        stack.redo();
        m_store->flush();
        QCoreApplication::processEvents();
        QVERIFY(!stack.canRedo());
        QVERIFY(order().contains(m_film.shots[1]));
        QVERIFY(!order().contains(m_film.shots[2]));
    }

    void quickChangesOfTheDurationAreOneStep()
    {
        CommandStack stack(*m_store, m_film.account, m_clock);
        for (int tenth = 31; tenth <= 40; ++tenth) {
            ShotChanges longer;
            longer.plannedDurationMs = tenth * 100;
            stack.run(std::make_unique<EditShots>(QList{m_film.shots[0]}, longer));
            m_clock.now += 100;
        }
        m_clock.now += 5000;
        ShotChanges later;
        later.plannedDurationMs = 9000;
        stack.run(std::make_unique<EditShots>(QList{m_film.shots[0]}, later));
        stack.undo();
        m_store->flush();
        QCOMPARE(shot(m_film.shots[0]).plannedDurationMs, 4000);
        stack.undo();
        m_store->flush();
        QCOMPARE(shot(m_film.shots[0]).plannedDurationMs, 0);
        stack.redo();
        m_store->flush();
        QCOMPARE(shot(m_film.shots[0]).plannedDurationMs, 4000);
        QCoreApplication::processEvents();
        QVERIFY(
            !(stack.undo(), m_store->flush(), QCoreApplication::processEvents(), stack.canUndo()));
    }

    void remembersTwoHundredSteps()
    {
        CommandStack stack(*m_store, m_film.account, m_clock);
        for (int i = 0; i < 205; ++i) {
            ShotChanges next;
            next.title = QString::number(i);
            stack.run(std::make_unique<EditShots>(QList{m_film.shots[0]}, next));
        }
        for (int i = 0; i < 205; ++i) {
            stack.undo();
        }
        m_store->flush();
        QCOMPARE(shot(m_film.shots[0]).title, u"4"_s);
    }

    void stepWhoseRowsAreGoneIsDropped()
    {
        CommandStack stack(*m_store, m_film.account, m_clock);
        QSignalSpy failed(&stack, &CommandStack::failed);
        stack.run(std::make_unique<TrashShots>(QList{m_film.shots[1]}));
        stack.run(std::make_unique<SetFavourite>(QList{m_film.trashedAsset}, true));
        m_store->flush();
        {
            SQLite::Database other(m_folder->filePath(u"library.db"_s).toStdString(),
                                   SQLite::OPEN_READWRITE);
            other.exec("DELETE FROM asset WHERE trashed = 50");
        }
        QCOMPARE(stack.undo().wait().error().kind, ErrorKind::NotFound);
        QVERIFY(stack.undo().wait());
        QCOMPARE(order(), m_film.shots);
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 1);
    }

    void anotherAccountTakesNothingBack()
    {
        CommandStack stack(*m_store, m_film.account, m_clock);
        stack.run(std::make_unique<TrashShots>(QList{m_film.shots[1]}));
        stack.setAccount(AccountId::create());
        stack.undo();
        m_store->flush();
        QCoreApplication::processEvents();
        QVERIFY(!stack.canUndo());
        QVERIFY(!order().contains(m_film.shots[1]));
    }

    void callbackIsDroppedWithItsContext()
    {
        CommandStack stack(*m_store, m_film.account, m_clock);
        bool called = false;
        {
            QObject context;
            stack.run(std::make_unique<TrashShots>(QList{m_film.shots[1]}))
                .then(&context, [&](const Result<>&) { called = true; });
        }
        m_store->flush();
        QCoreApplication::processEvents();
        QVERIFY(!called);
        QVERIFY(stack.canUndo());
    }
};

QTEST_GUILESS_MAIN(StackTest)
#include "stacktest.moc"
