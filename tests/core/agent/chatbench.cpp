#include "chatbench.h"

#include <QEventLoop>
#include <QJsonDocument>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

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

QByteArray scriptOf(const QList<QJsonObject>& answers)
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
    return QJsonDocument(
               QJsonObject{{u"listeners"_s,
                            QJsonArray{QJsonObject{{u"name"_s, u"api"_s}, {u"kind"_s, u"http"_s}}}},
                           {u"exchanges"_s, exchanges}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

const QString goodAnswer =
    QString::fromUtf8(R"({"prompt":"Маяк, вечер","parameters":null,"refusal":null})");

Result<ProviderAccess> OpenConnections::access(const AccountId&, const QString&) const
{
    if (isMissing) {
        return failure(ErrorKind::NotFound, u"nothing was entered"_s);
    }
    ProviderAccess access;
    access.connection.secrets = {u"key"_s};
    access.secrets = [](const SecretText::Piece&) { return std::optional<QByteArray>("KEY-7"); };
    access.localHost = "127.0.0.1";
    return access;
}

QJsonObject answered(const QJsonObject& body, int status)
{
    return {{u"status"_s, status}, {u"json"_s, body}};
}

QJsonObject said(const QString& text)
{
    return answered({{u"text"_s, text}});
}

ChatBench::ChatBench(const QList<QJsonObject>& answers, const char* structured)
    : service(scriptOf(answers))
    , sender(client, clock, pool, [this] { return folder.filePath(u"part%1"_s.arg(++m_files)); })
    , account(rows::account(u"vera"_s))
    , project(rows::project(account.id))
    , shot(rows::shot(project.id, 0))
{
    const QByteArray manifest = QByteArray(chatProvider)
                                    .replace("%1", QByteArray::number(service.port(u"api"_s)))
                                    .replace("%2", structured);
    const auto chat = parseManifest(manifest);
    const auto picture = parseManifest(pictureModel);
    if (!chat || !picture) {
        qFatal(
            "%s",
            qPrintable(chat ? picture.error().detail : chat.error().subject + chat.error().detail));
    }
    auto opened = Store::open(folder.filePath(u"library.db"_s), Store::Mode::ReadWrite);
    if (!opened) {
        qFatal("%s", qPrintable(opened.error().detail));
    }
    store = std::move(*opened);
    account.currency = u"USD"_s;
    const auto written = rows::write(*store, account.id, [&](Repositories& r) {
        r.accounts.insert(account);
        r.projects.insert(project);
        r.shots.insert(shot);
    });
    if (!written) {
        qFatal("%s", qPrintable(written.error().detail));
    }
    agent = {chat->provider, chat->models.first()};
    request.shotId = shot.id;
    request.model = picture->models.first();
    request.words = u"замени день на вечер"_s;
    request.prompt = u"Маяк, день"_s;
    request.parameters = {{"strength", 0.5}};
}

ChatBench::~ChatBench()
{
    pool.waitForDone();
}

std::unique_ptr<EditRun> ChatBench::edit()
{
    return std::make_unique<EditRun>(sender, connections, *store, account.id, agent, request);
}

EditOutcome ChatBench::run()
{
    QEventLoop loop;
    EditOutcome outcome{tl::unexpected(EditFailure()), {}};
    const auto run = edit();
    QObject::connect(run.get(), &EditRun::repairing, &loop, [this] { ++repairs; });
    run->start([&](const EditOutcome& told) {
        outcome = told;
        loop.quit();
    });
    loop.exec();
    return outcome;
}

QJsonObject ChatBench::body(int request)
{
    return QJsonDocument::fromJson(service.requests().at(request)[u"body"_s].toString().toUtf8())
        .object();
}

void ChatBench::limit(std::optional<double> budget)
{
    project.budget = budget;
    const auto written =
        rows::write(*store, account.id, [&](Repositories& r) { r.projects.update(project); });
    if (!written) {
        qFatal("%s", qPrintable(written.error().detail));
    }
}

QList<UnitAmount> ChatBench::spent()
{
    store->flush();
    return store
        ->read(account.id, [&](const Repositories& r) { return r.expenses.ofShot(shot.id).spent; })
        .value_or(QList<UnitAmount>());
}

} // namespace raskadr
