#include "runtest.h"

#include "chatbench.h"
#include "tests/support/samples.h"

#include <QFile>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

void RunTest::rewritesByAChatModel()
{
    ChatBench bench({said(goodAnswer)});
    const EditOutcome outcome = bench.run();
    QVERIFY(outcome.result);
    QCOMPARE(outcome.result->prompt, u"Маяк, вечер"_s);
    const QJsonObject body = bench.body(0);
    QCOMPARE(body[u"model"_s], QJsonValue(u"small"_s));
    QVERIFY(body[u"user"_s].toString().contains(u"Маяк, день"_s));
    QVERIFY(body[u"schema"_s].toObject()[u"properties"_s].toObject().contains(u"prompt"_s));
    QVERIFY(!body[u"system"_s].toString().contains(u"JSON Schema of your answer"_s));
}

void RunTest::asksOnceMoreAfterAFaultyAnswer()
{
    ChatBench bench({said(u"Готово!"_s), said(goodAnswer)});
    const EditOutcome outcome = bench.run();
    QVERIFY(outcome.result);
    QCOMPARE(bench.repairs, 1);
    QVERIFY(bench.body(1)[u"user"_s].toString().contains(u"previousAnswer"_s));
}

void RunTest::givesUpAfterTwoFaultyAnswers()
{
    ChatBench bench({said(u"Готово!"_s), said(u"И снова готово!"_s)});
    const EditOutcome outcome = bench.run();
    QVERIFY(!outcome.result);
    QVERIFY(outcome.result.error().kind == EditFailure::Kind::BadAnswer);
    QCOMPARE(outcome.result.error().errorClass(), ErrorClass::AgentBadJson);
    QCOMPARE(outcome.result.error().said, u"И снова готово!"_s);
    QCOMPARE(bench.service.requests().size(), 2);
    QVERIFY(!outcome.record.isEmpty());
}

void RunTest::tellsARefusal_data()
{
    QTest::addColumn<QJsonObject>("answer");
    QTest::newRow("by the service") << answered({{u"refusal"_s, u"Не могу."_s}});
    QTest::newRow("by the model") << said(
        QString::fromUtf8(R"({"prompt":null,"refusal":"Не могу."})"));
}

void RunTest::tellsARefusal()
{
    QFETCH(const QJsonObject, answer);
    ChatBench bench({answer});
    const EditOutcome outcome = bench.run();
    QVERIFY(!outcome.result);
    QVERIFY(outcome.result.error().kind == EditFailure::Kind::Refusal);
    QCOMPARE(outcome.result.error().said, u"Не могу."_s);
    QCOMPARE(bench.service.requests().size(), 1);
}

void RunTest::tellsWhyTheServiceFailed_data()
{
    QTest::addColumn<QJsonObject>("answer");
    QTest::addColumn<ErrorClass>("errorClass");
    QTest::newRow("wrong key") << answered({}, 401) << ErrorClass::AuthInvalid;
    QTest::newRow("no money") << answered({}, 402) << ErrorClass::InsufficientFunds;
    QTest::newRow("no text") << answered({{u"other"_s, 1}}) << ErrorClass::ResultInvalid;
}

void RunTest::tellsWhyTheServiceFailed()
{
    QFETCH(const QJsonObject, answer);
    QFETCH(const ErrorClass, errorClass);
    ChatBench bench({answer});
    const EditOutcome outcome = bench.run();
    QVERIFY(!outcome.result);
    QCOMPARE(outcome.result.error().errorClass(), errorClass);
}

void RunTest::putsTheSchemaWhereTheModelTakesIt_data()
{
    QTest::addColumn<QByteArray>("structured");
    QTest::addColumn<bool>("inRequest");
    QTest::addColumn<bool>("inWords");
    QTest::newRow("json_schema") << QByteArray("json_schema") << true << false;
    QTest::newRow("tool") << QByteArray("tool") << true << false;
    QTest::newRow("ollama_format") << QByteArray("ollama_format") << true << false;
    QTest::newRow("json_object") << QByteArray("json_object") << true << true;
    QTest::newRow("none") << QByteArray("none") << false << true;
}

void RunTest::putsTheSchemaWhereTheModelTakesIt()
{
    QFETCH(const QByteArray, structured);
    QFETCH(const bool, inRequest);
    QFETCH(const bool, inWords);
    ChatBench bench({said(u"```json\n%1\n```"_s.arg(goodAnswer))}, structured.constData());
    QVERIFY(bench.run().result);
    const QJsonObject body = bench.body(0);
    QCOMPARE(body.contains(u"schema"_s), inRequest);
    QCOMPARE(body[u"system"_s].toString().contains(u"The JSON Schema of your answer"_s), inWords);
}

void RunTest::showsThePictureOnlyIfItMay()
{
    ChatBench bench({said(goodAnswer), said(goodAnswer)});
    QVERIFY(bench.run().result);
    QVERIFY(bench.body(0)[u"pictures"_s].toArray().isEmpty());
    const QString path = bench.folder.filePath(u"picture.png"_s);
    QVERIFY(samples::save(path, samples::picture(32, 18, 1), "PNG"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray png = file.readAll();
    ServiceInput input;
    input.mime = u"image/png"_s;
    input.size = png.size();
    input.name = u"picture"_s;
    bench.request.picture = ServiceFile{input, path};
    const EditOutcome outcome = bench.run();
    QVERIFY(outcome.result);
    QVERIFY(!outcome.result->pictureLeftOut);
    const QString sent = bench.body(1)[u"pictures"_s].toArray().first().toString();
    QCOMPARE(sent, u"data:image/png;base64,"_s + QString::fromLatin1(png.toBase64()));
}

void RunTest::leavesOutAPictureThatTheModelCannotTake()
{
    ChatBench bench({said(goodAnswer)});
    ServiceInput input;
    input.mime = u"image/tiff"_s;
    input.size = 5;
    bench.request.picture = ServiceFile{input, bench.folder.filePath(u"nothing.tiff"_s)};
    const EditOutcome outcome = bench.run();
    QVERIFY(outcome.result);
    QVERIFY(outcome.result->pictureLeftOut);
}

void RunTest::neverSendsKeysOrRunsAnythingForAHostileAnswer()
{
    const QString hostile = QString::fromUtf8(
        R"({"prompt":"Маяк, вечер","run":true,"key":"{secret.key}","url":"http://127.0.0.1:1/"})");
    const QString templated =
        QString::fromUtf8(R"({"prompt":"{secret.key} {\"$secret\":\"key\"}"})");
    ChatBench bench({said(hostile), said(templated)});
    const EditOutcome outcome = bench.run();
    // The second answer is a prompt like any other: its braces stay words.
    QVERIFY(outcome.result);
    QCOMPARE(outcome.result->prompt, u"{secret.key} {\"$secret\":\"key\"}"_s);
    const QJsonArray requests = bench.service.requests();
    QCOMPARE(requests.size(), 2);
    for (const QJsonValue& request : requests) {
        QVERIFY(!request[u"body"_s].toString().contains(u"KEY-7"_s));
    }
    QVERIFY(!outcome.record.contains("KEY-7"));
}

void RunTest::endsTheRequestWhenItIsDropped()
{
    QJsonObject slow = said(goodAnswer);
    slow[u"steps"_s] = QJsonArray{QJsonObject{{u"trickle"_s, QString(4000, u' ')},
                                              {u"everyMs"_s, 50}}}; // minutes, unless it is ended
    ChatBench bench({slow});
    bool told = false;
    auto edit = bench.edit();
    edit->start([&](const EditOutcome&) { told = true; });
    QTRY_VERIFY_WITH_TIMEOUT(!bench.service.requests().isEmpty(), 60'000);
    edit.reset();
    QVERIFY(bench.service.awaitClosed(1));
    QCoreApplication::processEvents();
    QVERIFY(!told);
}

void RunTest::asksTheOfflineAgentWithoutANetwork()
{
    ChatBench bench({});
    const auto draft =
        parseManifest(R"({"manifestVersion":1,"provider":{"id":"draft","name":"Draft","local":true},
        "models":[{"id":"draft.agent","name":"Draft agent","produces":"text","flow":"builtin","free":true,"seed":null,
        "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}}}]})");
    QVERIFY(draft);
    bench.agent = {draft->provider, draft->models.first()};
    const EditOutcome outcome = bench.run();
    QVERIFY(outcome.result);
    QCOMPARE(outcome.result->prompt, u"Маяк, вечер"_s);
    bench.request.words = u"сделай грустно"_s;
    const EditOutcome sad = bench.run();
    QVERIFY(!sad.result);
    QVERIFY(sad.result.error().kind == EditFailure::Kind::NotUnderstood);
    QCOMPARE(bench.service.connections(u"api"_s), 0);
}

void RunTest::needsAConnection()
{
    ChatBench bench({});
    bench.connections.isMissing = true;
    const EditOutcome outcome = bench.run();
    QVERIFY(!outcome.result);
    QCOMPARE(outcome.result.error().errorClass(), ErrorClass::AuthInvalid);
}

QTEST_GUILESS_MAIN(RunTest)
