// The stories of the services told by a server: what goes over the wire, and what becomes of it.

#include "servicestories.h"

#include "core/net/curlclient.h"
#include "core/providers/servicecall.h"
#include "tests/support/fakeservice.h"
#include "tests/support/handclock.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int patienceMs = 60'000;

bool isPlayable(const json& stages)
{
    return std::all_of(stages.begin(), stages.end(), [](const json& stage) {
        return !stage.contains("answer") || !stage["answer"].contains("broken");
    });
}

bool isRelayed(const ServiceStories& stories)
{
    const auto planned = planInputs(stories.model, stories.inputs);
    return planned && std::any_of(planned->begin(), planned->end(), [](const auto& input) {
               return input.form == InputForm::Relay;
           });
}

// What the relay is asked for each file before the service gets its address.
void addRelayed(const ServiceStories& stories, json& exchanges)
{
    for (qsizetype i = 0; i < stories.inputs.size(); ++i) {
        const ServiceInput& input = stories.inputs.at(i);
        const std::string number = std::to_string(i);
        exchanges.push_back({{"on", "api"},
                             {"times", 1},
                             {"expect",
                              {{"method", "POST"},
                               {"path", "/storage/upload/initiate"},
                               {"query", {{"storage_type", "fal-cdn-v3"}}},
                               {"headers", {{"authorization", "Key KEY-key"}}},
                               {"jsonHas", {{"/content_type", input.mime.toStdString()}}}}},
                             {"answer",
                              {{"json",
                                {{"upload_url", "https://upload.relay.example/" + number},
                                 {"file_url", "https://relay.example/" + number}}}}}});
        exchanges.push_back({{"on", "api"},
                             {"times", 1},
                             {"expect",
                              {{"method", "PUT"},
                               {"path", "/" + number},
                               {"absent", {"authorization"}},
                               {"text", stories.contents.at(i).toStdString()}}},
                             {"answer", {{"status", 200}}}});
    }
}

// The hosts of a service's addresses, all of which the one server plays.
QSet<QString> hostsOf(const ServiceStories& stories)
{
    QSet<QString> hosts;
    for (const auto& [name, request] : stories.file["requests"].items()) {
        hosts.insert(QUrl(QString::fromStdString(request["url"].get<std::string>())).host());
    }
    if (const json* origins = stories.model.directive("origins")) {
        for (const json& origin : *origins) {
            hosts.insert(QUrl(QString::fromStdString(origin.get<std::string>())).host());
        }
    }
    if (isRelayed(stories)) {
        hosts += {u"rest.fal.ai"_s, u"upload.relay.example"_s};
    }
    hosts.remove({});
    return hosts;
}

// One that is refused is renewed, and the request sent once more.
bool isRenewed(const ServiceStories& stories, const json& stage)
{
    const json* auth = stories.model.directive("auth");
    const bool isMade = auth && ((*auth)["kind"] == "token" || (*auth)["kind"] == "jwt_hs256");
    return isMade && stage.contains("answer") && stage["answer"].value("status", 200) == 401;
}

json expectationOf(const json& request)
{
    const QUrl url(QString::fromStdString(request["url"].get<std::string>()));
    json expected{{"method", request["method"]},
                  {"path", url.path(QUrl::FullyEncoded).toStdString()},
                  {"headers", json::object()}};
    json query = json::object();
    for (const auto& [name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        query[name.toStdString()] = value.toStdString();
    }
    expected["query"] = query;
    for (const auto& [name, value] : request["headers"].items()) {
        // What is made of keys has a value of its own here.
        if (value.get<std::string>().find("MADE-") == std::string::npos) {
            expected["headers"][name] = value;
        }
    }
    if (request.contains("json")) {
        expected["json"] = request["json"];
    } else if (request.contains("multipart") && request["multipart"].is_array()) {
        expected["parts"] = request["multipart"];
    } else if (request.contains("raw") && request["raw"].is_object()) {
        expected["text"] = request["raw"]["bytes"];
    }
    return expected;
}

json answerOf(const json& stage, Flow flow)
{
    if (!stage.contains("events")) {
        return stage["answer"];
    }
    std::string text;
    for (const json& event : stage["events"]) {
        text += flow == Flow::Sse ? "data: " + event.dump() + "\n\n" : event.dump() + "\n";
    }
    return {{"status", 200}, {"text", text}};
}

// Each story in its turn uses up the exchanges that it needs.
QByteArray scriptOf(const ServiceStories& stories)
{
    const bool isLocal = stories.model.isLocal();
    json names = json::object();
    json hosts = json::array();
    for (const QString& host : hostsOf(stories)) {
        names[host.toStdString()] = "127.0.0.1:${port:api}";
        hosts.push_back(host.toStdString());
    }
    json exchanges = json::array();
    for (const auto& [name, stages] : stories.file["stories"].items()) {
        if (!isPlayable(stages)) {
            continue;
        }
        if (isRelayed(stories)) {
            addRelayed(stories, exchanges);
        }
        for (const json& stage : stages) {
            const std::string request = stage.value("request", stage["step"].get<std::string>());
            json expected = expectationOf(stories.file["requests"][request]);
            exchanges.push_back({{"on", "api"},
                                 {"times", isRenewed(stories, stage) ? 2 : 1},
                                 {"expect", expected},
                                 {"answer", answerOf(stage, stories.model.manifest().flow)}});
        }
    }
    if (const json* events = stories.model.directive("events"); events && events->contains("url")) {
        exchanges.push_back(
            {{"on", "api"},
             {"expect", {{"method", "GET"}, {"path", "/ws"}, {"absent", {"origin"}}}},
             {"answer", {{"socket", json::array()}}}});
    }
    const json token{{"on", "api"},
                     {"expect", {{"method", "POST"}, {"path", "/api/v2/oauth"}}},
                     {"answer", {{"json", {{"access_token", "T"}, {"expires_at", 1e13}}}}}};
    exchanges.push_back(token);
    const json script{
        {"listeners",
         json::array({{{"name", "api"}, {"kind", isLocal ? "http" : "https"}, {"names", hosts}},
                      {{"name", "way"}, {"kind", "proxy"}}})},
        {"names", names},
        {"exchanges", exchanges}};
    return QByteArray::fromStdString(script.dump());
}

std::string outcomeName(const CallOutcome& outcome)
{
    if (const auto* failure = std::get_if<ServiceFailure>(&outcome)) {
        return errorClassName(failure->errorClass).toStdString();
    }
    if (const auto* result = std::get_if<CallResult>(&outcome)) {
        return std::to_string(result->items.size()) + " results";
    }
    return "canceled";
}

std::string wantedName(const json& then)
{
    return then.contains("failure") ? then["failure"].get<std::string>()
        : then.contains("results")  ? std::to_string(then["results"].size()) + " results"
                                    : "canceled";
}

} // namespace

class WireTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    HandClock m_clock;
    QThreadPool m_pool;
    QList<ServiceStories> m_all;
    int m_paths = 0;

    ServiceTask taskFor(const ServiceStories& stories, const FakeService& fake,
                        const QHash<QString, QString>& settings = {})
    {
        ServiceConnection connection = stories.model.connection();
        connection.settings.insert(settings);
        if (stories.model.isLocal()) {
            QUrl base(stories.model.baseUrl());
            base.setHost(u"127.0.0.1"_s);
            base.setPort(fake.port(u"api"_s));
            connection.baseUrl = base.toString();
        }
        ProviderAccess access;
        access.connection = connection;
        access.secrets = secretOf;
        access.localHost = stories.model.isLocal() ? "127.0.0.1" : "";
        ServiceTask task{
            ServiceRoute::of({}, stories.model.provider(), stories.model.manifest(), access),
            stories.parameters,
            {},
            u"job-1"_s,
            json::object(),
            {},
            ServiceTask::Start::Begin};
        for (qsizetype i = 0; i < stories.inputs.size(); ++i) {
            const QString path = m_folder.filePath(u"in%1"_s.arg(++m_paths));
            QFile file(path);
            if (file.open(QIODevice::WriteOnly)) {
                file.write(stories.contents.at(i));
            }
            task.files.append({stories.inputs.at(i), path});
        }
        if (isRelayed(stories)) {
            ProviderAccess relay;
            relay.connection = relayOfStories().connection();
            relay.secrets = secretOf;
            task.relay = ServiceRoute::of({}, relayOfStories().provider(), ModelManifest(), relay);
        }
        if (stories.file.contains("responseSchema")) {
            task.given["responseSchema"] = stories.file["responseSchema"];
        }
        return task;
    }

    std::optional<CallOutcome> played(ServiceSender& sender, const ServiceTask& task)
    {
        std::optional<CallOutcome> outcome;
        ServiceCall call(sender, task);
        CallEvents events;
        events.finished = [&](const CallOutcome& end) { outcome = end; };
        call.start(std::move(events));
        const bool ended = QTest::qWaitFor(
            [&] {
                // Between two questions nothing happens that anyone would have to wait for.
                for (QTimer* timer : call.findChildren<QTimer*>()) {
                    if (timer->isActive() && timer->interval() > 0) {
                        timer->start(0);
                    }
                }
                return outcome.has_value();
            },
            patienceMs);
        return ended ? outcome : std::nullopt;
    }

private Q_SLOTS:
    void initTestCase() { m_all = serviceStories(); }

    void tellsTheSameOverTheWire_data()
    {
        QTest::addColumn<int>("place");
        for (int i = 0; i < m_all.size(); ++i) {
            QTest::newRow(qPrintable(m_all.at(i).name)) << i;
        }
    }

    void tellsTheSameOverTheWire()
    {
        QFETCH(int, place);
        const ServiceStories& stories = m_all.at(place);
        QVERIFY(planInputs(stories.model, stories.inputs));
        FakeService fake(scriptOf(stories));
        CurlClientOptions options;
        options.testAuthorities = fake.authority();
        options.testPublicAddresses = {*IpAddress::fromText("127.0.0.1")};
        options.proxy = *HttpProxy::parse(QString::fromLatin1(fake.url("http", u"way"_s, "")));
        CurlClient client(options);
        ServiceSender sender(client, m_clock, m_pool,
                             [this] { return m_folder.filePath(u"a%1"_s.arg(++m_paths)); });
        const ServiceTask task = taskFor(stories, fake);
        for (const auto& [name, stages] : stories.file["stories"].items()) {
            if (!isPlayable(stages)) {
                continue;
            }
            const auto outcome = played(sender, task);
            QVERIFY2(outcome, name.c_str());
            const json then = stages.back().value("then", json::object());
            const std::string said =
                name + ": " + outcomeName(*outcome) + " for " + wantedName(then);
            QVERIFY2(outcomeName(*outcome) == wantedName(then), said.c_str());
            if (const auto* failure = std::get_if<ServiceFailure>(&*outcome)) {
                QCOMPARE(failure->nothingAccepted,
                         then.value("nothingAccepted", failure->nothingAccepted));
            }
        }
        const QJsonArray came = fake.requests();
        for (const QJsonValue& request : came) {
            QVERIFY2(request[u"faults"_s].toArray().isEmpty(),
                     qPrintable(request[u"target"_s].toString()
                                + request[u"faults"_s].toVariant().toStringList().join(u'\n')));
        }
        m_pool.waitForDone();
    }

    void authorityOfTheAccountCounts_data()
    {
        QTest::addColumn<QString>("entered"); // %1: the certificate
        QTest::addColumn<QString>("outcome");
        QTest::newRow("none") << QString() << u"tls"_s;
        QTest::newRow("as a file has it") << u"%1"_s << u"1 results"_s;
        QTest::newRow("in one line") << u"one line: %1"_s << u"1 results"_s;
        QTest::newRow("no certificate") << u"%1 here"_s.arg(u"nothing"_s) << u"tls"_s;
        QTest::newRow("broken") << u"-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----"_s
                                << u"tls"_s;
    }

    void authorityOfTheAccountCounts()
    {
        QFETCH(QString, entered);
        QFETCH(QString, outcome);
        ServiceStories stories = *std::find_if(m_all.begin(), m_all.end(), [](const auto& one) {
            return one.name == u"gigachat/image"_s;
        });
        const json success = stories.file["stories"]["success"];
        stories.file["stories"] = {{"success", success}};
        FakeService fake(scriptOf(stories));
        QString authority = QString::fromLatin1(fake.authority());
        if (entered.startsWith(u"one line"_s)) {
            authority.replace(u'\n', u' ');
        }
        CurlClientOptions options;
        options.testPublicAddresses = {*IpAddress::fromText("127.0.0.1")};
        options.proxy = *HttpProxy::parse(QString::fromLatin1(fake.url("http", u"way"_s, "")));
        CurlClient client(options);
        ServiceSender sender(client, m_clock, m_pool,
                             [this] { return m_folder.filePath(u"a%1"_s.arg(++m_paths)); });
        const QString text = entered.contains(u"%1"_s) ? entered.arg(authority) : entered;
        const auto ended = played(sender, taskFor(stories, fake, {{u"authority"_s, text}}));
        QVERIFY(ended);
        QCOMPARE(QString::fromStdString(outcomeName(*ended)), outcome);
        QVERIFY(outcome != u"tls"_s || fake.heard(u"api"_s).isEmpty());
        m_pool.waitForDone();
    }
};

QTEST_GUILESS_MAIN(WireTest)
#include "wiretest.moc"
