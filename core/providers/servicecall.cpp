#include "core/providers/servicecall.h"

#include "core/base/failpoint.h"
#include "core/net/messagesocket.h"

#include <QRandomGenerator>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int progressEveryMs = 1000;
constexpr qint64 latePollMs = 60'000;
constexpr qint64 longestPatienceMs = 24 * 3'600'000LL;
constexpr int mostAsksAfterCancel = 5;
constexpr qint64 askAfterCancelMs = 2000;

std::optional<ToMessages::Format> streamOf(Flow flow)
{
    return flow == Flow::Sse   ? std::optional(ToMessages::Format::Sse)
        : flow == Flow::Ndjson ? std::optional(ToMessages::Format::Ndjson)
                               : std::nullopt;
}

bool isGone(ErrorClass errorClass)
{
    return errorClass == ErrorClass::JobLost || errorClass == ErrorClass::ModelGone;
}

} // namespace

ServiceCall::ServiceCall(ServiceSender& sender, const ServiceTask& task, QObject* parent)
    : QObject(parent)
    , m_sender(sender)
    , m_task(task)
    , m_timer(this)
    , m_left(task.start != ServiceTask::Start::Begin)
{
    m_answered = m_task.held.has_value();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ServiceCall::send);
    m_progressTimer.setSingleShot(true);
    connect(&m_progressTimer, &QTimer::timeout, this, &ServiceCall::askForProgress);
}

ServiceCall::~ServiceCall() = default;

void ServiceCall::start(CallEvents events)
{
    m_events = std::move(events);
    writePictures();
}

void ServiceCall::enter()
{
    const bool isKnown = m_task.saved.is_null() || m_run->restore(m_task.saved);
    if (!isKnown && m_task.start != ServiceTask::Start::Begin) {
        ServiceFailure failure;
        failure.errorClass = ErrorClass::SubmitUnknown;
        failure.message = u"what was kept of the call cannot be read"_s;
        QMetaObject::invokeMethod(
            this, [this, failure] { end(failure); }, Qt::QueuedConnection);
        return;
    }
    // A call that begins is kept before it orders anything, also where it orders the same again.
    if (m_task.saved.is_object() && m_task.start != ServiceTask::Start::Begin) {
        m_kept = m_task.saved;
        m_kept.erase("polls");
    }
    openSocket();
    switch (m_task.start) {
    case ServiceTask::Start::Begin:
        m_run->nameAnew();
        move([](ServiceRun& run, const RunMoment& moment) { return run.begin(moment); });
        break;
    case ServiceTask::Start::Ask:
        move([](ServiceRun& run, const RunMoment& moment) { return run.ask(moment); });
        break;
    case ServiceTask::Start::Recover:
        move([isHeld = m_answered](ServiceRun& run, const RunMoment& moment) {
            return isHeld ? std::optional(run.begin(moment)) : run.recover(moment);
        });
        break;
    case ServiceTask::Start::Cancel:
        QMetaObject::invokeMethod(this, &ServiceCall::cancel, Qt::QueuedConnection);
        break;
    }
}

// Takes a step of the run in the pool.
void ServiceCall::move(Moving moving)
{
    m_moving = true;
    m_work = runAsync(
        m_sender.pool(), this,
        [run = m_run, moving = std::move(moving),
         moment = m_sender.moment()](const std::stop_token&) { return moving(*run, moment); },
        [this](std::optional<NextStep> next) {
            m_moving = false;
            if (next) {
                handle(std::move(*next));
                return;
            }
            ServiceFailure failure;
            failure.errorClass = ErrorClass::SubmitUnknown;
            failure.step = u"submit"_s;
            end(failure);
        },
        1);
}

void ServiceCall::handle(NextStep next)
{
    if (auto* result = std::get_if<ResultStep>(&next)) {
        end(CallResult{result->items, result->charge, result->usage, m_received});
        return;
    }
    if (std::holds_alternative<CanceledStep>(next)) {
        end(CallCanceled{true});
        return;
    }
    if (const auto* failure = std::get_if<ServiceFailure>(&next)) {
        // Some services forget a job when they stop it.
        const bool isReported = failure->status >= 200 && failure->status < 300;
        if (m_cancelAccepted && (isReported || isGone(failure->errorClass))) {
            end(CallCanceled{true});
        } else {
            end(*failure);
        }
        return;
    }
    m_step = std::get<SendStep>(std::move(next));
    if (m_cancelRequested && m_step.phase == RunPhase::Uploading) {
        end(CallCanceled{true}); // nothing was ordered
        return;
    }
    if (m_cancelRequested && !m_cancelSent && m_run->isAccepted()) {
        sendCancel();
        return;
    }
    if (m_task.held) {
        readHeld();
        return;
    }
    waitAndSend();
}

// Nothing is sent.
void ServiceCall::readHeld()
{
    SendOptions options;
    options.holdsAnswer = true;
    options.held = std::exchange(m_task.held, std::nullopt);
    m_sending = m_sender.send(m_task.route, m_step.request, options, this,
                              [this](SendResult result) { receive(std::move(result)); });
}

void ServiceCall::waitAndSend()
{
    const qint64 now = m_sender.steadyMs();
    bool isLate = false;
    if (m_step.phase == RunPhase::Polling && !m_step.isAside) {
        m_pollingSinceMs = m_pollingSinceMs.value_or(now);
        const qint64 waited = now - *m_pollingSinceMs;
        isLate = waited > m_run->patienceMs();
        if (waited > std::max(longestPatienceMs, m_run->patienceMs())) {
            ServiceFailure failure;
            failure.errorClass = ErrorClass::Timeout;
            failure.code = outOfPatience;
            failure.step = m_step.request.step;
            end(failure);
            return;
        }
        if (isLate) {
            m_step.afterMs = std::max(m_step.afterMs, latePollMs);
        }
        if (m_cancelSent) {
            if (++m_asksAfterCancel > (m_cancelAccepted ? mostAsksAfterCancel : 1)) {
                end(CallCanceled{false});
                return;
            }
            m_step.afterMs = std::min(m_step.afterMs, askAfterCancelMs);
        }
    }
    hearSocket();
    if (m_events.progress && !m_step.isAside) {
        m_events.progress({m_step.phase, m_step.progress, m_step.queued, m_step.queuePosition,
                           m_step.announced, isLate});
    }
    m_step.phase == RunPhase::Submitting ? waitForPlace() : keepAndSend();
}

// Before anything is kept: until then it is certain that nothing was ordered.
void ServiceCall::waitForPlace()
{
    const qint64 waitMs = m_sender.waitForPlaceMs(m_task.route);
    if (waitMs <= 0) {
        keepAndSend();
        return;
    }
    QTimer::singleShot(waitMs, this, [this] {
        if (!m_over) {
            keepAndSend();
        }
    });
}

void ServiceCall::keepAndSend()
{
    const qint64 jitter = m_step.jitterMs > 0
        ? QRandomGenerator::global()->bounded(static_cast<quint32>(m_step.jitterMs) + 1)
        : 0;
    const auto proceed = [this, guard = QPointer<ServiceCall>(this),
                          waitMs = std::max<qint64>(0, m_step.afterMs) + jitter] {
        if (guard && !m_over) {
            const qint64 ms = std::exchange(m_toldOver, false) ? 0 : waitMs;
            m_timer.start(static_cast<int>(std::min<qint64>(ms, longestPatienceMs)));
        }
    };
    if (!m_events.keep || m_step.isAside) {
        proceed();
        return;
    }
    json saved = m_run->saved();
    json compared = saved;
    compared.erase("polls"); // that there was one poll more is not worth a write
    if (compared == m_kept) {
        proceed();
        return;
    }
    if (m_events.keep(m_step.phase, saved, proceed)) {
        m_kept = std::move(compared);
    }
}

void ServiceCall::send()
{
    SendOptions options;
    options.files = m_paths;
    const Flow flow = m_task.route.model.manifest().flow;
    if (m_step.phase == RunPhase::Submitting) {
        if (m_cancelRequested) {
            end(CallCanceled{true}); // it has not left yet
            return;
        }
        failpoint("service-before-send");
        m_left = true;
        options.holdsAnswer = true;
        options.stream = streamOf(flow);
        if (options.stream) {
            options.message = [this](const StreamMessage& message) {
                m_messages.enqueue(message);
                takeMessages();
            };
        }
        if (flow == Flow::SyncProgress) {
            m_progressTimer.start(progressEveryMs);
        }
    }
    const ServiceRoute& route = m_step.toRelay ? *m_task.relay : m_task.route;
    m_sending = m_sender.send(route, m_step.request, options, this,
                              [this](SendResult result) { receive(std::move(result)); });
}

void ServiceCall::receive(SendResult result)
{
    m_progressTimer.stop();
    if (!result && m_step.isAside && result.error().errorClass == ErrorClass::ResultInvalid) {
        ReceivedAnswer unreadable; // the job goes on whatever it was
        unreadable.answer.status = result.error().status;
        unreadable.answer.form = ServiceAnswer::Form::Other;
        result = std::move(unreadable);
    }
    if (!result) {
        end(result.error());
        return;
    }
    m_record = result->record;
    m_received = std::move(*result);
    if (m_step.phase == RunPhase::Submitting) {
        m_answered = true;
        failpoint("service-answered");
        if (streamOf(m_task.route.model.manifest().flow)) {
            m_streamEnded = true;
            takeMessages();
            return;
        }
    }
    advance();
}

void ServiceCall::advance()
{
    auto answer = std::make_shared<ServiceAnswer>(std::move(m_received.answer));
    move([answer](ServiceRun& run, const RunMoment& moment) {
        return run.advance(*answer, moment);
    });
}

void ServiceCall::end(const CallOutcome& outcome)
{
    if (std::exchange(m_over, true)) {
        return;
    }
    m_timer.stop();
    m_progressTimer.stop();
    m_work.stop();
    m_sending = {};
    m_aside = {};
    m_socket.reset();
    if (m_events.finished) {
        const auto finished = std::exchange(m_events.finished, {}); // it may destroy this object
        finished(outcome);
    }
}

} // namespace raskadr
