#include "core/edit/importcommand.h"
#include "everycommand.h"

#include <QRandomGenerator>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

class EqualityTest : public FilmTest
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandGivesEqualStateWhenRevertedAndReapplied_data()
    {
        QTest::addColumn<int>("index");
        const auto all = everyCommand(m_film);
        for (int i = 0; i < all.size(); ++i) {
            QTest::newRow(all[i].name) << i;
        }
    }

    void everyCommandGivesEqualStateWhenRevertedAndReapplied()
    {
        QFETCH(int, index);
        const auto command = everyCommand(m_film)[index].make();
        const bool wasDoneBefore = dynamic_cast<AddImported*>(command.get());
        const Dump before = dump();
        mustApply(*command);
        const Dump applied = dump();
        QVERIFY(wasDoneBefore == (applied == before));
        QVERIFY(command->count() > 0);
        for (int round = 0; round < 3; ++round) {
            m_clock.now += 1000;
            mustRevert(*command);
            if (wasDoneBefore) {
                QVERIFY(!visibleDifference(before, dump()).isEmpty());
            } else {
                QCOMPARE(visibleDifference(before, dump()), QStringList());
            }
            m_clock.now += 1000;
            mustApply(*command);
            QCOMPARE(visibleDifference(applied, dump()), QStringList());
        }
        const auto projects = read([](const Repositories& r) { return r.projects.all(); });
        QCOMPARE(projects.first().changedMs, m_clock.nowMs());
    }

    void everyKindOfCommandIsTried()
    {
        QSet<int> tried;
        for (const auto& [name, make] : everyCommand(m_film)) {
            tried.insert(int(make()->kind()));
        }
        for (int kind = int(CommandKind::AddShots); kind <= int(CommandKind::Import); ++kind) {
            QVERIFY2(tried.contains(kind), qPrintable(QString::number(kind)));
        }
    }

    void takingBackAnySequenceGivesTheStart()
    {
        for (quint32 seed = 1; seed <= 500; ++seed) {
            const bool inDetail = seed % 10 == 0; // looks after every step, which takes long
            QStringList difference;
            int applied = 0;
            // Given up at the end, so that every round has the same start.
            const auto done = write([&](Repositories& r) -> Result<> {
                QRandomGenerator random(seed);
                const Dump start = dumpOf(r);
                std::vector<std::unique_ptr<Command>> commands;
                std::vector<Dump> states;
                qint64 now = 2000;
                for (int i = 0; i < 12; ++i) {
                    auto command = randomCommand(r, random);
                    const Dump before = inDetail ? dumpOf(r) : Dump{};
                    const auto effect = command->apply(r, ++now);
                    if (effect && *effect == Effect::Changed) {
                        states.push_back(before);
                        commands.push_back(std::move(command));
                    } else if (!effect && effect.error().kind != ErrorKind::InvalidInput) {
                        return failure(effect.error());
                    } else if (inDetail && dumpOf(r) != before) {
                        difference.append(u"changed without an effect"_s);
                    }
                }
                applied = int(commands.size());
                // A few steps back and forth on the way.
                const Dump end = dumpOf(r);
                // What an import added was there from the start here, so nothing earlier than it
                // can do without.
                int back = applied > 0 ? int(random.bounded(applied)) : 0;
                for (int i = 0; i < back; ++i) {
                    if (dynamic_cast<AddImported*>(commands[applied - 1 - i].get())) {
                        back = i;
                    }
                }
                for (int i = applied - 1; i >= applied - back; --i) {
                    if (auto reverted = commands[i]->revert(r, ++now); !reverted) {
                        return reverted;
                    }
                }
                for (int i = applied - back; i < applied; ++i) {
                    if (const auto again = commands[i]->apply(r, ++now); !again) {
                        return failure(again.error());
                    }
                }
                difference += visibleDifference(end, dumpOf(r));
                for (int i = applied - 1; i >= 0; --i) {
                    if (auto reverted = commands[i]->revert(r, ++now); !reverted) {
                        return reverted;
                    }
                    if (!dynamic_cast<AddImported*>(commands[i].get())) {
                        if (inDetail) {
                            difference += visibleDifference(states[i], dumpOf(r));
                        }
                    } else if (auto back2 = commands[i]->apply(r, now); !back2) {
                        return failure(back2.error());
                    }
                }
                difference += visibleDifference(start, dumpOf(r));
                return failure(ErrorKind::Cancelled);
            });
            QVERIFY2(done.error().kind == ErrorKind::Cancelled,
                     qPrintable(u"seed %1: %2"_s.arg(seed).arg(done.error().detail)));
            QVERIFY2(difference.isEmpty(),
                     qPrintable(u"seed %1:\n%2"_s.arg(seed).arg(difference.join(u'\n'))));
        }
    }
};

QTEST_GUILESS_MAIN(EqualityTest)
#include "equalitytest.moc"
