#include "servicestories.h"

#include "core/providers/money.h"

#include <QSet>
#include <QTest>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

QByteArray dumped(const json& value)
{
    return QByteArray::fromStdString(value.dump(1, ' ', false, json::error_handler_t::replace));
}

json shownCharge(const std::optional<Charge>& charge)
{
    return charge ? json{{"micros", charge->micros}, {"unit", charge->unit.toStdString()}} : json();
}

json shown(const ResultItem& item, const QList<QByteArray>& contents)
{
    json result;
    switch (item.source) {
    case ResultItem::Source::Download:
        result["download"] = onTheWire(item.download, contents);
        break;
    case ResultItem::Source::Base64:
        result["base64"] = item.text.toStdString();
        break;
    case ResultItem::Source::DataUri:
        result["dataUri"] = item.text.toStdString();
        break;
    case ResultItem::Source::Text:
        result["text"] = item.text.toStdString();
        break;
    case ResultItem::Source::Blob:
        result["blob"] = item.blob;
        break;
    case ResultItem::Source::Body:
        result["body"] = true;
        break;
    }
    if (!item.mime.isEmpty()) {
        result["mime"] = item.mime.toStdString();
    }
    if (item.seed) {
        result["seed"] = *item.seed;
    }
    return result;
}

// What the engine does next, in the terms of the stories.
json shown(const NextStep& step, const QList<QByteArray>& contents)
{
    json result;
    if (const auto* send = std::get_if<SendStep>(&step)) {
        result["send"] = send->request.step.toStdString();
        if (send->phase == RunPhase::Polling) {
            result["afterMs"] = send->afterMs;
            result["queued"] = send->queued;
        }
        if (send->progress) {
            result["progress"] = *send->progress;
        }
        if (send->queuePosition) {
            result["queuePosition"] = *send->queuePosition;
        }
        if (send->announced) {
            result["announced"] = shownCharge(send->announced);
        }
    } else if (const auto* results = std::get_if<ResultStep>(&step)) {
        result["results"] = json::array();
        for (const ResultItem& item : results->items) {
            result["results"].push_back(shown(item, contents));
        }
        if (results->charge) {
            result["charge"] = shownCharge(results->charge);
        }
        if (!results->usage.empty()) {
            result["usage"] = results->usage;
        }
    } else if (const auto* failure = std::get_if<ServiceFailure>(&step)) {
        result["failure"] = errorClassName(failure->errorClass).toStdString();
        result["message"] = failure->message.toStdString();
        result["nothingAccepted"] = failure->nothingAccepted;
        if (failure->retryAfterMs) {
            result["retryAfterMs"] = *failure->retryAfterMs;
        }
        if (!failure->parameter.isEmpty()) {
            result["parameter"] = failure->parameter.toStdString();
        }
        if (failure->charge) {
            result["charge"] = shownCharge(failure->charge);
        }
        if (!failure->requestId.isEmpty()) {
            result["requestId"] = failure->requestId.toStdString();
        }
    } else {
        result["canceled"] = true;
    }
    return result;
}

// The keys that a story mentions have to be so; it may leave others out.
QByteArray difference(const json& wanted, const json& there)
{
    for (const auto& [key, value] : wanted.items()) {
        if (!there.contains(key) || there[key] != value) {
            return "wanted " + dumped(wanted) + "\n there is " + dumped(there);
        }
    }
    return {};
}

QByteArray requestDifference(const ServiceStories& stories, const json& stage,
                             const ServiceRequest& request)
{
    const std::string name = stage.contains("request") ? stage["request"].get<std::string>()
                                                       : stage["step"].get<std::string>();
    json wire = onTheWire(request, stories.contents);
    const json& wanted = stories.file["requests"][name];
    if (request.bodyLength() != bodyOf(request, stories.contents).size()) {
        return "a length that is not that of the body";
    }
    for (const char* body : {"multipart", "raw"}) {
        if (wanted.contains(body) && wanted[body] == "large" && wire.contains(body)) {
            wire[body] = "large"; // megabytes that the stories do not repeat
        }
    }
    return wanted == wire
        ? QByteArray()
        : name.c_str() + (": wanted " + dumped(wanted) + "\n there is " + dumped(wire));
}

} // namespace

class ServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_all = serviceStories(); }

    void tellsEveryStory_data();
    void tellsEveryStory();
    void hasTheStoriesThatMatter();
    void estimatesWhatTheStoriesSay();
    void goesOnAfterARestartAtEveryStep();
    void cancelsAsTheServiceWants();

private:
    const ServiceStories& named(const QString& name) const
    {
        return *std::find_if(m_all.begin(), m_all.end(),
                             [&](const auto& one) { return one.name == name; });
    }
    static ServiceRun begun(const ServiceStories& stories)
    {
        const auto planned = planInputs(stories.model, stories.inputs);
        ServiceRun run(stories.model, stories.parameters, planned.value_or(QList<PlannedInput>()),
                       u"job-1"_s);
        if (stories.file.contains("responseSchema")) {
            run.give(u"responseSchema"_s, stories.file["responseSchema"]);
        }
        const QList<int> waiting = run.inputsToRelay();
        for (int input : waiting) {
            run.relayed(input, u"https://relay.example/%1"_s.arg(input));
        }
        return run;
    }

    QList<ServiceStories> m_all;
};

void ServiceTest::tellsEveryStory_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("story");
    for (const ServiceStories& stories : std::as_const(m_all)) {
        for (const auto& [story, stages] : stories.file["stories"].items()) {
            const QString title = QString::fromStdString(story);
            QTest::addRow("%s: %s", qPrintable(stories.name), qPrintable(title))
                << stories.name << title;
        }
    }
}

void ServiceTest::tellsEveryStory()
{
    QFETCH(QString, name);
    QFETCH(QString, story);
    const ServiceStories& stories = named(name);
    ServiceRun run = begun(stories);
    NextStep next = run.begin(moment());
    for (const json& stage : stories.file["stories"][story.toStdString()]) {
        const auto* send = std::get_if<SendStep>(&next);
        QVERIFY2(send, dumped(shown(next, stories.contents)).constData());
        QCOMPARE(send->request.step.toStdString(), stage["step"].get<std::string>());
        const QByteArray otherwise = requestDifference(stories, stage, send->request);
        QVERIFY2(otherwise.isEmpty(), otherwise.constData());
        if (stage.contains("events")) {
            for (const json& event : stage["events"]) {
                if (auto meaning = run.event(event, moment()); meaning.next) {
                    next = *meaning.next;
                    break;
                }
            }
        } else {
            next = run.advance(answerFrom(stage["answer"]), moment());
        }
        if (stage.contains("then")) {
            const QByteArray wrong = difference(stage["then"], shown(next, stories.contents));
            QVERIFY2(wrong.isEmpty(), wrong.constData());
        }
    }
    QVERIFY2(!std::holds_alternative<SendStep>(next), "the story does not end");
}

void ServiceTest::hasTheStoriesThatMatter()
{
    QSet<QString> services;
    for (const ServiceStories& stories : std::as_const(m_all)) {
        services.insert(stories.name.section(u'/', 0, 0));
        const json& told = stories.file["stories"];
        for (const char* story : {"success", "busy", "broken"}) {
            QVERIFY2(told.contains(story),
                     qPrintable(stories.name + u' ' + QString::fromLatin1(story)));
        }
        const bool isPaid = stories.file.value("paid", true);
        for (const char* story : {"no money", "refused", "wrong key"}) {
            QVERIFY2(!isPaid || told.contains(story),
                     qPrintable(stories.name + u' ' + QString::fromLatin1(story)));
        }
    }
    for (const char* service :
         {"openai", "compatible", "openrouter", "google", "replicate", "fal", "runway", "kling",
          "luma", "minimax", "stability", "bfl", "bytedance", "alibaba", "yandex", "gigachat",
          "comfyui", "automatic1111", "ollama"}) {
        QVERIFY2(services.contains(QString::fromLatin1(service)), service);
    }
}

void ServiceTest::estimatesWhatTheStoriesSay()
{
    for (const ServiceStories& stories : std::as_const(m_all)) {
        const json wanted = stories.file.value("estimate", json("unknown"));
        const PriceEstimate estimate =
            estimatedPrice(stories.model.provider(), stories.model.manifest(), stories.parameters);
        const json there = estimate.kind == PriceEstimate::Kind::Free ? json("free")
            : estimate.kind == PriceEstimate::Kind::Unknown           ? json("unknown")
                                                            : shownCharge(estimate.charge);
        QVERIFY2(wanted == there, (stories.name.toUtf8() + dumped(there)).constData());
        QCOMPARE(estimate.kind == PriceEstimate::Kind::Known, !estimate.asOf.isEmpty());
    }
}

void ServiceTest::goesOnAfterARestartAtEveryStep()
{
    for (const ServiceStories& stories : std::as_const(m_all)) {
        ServiceRun run = begun(stories);
        NextStep next = run.begin(moment());
        for (const json& stage : stories.file["stories"]["success"]) {
            if (stage.contains("events")) {
                break;
            }
            next = run.advance(answerFrom(stage["answer"]), moment());
            if (!run.isAccepted() || !std::holds_alternative<SendStep>(next)) {
                continue;
            }
            // Another process knows only what was saved, and asks for the same job.
            const json saved = json::parse(run.saved().dump());
            ServiceRun again = begun(stories);
            QVERIFY(again.restore(saved));
            const NextStep asked = again.ask(moment());
            const auto* send = std::get_if<SendStep>(&asked);
            QVERIFY(send);
            const QByteArray otherwise =
                requestDifference(stories, {{"step", "poll"}}, send->request);
            QVERIFY2(otherwise.isEmpty(), otherwise.constData());
        }
        QVERIFY(!begun(stories).restore(json{{"phase", "polling"}}));
        QVERIFY(!begun(stories).restore(json::array()));
    }
}

void ServiceTest::cancelsAsTheServiceWants()
{
    int stoppable = 0;
    for (const ServiceStories& stories : std::as_const(m_all)) {
        ServiceRun run = begun(stories);
        run.begin(moment());
        for (const json& stage : stories.file["stories"]["success"]) {
            if (!run.isAccepted() && stage.contains("answer")) {
                run.advance(answerFrom(stage["answer"]), moment());
            }
        }
        const QList<ServiceRequest> requests = run.cancelRequests(moment());
        const json wanted = stories.file.value("cancel", json::array());
        json there = json::array();
        for (const ServiceRequest& request : requests) {
            there.push_back(onTheWire(request, stories.contents));
        }
        QVERIFY2(wanted == there, (stories.name.toUtf8() + dumped(there)).constData());
        stoppable += requests.isEmpty() ? 0 : 1;
    }
    QVERIFY(stoppable >= 8);
}

QTEST_GUILESS_MAIN(ServiceTest)
#include "servicetest.moc"
