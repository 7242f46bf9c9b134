#include "core/jobs/remotejob.h"

#include "core/base/failpoint.h"
#include "core/jobs/remotetask.h"
#include "core/jobs/retryplan.h"

#include <QFileInfo>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostFreshAddresses = 3;
constexpr int freshAddressMs = 1000; // doubling
constexpr int httpServerError = 500;

JobState stateOf(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Uploading:
        return JobState::Uploading;
    case RunPhase::Submitting:
        return JobState::Submitting;
    case RunPhase::Polling:
        return JobState::Running;
    case RunPhase::Fetching:
        return JobState::Downloading;
    }
    return JobState::Running;
}

QString stepOf(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Uploading:
        return {};
    case RunPhase::Submitting:
        return stepSubmitting;
    case RunPhase::Polling:
    case RunPhase::Fetching:
        break;
    }
    return stepPolling;
}

bool isPolled(const ServiceModel& model)
{
    return model.step(u"poll"_s) != nullptr;
}

} // namespace

RemoteJob::RemoteJob(ServiceSender& sender, const ServiceTask& task, const Job& job,
                     const QString& costUnit, const QString& outputPath, RemoteHooks hooks)
    : m_sender(sender)
    , m_task(task)
    , m_costUnit(costUnit)
    , m_outputPath(outputPath)
    , m_hooks(std::move(hooks))
    , m_kept(RemoteState::fromText(job.variables))
    , m_step(job.step)
    , m_cancelRequested(job.cancelRequested)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { call(ServiceTask::Start::Ask); });
}

RemoteJob::~RemoteJob() = default;

void RemoteJob::start()
{
    if (m_step == stepFetching) {
        if (const auto item = restoredItem(m_kept.item)) {
            fetch(*item, {});
            return;
        }
    }
    if (m_step == stepPolling || m_step == stepFetching) {
        call(m_cancelRequested ? ServiceTask::Start::Cancel : ServiceTask::Start::Ask);
    } else if (m_step == stepSubmitting) {
        call(ServiceTask::Start::Recover);
    } else {
        call(ServiceTask::Start::Begin);
    }
}

void RemoteJob::call(ServiceTask::Start start)
{
    m_task.saved = m_kept.run;
    m_task.start = start;
    m_task.held.reset();
    if (start == ServiceTask::Start::Recover && m_kept.answer) {
        m_task.held = std::exchange(m_kept.answer, std::nullopt);
        m_task.held->path = QFileInfo(m_outputPath).path() + u'/' + m_task.held->path;
    }
    if (m_call) {
        m_call.release()->deleteLater(); // it is over and may be telling so just now
    }
    m_call = std::make_unique<ServiceCall>(m_sender, m_task);
    CallEvents events;
    events.progress = m_hooks.progress;
    events.keep = [this](RunPhase phase, const nlohmann::json& saved,
                         const std::function<void()>& proceed) {
        const bool isRecovering = m_step == stepSubmitting && phase == RunPhase::Polling
            && m_task.start == ServiceTask::Start::Recover && m_call->record().isEmpty();
        if (isRecovering) {
            proceed(); // asking is not yet knowing
            return false;
        }
        m_step = stepOf(phase);
        m_kept.run = saved;
        if (m_step == stepPolling) {
            m_kept.retries.clear();
        }
        m_hooks.keep({stateOf(phase), m_step, m_kept, {}}, [phase, proceed] {
            if (phase == RunPhase::Polling) {
                failpoint("service-id-stored");
            }
            proceed();
        });
        return true;
    };
    events.finished = [this](const CallOutcome& outcome) {
        m_record = m_call->record().isEmpty() ? m_record : m_call->record();
        take(outcome);
    };
    m_call->start(std::move(events));
    if (m_cancelRequested && start != ServiceTask::Start::Cancel) {
        m_call->cancel();
    }
}

void RemoteJob::take(const CallOutcome& outcome)
{
    if (const auto* result = std::get_if<CallResult>(&outcome)) {
        takeResult(*result);
    } else if (const auto* canceled = std::get_if<CallCanceled>(&outcome)) {
        if (m_cancelRequested) {
            end(RemoteCanceled{canceled->confirmed, m_record});
        } else {
            ServiceFailure failure; // by whoever else
            failure.errorClass = ErrorClass::ProviderFailed;
            failure.message = u"the service canceled the job"_s;
            fail(failure);
        }
    } else {
        fail(std::get<ServiceFailure>(outcome));
    }
}

// One generation is one result; a service that gives more was asked for one.
void RemoteJob::takeResult(const CallResult& result)
{
    m_kept.costCharged = chargeIn(m_costUnit, result.charge);
    const auto file = std::find_if(result.items.begin(), result.items.end(), [](const auto& item) {
        return item.source != ResultItem::Source::Text;
    });
    if (file == result.items.end()) {
        ServiceFailure failure;
        failure.errorClass = ErrorClass::ResultInvalid;
        failure.message = u"the answer has no file"_s;
        fail(failure);
        return;
    }
    m_kept.seedReturned = file->seed;
    m_kept.item = savedItem(*file);
    if (m_kept.item.is_null()) {
        fetch(*file, result.received);
        return;
    }
    m_step = stepFetching;
    Output output;
    output.address = file->download.url;
    output.expiresMs = file->ttlMs > 0 ? m_sender.moment().nowMs + file->ttlMs : 0;
    output.state = OutputState::Available;
    m_hooks.keep(
        {JobState::Downloading, m_step, m_kept, output},
        [this, guard = QPointer<RemoteJob>(this), item = *file, received = result.received] {
            if (guard && !m_over) {
                fetch(item, received);
            }
        });
}

void RemoteJob::fetch(const ResultItem& item, const ReceivedAnswer& received)
{
    m_fetching = fetchItem(
        m_sender, m_task.route, item, received, m_outputPath, this,
        [this](const tl::expected<void, ServiceFailure>& fetched) {
            if (fetched) {
                end(RunOutput{m_kept.seedReturned, m_kept.costCharged, m_record});
            } else if (fetched.error().errorClass == ErrorClass::ResultExpired
                       && isPolled(m_task.route.model) && m_expired < mostFreshAddresses) {
                askAgain();
            } else {
                fail(fetched.error());
            }
        });
}

// The service may give a fresh address.
void RemoteJob::askAgain()
{
    m_kept.item = {};
    m_step = stepPolling;
    m_timer.start(freshAddressMs << m_expired++);
}

OrderState RemoteJob::orderAt(const ServiceFailure& failure) const
{
    const bool isTaken = m_step == stepPolling || m_step == stepFetching;
    if (m_step == stepSubmitting && m_task.held) {
        return OrderState::Sent; // and its answer has come
    }
    const bool isAsked = m_step == stepSubmitting && m_task.start == ServiceTask::Start::Recover;
    if (!isTaken && !isAsked) {
        return m_step.isEmpty() || failure.nothingAccepted ? OrderState::None : OrderState::Sent;
    }
    // With a success, or without its server failing, the service speaks of the job.
    const bool isReported = failure.errorClass == ErrorClass::ProviderFailed
        ? failure.status < httpServerError
        : isTaken && failure.status >= 200 && failure.status < 300;
    return isReported ? OrderState::Over : isTaken ? OrderState::Taken : OrderState::Asked;
}

void RemoteJob::fail(const ServiceFailure& told)
{
    ServiceFailure failure = told;
    if (m_step.isEmpty() && failure.errorClass == ErrorClass::SubmitUnknown) {
        failure.errorClass = ErrorClass::Offline; // there was no order
    }
    RunFailure why = runFailureOf(failure, m_task, m_costUnit);
    why.lastAnswer = m_record;
    why.costCharged = why.costCharged ? why.costCharged : m_kept.costCharged;
    why.order = orderAt(failure);
    m_kept.answer = failure.held;
    if (m_kept.answer) {
        m_kept.answer->path = QFileInfo(m_kept.answer->path).fileName();
    }
    const bool isOver = !isUncertain(why) && failure.code != outOfPatience;
    if (isOver || (why.isOfDisk && failure.errorClass != ErrorClass::SubmitUnknown)) {
        end(why);
    } else if (m_cancelRequested) {
        end(RemoteCanceled{false, m_record});
    } else if (why.order == OrderState::Sent) {
        call(ServiceTask::Start::Recover); // where the service can tell
    } else {
        end(RemoteUnknown{why});
    }
}

void RemoteJob::cancel()
{
    if (m_over || m_cancelRequested) {
        return;
    }
    m_cancelRequested = true;
    if (m_timer.isActive()) {
        m_timer.stop();
        call(ServiceTask::Start::Cancel);
    } else if (m_call && m_step != stepFetching) {
        m_call->cancel();
    }
    // Else the result is there, and what is paid for is kept.
}

void RemoteJob::end(const RemoteEnd& outcome)
{
    if (std::exchange(m_over, true)) {
        return;
    }
    const auto finished = std::exchange(m_hooks.finished, {}); // it may destroy this object
    finished(outcome);
}

} // namespace raskadr
