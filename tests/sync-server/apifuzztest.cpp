#include "sync-server/api/routes.h"
#include "sync-server/api/serverdata.h"
#include "sync-server/api/tus.h"
#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace raskadr::server;
using namespace std::string_literals;

namespace {

constexpr Millis now = 1'700'000'000'000;
constexpr int fewRuns = 20'000;

// What the interface understands, for damaging.
struct Seed
{
    std::string method;
    std::string path;
    std::string body;
    NamedValues headers;
};

// Pieces that parsers stumble over.
const std::vector<std::string> tokens = {
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "null",
    "-1",
    "1e999",
    "\\u0000",
    "\\ud800",
    "\xff",
    "\xe2\x80\xae",
    "9223372036854775808",
    "=",
    "%",
    "&",
    "+",
    " ",
    ".",
    "\0"s,
    "true",
    "\r\n",
    "../",
    "A==",
    std::string(300, '['),
};

std::string damaged(std::string text, QRandomGenerator& random)
{
    for (int changes = 1 + int(random.bounded(4)); changes > 0; --changes) {
        const size_t place = text.empty() ? 0 : random.bounded(quint32(text.size()));
        switch (random.bounded(5)) {
        case 0:
            text.insert(place, tokens[random.bounded(quint32(tokens.size()))]);
            break;
        case 1:
            if (!text.empty()) {
                text[place] = static_cast<char>(random.bounded(256));
            }
            break;
        case 2:
            text.resize(place);
            break;
        case 3:
            text.insert(place, text.substr(place, random.bounded(40)));
            break;
        default:
            text.erase(place, random.bounded(8));
        }
    }
    return text;
}

} // namespace

// Damaged requests against all handlers, without sockets: whatever comes, there is an answer, and
// none that says that the server is at fault.
class ApiFuzzTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::optional<ServerData> m_data;
    EventHub m_events;
    RateLimits m_rates;
    Router m_router;
    std::unique_ptr<Services> m_services;
    std::string m_token;
    std::string m_link;
    std::string m_share;
    std::string m_shot = std::string(32, 'a');
    std::string m_cookie;
    std::string m_comment;

    Response ask(const std::string& method, const std::string& path, const std::string& body,
                 NamedValues headers)
    {
        Request request;
        request.id = "test";
        request.method = method;
        request.path = path.substr(0, path.find('?'));
        request.body = body;
        request.headers = std::move(headers);
        request.contentLength = body.size();
        request.mayWait = false;
        if (const size_t query = path.find('?'); query != std::string::npos) {
            request.query = parseForm(path.substr(query + 1)).value_or(NamedValues());
        }
        const Router::Match match = m_router.match(method, request.path);
        if (!match.route) {
            return problem(request, 404, "not_found");
        }
        request.parameters = match.parameters;
        if (const Gate& gate = m_router.gate(match.route->access)) {
            if (auto refusal = gate(request)) {
                return std::move(*refusal);
            }
        }
        if (match.route->handler) {
            return match.route->handler(request);
        }
        auto opened = match.route->sink(request);
        if (auto* refusal = std::get_if<Response>(&opened)) {
            return std::move(*refusal);
        }
        BodySink& sink = *std::get<1>(opened);
        if (auto ended = sink.write(body)) {
            return std::move(*ended);
        }
        return sink.finish();
    }
    nlohmann::json askJson(const std::string& method, const std::string& path,
                           const nlohmann::json& body, NamedValues headers)
    {
        headers.emplace_back("content-type", "application/json");
        const Response response = ask(method, path, body.dump(), std::move(headers));
        const auto* text = std::get_if<std::string>(&response.body);
        return text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
    }
    // 64 times "a", which no file has.
    static std::string hashInBase64() { return QByteArray(64, 'a').toBase64().toStdString(); }
    static std::string text(const nlohmann::json& document) { return document.dump(); }
    std::vector<Seed> seeds() const
    {
        const NamedValues json = {{"content-type", "application/json"}};
        const NamedValues form = {{"content-type", "application/x-www-form-urlencoded"}};
        const std::string api = "/api/v1/";
        const std::string link = "/s/" + m_link;
        const std::string hash(64, 'c');
        const std::string key(32, 'k');
        const nlohmann::json medium = {{"id", std::string(32, 'b')}, {"sha256", hash}, {"size", 5}};
        const nlohmann::json shot = {
            {"id", m_shot}, {"number", 1}, {"title", "One"},  {"kind", "image"},
            {"width", 1},   {"height", 1}, {"durationMs", 0}, {"media", {{"thumb", medium}}}};
        const nlohmann::json snapshot = {
            {"aspectWidth", 16}, {"aspectHeight", 9}, {"shots", nlohmann::json::array({shot})}};
        return {
            {"POST", api + "media/check", text({{"sha256", {hash, hash}}}), json},
            {"POST",
             api + "uploads",
             "abc",
             {{"tus-resumable", "1.0.0"},
              {"upload-length", "3"},
              {"content-type", "application/offset+octet-stream"},
              {"upload-metadata", "filetype aW1hZ2Uvd2VicA==,sha256 " + hashInBase64()}}},
            {"PUT",
             api + "shares/" + m_share + "/revisions/2",
             text(snapshot),
             {{"if-match", "\"1\""}}},
            {"PATCH", api + "shares/" + m_share,
             text({{"title", "x"},
                   {"greeting", "y"},
                   {"expiresAt", nullptr},
                   {"canDownload", true}}),
             json},
            {"POST",
             api + "shares/" + m_share + "/comments",
             text({{"parentId", m_comment}, {"text", "yes"}}),
             {{"idempotency-key", key}}},
            {"PATCH", api + "shares/" + m_share + "/comments/" + m_comment,
             text({{"resolved", true}}), json},
            {"GET", api + "shares/" + m_share + "/comments?after=0&limit=10&wait=5", "", {}},
            {"GET", api + "events", "", {{"last-event-id", "5"}}},
            {"GET", link, "", {{"accept", "text/html"}, {"accept-encoding", "gzip, br"}}},
            {"GET", link + "?shot=" + m_shot, "", {{"accept", "text/html"}}},
            {"GET", link + "/board.json", "", {{"cookie", "raskadr_seen=1; raskadr_visit=0"}}},
            {"GET", link + "/comments?after=0", "", {{"cookie", "raskadr_guest=" + m_cookie}}},
            {"GET", link + "/events", "", {{"last-event-id", "3.1"}}},
            {"POST",
             link + "/comments",
             text({{"shotId", m_shot}, {"author", "Eva"}, {"text", "Light"}, {"atMs", 5}}),
             {{"content-type", "application/json"}, {"idempotency-key", key}}},
            {"POST", link + "/comments",
             "shotId=" + m_shot + "&author=Eva&text=Light&key=" + std::string(32, 'f'), form},
            {"PATCH",
             link + "/comments/" + m_comment,
             text({{"text", "Dark"}}),
             {{"content-type", "application/json"}, {"cookie", "raskadr_guest=" + m_cookie}}},
            {"PUT", link + "/shots/" + m_shot + "/verdict",
             text({{"state", "accepted"}, {"author", "Eva"}}), json},
            {"POST", link + "/shots/" + m_shot + "/verdict", "state=changes&author=Eva", form},
        };
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(startSecrets());
        auto data = ServerData::open(m_folder.path().toStdString(), 0);
        QVERIFY(data.has_value());
        m_data.emplace(std::move(*data));
        m_rates.setOff();
        ApiSettings settings;
        settings.publicUrl = "https://share.example";
        settings.commentsPerDay = 1'000'000;
        m_services = std::make_unique<Services>(m_data->store(), m_data->media(), m_events, m_rates,
                                                settings, [] { return now; });
        addApiRoutes(m_router, *m_services);
        m_token = randomToken();
        QVERIFY(*m_data->store().addAccount({std::string(32, 'e'), "anna", "hash"}, now));
        QVERIFY(m_data->store()
                    .addToken(sha256Hex(m_token), std::string(32, 'e'), now, now + 1)
                    .has_value());
        const NamedValues bearer = {{"authorization", "Bearer " + m_token}};
        const auto share = askJson("POST", "/api/v1/shares", {{"title", "Film"}}, bearer);
        m_share = share.at("id");
        m_link = share.at("token");
        const nlohmann::json shot = {
            {"id", m_shot}, {"number", 1}, {"title", "One"},  {"kind", "none"},
            {"width", 0},   {"height", 0}, {"durationMs", 0}, {"media", nlohmann::json::object()}};
        const auto revision =
            askJson("PUT", "/api/v1/shares/" + m_share + "/revisions/1",
                    {{"aspectWidth", 16}, {"aspectHeight", 9}, {"shots", {shot}}}, bearer);
        QCOMPARE(revision.value("revision", 0), 1);
        NamedValues guest = {{"idempotency-key", std::string(32, '0')}};
        const auto comment =
            askJson("POST", "/s/" + m_link + "/comments",
                    {{"shotId", m_shot}, {"author", "Eva"}, {"text", "Light"}}, guest);
        m_comment = comment.at("id");
        m_cookie = randomToken();
    }
    void cleanupTestCase() { m_services.reset(); }
    void understandsWhatIsNotDamaged()
    {
        for (const Seed& seed : seeds()) {
            NamedValues headers = seed.headers;
            headers.emplace_back("authorization", "Bearer " + m_token);
            const int status = ask(seed.method, seed.path, seed.body, headers).status;
            QVERIFY2(status < 400 || status == 404 || status == 422 || status == 460
                         || status == 409,
                     (seed.method + " " + seed.path + ": " + std::to_string(status)).c_str());
        }
    }
    void answersWhateverComes()
    {
        const std::vector<Seed> all = seeds();
        QRandomGenerator random(20261130);
        const int runs = std::max(fewRuns, qEnvironmentVariableIntValue("RASKADR_FUZZ_RUNS"));
        std::map<int, int> statuses;
        for (int run = 0; run < runs; ++run) {
            Seed seed = all[random.bounded(quint32(all.size()))];
            if (random.bounded(3) > 0) {
                seed.body = damaged(seed.body, random);
            }
            if (!seed.headers.empty() && random.bounded(3) > 0) {
                auto& value = seed.headers[random.bounded(quint32(seed.headers.size()))].second;
                value = damaged(value, random);
            }
            NamedValues headers = seed.headers;
            headers.emplace_back("authorization", "Bearer " + m_token);
            const Response response = ask(seed.method, seed.path, seed.body, headers);
            ++statuses[response.status];
            QVERIFY2(response.status < 500,
                     (seed.method + " " + seed.path + ": " + std::to_string(response.status) + " "
                      + seed.body)
                         .c_str());
            if (auto* stream = std::get_if<EventStream>(&response.body)) {
                stream->after(stream->cursor);
            }
        }
        QVERIFY(statuses.size() > 4);
    }
    void readsMetadataOfAnyKind()
    {
        QRandomGenerator random(7);
        for (int run = 0; run < fewRuns; ++run) {
            Request request;
            request.headers = {
                {"upload-metadata", damaged("sha256 YWJj,filetype aW1hZ2U=, x", random)}};
            tus::metadata(request, "sha256");
        }
        Request request;
        request.headers = {{"upload-metadata", "filetype aW1hZ2U=, sha256 YWJj"}};
        QCOMPARE(tus::metadata(request, "sha256"), std::optional("abc"s));
        QCOMPARE(tus::metadata(request, "sha"), std::optional<std::string>());
    }
    void sealsUnderASecret()
    {
        const std::string sealedText = sealUnder("the key", "cookie");
        QCOMPARE(unsealUnder("the key", sealedText), std::optional("cookie"s));
        QVERIFY(!unsealUnder("another", sealedText));
        QVERIFY(!unsealUnder("the key", sealedText.substr(1)));
        QVERIFY(!unsealUnder("the key", ""));
        QVERIFY(isToken(randomToken()));
        QVERIFY(!isToken(randomToken() + "A"));
        QVERIFY(!isToken(std::string(43, '!')));
        QVERIFY(!isToken(""));
    }
};

QTEST_GUILESS_MAIN(ApiFuzzTest)
#include "apifuzztest.moc"
