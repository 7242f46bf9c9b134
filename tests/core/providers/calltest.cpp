// Calls before a scripted service: what goes into them, how often and how long they ask.

#include "servicestories.h"

#include "core/jobs/servicepictures.h"
#include "core/net/curlclient.h"
#include "core/providers/servicecall.h"
#include "tests/support/fakeservice.h"
#include "tests/support/handclock.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int patienceMs = 60'000;
constexpr qint64 hourMs = 3'600'000;

const char* const manifest = R"({"manifestVersion":1,
 "provider":{"id":"desk","local":true,"baseUrl":"","auth":{"kind":"none"}},
 "models":[
 {"id":"desk.still","produces":"image","flow":"sync",
  "params":{"type":"object","properties":{}},
  "inputs":[{"name":"png","media":"image","accept":["image/png"],"transcode":{"to":"png"},"encode":[{"as":"base64"}]},
            {"name":"white","media":"image","accept":["image/png"],"transcode":{"to":"png","alpha":"white"},"encode":[{"as":"base64"}]},
            {"name":"jpeg","media":"image","accept":["image/jpeg"],"transcode":{"to":"jpeg","quality":95},"encode":[{"as":"base64"}]},
            {"name":"small","media":"image","maxBytes":200,"transcode":{"to":"png"},"encode":[{"as":"base64"}]},
            {"name":"other","media":"image","accept":["image/webp"],"transcode":{"to":"png"},"encode":[{"as":"base64"}]}],
  "steps":{"submit":{"method":"POST","url":"{base}/stills","retrySafe":false,"body":{"type":"json","value":{
   "png":{"$input":"png"},"white":{"$input":"white"},"jpeg":{"$input":"jpeg"},"small":{"$input":"small"},"other":{"$input":"other"}}}}},
  "outputs":[{"from":"submit","value":"/b64","as":"base64"}]},
 {"id":"desk.film","produces":"video","flow":"poll",
  "params":{"type":"object","properties":{}},
  "inputs":[{"name":"first","media":"image","accept":["image/png"]}],
  "steps":{"submit":{"method":"POST","url":"{base}/films","retrySafe":false,"body":{"type":"json","value":{}},"save":{"job":"/id"}},
   "poll":{"method":"GET","url":"{base}/films/{job}","everyMs":200,"retrySafe":true}},
  "status":{"pointer":"/status","map":{"working":"running","ready":"done"}},
  "outputs":[{"from":"poll","value":"/b64","as":"base64"}]}]})";

QByteArray scriptOf(const json& exchanges)
{
    return QByteArray::fromStdString(json{
        {"listeners", json::array({{{"name", "api"}, {"kind", "http"}}})},
        {"exchanges", exchanges}}.dump());
}

json exchange(const char* method, const char* path, const json& answer, int times = 0)
{
    json result{{"on", "api"},
                {"expect", {{"method", method}, {"path", path}}},
                {"answer", {{"json", answer}}}};
    if (times > 0) {
        result["times"] = times;
    }
    return result;
}

json stillExchange()
{
    return exchange("POST", "/stills", {{"b64", "AAAA"}});
}

// With its right half transparent.
QImage halfTransparent()
{
    QImage image(40, 30, QImage::Format_ARGB32);
    image.fill(Qt::red);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = image.width() / 2; x < image.width(); ++x) {
            image.setPixelColor(x, y, QColor(0, 255, 0, 0));
        }
    }
    return image;
}

// A JPEG that lies on its side and knows a word.
QByteArray lyingJpeg()
{
    const QByteArray jpeg = samples::encoded(samples::quarters(64, 32), "JPEG", 95);
    return samples::withJpegSegment(samples::withJpegSegment(jpeg, 0xfe, "canary"), 0xe1,
                                    QByteArray("Exif\0\0", 6) + samples::exifBlock(6));
}

} // namespace

class CallTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryDir> m_sources;
    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<CurlClient> m_client;
    std::unique_ptr<ServiceSender> m_sender;
    HandClock m_clock;
    QThreadPool m_pool;
    std::atomic<int> m_paths = 0;

    void begin(const json& exchanges)
    {
        m_service = std::make_unique<FakeService>(scriptOf(exchanges));
        m_client = std::make_unique<CurlClient>();
        m_sender = std::make_unique<ServiceSender>(*m_client, m_clock, m_pool, [this] {
            return m_folder->filePath(u"t%1"_s.arg(++m_paths));
        });
        m_sender->writePicturesWith(servicePictures());
    }

    ServiceTask task(const QString& id, const json& limits = json::object())
    {
        json changed = json::parse(manifest);
        changed["provider"]["limits"] = limits;
        changed["provider"]["baseUrl"] = m_service->url("http", u"api"_s, {}).toStdString();
        const auto parsed = parseManifest(QByteArray::fromStdString(changed.dump()));
        if (!parsed) {
            qFatal("%s: %s", qPrintable(parsed.error().subject), qPrintable(parsed.error().detail));
        }
        const auto model =
            std::find_if(parsed->models.begin(), parsed->models.end(),
                         [&](const ModelManifest& candidate) { return candidate.id == id; });
        ProviderAccess access;
        access.localHost = "127.0.0.1";
        return {ServiceRoute::of({}, parsed->provider, *model, access),
                json::object(),
                {},
                u"job-1"_s,
                json::object(),
                {},
                ServiceTask::Start::Begin};
    }

    ServiceFile file(const QString& slot, const QString& mime, const QByteArray& bytes)
    {
        ServiceFile result;
        result.path = m_sources->filePath(u"s%1"_s.arg(++m_paths));
        samples::write(result.path, bytes);
        result.input.slot = slot;
        result.input.name = u"cafe.xyz"_s;
        result.input.mime = mime;
        result.input.size = bytes.size();
        return result;
    }

    CallOutcome played(const ServiceTask& task)
    {
        std::optional<CallOutcome> outcome;
        ServiceCall call(*m_sender, task);
        CallEvents events;
        events.finished = [&](const CallOutcome& end) { outcome = end; };
        call.start(std::move(events));
        if (!QTest::qWaitFor([&] { return outcome.has_value(); }, patienceMs)) {
            qFatal("the call does not end");
        }
        return *outcome;
    }

    // What came for a slot with the last order.
    QByteArray came(const char* slot)
    {
        const QByteArray body = m_service->requests().last()[u"body"_s].toString().toUtf8();
        return QByteArray::fromBase64(
            QJsonDocument::fromJson(body)[QLatin1String(slot)].toString().toLatin1());
    }

    QStringList leftovers() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_sources = std::make_unique<QTemporaryDir>();
    }

    void cleanup()
    {
        m_sender.reset();
        m_pool.waitForDone();
        m_client.reset();
        m_service.reset();
    }

    // --- pictures

    void writesPicturesAsTheirSlotWants()
    {
        begin(json::array({stillExchange()}));
        ServiceTask asked = task(u"desk.still"_s);
        const QByteArray png = samples::withPngChunk(
            samples::encoded(samples::picture(16, 16), "PNG"), "tEXt", QByteArray("k\0word", 6));
        asked.files = {
            file(u"png"_s, u"image/jpeg"_s, lyingJpeg()),
            file(u"white"_s, u"image/png"_s, samples::encoded(halfTransparent(), "PNG")),
            file(u"jpeg"_s, u"image/webp"_s, samples::encoded(halfTransparent(), "WEBP", 100))};
        QVERIFY(std::holds_alternative<CallResult>(played(asked)));

        const QByteArray fromJpeg = came("png");
        QVERIFY(fromJpeg.startsWith("\x89PNG"));
        QVERIFY(!fromJpeg.contains("canary") && !fromJpeg.contains("Exif"));
        const QImage upright = QImage::fromData(fromJpeg, "PNG");
        QCOMPARE(upright.size(), QSize(32, 64));
        QCOMPARE(samples::quarterAt(upright, 0.75, 0.25), 'r'); // turned clockwise
        QVERIFY(upright.textKeys().isEmpty());

        const QImage white = QImage::fromData(came("white"), "PNG");
        QVERIFY(!white.hasAlphaChannel());
        QCOMPARE(white.pixelColor(5, 5), QColor(Qt::red));
        QCOMPARE(white.pixelColor(35, 5), QColor(Qt::white));

        const QByteArray jpeg = came("jpeg");
        QVERIFY(jpeg.startsWith("\xff\xd8\xff"));
        const QImage black = QImage::fromData(jpeg, "JPEG");
        QCOMPARE(black.size(), QSize(40, 30));
        QVERIFY(qGray(black.pixel(35, 5)) < 12);
        QCOMPARE(leftovers(), QStringList());

        // What is so already goes as it is.
        asked.files = {file(u"png"_s, u"image/png"_s, png)};
        QVERIFY(std::holds_alternative<CallResult>(played(asked)));
        QCOMPARE(came("png"), png);
    }

    void keepsWhatIsTransparent()
    {
        begin(json::array({stillExchange()}));
        ServiceTask asked = task(u"desk.still"_s);
        asked.files = {
            file(u"png"_s, u"image/webp"_s, samples::encoded(halfTransparent(), "WEBP", 100))};
        QVERIFY(std::holds_alternative<CallResult>(played(asked)));
        const QImage image = QImage::fromData(came("png"), "PNG");
        QVERIFY(image.hasAlphaChannel());
        QCOMPARE(image.pixelColor(5, 5).alpha(), 255);
        QCOMPARE(image.pixelColor(35, 5).alpha(), 0);
    }

    void looksAtWhatIsWritten()
    {
        begin(json::array({stillExchange()}));
        ServiceTask asked = task(u"desk.still"_s);
        const QByteArray jpeg = samples::encoded(samples::picture(64, 64), "JPEG", 20);
        const auto why = [&](const ServiceFile& given) {
            asked.files = {given};
            const CallOutcome outcome = played(asked);
            const auto* failure = std::get_if<ServiceFailure>(&outcome);
            return failure && failure->nothingAccepted && failure->input
                ? std::optional(failure->input->reason)
                : std::nullopt;
        };
        using Reason = InputProblem::Reason;
        QCOMPARE(why(file(u"other"_s, u"image/jpeg"_s, jpeg)), std::optional(Reason::WrongFormat));
        ServiceFile small = file(u"small"_s, u"image/jpeg"_s, jpeg);
        small.input.size = 100; // the PNG is larger
        QCOMPARE(why(small), std::optional(Reason::TooLarge));
        QCOMPARE(why(file(u"png"_s, u"video/mp4"_s, jpeg)), std::optional(Reason::WrongFormat));
        QCOMPARE(leftovers(), QStringList());
        m_sender->writePicturesWith({}); // as a program without pictures
        QCOMPARE(why(file(u"png"_s, u"image/jpeg"_s, jpeg)), std::optional(Reason::WrongFormat));
        QCOMPARE(m_service->requests().size(), 0);
    }

    void damagedPictureIsNotSent()
    {
        begin(json::array({stillExchange()}));
        ServiceTask asked = task(u"desk.still"_s);
        asked.files = {file(u"png"_s, u"image/jpeg"_s, lyingJpeg().left(300))};
        const CallOutcome outcome = played(asked);
        const auto* failure = std::get_if<ServiceFailure>(&outcome);
        QVERIFY(failure);
        QCOMPARE(failure->errorClass, ErrorClass::InputMediaInvalid);
        QCOMPARE(failure->parameter, u"png"_s);
        QVERIFY(failure->nothingAccepted);
        QCOMPARE(m_service->requests().size(), 0);
        QCOMPARE(leftovers(), QStringList());
    }

    void callThatIsDroppedLeavesNoPicture()
    {
        begin(json::array({stillExchange()}));
        ServiceTask asked = task(u"desk.still"_s);
        asked.files = {file(u"png"_s, u"image/jpeg"_s, lyingJpeg())};
        {
            ServiceCall call(*m_sender, asked);
            call.start({});
        }
        m_pool.waitForDone();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(leftovers(), QStringList());
    }

    void whatTheServiceHasIsAskedForWhateverWentIn()
    {
        begin(json::array({exchange("GET", "/films/f1", {{"status", "ready"}, {"b64", "AAAA"}})}));
        ServiceTask asked = task(u"desk.film"_s);
        asked.files = {file(u"first"_s, u"image/jpeg"_s, "gone")};
        asked.saved = {{"phase", "polling"},
                       {"variables", {{"job", "f1"}}},
                       {"values", json::array({nullptr})},
                       {"upload", 1u},
                       {"chain", 0u},
                       {"polls", 3u}};
        asked.start = ServiceTask::Start::Ask;
        QVERIFY(std::holds_alternative<CallResult>(played(asked)));
    }

    // --- how often

    void noMoreOrdersLeaveInAMinuteThanTheProviderTakes()
    {
        begin(json::array({stillExchange()}));
        const ServiceTask asked = task(u"desk.still"_s, {{"rpm", 2}});
        QVERIFY(std::holds_alternative<CallResult>(played(asked)));
        m_clock.now += 20'000;
        QVERIFY(std::holds_alternative<CallResult>(played(asked)));
        m_clock.turn(24 * hourMs); // no minute has passed

        std::optional<CallOutcome> outcome;
        bool isKept = false;
        {
            ServiceCall third(*m_sender, asked);
            CallEvents events;
            events.finished = [&](const CallOutcome& end) { outcome = end; };
            events.keep = [&](RunPhase, const json&, const std::function<void()>& proceed) {
                isKept = true;
                proceed();
                return true;
            };
            third.start(std::move(events));
            QTest::qWait(300);
            QVERIFY(!outcome && !isKept); // it is certain that nothing was ordered
            third.cancel();
            QVERIFY(outcome && std::get<CallCanceled>(*outcome).confirmed);
        }
        QCOMPARE(m_service->requests().size(), 2);
        m_clock.now += 61'000;
        QVERIFY(std::holds_alternative<CallResult>(played(asked)));
        // Where no number is named, nobody waits.
        QVERIFY(std::holds_alternative<CallResult>(played(task(u"desk.still"_s))));
        QCOMPARE(m_service->requests().size(), 4);
    }

    // --- how long

    void patienceIsMeasuredByAClockThatNobodySets()
    {
        begin(json::array({exchange("POST", "/films", {{"id", "f1"}}),
                           exchange("GET", "/films/f1", {{"status", "working"}})}));
        std::optional<CallOutcome> outcome;
        bool isLate = false;
        ServiceCall call(*m_sender, task(u"desk.film"_s));
        CallEvents events;
        events.finished = [&](const CallOutcome& end) { outcome = end; };
        events.progress = [&](const CallProgress& progress) { isLate = isLate || progress.late; };
        call.start(std::move(events));
        const auto asked = [&](qsizetype times) {
            return QTest::qWaitFor([&] { return outcome || m_service->requests().size() >= times; },
                                   patienceMs);
        };
        QVERIFY(asked(3));
        m_clock.turn(48 * hourMs);
        QVERIFY(asked(6));
        m_clock.turn(-365 * 24 * hourMs);
        QVERIFY(asked(9));
        QVERIFY(!outcome && !isLate);
        m_clock.now += 25 * hourMs; // it has really taken so long
        QVERIFY(QTest::qWaitFor([&] { return outcome.has_value(); }, patienceMs));
        QCOMPARE(std::get<ServiceFailure>(*outcome).code, outOfPatience);
    }
};

QTEST_GUILESS_MAIN(CallTest)
#include "calltest.moc"
