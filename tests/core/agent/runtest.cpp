#include "runtest.h"

#include "core/agent/agentcost.h"
#include "core/agent/editrun.h"
#include "core/net/curlclient.h"
#include "core/store/store.h"
#include "tests/support/fakeservice.h"
#include "tests/support/handclock.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const char* const pictureModel =
    R"({"manifestVersion":1,"provider":{"id":"p","name":"P"},"models":[{"id":"p.image",
  "name":"Picture","produces":"image","flow":"builtin","free":true,"seed":"seed","params":{"type":"object",
  "required":["prompt"],"properties":{"prompt":{"type":"string","minLength":1,"x-widget":"prompt"},
  "strength":{"type":"number","minimum":0,"maximum":1},
  "seed":{"type":"integer","minimum":0,"maximum":4294967295,"x-widget":"seed"}}}}]})";

// A chat server like the compatible ones.
const char* const chatProvider =
    R"({"manifestVersion":1,"provider":{"id":"chat","name":"Chat","local":true,
  "baseUrl":"http://127.0.0.1:%1","auth":{"kind":"header","name":"Authorization","value":"Bearer {secret.key}","secrets":["key"]},
  "error":{"message":"/error/message","rules":[{"when":{"http":[401]},"class":"auth_invalid"},
  {"when":{"http":[402]},"class":"insufficient_funds"}]}},
  "models":[{"id":"chat.model","name":"Chat model","produces":"text","flow":"sync","seed":null,"structured":"%2",
  "params":{"type":"object","required":["prompt"],"properties":{"prompt":{"type":"string","x-widget":"prompt"},
  "system":{"type":"string"},"model":{"type":"string","default":"small"}}},
  "inputs":[{"name":"picture","media":"image","min":0,"max":1,"accept":["image/png"],"encode":[{"as":"dataUri","maxEncodedBytes":4000000}]}],
  "steps":{"submit":{"method":"POST","url":"{base}/chat","retrySafe":false,"body":{"type":"json","value":{
   "model":{"$param":"model"},"system":{"$param":"system"},"user":{"$param":"prompt"},
   "pictures":{"$each":{"$input":"picture","all":true},"do":{"$item":""}},
   "schema":{"$var":"responseSchema"}}}}},
  "rejectOn":[{"when":{"nonEmpty":"/refusal"},"class":"agent_refusal","message":"/refusal"}],
  "usage":{"from":"submit","fields":{"tokens":"/tokens"}},
  "price":{"unit":"usd","estimate":[{"amount":0.00001,"per":"token"}]},
  "outputs":[{"from":"submit","value":"/text","as":"text"}]}]})";

class OpenConnections final : public Connections
{
public:
    Result<ProviderAccess> access(const AccountId&, const QString&) const override
    {
        if (isMissing) {
            return failure(ErrorKind::NotFound, u"nothing was entered"_s);
        }
        ProviderAccess access;
        access.connection.secrets = {u"key"_s};
        access.secrets = [](const SecretText::Piece&) {
            return std::optional<QByteArray>("KEY-7");
        };
        access.localHost = "127.0.0.1";
        return access;
    }

    bool isMissing = false;
};

QJsonObject answered(const QJsonObject& body, int status = 200)
{
    return {{u"status"_s, status}, {u"json"_s, body}};
}

QJsonObject said(const QString& text)
{
    return answered({{u"text"_s, text}});
}

class Bench
{
public:
    explicit Bench(const QList<QJsonObject>& answers, const char* structured = "json_schema")
        : service(scriptOf(answers))
        , sender(client, clock, pool,
                 [this] { return folder.filePath(u"part%1"_s.arg(++m_files)); })
    {
        const QByteArray manifest = QByteArray(chatProvider)
                                        .replace("%1", QByteArray::number(service.port(u"api"_s)))
                                        .replace("%2", structured);
        const auto chat = parseManifest(manifest);
        const auto picture = parseManifest(pictureModel);
        if (!chat || !picture) {
            qFatal("%s",
                   qPrintable(chat ? picture.error().detail
                                   : chat.error().subject + chat.error().detail));
        }
        agent = {chat->provider, chat->models.first()};
        request.model = picture->models.first();
        request.words = u"замени день на вечер"_s;
        request.prompt = u"Маяк, день"_s;
        request.parameters = {{"strength", 0.5}};
    }
    ~Bench() { pool.waitForDone(); }

    static QByteArray scriptOf(const QList<QJsonObject>& answers)
    {
        QJsonArray exchanges;
        for (const QJsonObject& answer : answers) {
            exchanges.append(QJsonObject{
                {u"on"_s, u"api"_s},
                {u"times"_s, 1},
                {u"expect"_s,
                 QJsonObject{{u"method"_s, u"POST"_s},
                             {u"path"_s, u"/chat"_s},
                             {u"headers"_s, QJsonObject{{u"authorization"_s, u"Bearer KEY-7"_s}}}}},
                {u"answer"_s, answer}});
        }
        return QJsonDocument(QJsonObject{{u"listeners"_s,
                                          QJsonArray{QJsonObject{{u"name"_s, u"api"_s},
                                                                 {u"kind"_s, u"http"_s}}}},
                                         {u"exchanges"_s, exchanges}})
            .toJson(QJsonDocument::Compact);
    }

    EditOutcome run()
    {
        QEventLoop loop;
        EditOutcome outcome{tl::unexpected(EditFailure()), {}, {}};
        EditRun edit(sender, connections, account, agent, request);
        QObject::connect(&edit, &EditRun::repairing, &loop, [this] { ++repairs; });
        edit.start([&](const EditOutcome& told) {
            outcome = told;
            loop.quit();
        });
        loop.exec();
        return outcome;
    }

    QJsonObject body(int request)
    {
        return QJsonDocument::fromJson(
                   service.requests().at(request)[u"body"_s].toString().toUtf8())
            .object();
    }

    QTemporaryDir folder;
    FakeService service;
    HandClock clock;
    QThreadPool pool;
    CurlClient client;
    ServiceSender sender;
    OpenConnections connections;
    AccountId account = AccountId::create();
    EditAgent agent;
    EditRequest request;
    int repairs = 0;

private:
    int m_files = 0;
};

const QString good =
    QString::fromUtf8(R"({"prompt":"Маяк, вечер","parameters":null,"refusal":null})");

} // namespace

void RunTest::rewritesByAChatModel()
{
    Bench bench({said(good)});
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
    Bench bench({said(u"Готово!"_s), said(good)});
    const EditOutcome outcome = bench.run();
    QVERIFY(outcome.result);
    QCOMPARE(bench.repairs, 1);
    QVERIFY(bench.body(1)[u"user"_s].toString().contains(u"previousAnswer"_s));
}

void RunTest::givesUpAfterTwoFaultyAnswers()
{
    Bench bench({said(u"Готово!"_s), said(u"И снова готово!"_s)});
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
    Bench bench({answer});
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
    Bench bench({answer});
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
    Bench bench({said(u"```json\n%1\n```"_s.arg(good))}, structured.constData());
    QVERIFY(bench.run().result);
    const QJsonObject body = bench.body(0);
    QCOMPARE(body.contains(u"schema"_s), inRequest);
    QCOMPARE(body[u"system"_s].toString().contains(u"The JSON Schema of your answer"_s), inWords);
}

void RunTest::showsThePictureOnlyIfItMay()
{
    Bench bench({said(good), said(good)});
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
    Bench bench({said(good)});
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
    Bench bench({said(hostile), said(templated)});
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
    QJsonObject slow = said(good);
    slow[u"steps"_s] = QJsonArray{QJsonObject{{u"trickle"_s, QString(4000, u' ')},
                                              {u"everyMs"_s, 50}}}; // minutes, unless it is ended
    Bench bench({slow});
    bool told = false;
    auto edit = std::make_unique<EditRun>(bench.sender, bench.connections, bench.account,
                                          bench.agent, bench.request);
    edit->start([&](const EditOutcome&) { told = true; });
    QTRY_VERIFY_WITH_TIMEOUT(!bench.service.requests().isEmpty(), 60'000);
    edit.reset();
    QVERIFY(bench.service.awaitClosed(1));
    QCoreApplication::processEvents();
    QVERIFY(!told);
}

void RunTest::asksTheOfflineAgentWithoutANetwork()
{
    Bench bench({});
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
    Bench bench({});
    bench.connections.isMissing = true;
    const EditOutcome outcome = bench.run();
    QVERIFY(!outcome.result);
    QCOMPARE(outcome.result.error().errorClass(), ErrorClass::AuthInvalid);
}

QTEST_GUILESS_MAIN(RunTest)

void RunTest::tellsWhatItCosts()
{
    Bench bench({answered({{u"text"_s, u"no JSON"_s}, {u"tokens"_s, 300}}),
                 answered({{u"text"_s, good}, {u"tokens"_s, 500}})});
    const PriceEstimate before = editPrice(bench.agent, bench.request);
    QCOMPARE(before.kind, PriceEstimate::Kind::Known);
    QVERIFY(before.charge.micros > 5'000);
    QVERIFY(before.charge.micros < 50'000);
    const EditOutcome outcome = bench.run();
    QVERIFY(outcome.result);
    QCOMPARE(outcome.answers, 2);
    QVERIFY(outcome.charge);
    QCOMPARE(outcome.charge->micros, 8'000); // of both answers

    const auto store = Store::open(bench.folder.filePath(u"library.db"_s), Store::Mode::ReadWrite);
    QVERIFY(store);
    const Account account = rows::account(u"vera"_s);
    const Project project = rows::project(account.id);
    const Shot shot = rows::shot(project.id, 0);
    EditAgent free = bench.agent;
    free.provider.free = true;
    EditOutcome unanswered{tl::unexpected(EditFailure()), {}, {}};
    QVERIFY(rows::write(**store, account.id, [&](Repositories& r) {
        r.accounts.insert(account);
        r.projects.insert(project);
        r.shots.insert(shot);
        bookEdit(r, shot.id, bench.agent, outcome, 1'790'000'000'000);
        bookEdit(r, shot.id, bench.agent, unanswered, 1'790'000'000'000);
        bookEdit(r, shot.id, free, outcome, 1'790'000'000'000);
    }));
    const auto spent = (*store)->read(
        account.id, [&](const Repositories& r) { return r.expenses.ofShot(shot.id).spent; });
    QVERIFY(spent);
    QCOMPARE(spent->size(), 1);
    QCOMPARE(spent->first().micros, 8'000);
    QCOMPARE(spent->first().unknown, 0);
}
