// Every way in which a service may misbehave, from its order to its end: hostilemodes.json says
// what it does and what has to come of it.

#include "remotebench.h"

#include "core/jobs/remotestate.h"
#include "translations/translations.h"
#include "ui/common/joberrortext.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QtEndian>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int leastModes = 60;
constexpr qint64 mebibyte = 1 << 20;
constexpr qint64 smallLimit = 4 * mebibyte;
constexpr int mostTurns = 12; // of a job that is tried again

#if defined(__SANITIZE_ADDRESS__)
constexpr bool countsMemory = false; // it keeps what is freed
#else
constexpr bool countsMemory = true;
#endif

// `./dev faults` waits as long and takes as much as the product does.
bool isWhole()
{
    return qEnvironmentVariableIsSet("RASKADR_WHOLE");
}

// Of the process, beyond what it has before a mode begins. A message of a stream may have 32 MB,
// and grows in its place.
qint64 mostMemory()
{
    return (isWhole() ? 128 : 64) * mebibyte;
}

// The product's client with smaller limits and, where silence is what is to be noticed, with less
// patience.
class HastyClient final : public HttpClient
{
public:
    HastyClient(CurlClientOptions options, bool isImpatient, bool isCapped)
        : m_client(std::move(options))
        , m_isImpatient(isImpatient && !isWhole())
        , m_isCapped(isCapped || !isWhole())
    {
    }

    void start(HttpRequest request, HttpEvents events, std::stop_token stop) override
    {
        if (m_isImpatient) {
            request.timeouts.answer = 600ms;
            request.timeouts.idle = 600ms;
            request.timeouts.idleBytes = 1024;
        }
        if (m_isCapped) {
            if (auto* file = std::get_if<ToFile>(&request.target)) {
                file->limit = std::min(file->limit, smallLimit);
            } else if (auto* messages = std::get_if<ToMessages>(&request.target)) {
                messages->messageLimit = std::min(messages->messageLimit, smallLimit / 4);
                messages->limit = std::min(messages->limit, smallLimit);
            }
        }
        m_client.start(std::move(request), std::move(events), stop);
    }

private:
    CurlClient m_client;
    const bool m_isImpatient;
    const bool m_isCapped;
};

// A picture whose head promises what no memory holds.
QByteArray vastPng()
{
    QByteArray png = samplePng();
    qToBigEndian<quint32>(1'000'000, png.data() + 16);
    qToBigEndian<quint32>(1'000'000, png.data() + 20);
    return png;
}

QByteArray modesText()
{
    QFile file(qEnvironmentVariable("RASKADR_SOURCE") + u"/tests/core/jobs/hostilemodes.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("no table of modes");
    }
    QByteArray text = file.readAll();
    const QList<std::pair<QByteArray, QByteArray>> samples{
        {"${png}", samplePng()},
        {"${half}", samplePng(1, 400).left(400)},
        {"${vast}", vastPng()},
        {"${film}", sampleFilm()},
        {"${script}", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"},
    };
    for (const auto& [name, bytes] : samples) {
        text.replace(name, bytes.toBase64());
    }
    return text;
}

QByteArray stage()
{
    const QJsonObject plain{
        {u"name"_s, u"plain"_s}, {u"kind"_s, u"http"_s}, {u"closesOnTls"_s, true}};
    const auto listener = [](const char* name, const char* kind, const char* certificate,
                             const char* host) {
        return QJsonObject{{u"name"_s, QLatin1String(name)},
                           {u"kind"_s, QLatin1String(kind)},
                           {u"certificate"_s, QLatin1String(certificate)},
                           {u"names"_s, QJsonArray{QLatin1String(host)}}};
    };
    const QJsonObject script{
        {u"listeners"_s,
         QJsonArray{listener("api", "https", "good", "api.lab.test"),
                    listener("files", "https", "good", "files.lab.test"),
                    listener("expired", "https", "expired", "api.lab.test"),
                    listener("othername", "https", "other-name", "api.lab.test"),
                    listener("selfsigned", "https", "self-signed", "api.lab.test"), plain}},
        {u"exchanges"_s, QJsonArray()}};
    return QJsonDocument(script).toJson(QJsonDocument::Compact);
}

const QStringList listeners{u"api"_s,       u"files"_s,      u"expired"_s,
                            u"othername"_s, u"selfsigned"_s, u"plain"_s};

const QJsonObject goodOrder{{u"status"_s, 201}, {u"json"_s, QJsonObject{{u"id"_s, u"f1"_s}}}};

// What the service of a mode says to each request; what the mode does not name is in order.
class Mode
{
public:
    explicit Mode(const QJsonObject& row)
        : m_row(row)
    {
    }

    QString name() const { return m_row[u"name"_s].toString(); }
    QString outcome() const { return m_row[u"outcome"_s].toString(); }
    QString model() const { return m_row[u"model"_s].toString(u"still"_s); }
    QString listener() const { return m_row[u"listener"_s].toString(u"api"_s); }
    bool isImpatient() const { return m_row[u"impatient"_s].toBool(); }
    bool isCapped() const { return m_row[u"capped"_s].toBool(); }
    bool waits() const { return outcome().startsWith(u"waits"_s); }
    // That pass while the service says the same again and again.
    int hours() const { return m_row[u"hours"_s].toInt(); }
    int orders() const { return m_row[u"orders"_s].toInt(1); }
    QString orderPath() const
    {
        static const QHash<QString, QString> paths{
            {u"still"_s, u"/stills"_s}, {u"film"_s, u"/films"_s},    {u"linked"_s, u"/linked"_s},
            {u"live"_s, u"/live"_s},    {u"token"_s, u"/tokened"_s}, {u"raw"_s, u"/raw"_s}};
        return paths.value(model());
    }

    QJsonArray exchanges() const
    {
        const QJsonObject file = bytesAnswer(samplePng(), u"image/png"_s);
        const QJsonObject film = bytesAnswer(sampleFilm(), u"video/mp4"_s);
        const QString address = u"https://files.lab.test:${port:files}/file"_s;
        QJsonArray all;
        if (model() == u"token"_s) {
            all.append(exchange("POST", u"/oauth"_s,
                                said(u"token"_s, jsonAnswer({{u"access"_s, u"TOKEN"_s}}))));
        } else if (model() == u"raw"_s) {
            all.append(exchange("PUT", u"/uploads"_s, said(u"upload"_s, {})));
        } else if (model() == u"linked"_s) {
            all.append(exchange("GET", u"/file"_s, said(u"file"_s, file), 0, {}, u"files"_s));
        } else if (model() == u"film"_s) {
            const QString at = m_row[u"pollAt"_s].toString(u"/films/f1"_s);
            const QJsonArray polls = m_row[u"polls"_s].toArray();
            for (const QJsonValue& poll : polls) {
                all.append(exchange("GET", at, poll.toObject(), 1));
            }
            const QJsonObject ready =
                jsonAnswer({{u"status"_s, u"ready"_s}, {u"files"_s, QJsonArray{address}}});
            all.append(exchange("GET", at, said(u"poll"_s, ready)));
            all.append(exchange("GET", u"/file"_s, said(u"file"_s, film), 0, {}, u"files"_s));
        }
        const QJsonObject order = model() == u"film"_s ? goodOrder
            : model() == u"linked"_s                   ? jsonAnswer({{u"url"_s, address}})
                                                       : QJsonObject();
        all.append(exchange("POST", orderPath(), said(u"order"_s, order)));
        return all;
    }

private:
    QJsonObject said(const QString& what, const QJsonObject& otherwise) const
    {
        return m_row.contains(what) ? m_row[what].toObject() : otherwise;
    }

    QJsonObject m_row;
};

qint64 sizeOf(const QString& folder)
{
    qint64 size = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        size += files.nextFileInfo().size();
    }
    return size;
}

bool isRussian(const QString& text)
{
    static const QRegularExpression cyrillic(u"\\p{Cyrillic}{3}"_s);
    return text.contains(cyrillic);
}

QString outcomeOf(const Job& job)
{
    switch (job.state) {
    case JobState::Done:
        return u"done"_s;
    case JobState::Failed:
        return u"failed "_s + job.errorClass;
    case JobState::Unknown:
        return u"unknown "_s + job.errorClass;
    case JobState::Queued:
        return u"waits "_s + job.errorClass;
    default:
        return u"something else"_s;
    }
}

QString wordsOf(const Job& job)
{
    return job.state == JobState::Done  ? u"Готово"_s
        : job.state == JobState::Queued ? ui::jobWaitText(job)
                                        : ui::jobErrorTitle(job);
}

} // namespace

class HostileServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hasANamedOutcomeWhateverTheServiceDoes_data();
    void hasANamedOutcomeWhateverTheServiceDoes();
    void cleanupTestCase();

private:
    QByteArray baseUrl(const QString& listener) const
    {
        const int port = listener == u"closed"_s ? 1 : m_fake->port(listener);
        return "https://api.lab.test:" + QByteArray::number(port);
    }
    CurlClientOptions options() const;
    // Waits for the end of a job, or until it waits for what will not come.
    bool settle(RemoteBench& bench, const GenerationId& id, const Mode& mode,
                qint64& largest) const;

    std::unique_ptr<FakeService> m_fake;
    QList<Mode> m_modes;
    QStringList m_table;
};

void HostileServiceTest::initTestCase()
{
    installTranslations(*QCoreApplication::instance(), Language::Russian);
    QJsonParseError error;
    const QJsonArray rows = QJsonDocument::fromJson(modesText(), &error).array();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    for (const QJsonValue& row : rows) {
        m_modes.append(Mode(row.toObject()));
    }
    QVERIFY(m_modes.size() >= leastModes);
    m_fake = std::make_unique<FakeService>(stage());
}

CurlClientOptions HostileServiceTest::options() const
{
    CurlClientOptions options;
    options.testAuthorities = m_fake->authority();
    options.testPublicAddresses = {*IpAddress::fromText("127.0.0.1")};
    options.testNames = {"api.lab.test:1:127.0.0.1", "inside.lab.test:443:10.0.0.1"};
    for (const QString& listener : listeners) {
        const QByteArray port = QByteArray::number(m_fake->port(listener));
        options.testNames.append("api.lab.test:" + port + ":127.0.0.1");
        options.testNames.append("files.lab.test:" + port + ":127.0.0.1");
    }
    return options;
}

bool HostileServiceTest::settle(RemoteBench& bench, const GenerationId& id, const Mode& mode,
                                qint64& largest) const
{
    int turns = 0;
    bool isOver = false;
    bool isLate = mode.hours() == 0;
    const bool ended = QTest::qWaitFor(
        [&] {
            largest = std::max(largest, sizeOf(bench.folder.path()));
            const Job job = bench.job(id);
            isOver = isFinal(job.state) && !bench.queue->progress(id);
            const bool isWaiting = job.state == JobState::Queued && job.notBeforeMs > 0
                && job.waitReason != WaitReason::None && !bench.queue->progress(id);
            if (isWaiting && mode.waits()) {
                return true;
            }
            if (!isLate && job.step == stepPolling && m_fake->requests().size() > 2) {
                isLate = true;
                bench.clock.now += mode.hours() * 3'600'000LL;
            }
            if (isWaiting && turns < mostTurns && job.notBeforeMs > bench.clock.now) {
                ++turns;
                bench.clock.now = job.notBeforeMs + 1;
                bench.queue->unlock(bench.vera); // looks at the clock
            }
            return isOver;
        },
        isWhole() ? 600'000 : 60'000);
    return ended && (isOver || mode.waits());
}

void HostileServiceTest::hasANamedOutcomeWhateverTheServiceDoes_data()
{
    QTest::addColumn<int>("place");
    for (int i = 0; i < m_modes.size(); ++i) {
        QTest::newRow(qPrintable(m_modes.at(i).name())) << i;
    }
}

void HostileServiceTest::hasANamedOutcomeWhateverTheServiceDoes()
{
    QFETCH(int, place);
    const Mode& mode = m_modes.at(place);
    m_fake->play(mode.exchanges());
    RemoteBench bench(
        *m_fake, baseUrl(mode.listener()),
        std::make_unique<HastyClient>(options(), mode.isImpatient(), mode.isCapped()));
    bench.startQueue();
    const qint64 memoryBefore = memoryOfThisProcess("VmRSS:");
    const qint64 sizeBefore = sizeOf(bench.folder.path());
    resetPeak();
    GenerationRequest request = bench.request(u"lab."_s + mode.model());
    if (mode.model() == u"raw"_s) {
        request.inputs = {{u"first"_s, bench.picture}};
    }
    QElapsedTimer timer;
    timer.start();
    const GenerationId id = bench.submitted(request).value(0);
    qint64 largest = sizeBefore;
    QVERIFY2(settle(bench, id, mode, largest), qPrintable(outcomeOf(bench.job(id))));
    const qint64 took = timer.elapsed();
    const qint64 grown = memoryOfThisProcess("VmHWM:") - memoryBefore;
    bench.stopQueue();
    m_fake->release(u"never"_s);

    // The outcome has its name.
    const Job job = bench.job(id);
    const QString words = wordsOf(job);
    m_table.append(u"%1  %2  %3  %4 ms  %5 MB  %6 MB"_s.arg(mode.name(), -42)
                       .arg(outcomeOf(job), -30)
                       .arg(words, -36)
                       .arg(took, 6)
                       .arg(grown / mebibyte, 4)
                       .arg((largest - sizeBefore) / mebibyte, 4));
    QVERIFY2(outcomeOf(job) == mode.outcome(),
             qPrintable(outcomeOf(job) + u": "_s + job.errorDetail));
    QVERIFY2(isRussian(words), qPrintable(words));
    QVERIFY(job.state == JobState::Done || !job.errorDetail.isEmpty());
    QVERIFY(job.lastAnswer.size() <= 64 << 10);

    // Nothing is doubled and nothing is lost.
    QCOMPARE(bench.orders(mode.orderPath()), mode.orders());
    QCOMPARE(bench.assets(id).size(), job.state == JobState::Done ? 1 : 0);
    const auto asked = bench.store->read(
        bench.vera, [&](const Repositories& r) { return r.generations.find(id); });
    QVERIFY(asked && *asked);
    QCOMPARE((*asked)->prompt, request.prompt);
    QVERIFY(!job.forgotten);
    if (job.state != JobState::Queued) {
        QCOMPARE(bench.leftovers(), QStringList());
    }

    // The key went to the service and stayed nowhere.
    for (const QString& listener : listeners) {
        const QByteArray heard = m_fake->heard(listener);
        QVERIFY2(listener == u"api"_s || !heard.contains("KEY-"), qPrintable(listener));
        QVERIFY2(!heard.contains("\"X-Evil\""), qPrintable(listener));
    }
    QDirIterator files(bench.folder.path(), QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains("KEY-") && !bytes.contains("TOKEN"), qPrintable(path));
    }

    // Neither memory nor disk is the service's to fill.
    QVERIFY2(!countsMemory || grown < mostMemory(), qPrintable(QString::number(grown)));
    if (!isWhole() || mode.isCapped()) {
        QVERIFY2(largest - sizeBefore <= smallLimit + 2 * mebibyte,
                 qPrintable(QString::number(largest - sizeBefore)));
    }
}

void HostileServiceTest::cleanupTestCase()
{
    qInfo("%d modes: what the service does, what becomes of the job, its words, time, memory, disk",
          int(m_table.size()));
    for (const QString& line : std::as_const(m_table)) {
        qInfo("%s", qPrintable(line));
    }
}

QTEST_GUILESS_MAIN(HostileServiceTest)
#include "hostileservicetest.moc"
