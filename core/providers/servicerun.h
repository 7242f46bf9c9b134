#pragma once

#include "core/providers/serviceanswer.h"
#include "core/providers/servicefailure.h"
#include "core/providers/servicerequest.h"
#include "core/providers/serviceresult.h"

#include <functional>
#include <variant>

namespace raskadr {

// Time and chance, given from outside so that the engine stays a function.
struct RunMoment
{
    qint64 nowMs = 0;
    std::function<QString()> newUuid; // without braces
};

struct JobStatus;
struct Surroundings;

enum class RunPhase { Uploading, Submitting, Polling, Fetching };

// Send this, after waiting. The state of the run has to be stored before.
struct SendStep
{
    ServiceRequest request;
    RunPhase phase = RunPhase::Submitting;
    bool toRelay = false; // by the route of the relay and not by the model's own
    // What the last answer left open: it follows at once, and what it finds is worth keeping.
    bool isAside = false;
    qint64 afterMs = 0;
    qint64 jitterMs = 0; // that may be added by chance
    bool queued = false; // the service has not begun
    std::optional<double> progress; // 0…1
    std::optional<qint64> queuePosition;
    std::optional<Charge> announced; // what the service says it will cost
};

struct ResultStep
{
    QList<ResultItem> items;
    std::optional<Charge> charge;
    nlohmann::json usage = nlohmann::json::object();
};

// The service itself gave the job up.
struct CanceledStep
{
};

using NextStep = std::variant<SendStep, ResultStep, CanceledStep, ServiceFailure>;

// What a message of a stream or of a socket says; most say nothing.
struct EventMeaning
{
    std::optional<double> progress;
    std::optional<NextStep> next; // it ends the waiting
    bool isOver = false; // a socket says so, which is to be asked for
};

// One call of a model, from its values to its results, as a value that neither sends nor waits: it
// says what to do next and is told what came back. Between two steps it can be stored and restored,
// in another process too. Any thread, one at a time; it never throws. servicerun.cpp has the way
// from step to step, servicerunaside.cpp what goes on beside it: cancelling, progress, events, the
// state between processes.
class ServiceRun
{
public:
    // `parameters` with defaults; the files as planInputs() planned them; `jobId` names the run at
    // services that let the caller choose.
    ServiceRun(ServiceModel model, nlohmann::json parameters, QList<PlannedInput> inputs,
               QString jobId);

    NextStep begin(const RunMoment& moment);
    NextStep advance(const ServiceAnswer& answer, const RunMoment& moment);
    // Asks for the state of the job once more: after a restart, or for fresh addresses of results.
    NextStep ask(const RunMoment& moment);
    // Looks for a job of which it is not known whether it was taken; nothing where no service
    // tells.
    std::optional<NextStep> recover(const RunMoment& moment);
    // A line of an event stream (flows sse, ndjson) or a message of a socket; the latter changes
    // nothing.
    EventMeaning event(const nlohmann::json& event, const RunMoment& moment);
    // Where a local service tells its progress; empty: nowhere.
    QString socketAddress(const RunMoment& moment) const;
    // Nothing: the job cannot be stopped and may still be charged.
    QList<ServiceRequest> cancelRequests(const RunMoment& moment) const;
    // Beside a blocking call (flow sync_progress).
    std::optional<ServiceRequest> progressRequest(const RunMoment& moment) const;
    std::optional<double> progressIn(const ServiceAnswer& answer, const RunMoment& moment) const;
    // Inputs that need a public address. They get it by the `relay` of another provider, which is
    // told before begin(), or from the caller.
    QList<int> inputsToRelay() const;
    void relayThrough(const ServiceModel& relay);
    void relayed(int input, const QString& url);

    RunPhase phase() const { return m_phase; }
    qint64 patienceMs() const; // how long the job is asked for, in all
    // The service has given the job an id: asking is possible and sending again would pay twice.
    bool isAccepted() const
    {
        return m_phase == RunPhase::Polling || m_phase == RunPhase::Fetching;
    }
    // What the caller knows and the manifest asks for: "session", "responseSchema". It is not part
    // of what is saved.
    void give(const QString& variable, nlohmann::json value);
    // What was restored is the state of an order that was not taken: the next one has the name that
    // this run was made with.
    void nameAnew();

    nlohmann::json saved() const;
    bool restore(const nlohmann::json& saved);

private:
    struct Upload;

    Surroundings surroundings(const RunMoment& moment) const;
    bool isWaiting(int input) const;
    Upload uploadOf(int input) const;
    NextStep failedUpload(const ServiceFailure& failure) const;
    NextStep send(const nlohmann::json& step, const QString& name, const RunMoment& moment);
    NextStep continueUploads(const RunMoment& moment);
    NextStep afterUpload(const Surroundings& at, const RunMoment& moment);
    NextStep afterSubmit(const Surroundings& at, const RunMoment& moment);
    NextStep judge(const Surroundings& at, const RunMoment& moment);
    NextStep lookElsewhere(const RunMoment& moment);
    NextStep judgeElsewhere(const Surroundings& at, const RunMoment& moment);
    NextStep pollAgain(const JobStatus& status, const RunMoment& moment);
    NextStep poll(const RunMoment& moment, qint64 afterMs);
    NextStep collect(const QString& answered, const Surroundings& at, const RunMoment& moment);
    NextStep finishedByEvent(ServiceAnswer& answer, const RunMoment& moment);
    bool save(const nlohmann::json& step, const Surroundings& at, bool strict);
    void noteMoney(const Surroundings& at);
    ServiceFailure broken(const Error& error) const;
    qint64 pollDelay() const;

    ServiceModel m_model;
    std::optional<ServiceModel> m_relay;
    nlohmann::json m_parameters;
    QList<PlannedInput> m_inputs;
    QString m_jobId;
    nlohmann::json m_variables = nlohmann::json::object();
    nlohmann::json m_given = nlohmann::json::object(); // of them

    RunPhase m_phase = RunPhase::Uploading;
    int m_upload = 0; // the input that is being uploaded
    int m_chain = 0; // and the link of its chain
    int m_polls = 0;
    bool m_isNowhere = false; // the poll did not know the job, and then neither did the other step
    QString m_fetch; // the step whose answer is waited for in Fetching
    std::optional<ServiceRequest> m_sent;
    ResultStep m_results; // found so far
    int m_output = 0; // of the manifest, that comes next
    QString m_streamed; // text that came in pieces
    std::optional<Charge> m_announced;
};

} // namespace raskadr
