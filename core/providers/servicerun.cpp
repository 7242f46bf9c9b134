#include "core/providers/servicerun.h"

#include "core/providers/answererror.h"
#include "core/providers/errorclass.h"
#include "core/providers/jobstatus.h"
#include "core/providers/outputs.h"
#include "core/providers/requestbuilder.h"

#include <QUrl>

#include <algorithm>
#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qint64 usualPollMs = 5000;
constexpr qint64 usualPatienceMs = 30 * 60'000;
constexpr qint64 requestTimeoutMs = 60'000;
constexpr qsizetype longestVariable = 64 * 1024;

const json& linkOf(const json& step, int chain)
{
    return step.contains("chain") ? step["chain"][std::size_t(chain)] : step;
}

// As services take it for what they read: another one than https is nobody's to fetch.
bool isPublicAddress(const json& value)
{
    const QUrl url(value.is_string() ? QString::fromStdString(value.get<std::string>()) : QString(),
                   QUrl::StrictMode);
    return url.isValid() && url.scheme() == u"https"_s && !url.host().isEmpty()
        && url.userInfo().isEmpty();
}

int linksOf(const json& step)
{
    return step.contains("chain") ? static_cast<int>(step["chain"].size()) : 1;
}

} // namespace

// The steps that make an input ready, and whose they are.
struct ServiceRun::Upload
{
    const ServiceModel& by;
    const json& step;
    QString name;
};

ServiceRun::ServiceRun(ServiceModel model, json parameters, QList<PlannedInput> inputs,
                       QString jobId)
    : m_model(std::move(model))
    , m_parameters(std::move(parameters))
    , m_inputs(std::move(inputs))
    , m_jobId(std::move(jobId))
{
    if (!m_parameters.is_object()) {
        m_parameters = json::object();
    }
    nameAnew();
}

void ServiceRun::nameAnew()
{
    // Of each call: who listens at a socket under a name is alone with it.
    m_variables["clientId"] = "raskadr-" + m_jobId.toStdString();
    m_variables["clientJobId"] = m_jobId.toStdString();
}

Surroundings ServiceRun::surroundings(const RunMoment& moment) const
{
    const bool isUpload = m_phase == RunPhase::Uploading && m_upload < m_inputs.size();
    return Surroundings{isUpload ? uploadOf(m_upload).by : m_model, m_parameters, m_inputs,
                        m_variables, moment};
}

bool ServiceRun::isWaiting(int input) const
{
    const PlannedInput& planned = m_inputs.at(input);
    return (planned.form == InputForm::Upload || planned.form == InputForm::Relay)
        && planned.value.is_null();
}

ServiceRun::Upload ServiceRun::uploadOf(int input) const
{
    const PlannedInput& planned = m_inputs.at(input);
    static const json none = json::object();
    if (planned.form == InputForm::Relay && m_relay) {
        return {*m_relay, *m_relay->ofProvider("relay"), u"relay"_s};
    }
    const json* step = m_model.step(planned.step);
    return {m_model, step ? *step : none, planned.step};
}

void ServiceRun::relayThrough(const ServiceModel& relay)
{
    if (relay.ofProvider("relay")) {
        m_relay = relay;
    }
}

// What is wrong with the relay, its key or its books, is no fault of the service.
NextStep ServiceRun::failedUpload(const ServiceFailure& failure) const
{
    const bool isOfMoment = failure.errorClass == ErrorClass::Offline
        || failure.errorClass == ErrorClass::Timeout || failure.errorClass == ErrorClass::Busy
        || failure.errorClass == ErrorClass::RateLimited
        || failure.errorClass == ErrorClass::Concurrency;
    if (m_inputs.at(m_upload).form != InputForm::Relay || isOfMoment) {
        return failure;
    }
    ServiceFailure named = failure;
    named.errorClass = ErrorClass::InputUnreachable;
    named.message = m_relay->provider().id + u": "_s + errorClassName(failure.errorClass) + u' '
        + failure.message;
    named.missing.clear();
    named.parameter = u"relay"_s;
    named.nothingAccepted = true;
    return named;
}

NextStep ServiceRun::begin(const RunMoment& moment)
{
    m_phase = RunPhase::Uploading;
    m_upload = 0;
    m_chain = 0;
    if (!inputsToRelay().isEmpty() && !m_relay) {
        ServiceFailure failure;
        failure.errorClass = ErrorClass::InputUnreachable;
        failure.message = u"nothing gives a file its public address"_s;
        failure.parameter = u"relay"_s;
        failure.nothingAccepted = true;
        return failure;
    }
    return continueUploads(moment);
}

NextStep ServiceRun::advance(const ServiceAnswer& answer, const RunMoment& moment)
{
    if (!m_sent) {
        return broken({ErrorKind::Internal, u"an answer to nothing"_s, {}, 0});
    }
    const Surroundings at = surroundings(moment).with(answer);
    auto failure = failureOf(*m_sent, at);
    if (!failure) {
        failure = rejectionOf(m_sent->step, at);
    }
    if (failure) {
        return m_phase == RunPhase::Uploading ? failedUpload(*failure) : NextStep(*failure);
    }
    switch (m_phase) {
    case RunPhase::Uploading:
        return afterUpload(at, moment);
    case RunPhase::Submitting:
        return afterSubmit(at, moment);
    case RunPhase::Polling:
        return judge(at, moment);
    case RunPhase::Fetching:
        save(*m_model.step(m_fetch), at, false);
        return collect(m_fetch, at, moment);
    }
    Q_UNREACHABLE();
}

NextStep ServiceRun::send(const json& step, const QString& name, const RunMoment& moment)
{
    Surroundings at = surroundings(moment);
    at.file = m_phase == RunPhase::Uploading ? m_upload : -1;
    auto request = requestFor(step, name, at);
    if (!request) {
        const ServiceFailure failure = broken(request.error());
        return m_phase == RunPhase::Uploading ? failedUpload(failure) : NextStep(failure);
    }
    m_sent = *request;
    SendStep next;
    next.request = std::move(*request);
    next.phase = m_phase;
    next.toRelay = &at.model != &m_model;
    next.announced = m_announced;
    return next;
}

NextStep ServiceRun::continueUploads(const RunMoment& moment)
{
    while (m_upload < m_inputs.size() && !isWaiting(m_upload)) {
        ++m_upload;
    }
    if (m_upload == m_inputs.size()) {
        m_phase = RunPhase::Submitting;
        return send(linkOf(*m_model.step(u"submit"_s), 0), u"submit"_s, moment);
    }
    const Upload upload = uploadOf(m_upload);
    m_chain = m_chain < linksOf(upload.step) ? m_chain : 0;
    return send(linkOf(upload.step, m_chain), upload.name, moment);
}

NextStep ServiceRun::afterUpload(const Surroundings& at, const RunMoment& moment)
{
    PlannedInput& input = m_inputs[m_upload];
    const json& step = uploadOf(m_upload).step;
    const auto noAddress = [this] {
        return failedUpload(
            broken({ErrorKind::BadResponse, u"the upload gave no address"_s, {}, 0}));
    };
    if (!save(linkOf(step, m_chain), at, true)) {
        return noAddress();
    }
    if (++m_chain < linksOf(step)) {
        return continueUploads(moment);
    }
    Surroundings here = at;
    here.file = m_upload;
    const auto value = step.contains("result") ? rendered(step["result"], here) : std::nullopt;
    const bool isAddress = value && (input.form != InputForm::Relay || isPublicAddress(*value));
    if (!value || value->is_null() || !isAddress) {
        return noAddress();
    }
    input.value = *value;
    m_chain = 0;
    ++m_upload;
    return continueUploads(moment);
}

NextStep ServiceRun::afterSubmit(const Surroundings& at, const RunMoment& moment)
{
    noteMoney(at);
    const json& step = *m_model.step(u"submit"_s);
    const Flow flow = m_model.manifest().flow;
    if (!save(step, at, true)) {
        return broken({ErrorKind::BadResponse, u"the answer has no id of a job"_s, {}, 0});
    }
    if (!isPolled(flow)) {
        return collect(u"submit"_s, at, moment);
    }
    m_phase = RunPhase::Polling;
    return flow == Flow::PreferWait ? judge(at, moment) : poll(moment, pollDelay());
}

NextStep ServiceRun::judge(const Surroundings& at, const RunMoment& moment)
{
    const json& directive = *m_model.directive("status");
    const json* missing = directive.contains("missing") ? &directive["missing"] : nullptr;
    if (missing && m_sent->step.toStdString() == (*missing)["step"].get<std::string>()) {
        return judgeElsewhere(at, moment);
    }
    noteMoney(at);
    save(*m_model.step(u"poll"_s), at, false);
    const bool wasNowhere = std::exchange(m_isNowhere, false);
    if (missing && holds((*missing)["when"], at)) {
        if (!wasNowhere) {
            return lookElsewhere(moment);
        }
        ServiceFailure lost = reportedFailure(u"poll"_s, at, ErrorClass::JobLost);
        lost.message =
            lost.message.isEmpty() ? u"the service does not know the job"_s : lost.message;
        return lost;
    }
    const auto status = statusIn(directive, at);
    if (!status) {
        return broken({ErrorKind::BadResponse, u"the answer says nothing about the job"_s, {}, 0});
    }
    switch (status->state) {
    case JobStatus::State::Done:
        return collect(u"poll"_s, at, moment);
    case JobStatus::State::Failed:
        return reportedFailure(u"poll"_s, at, ErrorClass::ProviderFailed);
    case JobStatus::State::Expired:
        return reportedFailure(u"poll"_s, at, ErrorClass::JobLost);
    case JobStatus::State::Canceled:
        return CanceledStep{};
    case JobStatus::State::Queued:
    case JobStatus::State::Running:
        break;
    }
    return pollAgain(*status, moment);
}

NextStep ServiceRun::pollAgain(const JobStatus& status, const RunMoment& moment)
{
    NextStep next = poll(moment, pollDelay());
    if (auto* sent = std::get_if<SendStep>(&next)) {
        sent->queued = status.state == JobStatus::State::Queued;
        sent->progress = status.progress;
        sent->queuePosition = status.queuePosition;
    }
    return next;
}

// The poll does not know the job: it may not be done yet, or not be there at all.
NextStep ServiceRun::lookElsewhere(const RunMoment& moment)
{
    m_phase = RunPhase::Polling;
    const json& missing = (*m_model.directive("status"))["missing"];
    const QString name = QString::fromStdString(missing["step"].get<std::string>());
    NextStep next = send(linkOf(*m_model.step(name), 0), name, moment);
    if (auto* sent = std::get_if<SendStep>(&next)) {
        sent->isAside = true;
    }
    return next;
}

NextStep ServiceRun::judgeElsewhere(const Surroundings& at, const RunMoment& moment)
{
    const auto waiting = statusIn((*m_model.directive("status"))["missing"], at);
    // What cannot be read says nothing.
    m_isNowhere = !waiting && at.answer->form == ServiceAnswer::Form::Json;
    if (!m_isNowhere) {
        return pollAgain(waiting.value_or(JobStatus()), moment);
    }
    NextStep next = poll(moment, 0); // it may have become done between the two questions
    if (auto* sent = std::get_if<SendStep>(&next)) {
        sent->isAside = true;
    }
    return next;
}

qint64 ServiceRun::pollDelay() const
{
    const json& step = *m_model.step(u"poll"_s);
    const double growth = std::clamp(step.value("backoff", 1.0), 1.0, 10.0);
    const auto every = double(step.value("everyMs", usualPollMs));
    const auto most = double(step.value("maxMs", std::max(qint64(60'000), qint64(every))));
    const double delay = std::min(every * std::pow(growth, std::min(m_polls, 100)), most);
    return std::max({static_cast<qint64>(delay), step.value("minMs", qint64(0)),
                     m_model.limit("pollMinMs", 0)});
}

qint64 ServiceRun::patienceMs() const
{
    const json* step = m_model.step(u"poll"_s);
    return step ? step->value("timeoutMs", usualPatienceMs) : usualPatienceMs;
}

NextStep ServiceRun::poll(const RunMoment& moment, qint64 afterMs)
{
    m_phase = RunPhase::Polling;
    m_results = {{}, m_results.charge, json::object()};
    m_output = 0;
    const json& step = *m_model.step(u"poll"_s);
    NextStep next = send(step, u"poll"_s, moment);
    if (auto* sent = std::get_if<SendStep>(&next)) {
        ++m_polls;
        sent->afterMs = afterMs;
        sent->jitterMs = step.value("jitterMs", qint64(0));
        // The step's own limit is that of the whole waiting.
        m_sent->timeoutMs = sent->request.timeoutMs = requestTimeoutMs;
    }
    return next;
}

NextStep ServiceRun::ask(const RunMoment& moment)
{
    if (!isPolled(m_model.manifest().flow)) {
        ServiceFailure failure;
        failure.errorClass = ErrorClass::SubmitUnknown;
        failure.step = u"submit"_s;
        return failure;
    }
    return poll(moment, 0);
}

std::optional<NextStep> ServiceRun::recover(const RunMoment& moment)
{
    const json* submit = m_model.step(u"submit"_s);
    if (!submit || !submit->contains("recover") || !isPolled(m_model.manifest().flow)) {
        return std::nullopt;
    }
    if (!m_variables.contains("job")) {
        m_variables["job"] = m_variables["clientJobId"];
    }
    return ask(moment);
}

NextStep ServiceRun::collect(const QString& answered, const Surroundings& at,
                             const RunMoment& moment)
{
    noteMoney(at);
    const json& outputs = *m_model.directive("outputs");
    std::optional<quint64> seed;
    if (const json* directive = m_model.directive("seed");
        directive && directive->is_object() && directive->contains("returned")) {
        const auto value = sourced((*directive)["returned"], at);
        seed = value ? seedIn(*value) : std::nullopt;
    }
    for (; m_output < int(outputs.size()); ++m_output) {
        const json& output = outputs[std::size_t(m_output)];
        const QString from = QString::fromStdString(output["from"].get<std::string>());
        if (from != answered) {
            if (m_phase == RunPhase::Fetching && from == m_fetch) {
                continue;
            }
            m_phase = RunPhase::Fetching;
            m_fetch = from;
            return send(linkOf(*m_model.step(from), 0), from, moment);
        }
        auto found = resultsFrom(output, at);
        if (!found) {
            return broken(found.error());
        }
        for (ResultItem& item : *found) {
            item.seed = item.seed ? item.seed : seed;
        }
        m_results.items += *found;
        if (m_results.items.size() > mostResults) {
            return broken(
                {ErrorKind::BadResponse, u"more than %1 results"_s.arg(mostResults), {}, 0});
        }
    }
    if (m_results.items.isEmpty()) {
        return broken({ErrorKind::BadResponse, u"the answer has no result"_s, {}, 0});
    }
    if (const json* usage = m_model.directive("usage")) {
        for (const auto& [name, source] : (*usage)["fields"].items()) {
            if (auto value = sourced(source, at); value && !value->is_structured()) {
                m_results.usage[name] = std::move(*value);
            }
        }
    }
    m_sent.reset();
    return m_results;
}

bool ServiceRun::save(const json& step, const Surroundings& at, bool strict)
{
    if (!step.contains("save")) {
        return true;
    }
    for (const auto& [name, source] : step["save"].items()) {
        auto value = sourced(source, at);
        const bool isSmall = value
            && qsizetype(value->dump(-1, ' ', false, json::error_handler_t::replace).size())
                <= longestVariable;
        const bool isEmpty =
            value && value->is_string() && value->get_ref<const std::string&>().empty();
        if (isSmall && !isEmpty && !value->is_array()) {
            m_variables[name] = std::move(*value);
        } else if (strict && !(source.is_object() && source.value("optional", false))) {
            return false;
        }
    }
    return true;
}

void ServiceRun::noteMoney(const Surroundings& at)
{
    const json* price = m_model.directive("price");
    if (!price) {
        return;
    }
    if (const auto announced = chargeIn(*price, "estimateFrom", at)) {
        m_announced = announced;
    }
    if (const auto charge = chargeOfAnswer(at)) {
        m_results.charge = charge;
    }
}

ServiceFailure ServiceRun::broken(const Error& error) const
{
    ServiceFailure failure;
    failure.step = m_sent ? m_sent->step : QString();
    failure.message = error.detail;
    if (error.kind == ErrorKind::Unauthorized) {
        failure.errorClass = ErrorClass::AuthInvalid;
        failure.missing = error.subject;
        failure.nothingAccepted = !isAccepted();
    } else if (error.kind == ErrorKind::BadResponse && m_sent) {
        failure.errorClass = ErrorClass::ResultInvalid;
    }
    return failure;
}

} // namespace raskadr
