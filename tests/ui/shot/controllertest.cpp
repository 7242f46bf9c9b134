#include "controllertest.h"

#include "shotbench.h"
#include "tests/support/samples.h"

#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Wish
{
    std::function<void(ShotBench&, const AssetId&)> make;
    std::function<bool(const ShotBench&, const AssetId&)> isDone;
};

} // namespace

Q_DECLARE_METATYPE(Wish)

void ControllerTest::everyWishChangesTheLibraryAndCanBeTakenBack_data()
{
    QTest::addColumn<Wish>("wish");
    const auto row = [](const char* name, auto make, auto isDone) {
        QTest::newRow(name) << Wish{make, isDone};
    };
    using Bench = ShotBench;
    row(
        "headliner", [](Bench& b, const AssetId& a) { b.controller().setHeadliner(b.shot(), a); },
        [](const Bench& b, const AssetId& a) { return b.shotRow().headlinerId == a; });
    row(
        "favourite", [](Bench& b, const AssetId& a) { b.controller().setFavourite({a}, true); },
        [](const Bench& b, const AssetId& a) { return b.asset(a).favourite; });
    row(
        "rejected", [](Bench& b, const AssetId& a) { b.controller().setRejected({a}, true); },
        [](const Bench& b, const AssetId& a) { return b.asset(a).rejected; });
    row(
        "trash", [](Bench& b, const AssetId& a) { b.controller().trash({a}); },
        [](const Bench& b, const AssetId& a) { return b.asset(a).trashedMs > 0; });
    row(
        "note", [](Bench& b, const AssetId& a) { b.controller().editNote(a, u"warmer"_s); },
        [](const Bench& b, const AssetId& a) { return b.asset(a).note == u"warmer"_s; });
    row(
        "provenance",
        [](Bench& b, const AssetId& a) {
            ProvenanceChanges changes;
            changes.model = u"Some model"_s;
            b.controller().editProvenance({a}, changes);
        },
        [](const Bench& b, const AssetId& a) {
            const auto model = b.asset(a).provenance.model;
            return model && model->value == u"Some model"_s && model->source == FactSource::Typed;
        });
    row(
        "move", [](Bench& b, const AssetId& a) { b.controller().moveTo({a}, b.otherShot()); },
        [](const Bench& b, const AssetId& a) { return b.asset(a).shotId == b.otherShot(); });
    row(
        "copy", [](Bench& b, const AssetId& a) { b.controller().copyTo({a}, b.shot()); },
        [](const Bench& b, const AssetId&) { return b.feed().size() == 2; });
    row(
        "title",
        [](Bench& b, const AssetId&) {
            ShotChanges changes;
            changes.title = u"Fog"_s;
            b.controller().editShot(b.shot(), changes);
        },
        [](const Bench& b, const AssetId&) { return b.shotRow().title == u"Fog"_s; });
}

void ControllerTest::everyWishChangesTheLibraryAndCanBeTakenBack()
{
    QFETCH(Wish, wish);
    ShotBench bench;
    const AssetId asset = bench.addPicture();
    QVERIFY(!wish.isDone(bench, asset));
    wish.make(bench, asset);
    bench.settle();
    QVERIFY(wish.isDone(bench, asset));
    bench.commands().undo();
    bench.settle();
    QVERIFY(!wish.isDone(bench, asset));
    bench.commands().redo();
    bench.settle();
    QVERIFY(wish.isDone(bench, asset));
}

void ControllerTest::generatesEveryVariantUnderItsSeed()
{
    ShotBench bench;
    QSignalSpy submitted(&bench.controller(), &ShotController::submitted);
    bench.controller().generate(
        {bench.shot(), u"test.image"_s, u"a bridge"_s, R"({"height":540,"seed":"41"})", {}, 3, 0});
    bench.finishJobs();
    QCOMPARE(submitted.count(), 1);
    QCOMPARE(submitted.first().first().toInt(), 3);
    QSet<quint64> seeds;
    for (const AssetRow& row : bench.feed()) {
        QCOMPARE(row.generation->prompt, u"a bridge"_s);
        seeds.insert(*row.generation->seedSent);
    }
    QCOMPARE(seeds, (QSet<quint64>{41, 42, 43}));
}

void ControllerTest::repeatsWithTheSameAndWithANewSeed()
{
    ShotBench bench;
    const GenerationId first = bench.generated(u"a bridge"_s);
    bench.controller().repeat(first, false);
    bench.finishJobs();
    bench.controller().repeat(first, true);
    bench.finishJobs();
    QList<quint64> seeds;
    for (const Generation& generation : bench.generations()) {
        QCOMPARE(generation.prompt, u"a bridge"_s);
        seeds.append(*generation.seedSent);
    }
    std::sort(seeds.begin(), seeds.end());
    QCOMPARE(seeds, (QList<quint64>{41, 41, 500}));
    QCOMPARE(bench.feed().size(), 3);
}

void ControllerTest::failedGenerationIsTriedAgainOrForgotten()
{
    ShotBench bench;
    const GenerationId failed = bench.generated(u"broken"_s);
    QCOMPARE(bench.job(failed)->state, JobState::Failed);
    QCOMPARE(bench.job(failed)->errorClass, u"input_media_invalid"_s);
    bench.controller().forget(failed);
    bench.settle();
    QVERIFY(bench.job(failed)->forgotten);
    const GenerationId second = bench.generated(u"broken again"_s);
    bench.repairEngine();
    bench.controller().jobs().retry(bench.account(), second);
    bench.finishJobs();
    QCOMPARE(bench.job(second)->state, JobState::Done);
    QCOMPARE(bench.feed().size(), 1);
    QCOMPARE(bench.generations().size(), 2);
}

void ControllerTest::takesAFrameOfAFilm()
{
    ShotBench bench;
    const AssetId film = bench.addFilm();
    QSignalSpy taken(&bench.controller(), &ShotController::frameTaken);
    // Two wishes at once: neither takes the other's place.
    bench.controller().takeFrame(bench.asset(film), FilmEnd::First);
    bench.controller().takeFrame(bench.asset(film), FilmEnd::Last);
    QTRY_COMPARE_WITH_TIMEOUT(taken.count(), 2, patienceMs);
    bench.settle();
    QList<int> numbers;
    for (const AssetRow& row : bench.feed()) {
        if (row.asset.origin == AssetOrigin::Frame) {
            QCOMPARE(row.asset.parentId, film);
            QCOMPARE(row.asset.kind, AssetKind::Image);
            numbers.append(samples::numberOf(QImage(bench.media().path(row.asset.sha256), "PNG")));
        }
    }
    std::sort(numbers.begin(), numbers.end());
    QCOMPARE(numbers, (QList<int>{0, 11}));
}

void ControllerTest::wishThatCannotBeIsToldWithItsParameter()
{
    ShotBench bench;
    QSignalSpy failed(&bench.controller(), &ShotController::failed);
    bench.controller().generate(
        {bench.shot(), u"test.image"_s, u"a bridge"_s, R"({"steps":7})", {}, 1, 0});
    bench.settle();
    QCOMPARE(failed.count(), 1);
    const auto error = failed.first().first().value<Error>();
    QCOMPARE(error.kind, ErrorKind::InvalidInput);
    QCOMPARE(error.subject, u"steps"_s);
    QVERIFY(bench.generations().isEmpty());
}
