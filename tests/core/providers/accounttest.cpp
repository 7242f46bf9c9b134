#include "lampservice.h"

#include "core/providers/money.h"

#include <QTest>

#include <limits>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

// Keys, the waiting that answers ask for, and money.
class AccountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- keys

    void namesKeysInsteadOfCarryingThem()
    {
        const ServiceModel model = modelWith(json::array());
        ServiceRun run(model, json::object(), {}, u"job-1"_s);
        const NextStep next = run.begin(moment());
        const ServiceRequest& request = std::get<SendStep>(next).request;
        QVERIFY(request.carriesSecrets());
        QVERIFY(request.publicHeader("X-Key").isEmpty());
        QCOMPARE(request.publicHeader("content-type"), QByteArray("application/json"));

        const auto nobody = [](const SecretText::Piece&) { return std::optional<QByteArray>(); };
        const auto broken = [](const SecretText::Piece&) {
            return std::optional<QByteArray>("a\r\nb");
        };
        const SecretText key{
            {{SecretText::Kind::Literal, u"Bearer "_s}, {SecretText::Kind::Secret, u"key"_s}}};
        QCOMPARE(*filledIn(key, secretOf), QByteArray("Bearer KEY-key"));
        QCOMPARE(filledIn(key, nobody).error().kind, ErrorKind::Unauthorized);
        QCOMPARE(filledIn(key, broken).error().kind, ErrorKind::Unauthorized);
    }

    void saysWhichKeyIsMissing()
    {
        const auto manifest = parseManifest(lampManifest());
        ServiceRun run(ServiceModel(manifest->provider, manifest->models.first(), {}),
                       json::object(), {}, u"job-1"_s);
        const auto failure = std::get<ServiceFailure>(run.begin(moment()));
        QCOMPARE(failure.errorClass, ErrorClass::AuthInvalid);
        QCOMPARE(failure.missing, u"key"_s);
        QVERIFY(failure.nothingAccepted);
    }

    void trustsOnlyItsOwnOrigins()
    {
        const ServiceModel model = modelWith(
            replaced("/provider/origins", {"https://*.lamp.example", "https://up.example:8443"}));
        for (const char* own : {"https://lamp.example/x", "https://LAMP.example:443/x",
                                "https://eu.lamp.example/", "https://up.example:8443/"}) {
            QVERIFY2(model.trusts(QString::fromLatin1(own)), own);
        }
        for (const char* foreign :
             {"http://lamp.example/x", "https://lamp.example.evil/x", "https://evillamp.example/x",
              "https://lamp.example:444/", "https://up.example/", "https://u@lamp.example/",
              "https://lamp.example@evil.example/", "//lamp.example/", ""}) {
            QVERIFY2(!model.trusts(QString::fromLatin1(foreign)), foreign);
        }
    }

    void signsTokens()
    {
        for (const ServiceStories& stories : serviceStories()) {
            if (stories.name == u"kling/image2video"_s) {
                const auto token = signedToken(stories.model, secretOf, moment());
                QVERIFY(token);
                QCOMPARE(
                    token->value,
                    QByteArray("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                               "eyJleHAiOjE4MDAwMDE4MDAsImlzcyI6IktFWS1hY2Nlc3NLZXkiLCJu"
                               "YmYiOjE3OTk5OTk5OTV9.uBXNi2TOxUbOGiClsJ0SJ2-ITO3l0DQ8Fx1TAp-F0C4"));
                QCOMPARE(token->expiresMs, 1'800'001'800'000);
            }
        }
    }

    void exchangesKeysForTokens()
    {
        for (const ServiceStories& stories : serviceStories()) {
            if (stories.name != u"gigachat/image"_s) {
                continue;
            }
            QVERIFY(needsToken(stories.model));
            const auto request = tokenRequest(stories.model, moment());
            QVERIFY(request);
            QCOMPARE_JSON(onTheWire(*request, {}),
                          (json{{"method", "POST"},
                                {"url", "https://ngw.devices.sberbank.ru:9443/api/v2/oauth"},
                                {"form", "scope=GIGACHAT_API_PERS"},
                                {"headers",
                                 {{"authorization", "Basic KEY-key"},
                                  {"accept", "application/json"},
                                  {"rquid", "11111111-2222-4333-8444-555555555555"}}}}));
            const auto answer =
                ServiceAnswer::of(200, {}, R"({"access_token":"abc","expires_at":1800001800000})");
            QCOMPARE(tokenIn(stories.model, answer, moment())->value, QByteArray("abc"));
            QCOMPARE(tokenIn(stories.model, answer, moment())->expiresMs, 1'800'001'800'000);
            for (const char* bad :
                 {"{}", "[]", "null", "", "{\"access_token\":{}}", "{\"access_token\":\"\"}"}) {
                QVERIFY(!tokenIn(stories.model, ServiceAnswer::of(200, {}, bad), moment()));
            }
            QVERIFY(!tokenIn(stories.model, ServiceAnswer::of(401, {}, R"({"access_token":"abc"})"),
                             moment()));
        }
    }

    void asksForTheBalance()
    {
        for (const ServiceStories& stories : serviceStories()) {
            if (stories.name == u"runway/gen4-turbo"_s) {
                const auto request = balanceRequest(stories.model, moment());
                QCOMPARE(request->url, u"https://api.dev.runwayml.com/v1/organization"_s);
                QVERIFY(request->carriesSecrets());
                const auto left =
                    balanceIn(stories.model,
                              ServiceAnswer::of(200, {}, R"({"creditBalance":1250})"), moment());
                QCOMPARE(left->micros, 1'250'000'000);
                QVERIFY(!balanceIn(stories.model,
                                   ServiceAnswer::of(200, {}, R"({"creditBalance":[]})"),
                                   moment()));
            }
        }
    }

    // --- answers

    void waitsAsLongAsItIsTold_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("ms");
        const auto row = [](const char* name, const char* value, qint64 ms) {
            QTest::newRow(value) << QByteArray(name) << QByteArray(value) << ms;
        };
        row("Retry-After", "7", 7000);
        row("retry-after", "1.5", 1500);
        row("retry-after", "30s", 30'000);
        row("retry-after-ms", "250", 250);
        row("Retry-After", "Fri, 15 Jan 2027 08:01:00 GMT", 60'000);
        row("Retry-After", "Fri, 15 Jan 2010 08:01:00 GMT", 0);
        row("Retry-After", "999999999", 86'400'000);
        row("Retry-After", "-5", -1);
        row("Retry-After", "soon", -1);
        row("Retry-After", "", -1);
    }
    void waitsAsLongAsItIsTold()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(qint64, ms);
        ServiceRun run(modelWith(json::array()), json::object(), {}, u"job-1"_s);
        run.begin(moment());
        const auto failure = std::get<ServiceFailure>(
            run.advance(ServiceAnswer::of(429, {{name, value}}, "{}"), moment()));
        QCOMPARE(failure.retryAfterMs.value_or(-1), ms);
        QVERIFY(failure.nothingAccepted);
    }

    void tellsTheClassFromTheBodyFirst()
    {
        const json rules{{{"when", {{"http", {429}}}}, {"class", "rate_limited"}},
                         {{"when", {{"equals", {"/code", 7}}}}, {"class", "insufficient_funds"}}};
        ServiceRun run(modelWith(replaced("/provider/error", {{"rules", rules}})), json::object(),
                       {}, u"job-1"_s);
        run.begin(moment());
        ServiceRun other = run;
        QCOMPARE(std::get<ServiceFailure>(
                     run.advance(ServiceAnswer::of(429, {}, R"({"code":7})"), moment()))
                     .errorClass,
                 ErrorClass::InsufficientFunds);
        QCOMPARE(std::get<ServiceFailure>(other.advance(ServiceAnswer::of(429, {}, "{}"), moment()))
                     .errorClass,
                 ErrorClass::RateLimited);
    }

    void takesStringsThatWereCutOut()
    {
        ServiceRun run(modelWith(json::array()), json::object(), {}, u"job-1"_s);
        run.begin(moment());
        ServiceAnswer answer = ServiceAnswer::of(200, {}, R"({"image":{"$blob":0}})");
        ServiceRun stranger = run;
        QVERIFY(std::holds_alternative<ServiceFailure>(stranger.advance(answer, moment())));
        answer.blobs = 1;
        const NextStep next = run.advance(answer, moment());
        const ResultItem& item = std::get<ResultStep>(next).items.first();
        QVERIFY(item.source == ResultItem::Source::Blob);
        QCOMPARE(item.blob, 0);
    }

    // --- money

    void estimatesByTheRowThatFits()
    {
        const auto priced = [](const json& price, const json& parameters) {
            const ServiceModel model = modelWith(replaced("/model/price", price));
            return estimatedPrice(model.provider(), model.manifest(), parameters);
        };
        const json price{
            {"unit", "credit"},
            {"usdPerUnit", 0.01},
            {"asOf", "2026-11"},
            {"outputs", "n"},
            {"seconds", {{"$param", "size"}}},
            {"estimate",
             {{{"when", {{"equals", {"/loud", true}}}}, {"amount", 2.5}, {"per", "second"}},
              {{"amount", 4}, {"per", "output"}}}}};
        PriceEstimate estimate = priced(price, {{"n", 3}});
        QVERIFY(estimate.kind == PriceEstimate::Kind::Known);
        QCOMPARE(estimate.charge, (Charge{12'000'000, u"credit"_s, 120'000}));
        QCOMPARE(estimate.asOf, u"2026-11"_s);
        QCOMPARE(priced(price, {{"loud", true}, {"size", "9s"}}).charge.micros, 22'500'000);
        // A factor that is not known makes the price unknown, never zero.
        QVERIFY(priced(price, {{"loud", true}}).kind == PriceEstimate::Kind::Unknown);
        QVERIFY(priced(price, {{"loud", true}, {"size", "long"}}).kind
                == PriceEstimate::Kind::Unknown);
        QVERIFY(priced({{"unit", "usd"}, {"actual", "/cost"}}, json::object()).kind
                == PriceEstimate::Kind::Unknown);
        const json area{{"unit", "usd"},
                        {"megapixels", {{"$param", "size"}}},
                        {"estimate", {{{"amount", 0.025}, {"per", "megapixel"}}}}};
        QCOMPARE(priced(area, {{"size", "2000x1000"}}).charge, (Charge{50'000, u"usd"_s, 50'000}));
    }

    void countsTokensByTheMillion()
    {
        const json price{{"unit", "usd"},
                         {"asOf", "2026-05"},
                         {"estimate",
                          {{{"when", {{"equals", {"/model", "small"}}}},
                            {"perMillionTokens", {{"input", 0.25}, {"output", 2}}}},
                           {{"when", {{"equals", {"/model", "flat"}}}},
                            {"amount", 0.00001},
                            {"per", "token"}}}}};
        const ServiceModel model = modelWith(replaced("/model/price", price));
        const json small{{"model", "small"}};
        const auto priced = [&](const json& parameters, const TokenCount& tokens) {
            return estimatedPrice(model.provider(), model.manifest(), parameters, tokens);
        };
        const PriceEstimate estimate = priced(small, {4000, 500, {}});
        QVERIFY(estimate.kind == PriceEstimate::Kind::Known);
        QCOMPARE(estimate.charge, (Charge{2000, u"usd"_s, 2000}));
        QCOMPARE(estimate.asOf, u"2026-05"_s);
        QCOMPARE(chargeOfTokens(model, small, {4000, 500, {}})->micros, 2000);
        QCOMPARE(chargeOfTokens(model, {{"model", "flat"}}, {{}, {}, 300})->micros, 3000);
        QCOMPARE(chargeOfTokens(model, {{"model", "flat"}}, {100, 200, {}})->micros, 3000);
        // Of a sum nobody knows which part is dear, and another model has its own price.
        QVERIFY(priced(small, {{}, {}, 4500}).kind == PriceEstimate::Kind::Unknown);
        QVERIFY(priced({{"model", "large"}}, {1, 1, {}}).kind == PriceEstimate::Kind::Unknown);
        QVERIFY(priced(small, {}).kind == PriceEstimate::Kind::Unknown);
        const auto rates = tokenRates(model.provider(), model.manifest(), small);
        QVERIFY(rates);
        QCOMPARE(rates->input.micros, 250'000);
        QCOMPARE(rates->output.micros, 2'000'000);
        QVERIFY(!tokenRates(model.provider(), model.manifest(), {{"model", "flat"}}));
    }

    void refusesSumsThatAreNone()
    {
        const json price{{"unit", "usd"}};
        QVERIFY(!chargeOf(price, -1));
        QVERIFY(!chargeOf(price, 1e300));
        QVERIFY(!chargeOf(price, std::numeric_limits<double>::quiet_NaN()));
        QCOMPARE(chargeOf(price, 0.1 + 0.2)->micros, 300'000);
    }
};

QTEST_GUILESS_MAIN(AccountTest)
#include "accounttest.moc"
