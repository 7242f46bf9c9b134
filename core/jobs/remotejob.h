#pragma once

#include "core/jobs/remotestate.h"
#include "core/jobs/runner.h"
#include "core/providers/resultfetch.h"

#include <variant>

namespace raskadr {

// What has to be in the row before a job goes on.
struct RemoteStep
{
    JobState state = JobState::Running;
    QString step;
    RemoteState kept;
    std::optional<Output> output; // its generation is filled in by who writes it
};

struct RemoteCanceled
{
    bool confirmed = true; // false: the service may go on and charge
    QByteArray lastAnswer;
};
// Nobody knows whether the service took the job, or whether it ever ends.
struct RemoteUnknown
{
    RunFailure why;
};
using RemoteEnd = std::variant<RunOutput, RemoteCanceled, RemoteUnknown, RunFailure>;

struct RemoteHooks
{
    std::function<void(const RemoteStep&, const std::function<void()>& proceed)> keep;
    std::function<void(const CallProgress&)> progress;
    std::function<void(const RemoteEnd&)> finished; // once and last
};

// One generation at a service, from where the row says it is to its result as a file. Says what has
// to be kept and waits until it is; whether a failure is tried again is decided by the queue. Main
// thread; destroying it ends its requests and tells nothing more.
class RemoteJob final : public QObject
{
    Q_OBJECT

public:
    RemoteJob(ServiceSender& sender, const ServiceTask& task, const Job& job,
              const QString& costUnit, const QString& outputPath, RemoteHooks hooks);
    ~RemoteJob() override;

    void start();
    // Asks the service to stop. The end may still be a result, which is kept.
    void cancel();

    const RemoteState& kept() const { return m_kept; }
    // As Job::step: how far the service is known to be.
    const QString& step() const { return m_step; }

private:
    void call(ServiceTask::Start start);
    void fetch(const ResultItem& item, const ReceivedAnswer& received);
    void take(const CallOutcome& outcome);
    void takeResult(const CallResult& result);
    void askAgain();
    OrderState orderAt(const ServiceFailure& failure) const;
    void fail(const ServiceFailure& told);
    void end(const RemoteEnd& outcome);

    ServiceSender& m_sender;
    ServiceTask m_task;
    const QString m_costUnit;
    const QString m_outputPath;
    RemoteHooks m_hooks;
    RemoteState m_kept;
    QString m_step;
    std::unique_ptr<ServiceCall> m_call;
    AsyncHandle m_fetching;
    QTimer m_timer;
    QByteArray m_record;
    int m_expired = 0; // addresses that did not hold
    bool m_cancelRequested = false;
    bool m_over = false;
};

} // namespace raskadr
