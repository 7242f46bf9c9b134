#include "remotebench.h"

#include "core/providers/manifest.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QJsonDocument>

namespace raskadr::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

const char* const labManifest = R"({"manifestVersion":1,
 "provider":{"id":"lab","name":"Lab","local":%2,"baseUrl":"%1","limits":{"concurrency":2},
  "auth":{"kind":"header","name":"X-Key","value":"Key {secret.key}","secrets":["key"]},
  "settings":[{"name":"relay","title":"Relay","default":"lab"}],
  "relay":{"method":"PUT","url":"{base}/public","body":{"type":"raw","file":{"$file":"content"}},"save":{"address":"/address"},"result":{"$var":"address"}},
  "error":{"message":"/error/message","code":"/error/code","rules":[
   {"when":{"equals":["/error/code","moderation"]},"class":"content_blocked_input"},
   {"when":{"equals":["/error/code","no_money"]},"class":"insufficient_funds"},
   {"when":{"equals":["/error/code","spent_today"]},"class":"quota_daily"}]}},
 "models":[
 {"id":"lab.still","name":"Still","produces":"image","flow":"sync","seed":"seed",
  "params":{"type":"object","required":["prompt"],"properties":{
   "prompt":{"type":"string","x-widget":"prompt"},
   "size":{"type":"string","enum":["small","large"],"default":"small"},
   "seed":{"type":"integer","minimum":0,"maximum":4294967295,"x-widget":"seed"}}},
  "steps":{"submit":{"method":"POST","url":"{base}/stills","retrySafe":false,"body":{"type":"json","value":{
   "prompt":{"$param":"prompt"},"size":{"$param":"size"},"seed":{"$param":"seed"}}}}},
  "outputs":[{"from":"submit","each":["/data"],"value":"/b64","as":"base64"}],
  "price":{"actual":"/cost","unit":"credit"}},
 {"id":"lab.priced","name":"Priced","produces":"image","flow":"sync","seed":null,
  "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
  "steps":{"submit":{"method":"POST","url":"{base}/priced","retrySafe":false,"body":{"type":"json","value":{"prompt":{"$param":"prompt"}}}}},
  "outputs":[{"from":"submit","value":"/b64","as":"base64"}],
  "price":{"unit":"usd","estimate":[{"amount":2,"per":"output"}]}},
 {"id":"lab.linked","name":"Linked","produces":"image","flow":"sync","seed":null,
  "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
  "steps":{"submit":{"method":"POST","url":"{base}/linked","retrySafe":false,"body":{"type":"json","value":{"prompt":{"$param":"prompt"}}}}},
  "outputs":[{"from":"submit","value":"/url","as":"url","auth":true}]},
 {"id":"lab.raw","name":"Raw","produces":"image","flow":"sync","seed":null,
  "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
  "inputs":[{"name":"first","media":"image","min":1,"max":1,"encode":[{"as":"upload","step":"upload"}]}],
  "steps":{
   "upload":{"method":"PUT","url":"{base}/uploads","body":{"type":"raw","file":{"$file":"content"}},"save":{"address":"/address"},"result":{"$var":"address"}},
   "submit":{"method":"POST","url":"{base}/raw","retrySafe":false,"body":{"type":"json","value":{"image":{"$input":"first"}}}}},
  "outputs":[{"from":"submit","as":"bytes"}]},
 {"id":"lab.public","name":"Public","produces":"image","flow":"sync","seed":null,
  "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
  "inputs":[{"name":"first","media":"image","min":1,"max":1,"encode":[{"as":"url"},{"as":"relay"}]}],
  "steps":{"submit":{"method":"POST","url":"{base}/raw","retrySafe":false,"body":{"type":"json","value":{"image":{"$input":"first"}}}}},
  "outputs":[{"from":"submit","as":"bytes"}]},
 {"id":"lab.film","name":"Film","produces":"video","flow":"poll","seed":{"sent":"seed","returned":"/seed"},
  "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"},
   "seed":{"type":"integer","minimum":0,"maximum":4294967295,"x-widget":"seed"}}},
  "steps":{
   "submit":{"method":"POST","url":"{base}/films","retrySafe":false,"body":{"type":"json","value":{"prompt":{"$param":"prompt"},"seed":{"$param":"seed"}}},"save":{"job":"/id"}},
   "poll":{"method":"GET","url":"{base}/films/{job}","everyMs":200,"retrySafe":true},
   "cancel":{"method":"DELETE","url":"{base}/films/{job}","retrySafe":true}},
  "status":{"pointer":"/status","map":{"waiting":"queued","working":"running","ready":"done","broken":"failed","stopped":"canceled"},"progress":"/progress"},
  "outputs":[{"from":"poll","each":["/files"],"value":"","as":"url","ttlHours":1}],
  "price":{"actual":"/cost","unit":"credit"}},
 {"id":"lab.endless","name":"Endless","produces":"video","flow":"poll","seed":null,
  "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
  "steps":{
   "submit":{"method":"POST","url":"{base}/endless","retrySafe":false,"body":{"type":"json","value":{"prompt":{"$param":"prompt"}}},"save":{"job":"/id"}},
   "poll":{"method":"GET","url":"{base}/endless/{job}","everyMs":200,"retrySafe":true}},
  "status":{"pointer":"/status","map":{"working":"running","ready":"done"}},
  "outputs":[{"from":"poll","each":["/files"],"value":"","as":"url"}]},
 {"id":"lab.told","name":"Told","produces":"image","flow":"websocket","seed":null,
  "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
  "steps":{
   "submit":{"method":"POST","url":"{base}/told","retrySafe":false,"body":{"type":"json","value":{"prompt":{"$param":"prompt"},"client":{"$var":"clientId"}}},"save":{"job":"/id"}},
   "poll":{"method":"GET","url":"{base}/told/{job}","everyMs":3600000,"retrySafe":true}},
  "events":{"url":"{wsbase}/ws?client={clientId}","job":"/job","rules":[
   {"when":{"equals":["/type","progress"]},"progress":["/value","/max"]},
   {"when":{"equals":["/type","ready"]},"is":"done"}]},
  "status":{"pointer":"/status","map":{"working":"running","ready":"done"}},
  "outputs":[{"from":"poll","value":"/b64","as":"base64"}]},
 {"id":"lab.named","name":"Named","produces":"image","flow":"poll","seed":null,
  "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
  "steps":{
   "submit":{"method":"POST","url":"{base}/named","retrySafe":false,"recover":"poll","body":{"type":"json","value":{"prompt":{"$param":"prompt"},"as":{"$var":"clientJobId"}}},"save":{"job":"/id"}},
   "poll":{"method":"GET","url":"{base}/named/state","query":{"of":{"$var":"job"}},"everyMs":200,"retrySafe":true}},
  "status":{"pointer":"/status","map":{"working":"running","ready":"done"}},
  "outputs":[{"from":"poll","value":"/b64","as":"base64"}]},
 {"id":"lab.live","name":"Live","produces":"image","flow":"sse","seed":null,
  "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
  "steps":{"submit":{"method":"POST","url":"{base}/live","retrySafe":false,"body":{"type":"json","value":{"prompt":{"$param":"prompt"},"stream":true}}}},
  "events":{"rules":[
   {"when":{"equals":["/type","partial"]},"progress":["/step","/steps"]},
   {"when":{"equals":["/type","refused"]},"is":"failed"},
   {"when":{"equals":["/type","completed"]},"is":"done"}]},
  "outputs":[{"from":"submit","value":"/b64","as":"base64"}]},
 {"id":"lab.token","name":"Token","produces":"image","flow":"sync","seed":null,
  "auth":{"kind":"token","name":"Authorization","value":"Bearer {token}","secrets":["key"],"token":"/access","expires":{"pointer":"/expires","unit":"ms"},
   "step":{"method":"POST","url":"{base}/oauth","headers":{"X-Key":"{secret.key}"}}},
  "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
  "steps":{"submit":{"method":"POST","url":"{base}/tokened","retrySafe":false,"body":{"type":"json","value":{"prompt":{"$param":"prompt"}}}}},
  "outputs":[{"from":"submit","value":"/b64","as":"base64"}]}
 ]})";

QByteArray scriptOf(const QJsonArray& exchanges)
{
    const QJsonObject script{
        {u"listeners"_s,
         QJsonArray{QJsonObject{{u"name"_s, u"api"_s}, {u"kind"_s, u"http"_s}},
                    QJsonObject{{u"name"_s, u"files"_s}, {u"kind"_s, u"http"_s}}}},
        {u"exchanges"_s, exchanges}};
    return QJsonDocument(script).toJson(QJsonDocument::Compact);
}

void putManifests(Repositories& r, const QByteArray& baseUrl, bool isLocal)
{
    const auto pieces = splitManifest(
        QByteArray(labManifest).replace("%1", baseUrl).replace("%2", isLocal ? "true" : "false"));
    if (!pieces) {
        qFatal("%s: %s", qPrintable(pieces.error().subject), qPrintable(pieces.error().detail));
    }
    for (const ManifestPiece& piece : *pieces) {
        const ManifestRecord record{
            piece.id, piece.isProvider ? QString() : piece.providerId, {}, 1, piece.json};
        piece.isProvider ? r.catalog.putProvider(record) : r.catalog.putModel(record);
    }
}

} // namespace

Result<ProviderAccess> OpenConnections::access(const AccountId&, const QString&) const
{
    if (isLocked) {
        return failure(ErrorKind::AccountLocked);
    }
    if (isMissing) {
        return failure(ErrorKind::NotFound, u"nothing was entered"_s, u"key"_s);
    }
    ProviderAccess access;
    access.connection.secrets = {u"key"_s};
    access.connection.settings = settings;
    access.secrets = [](const SecretText::Piece& piece) {
        return std::optional<QByteArray>("KEY-" + piece.text.toUtf8());
    };
    access.localHost = localHost;
    access.concurrency = concurrency;
    return access;
}

RemoteBench::RemoteBench(const QJsonArray& exchanges)
    : m_ownService(std::make_unique<FakeService>(scriptOf(exchanges)))
    , service(*m_ownService)
    , client(std::make_unique<CurlClient>())
{
    fill(service.url("http", u"api"_s, {}), true);
}

RemoteBench::RemoteBench(FakeService& shared, const QByteArray& baseUrl,
                         std::unique_ptr<HttpClient> way)
    : service(shared)
    , client(std::move(way))
{
    connections.localHost.clear();
    fill(baseUrl, false);
}

void RemoteBench::fill(const QByteArray& baseUrl, bool isLocal)
{
    media = std::make_unique<MediaFolder>(folder.path());
    store = *Store::open(folder.filePath(u"library.db"_s), Store::Mode::ReadWrite);
    pictureBytes = samplePng(7);
    pool.setMaxThreadCount(6);
    samples::write(folder.filePath(u"still.png"_s), pictureBytes);
    const Media still = rows::mediaOfFile(*media, folder.filePath(u"still.png"_s));
    Account account = rows::account(u"vera"_s);
    account.currency = u"USD"_s;
    const Project film = rows::project(account.id);
    const Shot first = rows::shot(film.id, 0);
    const Asset asset = rows::asset(first.id, still.sha256);
    vera = account.id;
    shot = first.id;
    picture = asset.id;
    const auto filled = rows::write(*store, vera, [&](Repositories& r) {
        r.accounts.insert(account);
        r.projects.insert(film);
        r.shots.insert(first);
        r.media.insert(still);
        r.assets.insert(asset);
        putManifests(r, baseUrl, isLocal);
    });
    if (!filled) {
        qFatal("%s", qPrintable(filled.error().detail));
    }
}

RemoteBench::~RemoteBench()
{
    stopQueue();
}

void RemoteBench::startQueue()
{
    sender = std::make_unique<ServiceSender>(*client, clock, pool,
                                             [folder = *media] { return folder.temporaryPath(); });
    queue = std::make_unique<JobQueue>(*store, *media, clock, pool, engine, [] { return 4711u; });
    queue->reachServices(*sender, connections);
    queue->unlock(vera);
    queue->start();
}

void RemoteBench::stopQueue()
{
    queue.reset();
    sender.reset();
    pool.waitForDone();
    store->flush();
    QCoreApplication::removePostedEvents(nullptr, QEvent::MetaCall);
}

void RemoteBench::restart()
{
    stopQueue();
    startQueue();
}

GenerationRequest RemoteBench::request(const QString& model, const QString& prompt,
                                       int variants) const
{
    GenerationRequest request;
    request.shotId = shot;
    request.modelId = model;
    request.prompt = prompt;
    request.variants = variants;
    return request;
}

QList<GenerationId> RemoteBench::submitted(const GenerationRequest& request)
{
    const auto ids = queue->submit(vera, request).wait();
    if (!ids) {
        qWarning("%s %s", qPrintable(ids.error().detail), qPrintable(ids.error().subject));
    }
    return ids.value_or(QList<GenerationId>());
}

GenerationId RemoteBench::run(const QString& model)
{
    const GenerationId id = submitted(request(model)).value(0);
    return waitForEnd({id}) ? id : GenerationId();
}

Job RemoteBench::job(const GenerationId& id) const
{
    return store->read(vera, [&](const Repositories& r) { return r.jobs.find(id); })
        ->value_or(Job());
}

QList<Asset> RemoteBench::assets(const GenerationId& id) const
{
    return *store->read(vera, [&](const Repositories& r) { return r.assets.ofGeneration(id); });
}

QList<Output> RemoteBench::outputs(const GenerationId& id) const
{
    return *store->read(vera, [&](const Repositories& r) { return r.jobs.outputs(id); });
}

bool RemoteBench::waitFor(const std::function<bool()>& condition) const
{
    return QTest::qWaitFor(condition, patienceMs);
}

bool RemoteBench::waitForEnd(const QList<GenerationId>& ids) const
{
    return waitFor([&] {
        return std::all_of(ids.begin(), ids.end(),
                           [this](const auto& id) { return isFinal(job(id).state); });
    });
}

bool RemoteBench::waitForState(const GenerationId& id, JobState state) const
{
    return waitFor([&] { return job(id).state == state; });
}

bool RemoteBench::limitProject(double amount)
{
    return rows::write(*store, vera,
                       [&](Repositories& r) {
                           auto project = r.projects.find(r.shots.find(shot)->projectId);
                           project->budget = amount;
                           r.projects.update(*project);
                       })
        .has_value();
}

bool RemoteBench::enter(const QString& providerId)
{
    return rows::write(*store, vera,
                       [&](Repositories& r) { r.secrets.setEnteredText(providerId, "{}"); })
        .has_value();
}

int RemoteBench::orders(const QString& path)
{
    int count = 0;
    const QJsonArray came = service.requests();
    for (const QJsonValue& request : came) {
        count += request[u"method"_s] == u"POST"_s && request[u"target"_s] == path;
    }
    return count;
}

QStringList RemoteBench::faults()
{
    QStringList faults;
    const QJsonArray came = service.requests();
    for (const QJsonValue& request : came) {
        for (const QJsonValue& fault : request[u"faults"_s].toArray()) {
            faults.append(request[u"target"_s].toString() + u": "_s + fault.toString());
        }
    }
    return faults;
}

QStringList RemoteBench::leftovers() const
{
    return media->list()->leftovers;
}

QJsonObject exchange(const QByteArray& method, const QString& path, const QJsonObject& answer,
                     int times, const QJsonObject& expect, const QString& on)
{
    QJsonObject expected = expect;
    expected[u"method"_s] = QString::fromLatin1(method);
    expected[u"path"_s] = path;
    QJsonObject exchange{
        {u"on"_s, on.isEmpty() ? u"api"_s : on}, {u"expect"_s, expected}, {u"answer"_s, answer}};
    if (times > 0) {
        exchange[u"times"_s] = times;
    }
    return exchange;
}

QJsonObject jsonAnswer(const QJsonObject& body, int status)
{
    return {{u"status"_s, status}, {u"json"_s, body}};
}

QJsonObject bytesAnswer(const QByteArray& bytes, const QString& type)
{
    return {{u"base64"_s, QString::fromLatin1(bytes.toBase64())},
            {u"headers"_s, QJsonObject{{u"Content-Type"_s, type}}}};
}

qint64 memoryOfThisProcess(const QByteArray& what)
{
    QFile file(u"/proc/self/status"_s);
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (line.startsWith(what)) {
                return line.mid(what.size()).trimmed().split(' ').first().toLongLong() << 10;
            }
        }
    }
    return 0;
}

void resetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        file.write("5");
    }
}

QByteArray samplePng(int seed, int width)
{
    return samples::encoded(samples::picture(width, width * 9 / 16, seed), "PNG");
}

QByteArray sampleFilm()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"film.mp4"_s);
    if (const QString wrong = samples::film(path, 12); !wrong.isEmpty()) {
        qFatal("%s", qPrintable(wrong));
    }
    return samples::read(path);
}

} // namespace raskadr::test
