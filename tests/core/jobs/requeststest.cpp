#include "queuetest.h"

#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// What a request becomes, and which are refused.
class RequestsTest final : public QueueTest
{
    Q_OBJECT

private Q_SLOTS:
    void typedSeedIsCountedUpOverTheVariants()
    {
        startQueue();
        auto asked = request(u"мост"_s, 3);
        asked.seed = 7;
        asked.parameters = R"({"height":540})";
        const auto ids = submitted(asked);
        QCOMPARE(ids.size(), 3);
        for (int i = 0; i < 3; ++i) {
            const Generation row = generation(ids[i]);
            QCOMPARE(row.seedSent, std::optional<quint64>(7 + i));
            QCOMPARE(row.prompt, u"мост"_s);
            QCOMPARE(row.parameters, R"({"height":540})");
            QCOMPARE(row.providerId, u"test"_s);
            QCOMPARE(row.modelRevision, 1);
            QCOMPARE(row.costEstimated, std::optional<double>(0));
        }
        QVERIFY(waitForIdle());
    }

    void eachVariantWithoutASeedHasItsOwn()
    {
        makeQueue();
        const auto ids = submitted(request(u"мост"_s, 2));
        QCOMPARE(ids.size(), 2);
        QCOMPARE(generation(ids[0]).seedSent, std::optional<quint64>(100));
        QCOMPARE(generation(ids[1]).seedSent, std::optional<quint64>(101));
        QCOMPARE(generation(ids[0]).parameters, R"({"height":720})"); // the default
    }

    void seedsStayInTheRangeOfTheModel()
    {
        makeQueue();
        auto asked = request(u"мост"_s, 3);
        asked.modelId = u"slow.image"_s;
        asked.seed = 8;
        auto ids = submitted(asked);
        QCOMPARE(ids.size(), 3);
        QCOMPARE(generation(ids[2]).seedSent, std::optional<quint64>(5)); // 8, 9, 5
        asked.seed.reset();
        ids = submitted(asked);
        for (const auto& id : ids) {
            const quint64 seed = *generation(id).seedSent;
            QVERIFY(seed >= 5 && seed <= 9);
        }
        asked.modelId = u"slow.plain"_s;
        QVERIFY(!generation(submitted(asked).first()).seedSent);
        asked.seed = 1;
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().kind, ErrorKind::InvalidInput);
    }

    void refusesWhatTheModelDoesNotTake_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("slot");
        QTest::addColumn<int>("variants");
        QTest::addColumn<QString>("subject");
        QTest::newRow("unknown parameter")
            << QByteArray(R"({"glow":1})") << u"a"_s << u""_s << 1 << u"glow"_s;
        QTest::newRow("no choice")
            << QByteArray(R"({"height":600})") << u"a"_s << u""_s << 1 << u"height"_s;
        QTest::newRow("too large")
            << QByteArray(R"({"steps":51})") << u"a"_s << u""_s << 1 << u"steps"_s;
        QTest::newRow("seed too large")
            << QByteArray(R"({"seed":4294967296})") << u"a"_s << u""_s << 1 << u"seed"_s;
        QTest::newRow("no prompt") << QByteArray() << u""_s << u""_s << 1 << u"prompt"_s;
        QTest::newRow("long prompt")
            << QByteArray() << u"a"_s.repeated(101) << u""_s << 1 << u"prompt"_s;
        QTest::newRow("no JSON") << QByteArray("{") << u"a"_s << u""_s << 1 << u"parameters"_s;
        QTest::newRow("no object") << QByteArray("[]") << u"a"_s << u""_s << 1 << u"parameters"_s;
        QTest::newRow("unknown slot") << QByteArray() << u"a"_s << u"mask"_s << 1 << u"mask"_s;
        QTest::newRow("no variants") << QByteArray() << u"a"_s << u""_s << 0 << u"variants"_s;
        QTest::newRow("too many") << QByteArray() << u"a"_s << u""_s << 101 << u"variants"_s;
    }

    void refusesWhatTheModelDoesNotTake()
    {
        QFETCH(QByteArray, parameters);
        QFETCH(QString, prompt);
        QFETCH(QString, slot);
        QFETCH(int, variants);
        QFETCH(QString, subject);
        makeQueue();
        auto asked = request(prompt, variants);
        asked.parameters = parameters;
        if (!slot.isEmpty()) {
            asked.inputs = {{slot, m_picture}};
        }
        const auto refused = m_queue->submit(m_vera, asked).wait();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(refused.error().subject, subject);
        QVERIFY(read([](const Repositories& r) { return r.jobs.queue(10); }).isEmpty());
    }

    void slotsHaveToBeFilledAsTheModelSays()
    {
        makeQueue();
        auto asked = request(u"a"_s);
        asked.modelId = u"test.video"_s;
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().subject, u"start"_s);
        asked.inputs = {{u"start"_s, m_picture}, {u"start"_s, m_picture}};
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().amount, 2);
        asked.inputs = {{u"start"_s, AssetId::create()}};
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().kind, ErrorKind::NotFound);
        asked.inputs = {{u"start"_s, m_picture}};
        const auto ids = submitted(asked);
        QCOMPARE(ids.size(), 1);
        QCOMPARE(generation(ids.first()).inputs,
                 (QList<GenerationInput>{{u"start"_s, m_picture, m_pictureHash}}));
    }

    void refusesShotsOfOthersAndModelsThatAreNotThere()
    {
        makeQueue();
        auto asked = request(u"a"_s);
        asked.shotId = m_olegsShot;
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().kind, ErrorKind::NotFound);
        asked = request(u"a"_s);
        asked.modelId = u"test.nothing"_s;
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().kind, ErrorKind::ModelGone);
        asked = request(u"a"_s);
        asked.parentId = GenerationId::create();
        QCOMPARE(m_queue->submit(m_vera, asked).wait().error().kind, ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(RequestsTest)
#include "requeststest.moc"
