#include "lampservice.h"

#include <QTest>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

// What a manifest and values make of a request.
class EngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- directives

    void keepsTypesAndEveryDigit()
    {
        QCOMPARE_JSON(rendered({{"$param", "seed"}}, {{"seed", 18446744073709551615ULL}}),
                      json(18446744073709551615ULL));
        QCOMPARE_JSON(
            rendered({{"$param", "seed"}, {"as", "string"}}, {{"seed", 18446744073709551615ULL}}),
            json("18446744073709551615"));
        QCOMPARE_JSON(
            rendered({{"$param", "size"}, {"as", "integer"}}, {{"size", "18446744073709551615"}}),
            json(18446744073709551615ULL));
        QCOMPARE_JSON(rendered({{"$param", "size"}, {"as", "integer"}}, {{"size", "-7"}}),
                      json(-7));
        QCOMPARE_JSON(rendered({{"$param", "size"}, {"as", "integer"}}, {{"size", "7.5"}}),
                      json("nothing"));
        QCOMPARE_JSON(rendered({{"$param", "size"}, {"as", "number"}}, {{"size", "7.5"}}),
                      json(7.5));
        QCOMPARE_JSON(rendered({{"$param", "size"}, {"as", "number"}}, {{"size", "inf"}}),
                      json("nothing"));
        QCOMPARE_JSON(rendered({{"$param", "loud"}}, {{"loud", false}}), json(false));
    }

    void leavesOutWhatComesToNothing()
    {
        const json value{{"a", {{"$param", "size"}}},
                         {"b", json::array({{{"$param", "size"}}, 1, {{"$param", "n"}}})},
                         {"c", nullptr}};
        QCOMPARE_JSON(rendered(value, {{"n", 2}}), (json{{"b", {1, 2}}, {"c", nullptr}}));
    }

    void mapsAndFallsBack()
    {
        const json mapped{{"$param", "loud"}, {"map", {{"true", "on"}, {"false", "off"}}}};
        QCOMPARE_JSON(rendered(mapped, {{"loud", true}}), json("on"));
        QCOMPARE_JSON(rendered(mapped, {{"loud", false}}), json("off"));
        QCOMPARE_JSON(rendered({{"$param", "n"}, {"default", 4}}, json::object()), json(4));
    }

    void repeatsForEach()
    {
        const json each{{"$each", {{"$param", "words"}}}, {"do", {{"text", {{"$item", ""}}}}}};
        QCOMPARE_JSON(rendered(each, {{"words", {"a", "b"}}}),
                      (json{{{"text", "a"}}, {{"text", "b"}}}));
        // Inside of an array they stand among the others.
        QCOMPARE_JSON(rendered(json::array({0, each, 9}), {{"words", {"a"}}}),
                      (json{0, {{"text", "a"}}, 9}));
        QCOMPARE_JSON(rendered(json::array({0, each}), json::object()), json::array({0}));
    }

    void decides()
    {
        const json choice{
            {"$if",
             {{"any",
               {{{"equals", {{{"$param", "n"}}, 1}}}, {{"nonEmpty", {{"$param", "size"}}}}}}}},
            {"then", "yes"},
            {"else", "no"}};
        QCOMPARE_JSON(rendered(choice, {{"n", 1}}), json("yes"));
        QCOMPARE_JSON(rendered(choice, {{"n", 1.0}}), json("yes"));
        QCOMPARE_JSON(rendered(choice, {{"n", "1"}, {"size", ""}}), json("no"));
        QCOMPARE_JSON(rendered(choice, {{"size", "x"}}), json("yes"));
    }

    void joinsPatchesAndTellsTheTime()
    {
        QCOMPARE_JSON(
            rendered({{"$concat", {"a-", {{"$param", "n"}}, {{"$param", "size"}}}}}, {{"n", 3}}),
            json("a-3"));
        QCOMPARE_JSON(rendered({{"$now", -5}}, json::object()), json(1'799'999'995));
        QCOMPARE_JSON(rendered({{"$now", 0}, {"unit", "ms"}}, json::object()),
                      json(1'800'000'000'000));
        QCOMPARE_JSON(rendered({{"$uuid", true}}, json::object()),
                      json("11111111-2222-4333-8444-555555555555"));
        QCOMPARE_JSON(rendered({{"$text", "art://{setting.folder}/{{x}}"}}, json::object()),
                      json("art://a b/{x}"));
        QCOMPARE_JSON(rendered({{"$setting", "folder"}}, json::object()), json("a b"));
        const json patch{
            {"$patch",
             {{"base", {{"1", {{"text", ""}, {"n", 1}}}}},
              {"ops",
               {{{"op", "replace"}, {"path", "/1/text"}, {"value", {{"$param", "prompt"}}}},
                {{"op", "replace"}, {"path", "/1/n"}, {"value", {{"$param", "n"}}}}}}}}};
        QCOMPARE_JSON(rendered(patch, {{"prompt", "a"}}), (json{{"1", {{"text", "a"}, {"n", 1}}}}));
    }

    // --- what users type stays what they typed

    void carriesAnyTextUnharmed_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"\"}],\"x\":1", "\\u0000", "a\r\nb\tc", "{job} {secret.key}",
                                 "{\"$param\":\"seed\"}", "Ёж & co = 100 %+", "🎬 \u2028",
                                 "--raskadr-11111111222243338444555555555555--", "../../x?y#z"}) {
            QTest::newRow(text) << QString::fromUtf8(text);
        }
    }
    void carriesAnyTextUnharmed()
    {
        QFETCH(QString, text);
        const std::string typed = text.toStdString();
        QCOMPARE_JSON(rendered({{"$param", "prompt"}}, {{"prompt", typed}}), json(typed));

        const json form =
            sent(replaced("/model/steps/submit/body",
                          {{"type", "form"}, {"fields", {{"p q", {{"$param", "prompt"}}}}}}),
                 {{"prompt", typed}});
        QByteArray encoded = QByteArray::fromStdString(form["form"].get<std::string>());
        QVERIFY(encoded.startsWith("p+q="));
        QVERIFY(!encoded.mid(4).contains('=') && !encoded.contains('&') && !encoded.contains('\n'));
        QCOMPARE(
            QString::fromUtf8(QByteArray::fromPercentEncoding(encoded.mid(4).replace('+', ' '))),
            text);

        const json query =
            sent(replaced("/model/steps/submit/query", {{"q", {{"$param", "prompt"}}}}),
                 {{"prompt", typed}});
        const QByteArray url = QByteArray::fromStdString(query["url"].get<std::string>());
        QVERIFY(url.startsWith("https://lamp.example/v1/make?q="));
        QVERIFY(!url.mid(31).contains('&') && !url.contains('#') && !url.contains(' '));
        QCOMPARE(QString::fromUtf8(QByteArray::fromPercentEncoding(url.mid(31))), text);
    }

    void keepsPathsInTheirPlace()
    {
        const json patch = replaced("/model/steps/submit/url", "{base}/models/{param.size}:make");
        QCOMPARE_JSON(sent(patch, {{"size", "a/b?c#d e"}})["url"],
                      json("https://lamp.example/v1/models/a%2Fb%3Fc%23d%20e:make"));
        QVERIFY(sent(patch, {{"size", ".."}}).is_string());
        QVERIFY(sent(patch, json::object()).is_string());
        const json whole = replaced("/model/steps/submit/url", "{base}/{+param.size}");
        QCOMPARE_JSON(sent(whole, {{"size", "a/b:c?d"}})["url"],
                      json("https://lamp.example/v1/a/b:c%3Fd"));
        QVERIFY(sent(whole, {{"size", "a/../../x"}}).is_string());
        // A parameter that is an address itself leads nowhere but to the service.
        QVERIFY(sent(replaced("/model/steps/submit/url", "{param.size}"),
                     {{"size", "https://evil.example/"}})
                    .is_string());
        QVERIFY(sent(replaced("/model/steps/submit/url", "{param.size}"),
                     {{"size", "http://lamp.example/"}})
                    .is_string());
    }

    void writesNoHeaderOfItsOwn()
    {
        const json patch = replaced("/model/steps/submit/headers", {{"X-Size", "{param.size}"}});
        QCOMPARE_JSON(sent(patch, {{"size", "2K"}})["headers"]["x-size"], json("2K"));
        QVERIFY(!sent(patch, {{"size", "2K\r\nX-Evil: 1"}})["headers"].contains("x-size"));
    }

    // --- files

    void encodesFilesAsTheirSlotSays()
    {
        const json first{{"$input", "first"}};
        QCOMPARE_JSON(rendered(first, json::object(), {picture(u"first"_s)}),
                      json("data:image/png;base64,eHh4"));
        QCOMPARE_JSON(rendered(first, json::object()), json("nothing"));
        ServiceInput large = picture(u"first"_s, 30);
        QCOMPARE_JSON(rendered(first, json::object(), {large}), json("no plan"));
        large.url = u"https://files.example/a.png"_s;
        QCOMPARE_JSON(rendered(first, json::object(), {large}),
                      json("https://files.example/a.png"));
        const json all{{"$input", "refs"}, {"all", true}};
        QCOMPARE_JSON(rendered(all, json::object(), {picture(u"refs"_s), picture(u"refs"_s, 4)}),
                      (json{"eHh4", "eHh4eA=="}));
        QCOMPARE_JSON(rendered(json::array({"a", all}), json::object(), {picture(u"refs"_s)}),
                      (json{"a", "eHh4"}));
        QCOMPARE_JSON(
            rendered({{"$input", "refs"}, {"index", 1}}, json::object(), {picture(u"refs"_s)}),
            json("nothing"));
    }

    void sendsFilesInParts()
    {
        const json body{
            {"type", "multipart"},
            {"parts",
             {{{"name", "a\"b"}, {"value", {{"$param", "prompt"}}}},
              {{"name", "meta"}, {"value", {{"n", 1}}}, {"contentType", "application/json"}},
              {{"name", "raw"}, {"file", {{"$input", "raw"}}}}}}};
        const json wire = sent(replaced("/model/steps/submit/body", body), {{"prompt", "x\r\ny"}},
                               {picture(u"raw"_s)});
        QCOMPARE_JSON(
            wire["multipart"],
            (json{{{"name", "a%22b"}, {"value", "x\r\ny"}},
                  {{"name", "meta"}, {"value", "{\"n\":1}"}, {"contentType", "application/json"}},
                  {{"name", "raw"},
                   {"value", "xxx"},
                   {"filename", "a%22b.png"},
                   {"contentType", "image/png"}}}));
        const json raw = sent(
            replaced("/model/steps/submit/body", {{"type", "raw"}, {"file", {{"$input", "raw"}}}}),
            json::object(), {picture(u"raw"_s)});
        QCOMPARE_JSON(raw["raw"], (json{{"contentType", "image/png"}, {"bytes", "xxx"}}));
    }

    void saysWhyAFileDoesNotFit()
    {
        const ServiceModel model = modelWith(json::array());
        const auto why = [&](const QList<ServiceInput>& inputs) {
            const auto planned = planInputs(model, inputs);
            return planned ? std::nullopt : std::optional(planned.error());
        };
        using Reason = InputProblem::Reason;
        ServiceInput raw = picture(u"raw"_s);
        raw.width = raw.height = 512;
        QVERIFY(!why({raw}));
        QVERIFY(why({picture(u"none"_s)})->reason == Reason::NoSuchSlot);
        QVERIFY(why({raw, raw})->reason == Reason::TooMany);
        ServiceInput other = raw;
        other.mime = u"image/webp"_s;
        QCOMPARE(*why({other}), (InputProblem{u"raw"_s, Reason::WrongFormat, u"image/png"_s}));
        other = raw;
        other.size = 10;
        QCOMPARE(*why({other}), (InputProblem{u"raw"_s, Reason::TooLarge, u"9"_s}));
        other = raw;
        other.width = 299;
        QCOMPARE(*why({other}), (InputProblem{u"raw"_s, Reason::SideTooSmall, u"300"_s}));
        other.width = 4001;
        QCOMPARE(*why({other}), (InputProblem{u"raw"_s, Reason::SideTooLarge, u"4000"_s}));
        other.width = 1400;
        QCOMPARE(*why({other}), (InputProblem{u"raw"_s, Reason::WrongRatio, u"0.4…2.5"_s}));
        QVERIFY(why({picture(u"first"_s, 30)})->reason == Reason::TooLarge);
        const ServiceModel needing = modelWith(replaced("/model/inputs/0/min", 1));
        QVERIFY(planInputs(needing, {}).error().reason == Reason::TooFew);
    }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "enginetest.moc"
