#include "servicestories.h"

#include <QTest>
#include <QUrl>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

json nested(int depth)
{
    json value = 1;
    for (int i = 0; i < depth; ++i) {
        value = i % 2 ? json::array({value}) : json{{"a", value}};
    }
    return value;
}

const QList<json>& oddities()
{
    static const QList<json> values{nullptr,
                                    true,
                                    -1,
                                    0,
                                    1e308,
                                    18446744073709551615ULL,
                                    "",
                                    "x",
                                    "https://evil.example/x",
                                    "file:///etc/passwd",
                                    "http://169.254.169.254/latest",
                                    "//evil.example/x",
                                    "https://user:word@api.dev.runwayml.com/x",
                                    "../../..",
                                    "a\r\nX-Evil: 1",
                                    std::string(100'000, 'a'),
                                    "data:image/png;base64,QUFB",
                                    json::array(),
                                    json::object(),
                                    json(std::vector<int>(5'000, 7)),
                                    nested(60),
                                    {{"$blob", 7}},
                                    {{"$param", "prompt"}},
                                    "NaN",
                                    "1e999"};
    return values;
}

// A request as the engine may make it, whatever it was told.
QByteArray fault(const ServiceRequest& request, const ServiceModel& model)
{
    const QUrl url(request.url, QUrl::StrictMode);
    const bool isSafe =
        url.scheme() == u"https"_s || (url.scheme() == u"http"_s && model.isLocal());
    if (!url.isValid() || !isSafe || !url.userInfo().isEmpty()) {
        return "goes to " + request.url.toUtf8();
    }
    if (request.carriesSecrets() && !model.trusts(request.url)) {
        return "carries a key to " + request.url.toUtf8();
    }
    for (const RequestHeader& header : request.headers) {
        for (const SecretText::Piece& piece : header.value.pieces) {
            if (piece.text.contains(u'\n') || piece.text.contains(u'\r')) {
                return "breaks the line of " + header.name;
            }
        }
    }
    return {};
}

QByteArray fault(const NextStep& next, const ServiceModel& model)
{
    if (const auto* send = std::get_if<SendStep>(&next)) {
        if (send->afterMs < 0 || send->afterMs > 24 * 3600 * 1000LL) {
            return "waits for ever";
        }
        if (send->progress && !(*send->progress >= 0 && *send->progress <= 1)) {
            return "a progress that is none";
        }
        return fault(send->request, model);
    }
    if (const auto* results = std::get_if<ResultStep>(&next)) {
        if (results->items.isEmpty() || results->items.size() > 64) {
            return "no results or too many";
        }
        for (const ResultItem& item : results->items) {
            if (item.source == ResultItem::Source::Download) {
                if (const QByteArray wrong = fault(item.download, model); !wrong.isEmpty()) {
                    return wrong;
                }
            }
        }
        if (results->charge && results->charge->micros < 0) {
            return "money back";
        }
    }
    return {};
}

} // namespace

// Answers of services are hostile: whatever stands in them, the engine names an outcome, and no key
// leaves for a stranger.
class HostileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_all = serviceStories(); }

    void namesAnOutcomeWhateverOneValueIs_data() { rows(); }
    void namesAnOutcomeWhateverOneValueIs()
    {
        int tried = 0;
        throughSuccess([&](const ServiceRun& run, const json& stage, const ServiceModel& model) {
            if (!stage.contains("answer") || !stage["answer"].contains("json")) {
                return;
            }
            const json& document = stage["answer"]["json"];
            const json flat = document.flatten();
            for (const auto& [path, leaf] : flat.items()) {
                // A quarter of them for each value, another one for the next.
                for (int i = tried % 4; i < oddities().size(); i += 4) {
                    json answer = stage["answer"];
                    answer["json"][json::json_pointer(path)] = oddities().at(i);
                    ServiceRun copy = run;
                    const QByteArray wrong =
                        fault(copy.advance(answerFrom(answer), moment()), model);
                    QVERIFY2(wrong.isEmpty(), (path.c_str() + (' ' + wrong)).constData());
                }
                ++tried;
            }
        });
        QVERIFY(tried > 0 || m_streamed);
    }

    void namesAnOutcomeWhateverTheAnswerIs_data() { rows(); }
    void namesAnOutcomeWhateverTheAnswerIs()
    {
        throughSuccess([&](const ServiceRun& run, const json&, const ServiceModel& model) {
            QList<ServiceAnswer> answers;
            for (const int status :
                 {0,   100, 200, 201, 202, 204, 301, 302, 400, 401, 402, 403, 404, 409, 410,
                  413, 415, 418, 422, 429, 451, 500, 502, 503, 504, 524, 529, 599, 999, -1}) {
                for (const QByteArray& body :
                     {QByteArray(), QByteArray("null"), QByteArray("[]"), QByteArray("{}"),
                      QByteArray("\"x\""), QByteArray("<html>"), QByteArray("{\"a\":"),
                      QByteArray("\x89PNG\r\n\x1a\n"), QByteArray(3'000, '['), QByteArray("NaN"),
                      QByteArray("{\"a\":1,\"a\":2}")}) {
                    answers.append(ServiceAnswer::of(
                        status, {{"Retry-After", "-9999999999999"}, {"retry-after-ms", "1e99"}},
                        body));
                }
            }
            for (int i = 1; i <= int(ServiceAnswer::Transport::Reset); ++i) {
                answers.append(
                    ServiceAnswer::broken(static_cast<ServiceAnswer::Transport>(i), true));
                answers.append(
                    ServiceAnswer::broken(static_cast<ServiceAnswer::Transport>(i), false));
            }
            for (const ServiceAnswer& answer : std::as_const(answers)) {
                ServiceRun copy = run;
                const NextStep next = copy.advance(answer, moment());
                const QByteArray wrong = fault(next, model);
                QVERIFY2(wrong.isEmpty(), wrong.constData());
                // Without a success nothing is taken for one.
                if (answer.status < 200 || answer.status >= 300) {
                    const auto* failure = std::get_if<ServiceFailure>(&next);
                    QVERIFY(failure);
                    QVERIFY(!failure->retryAfterMs || *failure->retryAfterMs >= 0);
                }
            }
        });
    }

    void neverSendsAPaidRequestAgainByItself()
    {
        for (const ServiceStories& stories : std::as_const(m_all)) {
            ServiceRun run = begun(stories);
            NextStep next = run.begin(moment());
            for (const json& stage : stories.file["stories"]["success"]) {
                const auto* send = std::get_if<SendStep>(&next);
                if (!send || stage.contains("events")) {
                    break;
                }
                if (send->phase == RunPhase::Submitting) {
                    QVERIFY(!send->request.retrySafe);
                    for (const int status : {500, 502, 504, 200}) {
                        ServiceRun copy = run;
                        const NextStep after =
                            copy.advance(ServiceAnswer::of(status, {}, "{}"), moment());
                        if (const auto* failure = std::get_if<ServiceFailure>(&after)) {
                            QVERIFY(!failure->nothingAccepted);
                        }
                    }
                    ServiceRun copy = run;
                    const NextStep lost = copy.advance(
                        ServiceAnswer::broken(ServiceAnswer::Transport::Timeout, true), moment());
                    QVERIFY(std::get<ServiceFailure>(lost).errorClass == ErrorClass::SubmitUnknown);
                }
                next = run.advance(answerFrom(stage["answer"]), moment());
            }
        }
    }

    void survivesOddEvents()
    {
        for (const ServiceStories& stories : std::as_const(m_all)) {
            for (const json& oddity : oddities()) {
                for (const char* type : {"progress", "execution_error", "execution_success"}) {
                    ServiceRun run = begun(stories);
                    run.begin(moment());
                    for (const json& event : {oddity,
                                              json{{"done", true},
                                                   {"message", oddity},
                                                   {"error", oddity},
                                                   {"image", oddity}},
                                              json{{"type", type}, {"data", oddity}},
                                              json{{"completed", oddity}, {"total", oddity}}}) {
                        const EventMeaning meaning = run.event(event, moment());
                        QVERIFY(!meaning.progress
                                || (*meaning.progress >= 0 && *meaning.progress <= 1));
                        if (meaning.next) {
                            const QByteArray wrong = fault(*meaning.next, stories.model);
                            QVERIFY2(wrong.isEmpty(), wrong.constData());
                        }
                    }
                }
            }
        }
    }

private:
    static ServiceRun begun(const ServiceStories& stories)
    {
        const auto planned = planInputs(stories.model, stories.inputs);
        ServiceRun run(stories.model, stories.parameters, planned.value_or(QList<PlannedInput>()),
                       u"job-1"_s);
        for (const int input : run.inputsToRelay()) {
            run.relayed(input, u"https://relay.example/a"_s);
        }
        return run;
    }

    void rows()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < m_all.size(); ++i) {
            QTest::newRow(qPrintable(m_all.at(i).name)) << i;
        }
    }

    // Calls `at` before each answer of the story that ends well.
    template <class At>
    void throughSuccess(At at)
    {
        QFETCH(int, index);
        const ServiceStories& stories = m_all.at(index);
        ServiceRun run = begun(stories);
        run.begin(moment());
        m_streamed = false;
        for (const json& stage : stories.file["stories"]["success"]) {
            at(run, stage, stories.model);
            if (!stage.contains("answer")) {
                m_streamed = true;
                return;
            }
            run.advance(answerFrom(stage["answer"]), moment());
        }
    }

    QList<ServiceStories> m_all;
    bool m_streamed = false;
};

QTEST_GUILESS_MAIN(HostileTest)
#include "hostiletest.moc"
