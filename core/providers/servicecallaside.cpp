// What goes on beside the requests of a call: messages of streams and sockets, progress, the end
// that the user asked for.

#include "core/net/messagesocket.h"
#include "core/providers/jsonlimits.h"
#include "core/providers/servicecall.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestEvent = 32 << 20;
constexpr qsizetype longestSocketMessage = 64 << 10; // what is larger is no progress
constexpr int askedAgainAfterMs = 1000;
constexpr qsizetype mostUnread = 64;

} // namespace

// Messages go to the run in their order, as many at once as have come; then comes their end.
void ServiceCall::takeMessages()
{
    if (m_reading || m_over) {
        return;
    }
    if (m_messages.isEmpty()) {
        if (m_streamEnded && !m_received.answer.isSuccess()) {
            advance();
        } else if (m_streamEnded) {
            ServiceFailure failure; // without its last event a stream is cut off
            failure.errorClass =
                m_understood ? ErrorClass::SubmitUnknown : ErrorClass::ResultInvalid;
            failure.step = m_step.request.step;
            failure.status = m_received.answer.status;
            failure.message = u"the stream ended without a result"_s;
            end(failure);
        }
        return;
    }
    m_reading = true;
    struct Read
    {
        std::optional<double> progress;
        std::optional<NextStep> next;
        bool understood = false;
    };
    m_work = runAsync(
        m_sender.pool(), this,
        [run = m_run, messages = std::exchange(m_messages, {}),
         moment = m_sender.moment()](const std::stop_token& stop) {
            Read read;
            for (const StreamMessage& message : messages) {
                // "[DONE]" and the like are no JSON and say nothing.
                const auto event = parseLimitedJson(message.data, longestEvent);
                if (!event) {
                    continue;
                }
                read.understood = true;
                EventMeaning meaning = run->event(*event, moment);
                read.progress = meaning.progress ? meaning.progress : read.progress;
                if (meaning.next || stop.stop_requested()) {
                    read.next = std::move(meaning.next);
                    break;
                }
            }
            return read;
        },
        [this](Read read) {
            m_reading = false;
            m_understood = m_understood || read.understood;
            if (read.progress && m_events.progress) {
                m_events.progress({m_step.phase, read.progress, false, {}, {}, false});
            }
            if (read.next) {
                m_answered = true;
                m_sending = {};
                handle(std::move(*read.next));
            } else if (m_cancelRequested && !m_cancelSent) {
                sendCancel();
            } else {
                takeMessages();
            }
        },
        1);
}

void ServiceCall::askForProgress()
{
    const auto request = m_run->progressRequest(m_sender.moment());
    if (!request) {
        return;
    }
    m_aside = m_sender.send(m_task.route, *request, {}, this, [this](const SendResult& result) {
        if (m_over || m_answered || m_cancelSent) {
            return; // the run is at work elsewhere
        }
        const auto fraction =
            result ? m_run->progressIn(result->answer, m_sender.moment()) : std::nullopt;
        if (fraction && m_events.progress) {
            m_events.progress({m_step.phase, fraction, false, {}, {}, false});
        }
        m_progressTimer.start(askedAgainAfterMs);
    });
}

void ServiceCall::openSocket()
{
    const QString address = m_run->socketAddress(m_sender.moment());
    if (m_socket || !MessageSocket::mayHear(address, m_task.route.access.localHost)) {
        return;
    }
    m_socket = std::make_unique<MessageSocket>(address, m_task.route.access.localHost);
    connect(m_socket.get(), &MessageSocket::heard, this, [this](const QByteArray& message) {
        if (message.size() > longestSocketMessage) {
            return;
        }
        m_heard.enqueue(message);
        if (m_heard.size() > mostUnread) {
            m_heard.dequeue();
        }
        hearSocket();
    });
}

// Between two questions, when the run is nowhere else. What a socket says is not believed: it makes
// the next question come at once.
void ServiceCall::hearSocket()
{
    if (m_step.phase != RunPhase::Polling || m_moving || m_over) {
        return;
    }
    for (const QByteArray& message : std::exchange(m_heard, {})) {
        const auto event = parseLimitedJson(message, longestSocketMessage);
        if (!event) {
            continue;
        }
        const EventMeaning meaning = m_run->event(*event, m_sender.moment());
        if (meaning.progress && m_events.progress) {
            m_events.progress({m_step.phase, meaning.progress, false, {}, {}, false});
        }
        m_toldOver = m_toldOver || meaning.isOver;
    }
    if (m_toldOver && m_timer.isActive()) {
        m_toldOver = false;
        m_timer.start(0);
    }
}

void ServiceCall::cancel()
{
    if (m_over || m_cancelRequested) {
        return;
    }
    m_cancelRequested = true;
    m_progressTimer.stop();
    if (!m_left) {
        end(CallCanceled{true}); // nothing was ordered yet
        return;
    }
    if (!m_run) {
        return; // its first step will see it
    }
    const bool isPolledFlow = isPolled(m_task.route.model.manifest().flow);
    if (m_task.start == ServiceTask::Start::Cancel || m_timer.isActive()) {
        m_timer.stop();
        sendCancel();
    } else if (!isPolledFlow && m_step.phase == RunPhase::Submitting && !m_reading && !m_answered) {
        sendCancel();
    }
    // Else the answer that is on its way says what there is to cancel.
}

// A blocking call that nobody waits for is closed once the service was told.
void ServiceCall::sendCancel()
{
    if (!m_cancelSent) {
        m_cancelSent = true;
        m_cancels = m_run->cancelRequests(m_sender.moment());
        m_cancelAccepted = !m_cancels.isEmpty();
    }
    if (!m_cancels.isEmpty()) {
        const ServiceRequest request = m_cancels.takeFirst();
        m_aside = m_sender.send(
            m_task.route, request, {}, this, [this, request](const SendResult& result) {
                const int status = result ? result->answer.status : 0;
                const bool isTaken = request.expected.isEmpty() ? status >= 200 && status < 300
                                                                : request.expected.contains(status);
                m_cancelAccepted = m_cancelAccepted && isTaken;
                if (!m_over) {
                    sendCancel();
                }
            });
        return;
    }
    if (isPolled(m_task.route.model.manifest().flow)) {
        // What the service made of it; a result that is there is kept.
        move([](ServiceRun& run, const RunMoment& moment) { return run.ask(moment); });
    } else if (!m_answered) { // else its answer came first
        end(CallCanceled{m_cancelAccepted});
    }
}

} // namespace raskadr
