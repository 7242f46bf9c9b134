#include "core/edit/assetcommands.h"
#include "core/edit/headlinercommands.h"
#include "core/edit/importcommand.h"
#include "core/edit/projectcommands.h"
#include "core/edit/shotcommands.h"
#include "filmtest.h"

#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

class CommandsTest : public FilmTest
{
    Q_OBJECT

private Q_SLOTS:
    void movesTogetherInStoryOrder_data()
    {
        QTest::addColumn<QList<int>>("moved");
        QTest::addColumn<int>("target");
        QTest::addColumn<QList<int>>("order");
        QTest::newRow("to the beginning") << QList{4} << 0 << QList{4, 0, 1, 2, 3, 5};
        QTest::newRow("to the end") << QList{0} << 5 << QList{1, 2, 3, 4, 5, 0};
        QTest::newRow("far behind the end") << QList{1} << 99 << QList{0, 2, 3, 4, 5, 1};
        QTest::newRow("before the beginning") << QList{1} << -3 << QList{1, 0, 2, 3, 4, 5};
        QTest::newRow("several, named backwards") << QList{5, 0, 3} << 1 << QList{1, 0, 3, 5, 2, 4};
        QTest::newRow("nowhere") << QList{2} << 2 << QList{0, 1, 2, 3, 4, 5};
    }

    void movesTogetherInStoryOrder()
    {
        QFETCH(QList<int>, moved);
        QFETCH(int, target);
        QFETCH(QList<int>, order);
        QList<ShotId> ids;
        QList<ShotId> wanted;
        for (int i : moved) {
            ids.append(m_film.shots[i]);
        }
        for (int i : order) {
            wanted.append(m_film.shots[i]);
        }
        MoveShots command(m_film.id, ids, target);
        mustApply(command);
        QCOMPARE(this->order(), wanted);
        for (int i = 0; i < wanted.size(); ++i) {
            QCOMPARE(shot(wanted[i]).position, i);
        }
    }

    void undoneMoveKeepsShotsThatCameMeanwhile()
    {
        MoveShots command(m_film.id, {m_film.shots[0]}, 5);
        mustApply(command);
        AddShots others(m_film.id, 1, {named(u"Импорт"_s)}); // 1 X 2 3 4 5 0
        mustApply(others);
        mustRevert(command);
        const ShotId added = others.shotIds().first();
        QCOMPARE(order(),
                 (QList{m_film.shots[0], m_film.shots[1], added, m_film.shots[2], m_film.shots[3],
                        m_film.shots[4], m_film.shots[5]}));
        QCOMPARE(shot(m_film.shots[5]).position, 6);
    }

    void undoLeavesWhatOthersWroteIntoTheSameRow()
    {
        ShotChanges title;
        title.title = u"Другое"_s;
        EditShots rename({m_film.shots[0]}, title);
        mustApply(rename);
        SetHeadliner headliner(m_film.shots[0], m_film.assets[0][1]);
        mustApply(headliner);
        mustRevert(rename);
        QCOMPARE(shot(m_film.shots[0]).title, u"Шот 0"_s);
        QCOMPARE(shot(m_film.shots[0]).headlinerId, m_film.assets[0][1]);
    }

    void duplicatesStandBehindTheLastWithTheirHeadliners()
    {
        DuplicateShots command(m_film.id, {m_film.shots[3], m_film.shots[1]});
        mustApply(command);
        const auto now = order();
        QCOMPARE(now.size(), 8);
        QCOMPARE(now.mid(0, 4), m_film.shots.mid(0, 4));
        QCOMPARE(now.mid(6), m_film.shots.mid(4));
        const Shot copy = shot(now[4]);
        QCOMPARE(copy.title, u"Шот 1"_s);
        const auto assets = read([&](const Repositories& r) { return r.assets.ofShot(copy.id); });
        QCOMPARE(assets.size(), 3); // not the one in the trash
        QCOMPARE(copy.headlinerId, assets[1].id);
        QCOMPARE(assets[0].parentId, assets[2].id);
        QVERIFY(!m_film.assets[1].contains(assets[2].id));
    }

    void restoredShotsReturnToTheirPlaces()
    {
        TrashShots trash({m_film.shots[2], m_film.shots[4]});
        mustApply(trash);
        QCOMPARE(order(),
                 (QList{m_film.shots[0], m_film.shots[1], m_film.shots[3], m_film.shots[5]}));
        QCOMPARE(shot(m_film.shots[5]).position, 3);
        RestoreShots restore({m_film.shots[4], m_film.shots[2]});
        mustApply(restore);
        QCOMPARE(order(), m_film.shots);
    }

    void shotsTrashedOneByOneReturnToTheirPlaces()
    {
        TrashShots first({m_film.shots[2]});
        mustApply(first);
        ++m_clock.now;
        TrashShots second({m_film.shots[3]});
        mustApply(second);
        RestoreShots restore({m_film.shots[2], m_film.shots[3]});
        mustApply(restore);
        QCOMPARE(order(), m_film.shots);
    }

    void headlinerThatLeavesIsNoHeadliner()
    {
        const AssetId star = m_film.assets[1][1];
        MoveAssets move({star}, m_film.shots[0]);
        mustApply(move);
        QVERIFY(shot(m_film.shots[1]).headlinerId.isNull());
        QVERIFY(shot(m_film.shots[0]).headlinerId.isNull());
        mustRevert(move);
        QCOMPARE(shot(m_film.shots[1]).headlinerId, star);
        TrashAssets trash({star});
        mustApply(trash);
        QVERIFY(shot(m_film.shots[1]).headlinerId.isNull());
        RestoreAssets restore({star});
        mustApply(restore); // an explicit act makes a headliner, nothing else
        QVERIFY(shot(m_film.shots[1]).headlinerId.isNull());
        mustRevert(restore);
        mustRevert(trash);
        QCOMPARE(shot(m_film.shots[1]).headlinerId, star);
    }

    void headlinerHasToBeInTheShot()
    {
        SetHeadliner foreign(m_film.shots[0], m_film.assets[1][0]);
        SetHeadliner trashed(m_film.shots[1], m_film.trashedAsset);
        for (Command* command :
             {static_cast<Command*>(&foreign), static_cast<Command*>(&trashed)}) {
            const auto done = write(
                [&](Repositories& r) -> Result<> { return failure(command->apply(r, 1).error()); });
            QCOMPARE(done.error().kind, ErrorKind::InvalidInput);
        }
    }

    void newestAsHeadlinerPassesRejectedOnesBy()
    {
        HeadlinersFromNewest command(m_film.shots);
        mustApply(command);
        QCOMPARE(shot(m_film.shots[0]).headlinerId, m_film.assets[0][2]);
        QVERIFY(shot(m_film.shots[4]).headlinerId.isNull()); // all rejected
        QCOMPARE(command.count(), 5);
    }

    void typedFactsSayThatTheyWereTyped()
    {
        ProvenanceChanges facts;
        facts.model = u"flux"_s;
        facts.seed = u"42"_s;
        EditProvenance command({m_film.assets[0][0]}, facts);
        mustApply(command);
        const Provenance now = asset(m_film.assets[0][0]).provenance;
        QCOMPARE(now.model->source, FactSource::Typed);
        QCOMPARE(now.seed->source, FactSource::File); // says the same as before
        facts.seed = u""_s;
        EditProvenance removal({m_film.assets[0][0]}, facts);
        mustApply(removal);
        QVERIFY(!asset(m_film.assets[0][0]).provenance.seed);
    }

    void readingTheFileAgainLeavesWhatWasTyped()
    {
        const QList<AssetId> one{m_film.assets[0][0]};
        ProvenanceChanges facts;
        facts.prompt = u"мой промт"_s;
        EditProvenance typing(one, facts);
        mustApply(typing);
        ReadFileProvenance reading(one);
        mustApply(reading);
        const Provenance read = asset(one.first()).provenance;
        QCOMPARE(read.prompt->value, u"мой промт"_s);
        QCOMPARE(read.prompt->source, FactSource::Typed);
        QCOMPARE(read.model->value, u"sdxl"_s);
        QCOMPARE(read.model->source, FactSource::File);
        // Typed as the file has it, it is the file's again.
        facts.prompt = u"мост"_s;
        EditProvenance back(one, facts);
        mustApply(back);
        QCOMPARE(asset(one.first()).provenance.prompt->source, FactSource::File);
    }

    void undoneImportTakesShotsAndAssetsAwayAndRedoBringsThemBack()
    {
        AddImported command(m_film.id, {m_film.shots[2], m_film.shots[3]},
                            m_film.assets[3] + QList{m_film.assets[1][1]});
        mustApply(command);
        QCOMPARE(command.count(), 4);
        mustRevert(command);
        QCOMPARE(order(),
                 (QList{m_film.shots[0], m_film.shots[1], m_film.shots[4], m_film.shots[5]}));
        QVERIFY(asset(m_film.assets[1][1]).trashedMs > 0);
        QVERIFY(shot(m_film.shots[1]).headlinerId.isNull());
        QCOMPARE(asset(m_film.assets[3][0]).trashedMs,
                 0); // is found in its shot when that is restored
        mustApply(command);
        QCOMPARE(order(), m_film.shots);
        QCOMPARE(shot(m_film.shots[1]).headlinerId, m_film.assets[1][1]);
    }

    void duplicatedProjectHasItsOwnRows()
    {
        DuplicateProject command(m_film.id, u"Копия"_s);
        mustApply(command);
        const auto copies =
            read([&](const Repositories& r) { return r.shots.ofProject(command.projectId()); });
        QCOMPARE(copies.size(), 6);
        const auto rows =
            read([&](const Repositories& r) { return r.assets.ofProject(command.projectId()); });
        QCOMPARE(rows.size(), 18);
        QVERIFY(copies[1].headlinerId != m_film.assets[1][1]);
        QCOMPARE(rows[4].asset.id, copies[1].headlinerId);
        QCOMPARE(read([&](const Repositories& r) { return r.assets.ofProject(m_film.id); }).size(),
                 18);
    }
};

QTEST_GUILESS_MAIN(CommandsTest)
#include "commandstest.moc"
