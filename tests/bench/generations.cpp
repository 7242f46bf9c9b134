#include "tests/bench/bench.h"
#include "tests/core/jobs/remotebench.h"
#include "tests/core/providers/servicestories.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QtEndian>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;
using namespace raskadr::test;
using nlohmann::json;

namespace {

constexpr double toMs = 1000;

// How long each turn of the main thread's event loop takes of the processor while this lives. The
// time in which it sleeps does not count.
class TurnWatch final : public QObject
{
public:
    TurnWatch()
    {
        QAbstractEventDispatcher* dispatcher = QAbstractEventDispatcher::instance();
        for (const auto signal :
             {&QAbstractEventDispatcher::awake, &QAbstractEventDispatcher::aboutToBlock}) {
            connect(dispatcher, signal, this, [this] { turn(); });
        }
    }

    const std::vector<double>& turns() const { return m_turns; }

private:
    void turn()
    {
        const double now = threadCpuNow();
        m_turns.push_back((now - m_start) * toMs);
        m_start = now;
    }

    double m_start = threadCpuNow();
    std::vector<double> m_turns;
};

void runToTheEnd(RemoteBench& bench, int jobs)
{
    QEventLoop loop;
    QObject::connect(bench.queue.get(), &JobQueue::finished, &loop, [&] {
        if (--jobs == 0) {
            loop.quit();
        }
    });
    loop.exec();
}

// So many wait, and one after the other is ordered, answered, looked at and taken in.
void measureQueue(Report& report)
{
    constexpr int rounds = 10;
    constexpr int variants = 100;
    const QString picture = QString::fromLatin1(samplePng().toBase64());
    RemoteBench bench(
        {exchange("POST", u"/stills"_s,
                  jsonAnswer({{u"data"_s, QJsonArray{QJsonObject{{u"b64"_s, picture}}}}}))});
    bench.connections.concurrency = 4;
    bench.startQueue();
    std::vector<double> turns;
    {
        const TurnWatch watch;
        for (int i = 0; i < rounds; ++i) {
            bench.queue->submit(bench.vera, bench.request(u"lab.still"_s, u"маяк"_s, variants));
        }
        runToTheEnd(bench, rounds * variants);
        turns = watch.turns();
    }
    const QString what = u"%1 queued, a turn of the event loop"_s.arg(rounds * variants);
    if (bench.orders(u"/stills"_s) != rounds * variants || turns.empty()) {
        report.skipped(u"generations"_s, u"not all of them were ordered"_s);
        return;
    }
    report.atMost(u"generations"_s, what + u", p99"_s, percentile(turns, 0.99), u"ms"_s, 8);
    report.atMost(u"generations"_s, what + u", longest"_s, percentile(turns, 1), u"ms"_s, 8);
}

// Films of 50 MB that come all at once.
void measureLargeResults(Report& report)
{
    constexpr int many = 32;
    constexpr int padding = 50 << 20; // an empty box behind each film
    QByteArray box(8, '\0');
    qToBigEndian<quint32>(padding + 8, box.data());
    memcpy(box.data() + 4, "free", 4);
    const auto sent = [](const QByteArray& bytes) {
        return QJsonObject{{u"sendBase64"_s, QString::fromLatin1(bytes.toBase64())}};
    };
    const QJsonObject film{
        {u"steps"_s,
         QJsonArray{sent(sampleFilm()), sent(box), QJsonObject{{u"wait"_s, u"all"_s}},
                    QJsonObject{{u"repeat"_s, QString(4096, QChar(u'\0'))},
                                {u"count"_s, padding / 4096}}}}};
    const QString address = u"http://127.0.0.1:${port:files}/film"_s;
    RemoteBench bench(
        {exchange("POST", u"/films"_s, jsonAnswer({{u"id"_s, u"f1"_s}}, 201)),
         exchange("GET", u"/films/f1"_s,
                  jsonAnswer({{u"status"_s, u"ready"_s}, {u"files"_s, QJsonArray{address}}})),
         exchange("GET", u"/film"_s, film, 0, {}, u"files"_s)});
    bench.connections.concurrency = many;
    bench.startQueue();
    bench.queue->submit(bench.vera, bench.request(u"lab.film"_s, u"маяк"_s, many));
    const bool came = bench.waitFor([&] { return bench.service.connections(u"files"_s) == many; });
    const qint64 before = memoryOfThisProcess("VmRSS:");
    resetPeak();
    bench.service.release(u"all"_s);
    if (!came) {
        report.skipped(u"generations"_s, u"the films were not fetched"_s);
        return;
    }
    runToTheEnd(bench, many);
    report.atMost(u"generations"_s,
                  u"%1 results of %2 MB at once, memory"_s.arg(many).arg(padding >> 20),
                  double(memoryOfThisProcess("VmHWM:") - before) / (1 << 20), u"MB"_s, 200);
}

// Every model that is seeded: its requests made, its answers parsed and understood.
void measureTalk(Report& report)
{
    constexpr int rounds = 40;
    std::vector<double> making;
    std::vector<double> reading;
    const QList<ServiceStories> all = serviceStories();
    for (const ServiceStories& stories : all) {
        const auto planned = planInputs(stories.model, stories.inputs);
        for (int round = 0; planned && round < rounds; ++round) {
            ServiceRun run(stories.model, stories.parameters, *planned, u"job-1"_s);
            for (const int input : run.inputsToRelay()) {
                run.relayed(input, u"https://relay.example/a"_s);
            }
            double start = threadCpuNow();
            run.begin(moment());
            making.push_back((threadCpuNow() - start) * toMs);
            for (const json& stage : stories.file["stories"]["success"]) {
                if (stage.contains("events")) {
                    break;
                }
                const json& answer = stage["answer"];
                const QByteArray body = QByteArray::fromStdString(
                    answer.contains("json") ? answer["json"].dump() : answer.value("text", ""));
                start = threadCpuNow();
                run.advance(ServiceAnswer::of(answer.value("status", 200), {}, body), moment());
                reading.push_back((threadCpuNow() - start) * toMs);
            }
        }
    }
    report.atMost(u"generations"_s, u"making a request, p99 over all models"_s,
                  percentile(making, 0.99), u"ms"_s, 2);
    report.atMost(u"generations"_s, u"reading an answer, p99 over all models"_s,
                  percentile(reading, 0.99), u"ms"_s, 2);
}

} // namespace

void measureGenerations(const Place&, Report& report)
{
    qputenv("RASKADR_SOURCE", RASKADR_SOURCE_FOLDER);
    measureTalk(report);
    measureQueue(report);
    measureLargeResults(report);
}

} // namespace raskadr::bench
