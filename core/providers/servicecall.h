#pragma once

#include "core/providers/servicesender.h"

#include <QQueue>
#include <QTimer>
#include <variant>

namespace raskadr {

class MessageSocket;

// A file that goes into a call, and where its bytes are.
struct ServiceFile
{
    ServiceInput input;
    QString path;
};

// What is asked of a model.
struct ServiceTask
{
    ServiceRoute route;
    nlohmann::json parameters = nlohmann::json::object(); // as the model gets them, prompt included
    QList<ServiceFile> files;
    QString jobId; // names the call at services that let the caller choose
    nlohmann::json given = nlohmann::json::object(); // variables: "responseSchema"
    // Of an earlier process: ServiceRun::saved(). Null: from the beginning.
    nlohmann::json saved;
    enum class Start {
        Begin, // from the first upload that is missing
        Ask, // the service has the job
        Recover, // it may have it; where it cannot tell, the call fails with submit_unknown
        Cancel, // the service has the job and has to stop it
    };
    Start start = Start::Begin;
    std::optional<ServiceRoute> relay = {}; // to who gives files a public address
    // With Recover: the answer to the order is there, and read instead of asking the service.
    std::optional<HeldAnswer> held = {};
};

struct CallProgress
{
    RunPhase phase = RunPhase::Uploading;
    std::optional<double> fraction; // 0…1
    bool queued = false; // the service has not begun
    std::optional<qint64> queuePosition;
    std::optional<Charge> announced;
    bool late = false; // it takes longer than the manifest says
};

// What the service found; `received` holds the files that the items may be in.
struct CallResult
{
    QList<ResultItem> items;
    std::optional<Charge> charge;
    nlohmann::json usage = nlohmann::json::object();
    ReceivedAnswer received;
};
struct CallCanceled
{
    bool confirmed = true; // false: the service may go on and charge
};
using CallOutcome = std::variant<CallResult, CallCanceled, ServiceFailure>;

// The code of a timeout that no service gave: the job has not come to an end for too long.
inline const QString outOfPatience = QStringLiteral("out_of_patience");

struct CallEvents
{
    std::function<void(const CallOutcome&)> finished; // once and last
    std::function<void(const CallProgress&)> progress;
    // What has to be kept before the call goes on: it waits for `proceed`. Before something leaves
    // that must not be sent twice, and as soon as the service has given the job an id. False: there
    // is nothing to keep yet, and it is asked again before the next request. None: nothing is kept.
    using Keep = std::function<bool(RunPhase phase, const nlohmann::json& saved,
                                    const std::function<void()>& proceed)>;
    Keep keep;
};

// Lets a model of a service work: sends what its ServiceRun asks for, waits, streams, polls. Lives
// in the sender's thread; what takes long happens in the sender's pool. Destroying it ends the
// requests and tells nothing more; the service is not told. servicecall.cpp has the way from
// request to request, servicecallinputs.cpp the files before the first one, servicecallaside.cpp
// what goes on beside: messages of streams and sockets, progress, the end that the user asked for.
class ServiceCall final : public QObject
{
    Q_OBJECT

public:
    ServiceCall(ServiceSender& sender, const ServiceTask& task, QObject* parent = nullptr);
    ~ServiceCall() override;

    void start(CallEvents events);
    // Asks the service to stop. The end may still be a result: what is paid for is kept.
    void cancel();

    // The last answer, without secrets.
    const QByteArray& record() const { return m_record; }

private:
    using Moving = std::function<std::optional<NextStep>(ServiceRun&, const RunMoment&)>;

    void writePictures();
    void plan();
    void enter();
    void move(Moving moving);
    void handle(NextStep next);
    void waitAndSend();
    void waitForPlace();
    void keepAndSend();
    void send();
    void readHeld();
    void receive(SendResult result);
    void advance();
    void takeMessages();
    void askForProgress();
    void openSocket();
    void hearSocket();
    void sendCancel();
    void end(const CallOutcome& outcome);

    ServiceSender& m_sender;
    ServiceTask m_task;
    QStringList m_paths;
    std::shared_ptr<const void> m_written; // removes the pictures that were written for it
    CallEvents m_events;
    std::shared_ptr<ServiceRun> m_run; // lent to the pool, one step at a time
    SendStep m_step;
    ReceivedAnswer m_received;
    QByteArray m_record;
    QTimer m_timer;
    QTimer m_progressTimer;
    AsyncHandle m_work; // of the pool
    AsyncHandle m_sending;
    AsyncHandle m_aside; // asking for progress, canceling
    std::unique_ptr<MessageSocket> m_socket;
    QQueue<QByteArray> m_heard; // from it, and not read yet
    QQueue<StreamMessage> m_messages;
    bool m_moving = false; // the run is in the pool
    bool m_toldOver = false; // the socket said so since the last question
    bool m_reading = false; // messages are in the pool
    bool m_streamEnded = false;
    bool m_understood = false; // some message of the stream was JSON
    nlohmann::json m_kept;
    QList<ServiceRequest> m_cancels;
    std::optional<qint64> m_pollingSinceMs; // by the steady clock
    int m_asksAfterCancel = 0;
    bool m_left; // a request that may order something has left
    bool m_cancelRequested = false;
    bool m_cancelSent = false;
    bool m_cancelAccepted = false;
    bool m_answered = false; // what was ordered has its answer
    bool m_over = false;
};

} // namespace raskadr
