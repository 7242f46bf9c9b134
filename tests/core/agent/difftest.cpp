#include "core/agent/jsonprompt.h"
#include "core/agent/promptdiff.h"

#include <QFloat16>
#include <QRandomGenerator>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

QString side(const QList<DiffPart>& parts, DiffKind changed)
{
    QString text;
    for (const DiffPart& part : parts) {
        text += part.kind == DiffKind::Kept || part.kind == changed ? part.text : QString();
    }
    return text;
}

// As people would draw it: [-removed-]{+added+}.
QString drawn(const QString& before, const QString& after)
{
    QString text;
    for (const DiffPart& part : promptDiff(before, after)) {
        text += part.kind == DiffKind::Kept  ? part.text
            : part.kind == DiffKind::Removed ? u"[-"_s + part.text + u"-]"_s
                                             : u"{+"_s + part.text + u"+}"_s;
    }
    return text;
}

QString randomText(QRandomGenerator& random, int words)
{
    static const QStringList vocabulary{
        u"день"_s,    u"ночь"_s, u"море"_s, u"тёплый"_s, u"35"_s, u"мм"_s,   u","_s,
        u"."_s,       u" "_s,    u" "_s,    u" "_s,      u"\n"_s, u"café"_s, u"👩‍🚀"_s,
        u"e\u0301"_s, u"-"_s,    u"«"_s,    u"»"_s,      u"光"_s};
    QString text;
    for (int i = 0; i < words; ++i) {
        text += vocabulary.at(random.bounded(int(vocabulary.size())));
    }
    return text;
}

} // namespace

class DiffTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsChangedWordsInReadingOrder_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("expected");
        QTest::newRow("one word") << u"закатный свет сзади"_s << u"сумеречный свет сзади"_s
                                  << u"[-закатный-]{+сумеречный+} свет сзади"_s;
        QTest::newRow("two words for one") << u"закатный свет"_s << u"сумеречный синий свет"_s
                                           << u"[-закатный-]{+сумеречный синий+} свет"_s;
        QTest::newRow("a number") << u"камера 35 мм, зерно"_s << u"камера 50 мм, зерно"_s
                                  << u"камера [-35-]{+50+} мм, зерно"_s;
        QTest::newRow("neighbours together") << u"старый дом у моря"_s << u"новый сад у моря"_s
                                             << u"[-старый дом-]{+новый сад+} у моря"_s;
        QTest::newRow("added at the end")
            << u"день, море"_s << u"день, море, туман"_s << u"день, море{+, туман+}"_s;
        QTest::newRow("taken out")
            << u"лодка с парусом, море"_s << u"лодка, море"_s << u"лодка[- с парусом-], море"_s;
        QTest::newRow("the same") << u"море"_s << u"море"_s << u"море"_s;
        QTest::newRow("from nothing") << QString() << u"море"_s << u"{+море+}"_s;
        QTest::newRow("to nothing") << u"море"_s << QString() << u"[-море-]"_s;
        QTest::newRow("nothing in common")
            << u"море и луна"_s << u"город, день"_s << u"[-море и луна-]{+город, день+}"_s;
    }

    void showsChangedWordsInReadingOrder()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        QTEST(drawn(before, after), "expected");
    }

    void givesBothTextsBackToTheLetter()
    {
        QRandomGenerator random(20261129);
        for (int run = 0; run < 1500; ++run) {
            const QString before = randomText(random, random.bounded(40));
            QString after = randomText(random, random.bounded(40));
            if (run % 2 == 0) {
                after = before;
                const qsizetype at = after.isEmpty() ? 0 : random.bounded(int(after.size()));
                after.replace(at, random.bounded(6), randomText(random, random.bounded(4)));
            }
            const QList<DiffPart> parts = promptDiff(before, after);
            QCOMPARE(side(parts, DiffKind::Removed), before);
            QCOMPARE(side(parts, DiffKind::Added), after);
            for (qsizetype i = 1; i < parts.size(); ++i) {
                QVERIFY(parts.at(i).kind != parts.at(i - 1).kind);
                QVERIFY(!(parts.at(i - 1).kind == DiffKind::Added
                          && parts.at(i).kind == DiffKind::Removed));
            }
        }
    }

    void comparesTextsThatAreTooLongForIt()
    {
        QRandomGenerator random(7);
        const QString before = randomText(random, 20'000);
        const QString after = randomText(random, 20'000);
        const QList<DiffPart> parts = promptDiff(before, after);
        QCOMPARE(side(parts, DiffKind::Removed), before);
        QCOMPARE(side(parts, DiffKind::Added), after);
    }

    void exchangesValuesOfAJsonPromptAndNothingElse()
    {
        const QString text =
            u"{ \"scene\" : {\"time\":\"день\",  \"n\": 1.50e0,\"on\":true},\n\t\"a/b\":[\"x\", null, \"\\u0434\"] }\n"_s;
        const auto prompt = JsonPrompt::read(text);
        QVERIFY(prompt);
        QStringList pointers;
        for (const JsonPrompt::Leaf& leaf : prompt->leaves()) {
            pointers.append(leaf.pointer);
        }
        QCOMPARE(pointers,
                 (QStringList{u"/scene/time"_s, u"/scene/n"_s, u"/scene/on"_s, u"/a~1b/0"_s,
                              u"/a~1b/1"_s, u"/a~1b/2"_s}));
        QCOMPARE(JsonPrompt::shown(prompt->leaf(u"/a~1b/2"_s)->value), u"д"_s);
        const auto changed =
            prompt->with({{u"/a~1b/0"_s, "y \"z\"\n"}, {u"/scene/time"_s, "вечер"}});
        QVERIFY(changed);
        QCOMPARE(
            *changed,
            u"{ \"scene\" : {\"time\":\"вечер\",  \"n\": 1.50e0,\"on\":true},\n\t\"a/b\":[\"y \\\"z\\\"\\n\", null, \"\\u0434\"] }\n"_s);
        const auto differences = jsonPromptDiff(text, *changed);
        QVERIFY(differences);
        QCOMPARE(*differences,
                 (QList<JsonPromptChange>{{u"/scene/time"_s, u"день"_s, u"вечер"_s},
                                          {u"/a~1b/0"_s, u"x"_s, u"y \"z\"\n"_s}}));
        QCOMPARE(prompt->with({}).value(), text);
    }

    void refusesToChangeTheShapeOfAJsonPrompt()
    {
        const auto prompt = JsonPrompt::read(u"{\"a\":\"x\",\"n\":1}"_s);
        QVERIFY(prompt);
        QCOMPARE(prompt->with({{u"/b"_s, "y"}}).error().kind, ErrorKind::NotFound);
        QCOMPARE(prompt->with({{u""_s, "y"}}).error().kind, ErrorKind::NotFound);
        QCOMPARE(prompt->with({{u"/n"_s, "1"}}).error().kind, ErrorKind::InvalidInput);
        QCOMPARE(prompt->with({{u"/a"_s, nlohmann::json::object()}}).error().kind,
                 ErrorKind::InvalidInput);
        QCOMPARE(prompt->with({{u"/a"_s, "y"}, {u"/a"_s, "z"}}).error().kind,
                 ErrorKind::InvalidInput);
        QVERIFY(!jsonPromptDiff(u"{\"a\":1}"_s, u"{\"a\":\"1\"}"_s));
        QVERIFY(!jsonPromptDiff(u"{\"a\":1}"_s, u"{\"b\":1}"_s));
    }

    void takesOnlyWholeDocumentsForJson()
    {
        for (const QString& text :
             {u"море"_s, u"{"_s, u"{}"_s, u"[]"_s, u"\"море\""_s, u"7"_s, u"{\"a\":1,\"a\":2}"_s,
              u"{море}"_s, u"{\"a\":1} и ещё"_s, u"[Verse 1] дождь"_s, QString()}) {
            QVERIFY2(!JsonPrompt::read(text), qPrintable(text));
        }
        QVERIFY(JsonPrompt::read(u" [ \"a\" ] "_s));
    }

    void exchangesAnyValueOfAnyDocument()
    {
        QRandomGenerator random(42);
        for (int run = 0; run < 300; ++run) {
            nlohmann::json document = nlohmann::json::object();
            for (int i = 0; i < 1 + random.bounded(6); ++i) {
                const std::string key = randomText(random, 2).toStdString() + std::to_string(i);
                nlohmann::json inner = nlohmann::json::array();
                inner.push_back(randomText(random, random.bounded(5)).toStdString());
                inner.push_back(random.bounded(1000));
                document[key] = i % 2 == 0 ? inner : inner[0];
            }
            const QString text = QString::fromStdString(document.dump(run % 3 == 0 ? 2 : -1));
            const auto prompt = JsonPrompt::read(text);
            QVERIFY(prompt);
            const auto& leaf = prompt->leaves().at(random.bounded(int(prompt->leaves().size())));
            const nlohmann::json fresh = leaf.value.is_number()
                ? nlohmann::json(random.bounded(9999))
                : nlohmann::json(randomText(random, 3).toStdString());
            const auto changed = prompt->with({{leaf.pointer, fresh}});
            QVERIFY(changed);
            document[nlohmann::json::json_pointer(leaf.pointer.toStdString())] = fresh;
            QCOMPARE(nlohmann::json::parse(changed->toStdString()), document);
            QCOMPARE(changed->left(leaf.from), text.left(leaf.from));
            QCOMPARE(changed->mid(changed->size() - (text.size() - leaf.from - leaf.length)),
                     text.mid(leaf.from + leaf.length));
        }
    }
};

QTEST_GUILESS_MAIN(DiffTest)
#include "difftest.moc"
